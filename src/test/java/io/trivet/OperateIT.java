package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trivet.Trivet.Ran;
import io.trivet.drill.MakeUser;
import io.trivet.drill.UseClientFiles;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cluster that a service runs, with logins by SASL/SCRAM: a broker of this machine from its rendered files, with one
 * listener more, which the description of another stack knows by its address and nothing else.
 */
final class OperateIT {
    private static final String THEIRS = "theirs";
    private static final String OURS = "ours";
    private static final int PORT = 9192;
    private static final String STORE_PASSWORD = "changeit";
    private static final String USER = "films";

    /** With what a text of JAAS would take for its end. */
    private static final String PASSWORD = "it's a \"secret\" \\ of ours";

    private static final String PLAIN_PASSWORD = "another-secret-of-ours";

    /** Listeners that the broker gets besides its own, on ports one after the other. */
    private enum Listener {
        LOGIN("SASL_PLAINTEXT", ""),
        SEALED("SASL_SSL", "named"),
        ALIAS("SASL_SSL", "unnamed"),
        CERTIFICATE("SSL", "named");

        private final String protocol;
        private final String certificate;

        Listener(String protocol, String certificate) {
            this.protocol = protocol;
            this.certificate = certificate;
        }

        int port() {
            return PORT + ordinal();
        }
    }

    @TempDir
    private Path home;

    private Trivet trivet;
    private Process broker;

    @BeforeEach
    void a_cluster_of_somebody_else() throws IOException, InterruptedException {
        trivet = Trivet.in(home);
        trivet.describeSmallest(THEIRS, "10.91.0.0/20", "theirs");
        trivet.succeed("local", "up", THEIRS);
        JsonNode node = trivet.status(THEIRS).stream()
                .filter(row -> row.get("node").asText().equals("broker1"))
                .findFirst()
                .orElseThrow();
        String plain = node.get("dnsName").asText() + ":9092";
        assertThat(trivet.drill(THEIRS, MakeUser.class, List.of(plain, USER, PASSWORD)))
                .isZero();
        assertThat(trivet.drill(THEIRS, MakeUser.class, List.of(plain, "plain", PLAIN_PASSWORD)))
                .isZero();
        List<String> command =
                Arrays.asList(Files.readString(Path.of("/proc", node.get("pid").asText(), "cmdline"))
                        .split("\0"));
        trivet.succeed("local", "stop", THEIRS, "--node", "broker1");
        listen(command, node.get("address").asText());
        describe(node.get("address").asText() + ":" + PORT, "orders: {partitions: 3, replicas: 1}");
    }

    @AfterEach
    void nothing_is_left_running() throws IOException, InterruptedException {
        if (broker != null) {
            broker.destroy();
            broker.waitFor();
        }
        trivet.succeed("local", "down", THEIRS, "--delete", "--yes");
    }

    /** The same process, from the same files, with listeners that ask for a login and show certificates. */
    private void listen(List<String> command, String address) throws IOException, InterruptedException {
        Path folder = trivet.home().resolve(".trivet/theirs/nodes/broker1/etc/kafka");
        Properties server = new Properties();
        server.load(new StringReader(Files.readString(folder.resolve("server.properties"))));
        keys("named", "ip:" + address);
        keys("unnamed", "dns:kafka.theirs.example");
        keys("client", "dns:client.ours.example");
        List<String> more = new ArrayList<>(command);
        StringBuilder listeners = new StringBuilder();
        StringBuilder protocols = new StringBuilder();
        for (Listener listener : Listener.values()) {
            String name = listener.name();
            listeners
                    .append(",")
                    .append(name)
                    .append("://")
                    .append(address)
                    .append(":")
                    .append(listener.port());
            protocols.append(",").append(name).append(":").append(listener.protocol);
            String prefix = "listener.name." + name.toLowerCase(Locale.ROOT) + ".";
            if (listener.protocol.startsWith("SASL")) {
                override(
                        more,
                        prefix + "scram-sha-512.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
            }
            if (listener.protocol.endsWith("SSL")) {
                override(more, prefix + "ssl.keystore.type", "PKCS12");
                override(more, prefix + "ssl.keystore.location", key(listener.certificate, "p12"));
                override(more, prefix + "ssl.keystore.password", STORE_PASSWORD);
            }
        }
        override(more, "listener.name.certificate.ssl.client.auth", "required");
        override(more, "listener.name.certificate.ssl.truststore.type", "PEM");
        override(more, "listener.name.certificate.ssl.truststore.location", key("client", "pem"));
        override(more, "listeners", server.getProperty("listeners") + listeners);
        override(more, "advertised.listeners", server.getProperty("advertised.listeners") + listeners);
        override(
                more,
                "listener.security.protocol.map",
                server.getProperty("listener.security.protocol.map") + protocols);
        override(more, "sasl.enabled.mechanisms", "SCRAM-SHA-512");
        broker = new ProcessBuilder(more)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("broker.log").toFile())
                .start();
    }

    /** A key and a certificate for that name, which is its own authority. */
    private void keys(String alias, String name) throws IOException, InterruptedException {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> store = List.of("-alias", alias, "-keystore", key(alias, "p12"), "-storepass", STORE_PASSWORD);
        List<String> make = new ArrayList<>(List.of(keytool, "-genkeypair", "-keyalg", "EC", "-storetype", "PKCS12"));
        make.addAll(List.of("-dname", "CN=" + alias, "-ext", "SAN=" + name));
        make.addAll(store);
        List<String> export = new ArrayList<>(List.of(keytool, "-exportcert", "-rfc", "-file", key(alias, "pem")));
        export.addAll(store);
        for (List<String> step : List.of(make, export)) {
            Path log = home.resolve("keytool.log");
            assertThat(new ProcessBuilder(step)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start()
                            .waitFor())
                    .as(() -> read(log))
                    .isZero();
        }
    }

    private String key(String alias, String ending) {
        return home.resolve(alias + "." + ending).toString();
    }

    /** The private key of a store in PEM, as Kafka takes it. */
    private String privateKey(String alias) throws Exception {
        KeyStore store = KeyStore.getInstance(Path.of(key(alias, "p12")).toFile(), STORE_PASSWORD.toCharArray());
        byte[] key = store.getKey(alias, STORE_PASSWORD.toCharArray()).getEncoded();
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                + "\n-----END PRIVATE KEY-----\n";
    }

    private static void override(List<String> command, String key, String value) {
        command.add("--override");
        command.add(key + "=" + value);
    }

    private void describe(String bootstrap, String... topics) throws IOException {
        Files.writeString(trivet.home().resolve("stacks/Pulumi.ours.yaml"), """
                config:
                  trivet:cluster:
                    name: ours
                    environment: dev
                    platform: external
                    external:
                      service: other
                      bootstrap: [%s]
                      protocol: sasl-plaintext
                      mechanism: scram-sha-512
                      credentials: {secret: dev/ours/kafka}
                    topics:
                      %s
                """.formatted(
                        bootstrap, String.join("\n      ", topics)));
    }

    private String bootstrap() throws IOException {
        return Files.readAllLines(trivet.home().resolve("stacks/Pulumi.ours.yaml")).stream()
                .filter(line -> line.contains("bootstrap:"))
                .map(line -> line.replaceAll(".*\\[|\\].*", ""))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void topics_and_client_files_work_against_it_with_the_secret_of_the_environment_or_of_a_file() throws Exception {
        Process left = a_cluster_that_does_not_answer();
        await_its_listener();
        an_import_asks_as_the_client_of_a_file();
        an_import_says_what_is_in_its_way();
        a_login_that_is_refused_is_said_in_words();
        a_secret_that_is_missing_is_named();
        what_differs_is_listed_and_changed_only_when_asked();
        what_cannot_be_is_refused_as_a_whole();
        programs_write_and_read_with_the_rendered_files(
                OURS, Map.of("KAFKA_USERNAME", "plain", "KAFKA_PASSWORD", PLAIN_PASSWORD));
        certificates_are_checked_against_the_described_authority_and_the_name();
        a_client_certificate_is_a_login_too();
        the_same_command_looks_at_a_cluster_of_this_machine();
        how_it_is_is_told_to_whom_it_lets_in();
        users_need_an_authorizer();
        it_was_left(left);
    }

    /** A broker that starts refuses connections first; the command says so, and is asked again. */
    private void await_its_listener() throws IOException, InterruptedException {
        Ran ran = topics(login(PASSWORD));
        while (ran.code() == 4 && ran.err().contains("cluster-unreachable") && broker.isAlive()) {
            ran = topics(login(PASSWORD));
        }
        assertThat(ran.code()).as(() -> read(home.resolve("broker.log"))).isZero();
    }

    private Ran imported(Listener listener, String... properties) throws IOException, InterruptedException {
        Path file = Files.writeString(home.resolve("client.properties"), String.join("\n", properties));
        return trivet.run(
                "import",
                "--bootstrap",
                bootstrap().replaceFirst(":.*", ":" + listener.port()),
                "--properties",
                file.toString());
    }

    private static String login(String user, String password) {
        return "sasl.mechanism=SCRAM-SHA-512\nsasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule"
                + " required username=\"" + user + "\" password=\"" + password + "\";";
    }

    private void an_import_asks_as_the_client_of_a_file() throws IOException, InterruptedException {
        Ran plain = imported(Listener.LOGIN, "security.protocol=SASL_PLAINTEXT", login("plain", PLAIN_PASSWORD));
        Ran sealed = imported(
                Listener.SEALED,
                "security.protocol=SASL_SSL",
                "ssl.truststore.type=PEM",
                "ssl.truststore.location=" + key("named", "pem"),
                login("plain", PLAIN_PASSWORD));

        for (Ran ran : List.of(plain, sealed)) {
            assertThat(ran.code()).as(ran.err()).isZero();
            assertThat(ran.out())
                    .contains("#   user films (SCRAM-SHA-512)\n#   user plain (SCRAM-SHA-512)\n")
                    .contains("#   computed setting listeners: ")
                    .contains(
                            "#   setting listener.name.sealed.ssl.keystore.password of 1 broker: Kafka hides secrets,")
                    .contains("    name: imported\n")
                    .doesNotContain(PLAIN_PASSWORD)
                    .doesNotContain(STORE_PASSWORD);
            assertThat(ran.err()).contains("2 users").doesNotContain(PLAIN_PASSWORD);
        }
    }

    private void an_import_says_what_is_in_its_way() throws IOException, InterruptedException {
        String hidden = "wrong-" + PLAIN_PASSWORD;
        List<Ran> failed = List.of(
                imported(Listener.LOGIN, "security.protocol=SASL_PLAINTEXT", login("plain", hidden)),
                imported(Listener.LOGIN, ""),
                imported(Listener.LOGIN, "security.protocol=SSL"),
                imported(Listener.SEALED, ""),
                imported(Listener.SEALED, "security.protocol=SASL_SSL", login("plain", hidden)));

        assertThat(failed).allSatisfy(ran -> {
            assertThat(ran.code()).isEqualTo(4);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err()).contains("  Mend: ").doesNotContain("\tat ").doesNotContain(hidden);
        });
        assertThat(failed)
                .extracting(
                        ran -> ran.err().replaceAll("(?s).*error ([a-z-]+) .*?  was (.*?) but it must .*", "$1: $2"))
                .satisfiesExactly(
                        words -> assertThat(words)
                                .startsWith("cluster-login: a cluster that refuses the login (Authentication failed"),
                        words -> assertThat(words)
                                .startsWith(
                                        "cluster-unreachable: a listener that takes connections and does not answer"),
                        words -> assertThat(words)
                                .isEqualTo("cluster-tls: a listener that does not speak TLS, asked with TLS"),
                        words -> assertThat(words)
                                .isEqualTo("cluster-tls: a listener that speaks TLS, asked in plain text"),
                        words ->
                                assertThat(words).startsWith("cluster-tls: a cluster whose certificate does not pass"));
    }

    private void a_login_that_is_refused_is_said_in_words() throws IOException, InterruptedException {
        Ran ran = topics(login("wrong-password"));

        assertThat(ran.code()).isEqualTo(4);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).endsWith("""
                error cluster-login  stacks/Pulumi.ours.yaml:8:18  external.bootstrap
                  was a cluster that refuses the login (Authentication failed during authentication due to invalid \
                credentials with SASL mechanism SCRAM-SHA-512) but it must know the user, its password and the mechanism.
                  Mend: look at the secret and at external.mechanism.

                1 error in stacks/Pulumi.ours.yaml
                """);
    }

    private void a_secret_that_is_missing_is_named() throws IOException, InterruptedException {
        Ran ran = topics(Map.of());

        assertThat(ran.code()).isEqualTo(4);
        assertThat(ran.err()).endsWith("""
                error secret-missing  KAFKA_PASSWORD
                  was missing but it must be in the environment.
                  Mend: set KAFKA_PASSWORD, or name a file with --secret-file.

                error secret-missing  KAFKA_USERNAME
                  was missing but it must be in the environment.
                  Mend: set KAFKA_USERNAME, or name a file with --secret-file.

                2 errors
                """);
    }

    private void what_differs_is_listed_and_changed_only_when_asked() throws IOException, InterruptedException {
        Path file = home.resolve("secret.json");
        new ObjectMapper().writeValue(file.toFile(), Map.of("username", USER, "password", PASSWORD));
        String missing = "ours at " + bootstrap() + "\n1 topic described, 1 change to make\n"
                + "  create  orders  3 partitions, 1 replica\n"
                + "Nothing was changed. To make these changes, add --apply.\n";

        assertThat(topics(login(PASSWORD)).out()).isEqualTo(missing);
        assertThat(topics(login(PASSWORD), "--exit-code").code()).isEqualTo(3);
        assertThat(topics(Map.of(), "--secret-file", file.toString(), "--apply").out())
                .contains("1 topic described, 1 change made\n");
        assertThat(topics(Map.of(), "--secret-file", file.toString(), "--exit-code")
                        .out())
                .isEqualTo("ours at " + bootstrap() + "\n1 topic described, all as on the cluster\n");

        describe(bootstrap(), "orders: {partitions: 6, replicas: 1, settings: {retention.ms: 3600000}}");
        assertThat(topics(login(PASSWORD), "--apply").out()).isEqualTo("ours at " + bootstrap() + """

                1 topic described, 2 changes made
                  grow  orders  from 3 to 6 partitions; a key goes to another one than before
                  set   orders  retention.ms from 604800000 to 3600000; older records are deleted
                """);
        assertThat(topics(login(PASSWORD)).out()).contains("all as on the cluster");
    }

    private void what_cannot_be_is_refused_as_a_whole() throws IOException, InterruptedException {
        describe(bootstrap(), "orders: {partitions: 2, replicas: 1}", "more: {partitions: 1, replicas: 1}");

        Ran ran = topics(login(PASSWORD), "--apply");

        assertThat(ran.code()).isOne();
        assertThat(ran.err())
                .contains("error topic-shrink  stacks/Pulumi.ours.yaml:13:28  topics.orders.partitions")
                .contains("was 2, where the topic has 6 but it must be at least 6: Kafka cannot take partitions away.");
        assertThat(ran.out()).contains("create  more").contains("Nothing was changed.");
    }

    private void programs_write_and_read_with_the_rendered_files(String stack, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path out = home.resolve("rendered-" + stack);
        trivet.succeed("render", stack, "--out", out.toString());
        Path log = home.resolve("clients.log");
        ProcessBuilder program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        UseClientFiles.class.getName(),
                        out.resolve("clients").toString(),
                        "orders")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        program.environment().putAll(environment);

        assertThat(program.start().waitFor()).as(() -> read(log)).isZero();
        assertThat(read(log)).contains("admin sees true\n").contains("read value\n");
    }

    private void certificates_are_checked_against_the_described_authority_and_the_name()
            throws IOException, InterruptedException {
        beside("sealed", Listener.SEALED, "sasl-ssl", key("named", "pem"));
        beside("stranger", Listener.SEALED, "sasl-ssl", key("client", "pem"));
        beside("alias", Listener.ALIAS, "sasl-ssl", key("unnamed", "pem"));

        Ran sealed = operate("sealed", login(PASSWORD));
        Ran stranger = operate("stranger", login(PASSWORD));
        Ran alias = operate("alias", login(PASSWORD));

        assertThat(sealed.code()).as(sealed.err()).isZero();
        assertThat(stranger.code()).isEqualTo(4);
        assertThat(stranger.err())
                .contains("error cluster-tls")
                .contains("Mend: ")
                .doesNotContain("\tat ");
        assertThat(alias.code()).isEqualTo(4);
        assertThat(alias.err())
                .contains("error cluster-tls")
                .contains("No subject alternative names matching IP address")
                .contains("do not put an alias in front of TLS");
    }

    private void a_client_certificate_is_a_login_too() throws Exception {
        beside("certificate", Listener.CERTIFICATE, "ssl", key("named", "pem"));
        Map<String, String> certificate =
                Map.of("KAFKA_CERTIFICATE", read(Path.of(key("client", "pem"))), "KAFKA_KEY", privateKey("client"));

        Ran ran = operate("certificate", certificate);

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("all as on the cluster");
        programs_write_and_read_with_the_rendered_files("certificate", certificate);
    }

    /** A stack for another listener of the same cluster. */
    private void beside(String name, Listener listener, String protocol, String authority) throws IOException {
        Files.writeString(trivet.home().resolve("stacks/Pulumi." + name + ".yaml"), """
                config:
                  trivet:cluster:
                    name: %s
                    environment: dev
                    platform: external
                    external:
                      service: other
                      bootstrap: [%s]
                      protocol: %s
                      credentials: {secret: dev/ours/kafka}
                      ca: %s
                    topics:
                      orders: {partitions: 6, replicas: 1}
                """.formatted(
                        name, bootstrap().replaceFirst(":.*", ":" + listener.port()), protocol, authority));
    }

    private void users_need_an_authorizer() throws IOException, InterruptedException {
        describe(bootstrap(), "orders: {partitions: 6, replicas: 1}");
        Path stack = trivet.home().resolve("stacks/Pulumi.ours.yaml");
        Files.writeString(stack, Files.readString(stack) + "    users: {films: {topics: {orders: [write]}}}\n");
        Path secret = Files.writeString(home.resolve("plain"), "username=plain\npassword=" + PLAIN_PASSWORD + "\n");

        Ran ran = trivet.run("operate", "users", OURS, "--apply", "--secret-file", secret.toString());

        assertThat(ran.code()).isEqualTo(4);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).endsWith("""
                error cluster-open  stacks/Pulumi.ours.yaml:8:18  external.bootstrap
                  was a cluster without an authorizer but it must have one: without it each client may do everything, and no \
                right can be given.
                  Mend: have it turned on where the cluster is run (authorizer.class.name), or describe no users.

                1 error in stacks/Pulumi.ours.yaml
                """);
    }

    private void the_same_command_looks_at_a_cluster_of_this_machine() throws IOException, InterruptedException {
        assertThat(trivet.succeed("operate", "topics", THEIRS, "--local").out())
                .contains("1 topic described, all as on the cluster");
    }

    private void how_it_is_is_told_to_whom_it_lets_in() throws IOException, InterruptedException {
        Path client = Files.writeString(
                home.resolve("status.properties"),
                "security.protocol=SASL_PLAINTEXT\n" + login("plain", PLAIN_PASSWORD) + "\n");

        Ran described = asked("status", OURS, login(PASSWORD));
        Ran typed = asked("status", OURS, Map.of(), "--bootstrap", bootstrap(), "--properties", client.toString());
        Ran refused = asked("status", OURS, login("wrong-password"));
        Ran elsewhere = asked("status", "msk-us-east-1", Map.of());

        for (Ran ran : List.of(described, typed)) {
            assertThat(ran.code()).as(ran.err()).isOne();
            assertThat(ran.out())
                    .startsWith("ours at " + bootstrap() + "\n1 of 1 broker, ")
                    .contains("  us-east-1a: not to be lost now\n")
                    .contains("  us-east-1a  1        no: ")
                    .contains(" partitions would be offline (")
                    .contains("  voter 10001  leads the quorum\n")
                    .doesNotContain(PLAIN_PASSWORD);
        }
        assertThat(refused.code()).isEqualTo(4);
        assertThat(refused.err()).contains("error cluster-login").doesNotContain("\tat ");
        assertThat(elsewhere.code()).isEqualTo(2);
        assertThat(elsewhere.err()).contains("name brokers of msk-us-east-1 with --bootstrap HOST:PORT");
    }

    /** It takes as long as an administrator waits, so it is asked while everything else goes on. */
    private Process a_cluster_that_does_not_answer() throws IOException {
        Path ours = trivet.home().resolve("stacks/Pulumi.ours.yaml");
        Files.writeString(
                ours.resolveSibling("Pulumi.nobody.yaml"),
                Files.readString(ours).replace(":" + PORT, ":9").replace("name: ours", "name: nobody"));
        return started("nobody", "topics", "nobody", login(PASSWORD));
    }

    private void it_was_left(Process left) throws IOException, InterruptedException {
        assertThat(left.waitFor()).isEqualTo(4);
        assertThat(read(trivet.err("nobody")))
                .contains("error cluster-unreachable  stacks/Pulumi.nobody.yaml:8:18  external.bootstrap")
                .contains("Mend: look at external.bootstrap and external.protocol, and at firewalls in between.")
                .doesNotContain("\tat ");
    }

    private static Map<String, String> login(String password) {
        return Map.of("KAFKA_USERNAME", USER, "KAFKA_PASSWORD", password);
    }

    private Ran topics(Map<String, String> environment, String... options) throws IOException, InterruptedException {
        return operate(OURS, environment, options);
    }

    private Ran operate(String stack, Map<String, String> environment, String... options)
            throws IOException, InterruptedException {
        return asked("topics", stack, environment, options);
    }

    private Ran asked(String command, String stack, Map<String, String> environment, String... options)
            throws IOException, InterruptedException {
        int code = started("topics", command, stack, environment, options).waitFor();
        Ran ran = new Ran(code, read(trivet.out("topics")), read(trivet.err("topics")));
        assertThat(ran.out() + ran.err()).doesNotContain(PASSWORD).doesNotContain("wrong-password");
        return ran;
    }

    private Process started(String name, String asked, String stack, Map<String, String> environment, String... options)
            throws IOException {
        List<String> command = new ArrayList<>(trivet.command());
        command.addAll(List.of("operate", asked, stack));
        command.addAll(List.of(options));
        ProcessBuilder process = new ProcessBuilder(command)
                .redirectOutput(trivet.out(name).toFile())
                .redirectError(trivet.err(name).toFile());
        process.environment().keySet().removeIf(variable -> variable.startsWith("KAFKA_"));
        process.environment().putAll(environment);
        return process.start();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
