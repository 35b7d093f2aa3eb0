package io.trivet.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trivet.layout.Role;
import io.trivet.operate.Failure;
import io.trivet.operate.Waiting;
import io.trivet.stack.OnEc2;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a worker of Kafka Connect or of MirrorMaker goes through, in which order, and what keeps it from it. */
final class WorkerWaveTest {
    private static final String FIRST = "offset.flush.interval.ms=10000\n";
    private static final String OTHER = "offset.flush.interval.ms=5000\n";
    private static final String FILE = "/etc/kafka/connect.properties";

    private final List<String> steps = new ArrayList<>();
    private final FakeCluster cluster = FakeCluster.ofWorkers(FIRST);

    @Test
    void one_that_is_as_described_is_only_looked_at() throws Exception {
        run(cluster.worker(2, FIRST));

        assertThat(cluster.did).isEmpty();
        assertThat(steps).containsExactly("connect2 done join 0.0 s");
    }

    @Test
    void one_restarts_for_any_setting_and_is_waited_for_until_its_tasks_run_again() throws Exception {
        run(cluster.worker(2, OTHER));

        assertThat(cluster.did).containsExactly("stop connect2", "write connect2" + FILE, "start connect2");
        assertThat(cluster.server("connect2").isInSync()).isTrue();
        assertThat(steps)
                .startsWith(
                        "connect2 restart offset.flush.interval.ms",
                        "connect2 stopping ",
                        "connect2 starting ",
                        "connect2 waiting its group: connect2:8083 does not answer",
                        "connect2 waiting the connectors: task 0 of 2 is UNASSIGNED");
    }

    @Test
    void one_waits_while_another_is_away_and_while_a_task_does_not_run() throws Exception {
        cluster.server("connect3").kill();
        cluster.clock.at(
                Duration.ofSeconds(20), () -> cluster.server("connect3").begin());

        run(cluster.worker(1, OTHER));

        assertThat(steps)
                .contains(
                        "connect1 waiting a time to stop it safely: connect3:8083 does not answer, task 0 of 3 is UNASSIGNED",
                        "connect1 waiting a time to stop it safely: task 0 of 3 is UNASSIGNED");
        assertThat(steps.indexOf("connect1 stopping "))
                .isGreaterThan(steps.indexOf("connect1 waiting a time to stop it safely: task 0 of 3 is UNASSIGNED"));
    }

    @Test
    void a_task_that_failed_stops_the_roll_before_anything_goes_down() {
        cluster.broken.add("task 0 of 3");

        assertThatThrownBy(() -> run(cluster.worker(1, OTHER)))
                .hasMessageContaining("roll-stuck connect1: still waiting for a time to stop it safely")
                .hasMessageContaining("task 0 of 3 is FAILED");
        assertThat(cluster.did).isEmpty();
    }

    @Test
    void one_that_is_down_starts_whatever_the_others_do() throws Exception {
        cluster.server("connect1").kill();
        cluster.server("connect3").kill();
        cluster.clock.at(
                Duration.ofSeconds(20), () -> cluster.server("connect3").begin());

        run(cluster.worker(1, FIRST));

        assertThat(cluster.did).containsExactly("start connect1");
        assertThat(steps).startsWith("connect1 restart it does not run", "connect1 starting ");
    }

    @Test
    void other_plugins_are_found_at_a_start_only() {
        Member before = cluster.worker(1, FIRST);
        SortedMap<String, String> files = new TreeMap<>(before.files());
        files.put("/etc/trivet/plugins", "/opt/kafka-plugins/sink-ab https://example.com/sink.jar ab ab/sink.jar\n");
        Member after = new Member(before.name(), before.role(), before.id(), before.server(), before.data(), files);

        assertThat(Difference.of(after, before.files(), () -> {
                            throw new AssertionError("no broker is asked");
                        })
                        .restart())
                .containsExactly("plugins");
    }

    @Test
    void a_zone_may_stop_while_the_workers_of_the_others_do_their_work() throws Exception {
        assertThat(refused()).isEmpty();

        cluster.server("connect3").kill();
        assertThat(refused().toString())
                .isEqualTo("{a=connect3:8083 does not answer, task 0 of 3 is UNASSIGNED,"
                        + " b=connect3:8083 does not answer, task 0 of 3 is UNASSIGNED, c=task 0 of 3 is UNASSIGNED}");

        cluster.server("connect1").kill();
        cluster.server("connect2").kill();
        assertThat(refused().toString())
                .isEqualTo(
                        "{a=none of the workers answers, b=none of the workers answers, c=none of the workers answers}");
    }

    @Test
    void a_mirror_waits_for_the_others_and_for_its_groups() throws Exception {
        FakeCluster mirrors = FakeCluster.ofMirrors(FIRST);
        mirrors.server("mirror3").kill();
        mirrors.clock.at(Duration.ofSeconds(20), () -> mirrors.server("mirror3").begin());

        run(mirrors.mirror(2, OTHER), mirrors);

        assertThat(mirrors.did)
                .containsExactly("stop mirror2", "write mirror2/etc/kafka/mm2.properties", "start mirror2");
        assertThat(steps)
                .contains(
                        "mirror2 waiting a time to stop it safely: mirror3 does not answer",
                        "mirror2 waiting its group: mirror2 does not answer");
    }

    private SortedMap<String, String> refused() throws InterruptedException {
        return Refusals.of(Role.CONNECT, List.of("a", "b", "c"), OnEc2.Unit.ZONE, cluster)
                .reasons();
    }

    private void run(Member member) throws Failure, InterruptedException {
        run(member, cluster);
    }

    private void run(Member member, FakeCluster cluster) throws Failure, InterruptedException {
        Steps hears = (node, step, detail) -> steps.add(node + " " + step + " " + detail);
        Waiting waiting = StepWaiter.waiting(cluster, hears, Duration.ofMinutes(10), cluster.clock);
        new Wave(List.of(member), cluster, cluster, waiting, hears).run(OnEc2.Unit.ZONE);
    }
}
