package io.trivet.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.trivet.layout.Site;
import io.trivet.plan.Rollout.Action;
import io.trivet.plan.Rollout.Need;
import io.trivet.plan.Rollout.Part;
import io.trivet.platform.Ec2Platform;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import io.trivet.stack.StackReader;
import io.trivet.stack.Throughput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** In which order a change goes through the nodes, and what must be left meanwhile. */
final class RolloutTest {
    private static final Path CASES = Path.of("src/test/resources/golden/diff");
    private static final String SETTING = "offsets.retention.minutes: 43200";
    private static final String STATIC = SETTING + "\n        queued.max.requests: 900";

    private static Description<OnEc2> description(String file, String... edits) {
        try {
            String text = Files.readString(CASES.resolve(file));
            for (int i = 0; i < edits.length; i += 2) {
                assertThat(text).contains(edits[i]);
                text = text.replace(edits[i], edits[i + 1]);
            }
            String edited = text;
            return StackReader.read(CASES, CASES.resolve("Pulumi.prod.yaml"), path -> edited)
                    .ec2()
                    .orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Rollout rollout(Description<OnEc2> before, Description<OnEc2> after, String ingress) {
        Plan<Ec2Platform> was = Plan.of(before, Site.EC2);
        Plan<Ec2Platform> is = Plan.of(after, Site.EC2);
        return Rollout.of(Delta.between(was, is), was, is, Throughput.parse(ingress));
    }

    @Test
    void brokers_of_a_zone_together_and_zone_after_zone() {
        Rollout rollout = rollout(description("zookeeper.yaml"), description("zookeeper.yaml", SETTING, STATIC), "");

        assertThat(rollout.steps())
                .extracting(Rollout.Step::zone, Rollout.Step::nodes, Rollout.Step::action)
                .containsExactly(
                        tuple("us-east-1a", List.of("broker1", "broker4"), Action.RESTART),
                        tuple("us-east-1b", List.of("broker2", "broker5"), Action.RESTART),
                        tuple("us-east-1c", List.of("broker3", "broker6"), Action.RESTART));
        assertThat(rollout.interrupted()).isEqualTo(6);
        assertThat(rollout.seconds()).isEqualTo(120);
    }

    @Test
    void brokers_one_by_one_where_the_description_says_so() {
        String[] byNode = {"platform: ec2", "platform: ec2\n    rollout: {by: node}"};
        Rollout rollout = rollout(
                description("zookeeper.yaml", byNode),
                description("zookeeper.yaml", byNode[0], byNode[1], SETTING, STATIC),
                "");

        assertThat(rollout.steps())
                .extracting(step -> String.join(",", step.nodes()))
                .containsExactly("broker1", "broker4", "broker2", "broker5", "broker3", "broker6");
    }

    @Test
    void voters_one_by_one_and_before_the_brokers() {
        Rollout rollout =
                rollout(description("kraft.yaml"), description("kraft.yaml", "version: 3.9.2", "version: 4.3.1"), "");

        assertThat(rollout.steps())
                .extracting(step -> String.join(",", step.nodes()))
                .containsExactly(
                        "controller1",
                        "controller2",
                        "controller3",
                        "broker1,broker4",
                        "broker2,broker5",
                        "broker3,broker6");
        assertThat(rollout.steps().get(0).needs()).containsExactly(new Need("voters", 2, 2, 3));
        assertThat(rollout.steps()).allMatch(Rollout.Step::holds);
    }

    @Test
    void topics_that_cannot_spare_a_zone_are_counted_apart() {
        String[] topics = {
            "catalogue: {partitions: 6, settings: {cleanup.policy: compact}}",
            "catalogue: {partitions: 6, settings: {min.insync.replicas: 3}}\n      single: {partitions: 1, replicas: 1}"
        };
        Rollout rollout = rollout(
                description("zookeeper.yaml", topics),
                description("zookeeper.yaml", topics[0], topics[1], SETTING, STATIC),
                "");

        assertThat(rollout.steps().get(0).needs())
                .containsExactlyInAnyOrder(
                        new Need("2 topics", 2, 2, 3),
                        new Need("1 topic", 2, 3, 3),
                        new Need("1 topic", 0, 2, 1),
                        new Need("offsets of consumer groups", 2, 2, 3));
        assertThat(rollout.steps().get(0).holds()).isFalse();
    }

    @Test
    void topics_of_kafka_have_the_copies_that_they_had_before() {
        Rollout more = rollout(
                description("zookeeper.yaml", SETTING, SETTING + "\n        offsets.topic.replication.factor: 1"),
                description("zookeeper.yaml"),
                "");
        Rollout fewer = rollout(
                description("zookeeper.yaml"),
                description("zookeeper.yaml", SETTING, SETTING + "\n        offsets.topic.replication.factor: 1"),
                "");

        assertThat(more.steps().get(0).needs()).contains(new Need("offsets of consumer groups", 0, 1, 1));
        assertThat(fewer.steps().get(0).needs()).contains(new Need("offsets of consumer groups", 0, 1, 1));
    }

    @Test
    void a_single_voter_cannot_be_spared() {
        String[] single = {"{nodes: 3, instance: m7g.large", "{nodes: 1, instance: m7g.large"};
        Rollout rollout = rollout(
                description("zookeeper.yaml", single),
                description(
                        "zookeeper.yaml",
                        "{nodes: 3, instance: m7g.large",
                        "{nodes: 1, heap: 2GiB, instance: m7g.large"),
                "");

        assertThat(rollout.steps()).hasSize(1);
        assertThat(rollout.steps().get(0).needs()).containsExactly(new Need("voters", 0, 1, 1));
        assertThat(rollout.steps().get(0).holds()).isFalse();
    }

    @Test
    void new_nodes_are_made_in_the_order_of_the_zones_and_interrupt_nobody() {
        Rollout rollout = rollout(
                description("zookeeper.yaml"), description("zookeeper.yaml", "      nodes: 6", "      nodes: 8"), "");

        assertThat(rollout.steps())
                .extracting(step -> step.action() + " " + String.join(",", step.nodes()))
                .containsExactly("CREATE broker7", "CREATE broker8");
        assertThat(rollout.interrupted()).isZero();
        assertThat(rollout.steps()).allMatch(step -> step.needs().isEmpty());
    }

    @Test
    void what_is_dynamic_has_no_step() {
        Rollout rollout = rollout(
                description("zookeeper.yaml"),
                description("zookeeper.yaml", SETTING, SETTING + "\n        num.io.threads: 16"),
                "");

        assertThat(rollout).isEqualTo(new Rollout(OnEc2.Unit.ZONE, List.of()));
    }

    @Test
    void an_estimate_says_what_it_is_made_of() {
        Rollout quiet = rollout(description("zookeeper.yaml"), description("zookeeper.yaml", SETTING, STATIC), "");
        Rollout busy =
                rollout(description("zookeeper.yaml"), description("zookeeper.yaml", SETTING, STATIC), "50MiB/s");
        Rollout larger =
                rollout(description("zookeeper.yaml"), description("zookeeper.yaml", "m7g.xlarge", "m7g.2xlarge"), "");

        assertThat(quiet.steps().get(0).estimate().parts())
                .containsExactly(new Part("controlled stop", 10), new Part("start", 15), new Part("checks", 15));
        // 50 MiB/s of three replicas on six brokers are 25 each; of the 125 of a volume half of the rest catches up.
        assertThat(busy.steps().get(0).estimate().parts())
                .containsExactly(
                        new Part("controlled stop", 10),
                        new Part("start", 15),
                        new Part("catching up", 13),
                        new Part("checks", 15));
        assertThat(larger.steps().get(0).estimate().seconds()).isEqualTo(220);
    }

    @Test
    void a_replaced_machine_is_more_than_a_restart() {
        String[] image = {"platform: ec2", "platform: ec2\n    image: ami-0123456789abcdef0"};
        Rollout rollout = rollout(
                description("zookeeper.yaml", image),
                description("zookeeper.yaml", image[0], image[1].replace("def0", "def1"), SETTING, STATIC),
                "");

        assertThat(rollout.steps()).hasSize(6).allMatch(step -> step.action() == Action.REPLACE);
        assertThat(Optional.of(rollout.interrupted())).contains(9);
    }
}
