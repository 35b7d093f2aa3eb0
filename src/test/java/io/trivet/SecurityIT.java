package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trivet.drill.AwaitThrottle;
import io.trivet.drill.TryRights;
import io.trivet.edge.local.secret.TryDoors;
import io.trivet.operate.Login;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A KRaft cluster with TLS on every listener: who comes in, who does not, and where the keys are. */
final class SecurityIT {
    private static final String STACK = "sec";

    private static final String AUTHORITY =
            "arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/1234abcd-12ab-34cd-56ef-1234567890ab";

    private static final String OTHER =
            "arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/5678abcd-12ab-34cd-56ef-1234567890ab";

    @TempDir
    private Path home;

    private final StringBuilder said = new StringBuilder();
    private Trivet trivet;
    private Path file;

    @BeforeEach
    void a_description() throws IOException {
        trivet = Trivet.in(home);
        file = trivet.home().resolve("stacks/Pulumi.sec.yaml");
        Files.writeString(file, """
                config:
                  aws:region: us-east-1
                  trivet:cluster:
                    platform: ec2
                    name: sec
                    environment: dev
                    zones: [us-east-1a, us-east-1b, us-east-1c]
                    network: {cidr: 10.97.0.0/20}
                    dns: {zone: us-east-1.dev.internal}
                    kafka: {version: 4.3.1}
                    controllers: {nodes: 3, instance: t4g.small, volume: {size: 10GiB}}
                    brokers: {nodes: 3, instance: t4g.medium, volume: {size: 50GiB}}
                    security: {authentication: [mtls], authority: arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/1234abcd-12ab-34cd-56ef-1234567890ab}
                    topics:
                      orders: {partitions: 3}
                      payments: {partitions: 1}
                    clients:
                      shop: {producer: {preset: safe, topics: [orders]}}
                      till: {producer: {preset: exactly-once, topics: [orders]}}
                    users:
                      writer: {topics: {orders: [write]}, quotas: {produce: 1MiB/s, requestPercent: 50}, owned: true}
                      reader: {topics: {ord*: [read]}, groups: {reader-*: [read]}, owned: true}
                      cashier: {clients: [till]}
                """);
    }

    @AfterEach
    void nothing_is_left_running() throws IOException, InterruptedException {
        trivet.succeed("local", "down", STACK, "--delete", "--yes");
    }

    @Test
    void brokers_that_vote_speak_it_too_and_another_authority_takes_the_place_of_theirs()
            throws IOException, InterruptedException {
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst(" +controllers: .*\n", "")
                        .replace("brokers: {nodes: 3,", "brokers: {nodes: 3, controllers: true,"));

        trivet.succeed("local", "up", STACK);
        Path root = trivet.home().resolve(".trivet/sec");
        Path old = Files.move(Path.of(secret(root, "administrator.pem")), home.resolve("old.json"));
        Files.writeString(file, Files.readString(file).replace(AUTHORITY, OTHER));
        Trivet.Ran refused = trivet.run("local", "up", STACK);
        assertThat(refused.code()).isEqualTo(4);
        assertThat(refused.err()).endsWith("""
                error authority-strange  broker1
                  was to have a certificate of %s in the place of one of %s but it must be let in by nodes that have the\
                 other one, and let them in: nothing was stopped.
                  Mend: write the one as security.authority and the other in security.trusts, deploy that, and then change\
                 the two.

                1 error
                """.formatted(OTHER, AUTHORITY));
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(OTHER, AUTHORITY + ", trusts: [" + OTHER + "]")
                        .replace("50GiB}}", "50GiB}, jvmOptions: [-Dtried=1], settings: {num.io.threads: 9}}"));

        assertThat(trivet.succeed("local", "up", STACK).toString()).contains("restarted broker1", "3 of 3 nodes up");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(AUTHORITY + ", trusts: [" + OTHER + "]", OTHER + ", trusts: [" + AUTHORITY + "]"));
        workers_come_as_a_user_of_their_own_and_are_asked_over_TLS();
        Trivet.Ran both = asAdministrator(root, old);
        assertThat(both.code()).as(both.toString()).isZero();
        Files.writeString(file, Files.readString(file).replace(", trusts: [" + AUTHORITY + "]", ""));
        assertThat(trivet.succeed("local", "up", STACK).toString()).contains("restarted broker3", "restarted connect3");
        assertThat(asAdministrator(root, old).err()).contains("error cluster-");
        Trivet.Ran other = asAdministrator(root, Path.of(secret(root, "administrator.pem")));
        assertThat(other.code()).as(other.toString()).isZero();
    }

    /** As from a machine in the network of the cluster, where its names are in DNS. */
    private Trivet elsewhere(Path root) {
        return trivet.with(new TreeMap<>(Map.of("JAVA_TOOL_OPTIONS", "-Djdk.net.hosts.file=" + root.resolve("hosts"))));
    }

    private Trivet.Ran asAdministrator(Path root, Path certificate) throws IOException, InterruptedException {
        return elsewhere(root)
                .run(
                        "operate",
                        "topics",
                        STACK,
                        "--ca-file",
                        root.resolve("secrets/authority.pem").toString(),
                        "--secret-file",
                        certificate.toString());
    }

    /** With the cluster that runs, to which they are added. */
    private void workers_come_as_a_user_of_their_own_and_are_asked_over_TLS() throws IOException, InterruptedException {
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "topics:\n",
                                "connect: {nodes: 3, instance: t4g.medium, volume: {size: 10GiB}}\n    topics:\n")
                        .replace(
                                "users:\n",
                                "users:\n      connect: {topics: {orders: [read, write], letters-dead-letters: [read]}}\n"));
        Path in = Files.writeString(home.resolve("in.txt"), "one\ntwo\n");
        Path out = home.resolve("out.txt");
        DescribedConnectors described = new DescribedConnectors(trivet, STACK, file, home);
        described.write(in, out);

        Trivet.Ran up = trivet.succeed("local", "up", STACK);

        assertThat(up.err())
                .contains("connect may write topic connect-sec-status\n", "connect may read group connect-*\n")
                .contains("connect may write topic letters-dead-letters\n");
        assertThat(up.out()).contains("6 of 6 nodes up");
        Path secrets = trivet.home().resolve(".trivet/sec/secrets");
        Path authority = secrets.resolve("authority.pem");
        List<JsonNode> nodes = trivet.status(STACK);
        Login administrator = Login.certificate(secrets.resolve("administrator.pem"), authority);
        WorkerRest rest = WorkerRest.of(nodes.get(3), administrator);
        assertThat(WorkerRest.at(nodes.get(3).get("exporter").asText(), administrator)
                        .text("/metrics"))
                .contains("kafka_connect_worker_connectors");
        described.are_made_and_what_fails_is_told();
        rest.task("sink", task -> out.toFile().length() == in.toFile().length());
        assertThat(out).hasSameTextualContentAs(in);
        assertThat(rest.task("other", task -> task.path("state").asText().equals("FAILED"))
                        .get("trace")
                        .asText())
                .contains("TopicAuthorizationException: Not authorized to access topics: [payments]");
        // One of them leads; the others hand over to it what they are told, over TLS as well.
        WorkerRest.of(nodes.get(4), administrator).put("mine", file("Source", in, "topic", "orders"));
        assertThat(trivet.succeed("local", "status", STACK).out()).contains("1 not running");
        described.are_changed_paused_and_mended_and_dead_letters_arrive(
                secret(secrets.getParent(), "administrator.pem"));

        assertThatThrownBy(() -> URI.create("http://" + rest.address())
                        .toURL()
                        .openStream()
                        .close())
                .isInstanceOf(IOException.class);
        SortedMap<String, String> trusting =
                new TreeMap<>(Login.certificate(authority, authority).settings());
        trusting.keySet().removeIf(setting -> setting.startsWith("ssl.keystore"));
        WorkerRest nameless = WorkerRest.of(nodes.get(3), new Login(trusting));
        assertThatThrownBy(nameless::connectors)
                .isInstanceOf(SSLException.class)
                .hasMessageContaining("bad_certificate");
    }

    private static String file(String kind, Path path, String key, String topic) {
        return """
                {"connector.class": "org.apache.kafka.connect.file.FileStream%sConnector", "file": "%s", "%s": "%s",\
                 "value.converter": "org.apache.kafka.connect.storage.StringConverter"}
                """.formatted(kind, path, key, topic);
    }

    @Test
    void only_known_clients_come_in_and_keys_stay_where_they_are() throws IOException, InterruptedException {
        said.append(trivet.succeed("local", "up", STACK));
        Path rendered = home.resolve("rendered");
        Path root = trivet.home().resolve(".trivet").resolve(STACK);
        said.append(trivet.succeed("render", STACK, "--out", rendered.toString()));
        trivet.drill(
                STACK,
                TryDoors.class,
                List.of(
                        root.toString(),
                        "broker1.sec.us-east-1.dev.internal:9092,broker2.sec.us-east-1.dev.internal:9092",
                        rendered.resolve("clients/shop/producer.properties").toString(),
                        "shop",
                        "orders"));
        assertThat(Files.readString(home.resolve("TryDoors.log"))).isEqualTo("""
                a client in plain text: TimeoutException: Timed out waiting for a node assignment. Call: listTopics
                a client without a certificate: SslAuthenticationException: Failed to process post-handshake messages
                a certificate of another authority: SslAuthenticationException: Failed to process post-handshake messages
                brokers that another authority signed: SslAuthenticationException: SSL handshake failed
                metrics of broker1 in plain text: IOException: refused
                metrics of broker1 without a certificate: IOException: refused
                metrics of broker1 with a certificate of another authority: IOException: refused
                metrics of broker1 with the certificate for them: comes in
                metrics of controller1 in plain text: IOException: refused
                metrics of controller1 without a certificate: IOException: refused
                metrics of controller1 with a certificate of another authority: IOException: refused
                metrics of controller1 with the certificate for them: comes in
                the described client without an ACL: TopicAuthorizationException: Not authorized to access topics: [orders]
                the described client with one: comes in
                the described client as an administrator: ClusterAuthorizationException: the request needs DESCRIBE permission.
                a new certificate without a restart: comes in
                """);

        said.append(trivet.succeed("local", "stop", STACK, "--zone", "us-east-1b"));
        said.append(trivet.succeed("local", "start", STACK, "--zone", "us-east-1b"));
        Files.writeString(file, Files.readString(file).replace("50GiB}}", "50GiB}, settings: {num.io.threads: 9}}"));
        said.append(trivet.succeed("local", "up", STACK));
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("50GiB}, ", "50GiB}, jvmOptions: [-Dtried=1], ")
                        .replace("[mtls]", "[mtls, scram]")
                        .replace("cashier: ", "seller: {topics: {orders: [write]}, login: scram}\n      cashier: "));
        said.append(trivet.succeed("local", "up", STACK));
        said.append(trivet.succeed("local", "status", STACK));
        said.append(trivet.succeed("operate", "topics", STACK, "--local"));
        said.append(trivet.succeed("operate", "rebalance", STACK, "--local"));
        said.append(trivet.succeed("show", STACK));
        assertThat(said).contains("restarted broker1").contains("6 of 6 nodes up");
        described_users_may_do_what_is_described_and_nothing_else(root);

        assertThat(said).contains("seller gets a password\n", "seller may write topic orders\n");
        List<String> passwords = new UserWithPassword(trivet, STACK, file, secret(root, "administrator.pem"), said)
                .comes_in_with_it_alone();
        List<String> keys = keys(root);
        assertThat(keys).hasSize(14);
        assertThat(passwords).hasSize(4).doesNotHaveDuplicates();
        keys.addAll(passwords);
        assertThat(keys).noneMatch(key -> said.toString().contains(key));
        for (Path folder : List.of(root, rendered)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path each : files.filter(Files::isRegularFile)
                        .filter(SecurityIT::isText)
                        .toList()) {
                    boolean isSecret = each.toString().matches(".*\\.(pem|password)");
                    String text = new String(Files.readAllBytes(each), java.nio.charset.StandardCharsets.ISO_8859_1);
                    if (!isSecret) {
                        assertThat(keys).as(each.toString()).noneMatch(text::contains);
                    }
                }
            }
        }
    }

    /** Anything but an index of a log, which holds offsets alone and is made as large as it may become. */
    private static boolean isText(Path file) {
        return !file.toString().endsWith("index");
    }

    private void described_users_may_do_what_is_described_and_nothing_else(Path root)
            throws IOException, InterruptedException {
        assertThat(said)
                .contains(
                        "writer may write topic orders",
                        "writer gets produce 1MiB/s of each broker",
                        "cashier may write transaction till-*",
                        "described users come with " + root.resolve("secrets/users/USER.properties"));
        assertThat(tried("writer", "orders", "reader-1")).isEqualTo("write: yes, read: GroupAuthorizationException\n");
        assertThat(tried("writer", "payments", "reader-1"))
                .isEqualTo("write: TopicAuthorizationException, read: TopicAuthorizationException\n");
        assertThat(tried("reader", "orders", "reader-1"))
                .isEqualTo("write: ClusterAuthorizationException, read: yes\n");
        assertThat(tried("reader", "orders", "others"))
                .isEqualTo("write: ClusterAuthorizationException, read: GroupAuthorizationException\n");
        assertThat(trivet.drill(STACK, AwaitThrottle.class, List.of(client("writer"), "orders")))
                .isZero();
        assertThat(Files.readString(trivet.drilled(AwaitThrottle.class))).isEqualTo("slowed down: true\n");
        said.append(trivet.succeed("operate", "users", STACK, "--local", "--exit-code"));
        assertThat(said).contains("4 users described, all as on the cluster\n");

        Files.writeString(
                file,
                Files.readString(file)
                        .replace("ord*: [read]", "payments: [read]")
                        .replace("1MiB/s", "2MiB/s"));
        Trivet.Ran listed = trivet.run("operate", "users", STACK, "--local", "--exit-code");
        assertThat(listed.code()).isEqualTo(3);
        assertThat(listed.out()).endsWith("""
                4 users described, 3 changes to make
                  allow   reader  read topic payments
                  limit   writer  produce from 1MiB/s to 2MiB/s of each broker
                  revoke  reader  read topic ord*; who still needs it is refused
                Nothing was changed. To make these changes, add --apply.
                """);
        said.append(trivet.succeed("operate", "users", STACK, "--local", "--apply"));
        assertThat(tried("reader", "orders", "reader-1"))
                .isEqualTo("write: TopicAuthorizationException, read: TopicAuthorizationException\n");
        as_on_ec2_a_certificate_decides_who_may_give_rights(root);
        what_is_imported_has_its_users_and_differs_in_nothing(root);
        Files.writeString(file, Files.readString(file).replace("orders: [write]", "orders: [describe]"));
        said.append(trivet.succeed("local", "up", STACK));
        assertThat(said).contains("writer may no longer write topic orders");
        assertThat(tried("writer", "orders", "reader-1"))
                .isEqualTo("write: ClusterAuthorizationException, read: GroupAuthorizationException\n");
    }

    private void as_on_ec2_a_certificate_decides_who_may_give_rights(Path root)
            throws IOException, InterruptedException {
        Trivet elsewhere = elsewhere(root);
        String authority = root.resolve("secrets/authority.pem").toString();

        Trivet.Ran reader = elsewhere.run(
                "operate", "users", STACK, "--ca-file", authority, "--secret-file", secret(root, "users/reader.pem"));
        assertThat(reader.code()).isEqualTo(4);
        assertThat(reader.err()).contains("error cluster-forbidden  stacks/Pulumi.sec.yaml", """
                but it must let the user describe and alter ACLs and quotas (Describe, Alter, DescribeConfigs and AlterConfigs\
                 on the cluster).
                  Mend: come with a certificate of CN=trivet,OU=administrators.
                """);

        Trivet.Ran administrator = elsewhere.succeed(
                "operate", "users", STACK, "--ca-file", authority, "--secret-file", secret(root, "administrator.pem"));
        assertThat(administrator.out()).isEqualTo("""
                sec at broker1.sec.us-east-1.dev.internal:9092,broker2.sec.us-east-1.dev.internal:9092,\
                broker3.sec.us-east-1.dev.internal:9092
                4 users described, all as on the cluster
                """);
        said.append(reader).append(administrator);
    }

    private void what_is_imported_has_its_users_and_differs_in_nothing(Path root)
            throws IOException, InterruptedException {
        Path secrets = root.resolve("secrets");
        Path client = home.resolve("administrator.properties");
        Files.writeString(
                client, """
                security.protocol=SSL
                ssl.keystore.type=PEM
                ssl.keystore.location=%s
                ssl.truststore.type=PEM
                ssl.truststore.location=%s
                """.formatted(secrets.resolve("administrator.pem"), secrets.resolve("authority.pem")));
        Path found = trivet.home().resolve("stacks/Pulumi.found.yaml");
        List<String> cluster = List.of(
                "--bootstrap",
                "broker1.sec.us-east-1.dev.internal:9092",
                "--hosts",
                root.resolve("hosts").toString(),
                "--properties",
                client.toString());

        Trivet.Ran imported = trivet.succeed(words("import", cluster, "--out", found.toString()));

        // A broker was given another certificate above, and what is told of that is no user.
        assertThat(imported.err()).doesNotContain(" user", " login", " ACL", " right", " quota");
        assertThat(Files.readString(found)).doesNotContain("jaas", "sasl", "network.listeners");
        assertThat(Files.readString(found))
                .contains("#   security.authority: arn:aws:acm-pca:us-east-1:000000000000:")
                .contains("authentication: [mtls, scram]")
                .endsWith("""
                            users:
                              cashier:
                                topics: {orders: [write]}
                                transactions: [till, "till-*"]
                              reader:
                                topics: {payments: [read]}
                                groups: {"reader-*": [read]}
                              seller:
                                topics: {orders: [write]}
                                login: scram
                              shop:
                                topics: {orders: [write]}
                              writer:
                                topics: {orders: [write]}
                                quotas: {produce: 2MiB/s, requestPercent: 50}
                        """);
        trivet.succeed("validate", "found");
        Trivet.Ran same = trivet.succeed(words("diff", cluster, "found", "--exit-code"));
        assertThat(same.out())
                .isEqualTo("Unchanged since the answer of broker1.sec.us-east-1.dev.internal:9092: found.\n");
        // Brokers of a laptop are smaller than described; users are not.
        assertThat(trivet.run(words("diff", cluster, STACK)).out())
                .startsWith("sec  rolling restart\n")
                .doesNotContain("users", "security", "refused");
        said.append(imported).append(same);
    }

    private static String[] words(String command, List<String> cluster, String... more) {
        return Stream.of(Stream.of(command), cluster.stream(), Stream.of(more))
                .flatMap(words -> words)
                .toArray(String[]::new);
    }

    /** A file as Secrets Manager holds it. */
    private String secret(Path root, String pem) throws IOException {
        String text = Files.readString(root.resolve("secrets").resolve(pem));
        Path file = home.resolve("secret.json");
        Files.writeString(file, new ObjectMapper().writeValueAsString(Map.of("certificate", text, "key", text)));
        return file.toString();
    }

    private String client(String user) {
        return trivet.home()
                .resolve(".trivet/sec/secrets/users/" + user + ".properties")
                .toString();
    }

    private String tried(String user, String topic, String group) throws IOException, InterruptedException {
        assertThat(trivet.drill(STACK, TryRights.class, List.of(client(user), topic, group)))
                .isZero();
        return Files.readString(trivet.drilled(TryRights.class));
    }

    /** The first line of each key, and that they are for the eyes of their owner. */
    private static List<String> keys(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<String> keys = new java.util.ArrayList<>();
            for (Path each :
                    files.filter(path -> path.toString().endsWith(".pem")).toList()) {
                String text = Files.readString(each);
                int begin = text.indexOf("BEGIN PRIVATE KEY-----\n");
                if (begin >= 0 && !each.endsWith("other.pem")) {
                    keys.add(text.substring(begin + 23, text.indexOf('\n', begin + 23)));
                    assertThat(Files.getPosixFilePermissions(each)).hasSize(2);
                }
            }
            return keys;
        }
    }
}
