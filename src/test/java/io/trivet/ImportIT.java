package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.Trivet.Ran;
import io.trivet.drill.AlterCluster;
import io.trivet.drill.MakeUser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clusters of this machine, changed by Kafka's own orders: imported, validated, and compared with themselves. */
final class ImportIT {
    private static final String PASSWORD = "a-secret-of-films";

    @TempDir
    private Path home;

    private Trivet trivet;
    private String up = "";

    @BeforeEach
    void a_home_of_its_own() throws IOException {
        trivet = Trivet.in(home);
    }

    @AfterEach
    void nothing_is_left_running() throws IOException, InterruptedException {
        if (!up.isEmpty()) {
            trivet.succeed("local", "down", up, "--delete", "--yes");
        }
    }

    private String up(String stack) throws IOException, InterruptedException {
        up = stack;
        trivet.succeed("local", "up", stack);
        return trivet.status(stack).stream()
                        .filter(row -> row.get("node").asText().equals("broker1"))
                        .findFirst()
                        .orElseThrow()
                        .get("dnsName")
                        .asText()
                + ":9092";
    }

    private void alter(String bootstrap, String... orders) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(bootstrap));
        arguments.addAll(List.of(orders));
        assertThat(trivet.drill(up, AlterCluster.class, arguments)).isZero();
    }

    private Ran trivet(String bootstrap, String... words) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--bootstrap", bootstrap, "--hosts", hosts().toString()));
        return trivet.run(arguments.toArray(String[]::new));
    }

    private Path hosts() {
        return trivet.home().resolve(".trivet").resolve(up).resolve("hosts");
    }

    private void describe(String stack) throws IOException {
        Files.writeString(trivet.home().resolve("stacks/Pulumi." + stack + ".yaml"), """
                config:
                  aws:region: eu-west-1
                  trivet:cluster:
                    name: theirs
                    environment: dev
                    platform: ec2
                    kafka: {version: 4.3.1}
                    zones: [eu-west-1b, eu-west-1a, eu-west-1c]
                    network:
                      cidr: 10.93.0.0/20
                      listeners: {partners: {port: 9094, domain: kafka.partners.example.com, clients: [10.90.0.0/16]}}
                    dns: {zone: eu-west-1.dev.internal}
                    controllers: {nodes: 1, instance: t4g.small, volume: {size: 10GiB}}
                    brokers:
                      nodes: 3
                      instance: t4g.medium
                      volume: {size: 50GiB}
                      settings: {log.retention.hours: 24, queued.max.requests: 400}
                      overrides: {broker3: {settings: {queued.max.requests: 300}}}
                    topics:
                      orders: {partitions: 4, settings: {retention.ms: 86400000}}
                """);
    }

    @Test
    void a_cluster_that_was_changed_by_others_is_described_as_it_is() throws IOException, InterruptedException {
        describe("theirs");
        String bootstrap = up("theirs");
        assertThat(trivet.drill(up, MakeUser.class, List.of(bootstrap, "films", PASSWORD)))
                .isZero();
        alter(
                bootstrap,
                "topic",
                "shipments",
                "5",
                "3",
                "topic-set",
                "shipments",
                "cleanup.policy",
                "compact,delete",
                "topic-set",
                "orders",
                "retention.ms",
                "3600000",
                "cluster-set",
                "log.retention.bytes",
                "1073741824000",
                "broker-set",
                "2",
                "num.io.threads",
                "4",
                "quota",
                "films",
                "producer_byte_rate",
                "1048576");
        Path file = trivet.home().resolve("stacks/Pulumi.found.yaml");

        Ran ran = trivet(bootstrap, "import", "--out", file.toString());

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).isEmpty();
        String text = Files.readString(file);
        assertThat(text)
                .contains("#   user films (SCRAM-SHA-512)\n")
                .contains("#   quota user=films: producer_byte_rate=1048576.0\n")
                .contains("#   environment: dev, which no broker says\n")
                .contains("    zones: [eu-west-1b, eu-west-1a, eu-west-1c]\n")
                .contains("    name: theirs\n")
                .contains("log.retention.bytes: 1073741824000")
                .contains("log.retention.hours: 24")
                .contains("queued.max.requests: 400")
                .contains("cidr: 10.93.0.0/20")
                .contains("#   network.listeners.partners.clients: 10.93.0.0/20, which no broker says\n")
                .contains("partners: {port: 9094, domain: kafka.partners.example.com, clients: [10.93.0.0/20]}")
                .endsWith("""
                            topics:
                              orders:
                                partitions: 4
                                replicas: 3
                                settings: {retention.ms: 3600000}
                              shipments:
                                partitions: 5
                                replicas: 3
                                settings: {cleanup.policy: "compact,delete"}
                        """)
                .doesNotContain(PASSWORD)
                .doesNotContain("trivet.probe");
        assertThat(text.replaceAll("[\\s{}]+", " "))
                .contains(
                        "overrides: broker2: settings: num.io.threads: 4 broker3: settings: queued.max.requests: 300");
        assertThat(ran.err())
                .contains("imported theirs: 2 topics, in " + file + "\n")
                .contains("1 user and 1 quota; the head of the description names each\n");

        trivet.succeed("validate", "found");
        Ran same = trivet(bootstrap, "diff", "found", "--exit-code");
        assertThat(same.code()).as(same.out() + same.err()).isZero();
        assertThat(same.out()).isEqualTo("Unchanged since the answer of " + bootstrap + ": found.\n");
        assertThat(same.err())
                .contains("the cluster has what no description holds: ")
                .contains("1 user and 1 quota");

        what_differs_from_the_cluster_is_told(bootstrap);
        a_file_that_is_there_stays(bootstrap, file, text);
        a_broker_that_is_down_is_not_described_away(bootstrap);
    }

    /** Until its session ends, its address is told, and nothing listens there. */
    private void a_broker_that_is_down_is_not_described_away(String bootstrap)
            throws IOException, InterruptedException {
        trivet.succeed("local", "stop", up, "--node", "broker3");

        Ran ran = trivet(bootstrap, "import");
        while (ran.err().contains("error cluster-unreachable")) {
            assertThat(ran.err()).contains("broker3.theirs.eu-west-1.dev.internal:9092 (Connection refused)");
            ran = trivet(bootstrap, "import");
        }

        assertThat(ran.code()).as(ran.out()).isEqualTo(4);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).endsWith("""
                error broker-absent  --bootstrap %s
                  was a cluster without broker 3, which should hold partitions but it must have all its brokers: one that is down would not be described.
                  Mend: start them, or take their partitions from them, then run the same command again.

                1 error
                """.formatted(bootstrap));
    }

    private void what_differs_from_the_cluster_is_told(String bootstrap) throws IOException, InterruptedException {
        alter(bootstrap, "topic-set", "orders", "retention.ms", "7200000", "topic", "single", "1", "1");

        Ran drifted = trivet(bootstrap, "diff", "found", "--exit-code");

        assertThat(drifted.code()).as(drifted.out()).isEqualTo(3);
        assertThat(drifted.out()).contains("retention.ms").contains("7200000").contains("3600000");
    }

    private void a_file_that_is_there_stays(String bootstrap, Path file, String text)
            throws IOException, InterruptedException {
        Ran refused = trivet(bootstrap, "import", "--out", file.toString());

        assertThat(refused.code()).isEqualTo(4);
        assertThat(refused.err()).isEqualTo("""
                error file-exists  %s
                  was a file that is there already but it must be a new one: what a person has written is not replaced unasked.
                  Mend: name another file, or add --force.

                1 error in %s
                """.formatted(file, file));
        assertThat(file).hasContent(text);
        assertThat(trivet(bootstrap, "import", "--out", file.toString(), "--force")
                        .code())
                .isZero();
        assertThat(Files.readString(file)).contains("retention.ms: 7200000");
    }

    @Test
    void a_cluster_with_its_metadata_in_zookeeper_is_described_too() throws IOException, InterruptedException {
        trivet.move("dev", "10.60.", "10.62.");
        String bootstrap = up("dev");

        Ran ran = trivet(bootstrap, "import", "--name", "films", "--environment", "test");

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("kafka: {version: 3.9.2, metadata: zookeeper")
                .contains("environment: test")
                .contains("cidr: 10.62.0.0/20");
        Files.writeString(trivet.home().resolve("stacks/Pulumi.found.yaml"), ran.out());
        trivet.succeed("validate", "found");
        Ran same = trivet(bootstrap, "diff", "found", "--exit-code");
        assertThat(same.code()).as(same.out() + same.err()).isZero();
        assertThat(same.out()).startsWith("Unchanged since");
    }

    @Test
    void a_port_that_takes_connections_and_says_nothing_is_left() throws IOException, InterruptedException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
            String address = "127.0.0.1:" + silent.getLocalPort();

            Ran ran = trivet.run("import", "--bootstrap", address);

            assertThat(ran.code()).isEqualTo(4);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err())
                    .contains("error cluster-unreachable  --bootstrap " + address + "\n")
                    .contains("Mend: look at --bootstrap, at security.protocol in the files of --properties, and at"
                            + " firewalls in between.\n")
                    .doesNotContain("\tat ");
        }
    }
}
