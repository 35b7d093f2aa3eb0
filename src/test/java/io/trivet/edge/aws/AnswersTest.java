package io.trivet.edge.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.test.TestResult;
import io.trivet.layout.Node;
import io.trivet.plan.Plan;
import io.trivet.platform.Ec2Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the program waits for, against a bucket in which agents answer as the test says. */
final class AnswersTest {
    private static final Plan<Ec2Platform> PLAN =
            Example.named("kraft-us-east-1").plan();
    private static final String DESIRED = "desired/";
    private final List<String> progress = Collections.synchronizedList(new ArrayList<>());

    @Test
    void the_nodes_of_a_wave_are_touched_when_all_of_the_wave_before_are_done() {
        BucketMocks bucket = new BucketMocks(AnswersTest::obeyed);

        assertThat(run(bucket, false, List.of()).errors()).isEmpty();

        List<String> done = new ArrayList<>();
        for (String event : bucket.events) {
            if (event.endsWith("/done")) {
                done.add(event.split("/")[1]);
            } else if (event.startsWith(DESIRED) || event.startsWith("Instance ")) {
                assertThat(done).as(event).containsAll(before(event.replaceFirst(".*[/ ]", "")));
            }
        }
        assertThat(done).hasSameSizeAs(PLAN.nodes());
    }

    @Test
    void the_machine_of_a_node_is_there_before_it_is_told_what_it_must_be() {
        BucketMocks bucket = new BucketMocks(AnswersTest::obeyed);

        run(bucket, false, List.of());

        for (Node node : PLAN.layout().nodes()) {
            assertThat(bucket.events).containsSubsequence("Instance " + node.name(), DESIRED + node.name());
        }
    }

    @Test
    void a_node_that_fails_ends_the_update_with_its_reason_and_touches_no_other_zone() {
        BucketMocks bucket = new BucketMocks((there, key) -> {
            if (key.equals("desired/broker2")) {
                there.report("broker2", "waiting", "copies of orders-7");
                there.report("broker2", "failed", "roll-unsafe: was fragile-0");
            } else {
                obeyed(there, key);
            }
        });

        TestResult result = run(bucket, false, List.of());

        assertThat(result.errors()).containsExactly("""
            node-failed  broker2
              was not brought there: roll-unsafe: was fragile-0 but it must be what its description says before the next \
            node is touched.
              Mend: mend the cause, then run the same command again: it goes on where it stopped.

            1 error
            """);
        assertThat(bucket.events)
                .contains("desired/broker1", "desired/broker2")
                .doesNotContain("desired/broker3", "Instance broker6");
    }

    @Test
    void a_failure_of_an_earlier_run_is_believed_only_when_the_agent_has_failed_again() {
        BucketMocks mended = new BucketMocks((there, key) -> {
            if (key.equals("desired/broker2")) {
                there.report("broker2", "failed", "of yesterday");
            } else if (key.isEmpty() && progress.contains("broker2 has failed before and tries again")) {
                there.report("broker2", "done", "");
            } else {
                obeyed(there, key);
            }
        });
        assertThat(run(mended, false, List.of()).errors()).isEmpty();
        assertThat(progress).contains("broker2 has failed before and tries again");

        BucketMocks again = new BucketMocks((there, key) -> {
            if (key.equals("desired/broker2")
                    || key.isEmpty() && !there.line("desired/broker2").isEmpty()) {
                there.report("broker2", "failed", "of today");
            } else {
                obeyed(there, key);
            }
        });
        assertThat(run(again, false, List.of()).errors())
                .singleElement()
                .asString()
                .contains("of today");
    }

    @Test
    void machines_of_a_running_cluster_are_touched_when_the_others_say_so_within_a_minute() {
        BucketMocks bucket = new BucketMocks((there, key) -> {
            for (Node node : PLAN.layout().nodes()) {
                String last = node.role().isBroker() ? "broker6 does not say" : "controller3 has said last";
                if (key.isEmpty() && progress.stream().anyMatch(line -> line.startsWith(last))) {
                    there.put("health/" + node.name(), health(node, Instant.now(), ""));
                }
            }
            obeyed(there, key);
        });
        for (Node node : PLAN.layout().nodes()) {
            bucket.put(DESIRED + node.name(), "of yesterday");
            bucket.report(node.name(), "done", "");
            bucket.put(
                    "health/" + node.name(),
                    health(node, Instant.now(), "\"us-east-1a\": \"orders-7 has 1 replica in sync elsewhere\""));
        }
        bucket.put("health/broker5", health(node("broker5"), Instant.EPOCH, ""));
        bucket.put("health/broker3", health(node("broker3"), Instant.now().plusSeconds(600), ""));
        bucket.remove("health/broker6");
        bucket.put("health/controller3", "{");

        assertThat(run(bucket, false, List.of()).errors()).isEmpty();

        assertThat(progress)
                .contains(
                        "broker2 refuses that us-east-1a stops: orders-7 has 1 replica in sync elsewhere",
                        "broker5 has said last at 1970-01-01T00:00:00Z whether [us-east-1a] may stop: its agent is"
                                + " down, or a clock is off",
                        "broker6 does not say whether [us-east-1a] may stop",
                        "controller3 has said last at 1970-01-01T00:00:00Z whether [us-east-1a] may stop: its agent is"
                                + " down, or a clock is off")
                .anyMatch(line -> line.startsWith("broker3 says at ") && line.endsWith("a clock is off"))
                .noneMatch(line -> line.startsWith("broker4"));
    }

    @Test
    void a_zone_that_must_go_in_batches_is_touched_batch_by_batch_and_others_are_at_once() {
        Set<String> told = Collections.synchronizedSet(new TreeSet<>());
        BucketMocks bucket = running((there, key) -> {
            for (Node node : PLAN.layout().nodes()) {
                String said = health(node, Instant.now(), "");
                there.put("health/" + node.name(), said.replace("}}", "}, \"batches\": {\"us-east-1b\": [[5], [2]]}}"));
            }
            // Those of the other zones are done only when both have been told.
            told.add(key.replace(DESIRED, ""));
            for (List<String> zone : List.of(List.of("broker1", "broker4"), List.of("broker3", "broker6"))) {
                if (zone.contains(key.replace(DESIRED, "")) && told.containsAll(zone)) {
                    zone.forEach(node -> there.report(node, "done", ""));
                }
            }
            if (!key.matches("desired/broker[1346]")) {
                obeyed(there, key);
            }
        });

        assertThat(run(bucket, false, List.of()).errors()).isEmpty();

        assertThat(events(bucket))
                .containsSubsequence(
                        "Instance broker5",
                        DESIRED + "broker5",
                        "broker5 done",
                        "Instance broker2",
                        DESIRED + "broker2",
                        "broker2 done");
    }

    @Test
    void brokers_of_a_zone_go_one_by_one_where_no_other_says_how_they_may() {
        BucketMocks bucket = running((there, key) -> {
            boolean asked = progress.stream().anyMatch(line -> line.contains("does not say"));
            for (Node node : PLAN.layout().nodes()) {
                if (asked || !node.role().isBroker()) {
                    there.put("health/" + node.name(), health(node, Instant.now(), ""));
                }
            }
            obeyed(there, key);
        });

        assertThat(run(bucket, false, List.of()).errors()).isEmpty();

        assertThat(events(bucket))
                .containsSubsequence(
                        "Instance broker1", DESIRED + "broker1", "broker1 done", "Instance broker4", "broker4 done");
    }

    /** A cluster that has been there since yesterday, of which every machine becomes another one. */
    private static BucketMocks running(BiConsumer<BucketMocks, String> agents) {
        BucketMocks bucket = new BucketMocks(agents);
        for (Node node : PLAN.layout().nodes()) {
            bucket.put(DESIRED + node.name(), "of yesterday");
            bucket.put("reports/" + node.name() + "/i-1/earlier/done", "");
        }
        bucket.events.clear();
        return bucket;
    }

    private static List<String> events(BucketMocks bucket) {
        return bucket.events.stream()
                .map(event -> event.matches("reports/.*/done") ? event.split("/")[1] + " done" : event)
                .toList();
    }

    @Test
    void new_nodes_come_one_after_another_before_one_that_cannot_stop_without_them() {
        BucketMocks bucket = new BucketMocks((there, key) -> {
            if (key.equals("desired/broker1")) {
                there.report("broker1", "failed", "roll-unsafe: was alone-0");
            } else {
                obeyed(there, key);
            }
            healthy(there);
        });
        for (String node : List.of("controller1", "broker1")) {
            bucket.put(DESIRED + node, "of yesterday");
            bucket.put("reports/" + node + "/i-1/earlier/done", "");
        }
        bucket.events.clear();

        assertThat(run(bucket, false, List.of()).errors())
                .singleElement()
                .asString()
                .contains("broker1", "alone-0");

        List<String> events = events(bucket).stream()
                .filter(event -> event.startsWith(DESIRED) || event.endsWith(" done"))
                .toList();
        assertThat(events)
                .containsSubsequence("desired/controller2", "controller2 done", "desired/controller3")
                .containsSubsequence("desired/controller3", "desired/controller1", "controller1 done")
                .containsSubsequence("controller1 done", "desired/broker4", "broker4 done", "desired/broker2")
                .containsSubsequence("broker2 done", "desired/broker3", "desired/broker1")
                .containsSubsequence("broker5 done", "desired/broker6", "desired/broker1");
    }

    @Test
    void what_a_new_node_waits_for_is_told_once() {
        BucketMocks bucket = new BucketMocks((there, key) -> {
            if (key.equals("desired/controller3")) {
                there.report("controller3", "waiting", "its vote");
            } else if (key.isEmpty() && progress.contains("controller3 waits for its vote")) {
                there.report("controller3", "done", "");
            } else {
                obeyed(there, key);
            }
            healthy(there);
        });
        bucket.put(DESIRED + "controller1", "of yesterday");
        bucket.events.clear();

        assertThat(run(bucket, false, List.of()).errors()).isEmpty();

        assertThat(progress).containsOnlyOnce("controller3 waits for its vote");
    }

    @Test
    void what_is_there_waits_for_no_answer_of_new_nodes() {
        BucketMocks bucket = new BucketMocks((there, key) -> {
            // As one that finalises a release once all brokers have it.
            if (key.equals("desired/broker6")) {
                there.report("broker6", "waiting", "the release of broker5");
            } else {
                obeyed(there, key);
            }
            if (key.equals("desired/broker5")) {
                there.report("broker6", "done", "");
            }
            healthy(there);
        });
        for (Node node : PLAN.layout().nodes()) {
            if (!node.name().equals("broker6")) {
                bucket.put(DESIRED + node.name(), "of yesterday");
            }
        }
        bucket.events.clear();

        assertThat(run(bucket, false, List.of()).errors()).isEmpty();

        assertThat(bucket.events).containsSubsequence("desired/broker6", "desired/broker1", "desired/broker5");
    }

    @Test
    void where_no_machine_becomes_another_the_others_are_not_asked() {
        BucketMocks first = new BucketMocks(AnswersTest::obeyed);
        run(first, false, List.of());
        BucketMocks second = new BucketMocks(AnswersTest::obeyed);
        first.objects().forEach(second::put);
        // As if a setting changes: other files, and the machine as it was.
        PLAN.layout()
                .nodes()
                .forEach(node -> second.put(
                        DESIRED + node.name(),
                        "of yesterday"
                                + first.objects().get(DESIRED + node.name()).substring(64)));

        assertThat(run(second, false, List.of()).errors()).isEmpty();

        assertThat(progress).noneMatch(line -> line.contains("may stop"));
    }

    @Test
    void nodes_that_are_described_no_more_go_when_they_have_become_nothing() {
        BucketMocks bucket = new BucketMocks((there, key) -> {
            if (key.equals("desired/broker7")) {
                there.report("broker7", "failed", "no room for 12 GiB");
            } else {
                obeyed(there, key);
            }
        });
        Node leaving = new Node(
                node("broker1").role(),
                7,
                7,
                node("broker1").zone(),
                node("broker1").address(),
                "broker7.films",
                0);

        TestResult result = run(bucket, false, List.of(leaving));

        assertThat(result.errors()).singleElement().asString().contains("broker7", "no room for 12 GiB");
        assertThat(bucket.events).contains("desired/broker6");
    }

    @Test
    void volumes_of_nodes_that_go_are_named_before_they_go() {
        BucketMocks bucket = new BucketMocks((there, key) -> {
            if (key.equals("desired/broker7")) {
                there.report("broker7", "done", "");
            } else {
                obeyed(there, key);
            }
        });
        Node leaving = new Node(
                node("broker1").role(),
                7,
                7,
                node("broker1").zone(),
                node("broker1").address(),
                "broker7.films",
                0);

        assertThat(run(bucket, true, List.of(leaving)).errors()).isEmpty();
        assertThat(progress).isEmpty();

        assertThat(run(bucket, false, List.of(leaving)).errors()).isEmpty();
        assertThat(progress).contains("volume ${Volume broker7.id} of broker7 stays");
    }

    @Test
    void clients_find_brokers_behind_their_name_once_all_have_answered() {
        BucketMocks bucket = new BucketMocks(AnswersTest::obeyed);

        assertThat(run(bucket, false, List.of()).errors()).isEmpty();

        List<String> events = bucket.events;
        assertThat(events.subList(events.indexOf("Record bootstrap.films-kraft"), events.size()))
                .noneMatch(event -> event.endsWith("/done") || event.startsWith("Instance "));
    }

    @Test
    void a_report_that_goes_while_it_is_read_is_asked_for_again() {
        BucketMocks bucket = new BucketMocks((there, key) -> {
            if (key.equals("desired/broker2")) {
                there.report("broker2", "failed", "of yesterday");
                there.vanish("reports/broker2/");
            } else if (key.isEmpty() && progress.contains("broker2 tries again")) {
                there.report("broker2", "done", "");
            } else {
                obeyed(there, key);
            }
        });

        assertThat(run(bucket, false, List.of()).errors()).isEmpty();

        assertThat(progress).contains("broker2 tries again");
    }

    @Test
    void a_preview_asks_nothing() {
        BucketMocks bucket = new BucketMocks((there, key) -> {});

        assertThat(run(bucket, true, List.of()).errors()).isEmpty();

        assertThat(bucket.asked).hasValue(0);
        assertThat(bucket.events).contains("desired/broker6", "Instance broker6");
    }

    @Test
    void a_bucket_that_cannot_be_read_ends_the_update() {
        BucketMocks bucket = new BucketMocks((there, key) -> {
            if (key.isEmpty()) {
                throw new IllegalStateException("AccessDenied");
            }
        });

        assertThat(run(bucket, false, List.of()).errors())
                .singleElement()
                .asString()
                .startsWith("bucket-unreadable  s3://${BucketV2 films-kraft-nodes.id}")
                .contains("AccessDenied", "s3:ListBucket")
                .doesNotContain("\tat ");
    }

    /** An agent that is what it must be at once. */
    private static void obeyed(BucketMocks bucket, String key) {
        if (key.startsWith(DESIRED)) {
            bucket.report(key.substring(DESIRED.length()), "done", "");
        }
    }

    private static void healthy(BucketMocks bucket) {
        PLAN.layout().nodes().forEach(node -> bucket.put("health/" + node.name(), health(node, Instant.now(), "")));
    }

    private static String health(Node node, Instant at, String refuses) {
        return "{\"node\": \"" + node.name() + "\", \"at\": " + at.toEpochMilli() + ", \"refuses\": {" + refuses + "}}";
    }

    private static Node node(String name) {
        return PLAN.layout().nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The nodes of the waves before that of a node. */
    private static List<String> before(String name) {
        List<String> before = new ArrayList<>();
        for (List<Node> wave : PLAN.waves()) {
            List<String> names = wave.stream().map(Node::name).collect(Collectors.toList());
            if (names.contains(name)) {
                return before;
            }
            before.addAll(names);
        }
        throw new AssertionError("no wave has " + name);
    }

    private TestResult run(BucketMocks bucket, boolean preview, List<Node> leaving) {
        return new Update(PLAN, preview, leaving, progress::add, Duration.ofMillis(5)).run(bucket);
    }
}
