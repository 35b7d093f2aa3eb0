package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trivet.Trivet.Ran;
import io.trivet.drill.CommitInTransaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster begins with one broker and becomes one of three. */
final class OneBrokerIT {
    private static final String STACK = "small";

    @TempDir
    private Path home;

    private Trivet trivet;

    @BeforeEach
    void a_home_of_its_own() throws IOException {
        trivet = Trivet.in(home);
    }

    @AfterEach
    void nothing_is_left_running() throws IOException, InterruptedException {
        trivet.succeed("local", "down", STACK, "--delete", "--yes");
    }

    private void describe(int brokers) throws IOException {
        Files.writeString(trivet.home().resolve("stacks/Pulumi.small.yaml"), """
                config:
                  aws:region: us-east-1
                  trivet:cluster:
                    name: small
                    environment: dev
                    platform: ec2
                    kafka: {version: 4.3.1, metadata: kraft}
                    zones: [us-east-1a, us-east-1b, us-east-1c]
                    network: {cidr: 10.63.0.0/20}
                    dns: {zone: small.dev.internal}
                    controllers: {nodes: 1, instance: t4g.small, volume: {size: 10GiB}}
                    brokers: {nodes: %d, instance: t4g.small, volume: {size: 10GiB}}
                    topics:
                      orders: {partitions: 3}
                """.formatted(brokers));
    }

    /** Name, replicas and {@code min.insync.replicas} of the topics that are to change. */
    private static List<String> changes(Ran ran) throws IOException {
        List<String> changes = new ArrayList<>();
        for (JsonNode topic : new ObjectMapper().readTree(ran.out()).get("topics")) {
            changes.add("%s %d-%d %d-%d"
                    .formatted(
                            topic.get("name").asText(),
                            topic.get("from").asInt(),
                            topic.get("to").asInt(),
                            topic.get("minInsyncReplicas").asInt(),
                            topic.get("minInsyncReplicasAfter").asInt()));
        }
        return changes;
    }

    @Test
    void offsets_and_transactions_are_copied_before_the_first_broker_rolls() throws IOException, InterruptedException {
        describe(1);
        trivet.succeed("local", "up", STACK);
        assertThat(trivet.drill(
                        STACK, CommitInTransaction.class, List.of(trivet.bootstrap(STACK), "orders", "none", "1")))
                .isZero();

        describe(3);
        Ran early = trivet.run("local", "up", STACK);

        assertThat(early.code()).as(early.err()).isEqualTo(4);
        assertThat(early.err()).contains("error roll-unsafe  cluster").contains("trivet operate replication gives");

        String[] replication = {"operate", "replication", STACK, "--local", "--format", "json"};
        assertThat(changes(trivet.succeed(replication)))
                .containsExactly(
                        "__consumer_offsets 1-3 1-1",
                        "__transaction_state 1-3 1-2",
                        "orders 1-3 1-1",
                        "trivet.probe 1-3 1-1");
        trivet.succeed("operate", "replication", STACK, "--local", "--apply");
        assertThat(changes(trivet.succeed(replication))).isEmpty();

        trivet.succeed("local", "up", STACK);
        assertThat(trivet.drill(STACK, CommitInTransaction.class, List.of(trivet.bootstrap(STACK), "orders", "1", "2")))
                .isZero();
        trivet.succeed("local", "stop", STACK, "--node", "broker1");
        assertThat(trivet.drill(STACK, CommitInTransaction.class, List.of(trivet.bootstrap(STACK), "orders", "2", "3")))
                .as("with the broker lost that once held all")
                .isZero();
    }
}
