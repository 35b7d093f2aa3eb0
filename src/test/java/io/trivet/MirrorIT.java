package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trivet.drill.MirrorDrill;
import io.trivet.kafka.MetadataMode;
import io.trivet.layout.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two clusters on one machine, of which one copies from the other, on real servers of two versions. */
final class MirrorIT {
    private static final String STACK = """
            config:
              aws:region: us-east-1
              trivet:cluster:
                name: %s
                environment: dev
                platform: ec2
                kafka: {version: %s}
                zones: [us-east-1a, us-east-1b, us-east-1c]
                network: {cidr: %s, clients: [10.87.0.0/20]}
                dns: {zone: us-east-1.dev.internal}
                brokers: {nodes: 3, controllers: true, instance: t4g.medium, volume: {size: 50GiB}}
            """;

    @TempDir
    private Path home;

    private Trivet trivet;
    private Path file;

    @BeforeEach
    void two_stacks() throws IOException {
        trivet = Trivet.in(home);
        Files.writeString(
                trivet.home().resolve("stacks/Pulumi.west.yaml"),
                STACK.formatted("west", "3.9.2", "10.88.0.0/20") + "    topics: {orders: {partitions: 3}}\n");
        file = trivet.home().resolve("stacks/Pulumi.east.yaml");
        Files.writeString(file, STACK.formatted("east", "4.3.1", "10.87.0.0/20") + """
                    mirrors:
                      nodes: 3
                      instance: m7g.large
                      volume: {size: 10GiB}
                      sources:
                        west: {stack: west}
                      settings:
                        refresh.topics.interval.seconds: 1
                        refresh.groups.interval.seconds: 1
                        emit.checkpoints.interval.seconds: 1
                        sync.group.offsets.interval.seconds: 1
                        east.scheduled.rebalance.max.delay.ms: 1000
                """);
    }

    @AfterEach
    void nothing_is_left_running() throws IOException, InterruptedException {
        trivet.succeed("local", "down", "east", "--delete", "--yes");
        trivet.succeed("local", "down", "west", "--delete", "--yes");
    }

    @Test
    void records_and_positions_of_groups_are_copied_whatever_becomes_of_a_mirror()
            throws IOException, InterruptedException {
        Trivet.Ran early = trivet.run("local", "up", "east");
        assertThat(early.code()).isEqualTo(4);
        assertThat(early.err()).contains("""
                error mirror-source-down  mirrors.sources.west
                  was stack west, of which no broker listens on this machine but it must be up before its mirrors are: they \
                copy from it.
                  Mend: run ./trivet local up west, then the same command again.
                """);
        trivet.succeed("local", "up", "west");
        assertThat(trivet.succeed("local", "up", "east").out()).contains("6 of 6 nodes up");
        List<JsonNode> mirrors = trivet.status("east").stream()
                .filter(node -> node.get("node").asText().startsWith("mirror"))
                .toList();
        ClusterIT.every_golden_metric_is_scraped(mirrors, MetadataMode.KRAFT, name -> Role.MIRROR);
        SortedMap<String, Long> first = trivet.pids("east");
        List<String> clusters = List.of(trivet.bootstrap("west"), trivet.bootstrap("east"), "orders", "west.orders");

        copies(clusters, "0", "1000", "billing");
        ClusterIT.every_golden_metric_comes_to_be_scraped(mirrors, MetadataMode.KRAFT, Role.MIRROR);
        trivet.succeed("local", "stop", "east", "--node", "mirror2");
        copies(clusters, "1000", "1000");
        trivet.succeed("local", "start", "east", "--node", "mirror2");
        copies(clusters, "2000", "1000");
        SortedMap<String, Long> then = trivet.pids("east");
        first.remove("mirror2");
        assertThat(then).hasSize(6).containsAllEntriesOf(first);

        Files.writeString(file, Files.readString(file).replace("delay.ms: 1000", "delay.ms: 1500"));
        String rolled = trivet.succeed("local", "up", "east").err();
        assertThat(rolled.lines().filter(line -> line.matches("mirror\\d: (stopping|done.*)")))
                .extracting(line -> line.replaceFirst("done.*", "done"))
                .containsExactly(
                        "mirror1: stopping",
                        "mirror1: done",
                        "mirror2: stopping",
                        "mirror2: done",
                        "mirror3: stopping",
                        "mirror3: done");
        copies(clusters, "3000", "1000");
    }

    private void copies(List<String> clusters, String... records) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(clusters);
        arguments.addAll(List.of(records));
        assertThat(trivet.drill("east", MirrorDrill.class, arguments)).isZero();
    }
}
