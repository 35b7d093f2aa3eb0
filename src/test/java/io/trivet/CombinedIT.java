package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trivet.kafka.MetadataMode;
import io.trivet.layout.Role;
import io.trivet.operate.Login;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of three brokers that are the controllers, too, on real servers. */
final class CombinedIT {
    private static final String STACK = "combined";

    @TempDir
    private Path home;

    private Trivet trivet;
    private Path file;

    @BeforeEach
    void a_cluster_that_runs() throws IOException, InterruptedException {
        trivet = Trivet.in(home);
        file = trivet.home().resolve("stacks/Pulumi.combined.yaml");
        Files.writeString(file, """
                config:
                  aws:region: us-east-1
                  trivet:cluster:
                    extends: cluster.yaml
                    name: combined
                    environment: dev
                    zones: [us-east-1a, us-east-1b, us-east-1c]
                    network: {cidr: 10.85.0.0/20}
                    dns: {zone: us-east-1.dev.internal}
                    kafka: {version: 3.9.2, metadata: kraft}
                    zookeeper: null
                    brokers: {nodes: 3, controllers: true, instance: t4g.medium, volume: {size: 50GiB}}
                    topics: null
                """);
        trivet.succeed("local", "up", STACK);
    }

    @AfterEach
    void nothing_is_left_running() throws IOException, InterruptedException {
        trivet.succeed("local", "down", STACK, "--delete", "--yes");
    }

    @Test
    void three_nodes_lose_a_zone_get_another_release_and_lose_a_disk_and_no_record_is_lost()
            throws IOException, InterruptedException {
        List<JsonNode> nodes = trivet.status(STACK);
        assertThat(nodes).extracting(node -> node.get("state").asText()).containsExactly("up", "up", "up");
        ClusterIT.every_golden_metric_is_scraped(nodes, Login.NONE, MetadataMode.KRAFT, name -> Role.COMBINED);

        trivet.succeed("drill", "zone-loss", STACK, "--of", "us-east-1b");

        describe("version: 3.9.2", "version: 4.3.1");
        Trivet.Ran upgrade = trivet.succeed("drill", "change", STACK);
        System.out.println(upgrade.out());
        assertThat(upgrade.out())
                .contains("\nbroker1 changes ", "\nthe release is finalised ")
                .endsWith("Every acknowledged record is there, once, in order, at its offset, and was read.\n");
        String log = upgrade.err();
        assertThat(log)
                .containsPattern("broker\\d: leader goes last of its quorum\\n")
                .contains("cluster: finalised metadata.version=30\n");
        assertThat(log.lines().filter(line -> line.matches("broker\\d: (stopping|done) .*|broker\\d: stopping")))
                .as("one is back before the next goes down")
                .hasSize(6)
                .satisfies(lines -> {
                    for (int i = 0; i < 6; i += 2) {
                        String node = lines.get(i).substring(0, 7);
                        assertThat(lines.get(i)).isEqualTo(node + ": stopping");
                        assertThat(lines.get(i + 1)).startsWith(node + ": done ");
                    }
                });

        trivet.succeed("local", "stop", STACK, "--node", "broker2");
        lose("broker2");
        assertThat(trivet.succeed("local", "up", STACK).err())
                .contains("broker2: votes no more\n", "broker2: votes new\n");
        assertThat(trivet.status(STACK))
                .extracting(node -> node.get("state").asText())
                .containsExactly("up", "up", "up");

        trivet.succeed("local", "down", STACK);
        describe("brokers: {nodes: 3, controllers: true", """
                controllers: {nodes: 3, instance: t4g.small, volume: {size: 10GiB}}
                    brokers: {nodes: 3""");
        Trivet.Ran parted = trivet.run("local", "up", STACK);
        assertThat(parted.code()).isNotZero();
        assertThat(parted.err()).contains("""
                error plan-changed  broker1
                  was asked to be broker with its data but it must stay broker,controller: its data say who votes, and Kafka \
                knows no way between the two.
                """);
    }

    private void lose(String node) throws IOException {
        Path folder =
                trivet.home().resolve(".trivet/combined/nodes").resolve(node).resolve("var/lib/kafka/data");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path lost : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(lost);
            }
        }
    }

    private void describe(String before, String after) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(before);
        Files.writeString(file, text.replace(before, after));
    }
}
