package io.trivet.node.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import io.trivet.node.StepWaiter;
import io.trivet.node.Steps;
import io.trivet.operate.Failure;
import io.trivet.operate.FakeClock;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the service does with what the bucket says, and what it says there. */
final class ServiceTest {
    private static final String OLD = "==> /a <==\nold\n";
    private static final String NEW = "==> /a <==\nnew\n";
    private static final String OWN = "==> /b <==\nown\n";

    private static final Duration AGAIN = Duration.ofSeconds(25);
    private static final Duration LOOK = Duration.ofSeconds(5);

    @TempDir
    private Path home;

    private final FakeBucket bucket = new FakeBucket();
    private final FakeClock clock = new FakeClock();
    private final ByteArrayOutputStream journal = new ByteArrayOutputStream();

    /** The texts that the node was brought to. */
    private final List<String> brought = new ArrayList<>();

    private Target way = (desired, shared, alive, steps) -> steps.step("broker1", "done", "join 1.0 s");
    private Renewing renewal = (alive, steps) -> {};
    private int renewed;
    private Service service;

    /** What is done about what lapses. */
    private interface Renewing {
        void renew(StepWaiter.Alive alive, Steps steps) throws Failure, InterruptedException;
    }

    private final Target target = new Target() {
        @Override
        public void bring(Desired desired, String shared, StepWaiter.Alive alive, Steps steps)
                throws Failure, InterruptedException {
            brought.add(shared);
            way.bring(desired, shared, alive, steps);
        }

        @Override
        public void renew(StepWaiter.Alive alive, Steps steps) throws Failure, InterruptedException {
            renewed++;
            renewal.renew(alive, steps);
        }
    };

    @BeforeEach
    void a_node() {
        service = agent();
    }

    private Service agent() {
        return new Service(
                bucket,
                new Reports(bucket, "broker1", "i-1"),
                home,
                target,
                clock,
                new Journal(new PrintStream(journal, true, StandardCharsets.UTF_8)),
                LOOK,
                AGAIN);
    }

    @Test
    void nothing_is_done_until_something_is_desired() throws Exception {
        turn();

        assertThat(brought).isEmpty();
        assertThat(bucket.log).isEmpty();
        assertThat(said()).isEmpty();
    }

    @Test
    void what_is_desired_is_brought_about_once_and_reported() throws Exception {
        desire(OLD);
        turn();
        turn();
        service = agent();
        turn();

        assertThat(brought).containsExactly(OLD);
        assertThat(bucket.log).containsExactly("done join 1.0 s");
        assertThat(bucket.objects)
                .containsKey("reports/broker1/i-1/" + sha256(OLD + OWN) + "/done")
                .containsKey("reports/broker1/data");
        desire(NEW);
        turn();
        assertThat(brought).containsExactly(OLD, NEW);
        desire(OLD);
        turn();
        assertThat(brought).as("back").containsExactly(OLD, NEW, OLD);
    }

    @Test
    void a_node_on_its_way_is_nowhere_and_has_been_somewhere() throws Exception {
        desire(OLD);
        turn();
        way = (desired, shared, alive, steps) -> {
            throw failure("roll-unsafe");
        };
        desire(NEW);
        turn();

        String folder = "reports/broker1/i-1/";
        assertThat(bucket.objects).doesNotContainKey(folder + sha256(OLD + OWN) + "/done");
        assertThat(bucket.objects).containsEntry(folder + "earlier/done", sha256(OLD + OWN) + "\n");
        way = (desired, shared, alive, steps) -> steps.step("broker1", "done", "join 3.0 s");
        desire(OLD);
        turn();
        assertThat(brought).containsExactly(OLD, NEW, OLD);
        assertThat(bucket.objects).containsEntry(folder + sha256(OLD + OWN) + "/done", "join 3.0 s\n");
    }

    @Test
    void an_instance_that_replaces_another_answers_for_itself() throws Exception {
        desire(OLD);
        Files.writeString(home.resolve("done"), "i-0 " + sha256(OLD + OWN) + "\n");

        turn();

        assertThat(brought).containsExactly(OLD);
    }

    @Test
    void a_failure_is_reported_and_tried_again_after_a_pause() throws Exception {
        way = (desired, shared, alive, steps) -> {
            throw failure("roll-unsafe");
        };
        desire(OLD);
        turn();
        turn();

        assertThat(brought).hasSize(1);
        assertThat(bucket.log).containsExactly("failed roll-unsafe broker1: was broken but it must work. Mend: it");
        clock.pause(AGAIN);
        turn();
        assertThat(brought).hasSize(2);
        assertThat(bucket.log.subList(1, 3))
                .containsExactly("no failed", "failed roll-unsafe broker1: was broken but it must work. Mend: it");
        way = (desired, shared, alive, steps) -> steps.step("broker1", "done", "join 2.0 s");
        clock.pause(AGAIN);
        turn();
        assertThat(bucket.log.subList(3, 5)).containsExactly("no failed", "done join 2.0 s");
    }

    @Test
    void what_is_mended_is_not_waited_for() throws Exception {
        way = (desired, shared, alive, steps) -> {
            throw failure("roll-unsafe");
        };
        desire(OLD);
        turn();
        desire(NEW);
        turn();

        assertThat(brought).containsExactly(OLD, NEW);
    }

    @Test
    void an_object_that_was_altered_or_is_missing_is_named_and_nothing_is_touched() throws Exception {
        desire(OLD);
        String key = "broker/" + sha256(OLD) + ".txt";
        bucket.objects.put(key, NEW);
        turn();

        assertThat(last("failed"))
                .contains("bundle-altered " + key + ": was a text with SHA-256 " + sha256(NEW))
                .contains("nothing was stopped");
        bucket.objects.remove(key);
        clock.pause(AGAIN);
        turn();
        assertThat(last("failed")).contains("bundle-missing " + key + ": was not in the bucket");
        assertThat(brought).isEmpty();
        bucket.objects.put(key, OLD);
        clock.pause(AGAIN);
        turn();
        assertThat(brought).containsExactly(OLD);
        assertThat(bucket.log).endsWith("no failed", "done join 1.0 s");
    }

    @Test
    void a_node_that_is_to_be_nothing_needs_no_texts_of_its_role() throws Exception {
        String stay = "==> /etc/trivet/node <==\nSTAY=2,3\n";
        bucket.objects.put("desired/broker1", sha256(stay) + "\n\n" + stay);
        turn();

        assertThat(brought).containsExactly("");
        assertThat(bucket.objects)
                .containsKey("reports/broker1/i-1/" + sha256(stay) + "/done")
                .doesNotContainKey("reports/broker1/data");
    }

    @Test
    void a_node_that_is_to_be_nothing_believes_no_altered_list_of_those_that_stay() throws Exception {
        bucket.objects.put("desired/broker1", sha256("STAY=2,3\n") + "\n\nSTAY=1,2\n");
        turn();

        assertThat(brought).isEmpty();
        assertThat(last("failed"))
                .contains("bundle-altered desired/broker1: was a digest that is not the one of its text, which is "
                        + sha256("STAY=1,2\n"));
    }

    @Test
    void a_digest_that_is_not_the_one_of_its_texts_is_named() throws Exception {
        desire(OLD);
        bucket.objects.computeIfPresent("desired/broker1", (key, text) -> text + "more\n");
        turn();

        assertThat(last("failed"))
                .contains("bundle-altered desired/broker1: was a digest that is not the one of its text");
        assertThat(brought).isEmpty();
    }

    @Test
    void a_text_of_no_form_is_said_where_there_is_no_place_for_a_report() throws Exception {
        bucket.objects.put("desired/broker1", "<html>\n");
        turn();

        assertThat(bucket.log).isEmpty();
        assertThat(said()).contains("bundle-altered desired/broker1: was a text that is not of its form");
    }

    @Test
    void waits_are_reported_with_what_for_and_not_with_each_byte() throws Exception {
        way = (desired, shared, alive, steps) -> {
            for (int i = 9; i > 0; i--) {
                steps.step("broker1", "waiting", "copies: " + i + "GiB to copy");
                clock.pause(Duration.ofSeconds(4));
            }
            steps.step("broker1", "waiting", "leaders: orders-1");
            steps.step("broker1", "done", "join 1.0 s");
        };
        desire(OLD);
        turn();

        assertThat(bucket.log)
                .containsExactly(
                        "waiting copies: 9GiB to copy",
                        "waiting copies: 6GiB to copy",
                        "waiting copies: 3GiB to copy",
                        "waiting leaders: orders-1",
                        "done join 1.0 s",
                        "no waiting");
    }

    @Test
    void a_wait_ends_when_something_else_is_desired() throws Exception {
        way = (desired, shared, alive, steps) -> {
            if (shared.equals(OLD)) {
                desire(NEW);
                for (int i = 0; i < 100; i++) {
                    clock.pause(Duration.ofMillis(200));
                    alive.check();
                }
            }
        };
        desire(OLD);
        turn();
        turn();

        assertThat(brought).containsExactly(OLD, NEW);
        assertThat(clock.now()).isEqualTo(LOOK);
        assertThat(bucket.log).as("no failure").containsExactly("done ");
    }

    @Test
    void a_bucket_without_an_answer_is_said_once_and_asked_on() throws Exception {
        desire(OLD);
        bucket.trouble = "clock-off";
        turn();
        turn();

        assertThat(said().lines().filter(line -> line.contains("clock-off"))).hasSize(1);
        bucket.trouble = "";
        turn();
        assertThat(brought).containsExactly(OLD);
        bucket.trouble = "clock-off";
        turn();
        assertThat(said().lines().filter(line -> line.contains("clock-off"))).hasSize(2);
    }

    @Test
    void a_bucket_lost_on_the_way_makes_the_way_be_gone_again() throws Exception {
        way = (desired, shared, alive, steps) -> bucket.trouble = "bucket-silent";
        desire(OLD);
        turn();
        bucket.trouble = "";
        way = (desired, shared, alive, steps) -> steps.step("broker1", "done", "join 1.0 s");
        clock.pause(AGAIN);
        turn();

        assertThat(brought).containsExactly(OLD, OLD);
        assertThat(bucket.log).containsExactly("done join 1.0 s");
    }

    @Test
    void what_the_servers_refuse_is_reported_too() throws Exception {
        way = (desired, shared, alive, steps) -> {
            throw new IllegalStateException("the servers refused: no");
        };
        desire(OLD);
        turn();

        assertThat(last("failed")).contains("agent-broken broker1").contains("the servers refused: no");
    }

    @Test
    void what_lapses_is_looked_at_now_and_then_while_nothing_else_is_to_be_done() throws Exception {
        desire(OLD);
        turn();
        assertThat(renewed).isZero();

        turn();
        turn();
        assertThat(renewed).isEqualTo(1);
        clock.pause(Service.RENEWAL);
        turn();
        assertThat(renewed).isEqualTo(2);
        assertThat(brought).containsExactly(OLD);
        assertThat(bucket.log).as("it has been there all the time").containsExactly("done join 1.0 s");
    }

    @Test
    void a_restart_for_it_that_is_cut_off_is_brought_to_its_end() throws Exception {
        desire(OLD);
        turn();
        renewal = (alive, steps) -> {
            steps.step("broker1", "stopping", "");
            throw failure("roll-stuck");
        };
        turn();
        service = agent();
        turn();
        assertThat(brought).containsExactly(OLD, OLD);

        renewal = (alive, steps) -> steps.step("broker1", "stopping", "");
        clock.pause(Service.RENEWAL);
        turn();
        turn();
        assertThat(brought).as("a restart that went well").containsExactly(OLD, OLD);
    }

    @Test
    void what_cannot_be_renewed_is_said_once_and_tried_on() throws Exception {
        desire(OLD);
        turn();
        renewal = (alive, steps) -> {
            throw failure("certificate-old");
        };
        for (int i = 0; i < 3; i++) {
            turn();
            clock.pause(Service.RENEWAL);
        }

        assertThat(renewed).isEqualTo(3);
        assertThat(said().lines().filter(line -> line.contains("certificate-old")))
                .hasSize(1);
    }

    @Test
    void a_node_that_is_to_be_nothing_renews_nothing() throws Exception {
        String stay = "==> /etc/trivet/node <==\nSTAY=2,3\n";
        bucket.objects.put("desired/broker1", sha256(stay) + "\n\n" + stay);
        turn();
        turn();

        assertThat(renewed).isZero();
    }

    @Test
    void the_agent_of_another_trivet_goes_on_in_its_place() throws Exception {
        Files.writeString(home.resolve("trivet.jar"), "old jar");
        bucket.objects.put("boot/trivet.jar", "new jar");
        bucket.objects.put("boot/boot.sh", "new script");
        bucket.objects.put("boot/exporter.jar", "new exporter");
        desire(OLD);

        assertThat(service.turn()).isTrue();
        assertThat(brought).isEmpty();
        assertThat(home.resolve("trivet.jar")).hasContent("new jar");
        assertThat(home.resolve("boot.sh")).hasContent("new script");
        assertThat(home.resolve("exporter.jar")).hasContent("new exporter");
        service = agent();
        turn();
        assertThat(brought).containsExactly(OLD);
    }

    /** As the program does it. */
    private void desire(String shared) {
        bucket.objects.put("broker/" + sha256(shared) + ".txt", shared);
        bucket.objects.put("desired/broker1", sha256(shared + OWN) + "\nbroker/" + sha256(shared) + ".txt\n" + OWN);
    }

    private void turn() throws InterruptedException {
        assertThat(service.turn()).isFalse();
    }

    private String last(String word) {
        return bucket.log.stream().filter(line -> line.startsWith(word)).reduce("", (first, second) -> second);
    }

    private String said() {
        return journal.toString(StandardCharsets.UTF_8);
    }

    private static Failure failure(String id) {
        return new Failure(Problem.error(id, Place.ofPath("broker1"), "broken")
                .must("work")
                .mend("it"));
    }

    private static String sha256(String text) {
        return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString();
    }
}
