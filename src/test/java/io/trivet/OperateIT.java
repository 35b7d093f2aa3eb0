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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cluster that somebody else runs, with logins by SASL/SCRAM: a broker of this machine from its rendered files, with
 * one listener more, which the description of another stack knows by its address and nothing else.
 */
final class OperateIT {
    private static final String THEIRS = "theirs";
    private static final String OURS = "ours";
    private static final int PORT = 9192;
    private static final String USER = "films";

    /** With what a text of JAAS would take for its end. */
    private static final String PASSWORD = "it's a \"secret\" \\ of ours";

    private static final String PLAIN_PASSWORD = "another-secret-of-ours";

    @TempDir
    private Path home;

    private Trivet trivet;
    private Process broker;

    @BeforeEach
    void a_cluster_of_somebody_else() throws IOException, InterruptedException {
        trivet = Trivet.in(home);
        Files.writeString(trivet.home().resolve("stacks/Pulumi.theirs.yaml"), """
                config:
                  aws:region: us-east-1
                  trivet:cluster:
                    name: theirs
                    environment: dev
                    platform: ec2
                    kafka: {version: 4.3.1, metadata: kraft}
                    zones: [us-east-1a, us-east-1b, us-east-1c]
                    network: {cidr: 10.91.0.0/20}
                    dns: {zone: us-east-1.dev.internal}
                    controllers: {nodes: 1, instance: t4g.small, volume: {size: 10GiB}}
                    brokers:
                      nodes: 1
                      instance: t4g.medium
                      volume: {size: 50GiB}
                    topics:
                      theirs: {partitions: 2}
                """);
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

    /** The same process, from the same files, with a listener that asks for a login. */
    private void listen(List<String> command, String address) throws IOException, InterruptedException {
        Path folder = trivet.home().resolve(".trivet/theirs/nodes/broker1/etc/kafka");
        Properties server = new Properties();
        server.load(new StringReader(Files.readString(folder.resolve("server.properties"))));
        List<String> more = new ArrayList<>(command);
        override(more, "listeners", server.getProperty("listeners") + ",LOGIN://" + address + ":" + PORT);
        override(
                more,
                "advertised.listeners",
                server.getProperty("advertised.listeners") + ",LOGIN://" + address + ":" + PORT);
        override(
                more,
                "listener.security.protocol.map",
                server.getProperty("listener.security.protocol.map") + ",LOGIN:SASL_PLAINTEXT");
        override(more, "sasl.enabled.mechanisms", "SCRAM-SHA-512");
        override(
                more,
                "listener.name.login.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        broker = new ProcessBuilder(more)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("broker.log").toFile())
                .start();
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
    void topics_and_client_files_work_against_it_with_the_secret_of_the_environment_or_of_a_file()
            throws IOException, InterruptedException {
        Process left = a_cluster_that_does_not_answer();
        await_its_listener();
        a_login_that_is_refused_is_said_in_words();
        a_secret_that_is_missing_is_named();
        what_differs_is_listed_and_changed_only_when_asked();
        what_cannot_be_is_refused_as_a_whole();
        programs_write_and_read_with_the_rendered_files();
        the_same_command_looks_at_a_cluster_of_this_machine();
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

    private void programs_write_and_read_with_the_rendered_files() throws IOException, InterruptedException {
        Path out = home.resolve("rendered");
        trivet.succeed("render", OURS, "--out", out.toString());
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
        program.environment().put("KAFKA_USERNAME", "plain");
        program.environment().put("KAFKA_PASSWORD", PLAIN_PASSWORD);

        assertThat(program.start().waitFor()).as(() -> read(log)).isZero();
        assertThat(read(log)).contains("admin sees true\n").contains("read value\n");
    }

    private void the_same_command_looks_at_a_cluster_of_this_machine() throws IOException, InterruptedException {
        assertThat(trivet.succeed("operate", "topics", THEIRS, "--local").out())
                .contains("1 topic described, all as on the cluster");
    }

    /** It takes as long as an administrator waits, so it is asked while everything else goes on. */
    private Process a_cluster_that_does_not_answer() throws IOException {
        Path ours = trivet.home().resolve("stacks/Pulumi.ours.yaml");
        Files.writeString(
                ours.resolveSibling("Pulumi.nobody.yaml"),
                Files.readString(ours).replace(":" + PORT, ":9").replace("name: ours", "name: nobody"));
        return started("nobody", "nobody", login(PASSWORD));
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
        int code = started("topics", OURS, environment, options).waitFor();
        Ran ran = new Ran(code, read(trivet.out("topics")), read(trivet.err("topics")));
        assertThat(ran.out() + ran.err()).doesNotContain(PASSWORD).doesNotContain("wrong-password");
        return ran;
    }

    private Process started(String name, String stack, Map<String, String> environment, String... options)
            throws IOException {
        List<String> command = new ArrayList<>(trivet.command());
        command.addAll(List.of("operate", "topics", stack));
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
