package io.trivet.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trivet.operate.Failure;
import io.trivet.operate.Waiting;
import io.trivet.stack.OnEc2;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a ZooKeeper server or controller goes through, in which order, and what keeps it from it. */
final class VoterWaveTest {
    private static final String FIRST = "message.max.bytes=1000\nnum.partitions=3\n";
    private static final String DYNAMIC = "message.max.bytes=2000\nnum.partitions=3\n";
    private static final String STATIC = "message.max.bytes=1000\nnum.partitions=6\n";
    private static final String CONTROLLER_FILE = "/etc/kafka/server.properties";
    private static final String ZOOKEEPER_FILE = "/etc/zookeeper/zoo.cfg";

    private final List<String> steps = new ArrayList<>();

    @Test
    void controllers_that_are_as_described_are_only_looked_at() throws Exception {
        FakeCluster cluster = FakeCluster.ofControllers(FIRST);

        run(cluster, cluster.controller(2, FIRST));

        assertThat(cluster.did).isEmpty();
        assertThat(steps).containsExactly("controller2 done join 0.0 s");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void a_controller_restarts_and_is_waited_for_until_it_is_as_far_as_the_leader_again(int number) throws Exception {
        FakeCluster cluster = FakeCluster.ofControllers(FIRST);

        run(cluster, cluster.controller(number, STATIC));

        String node = "controller" + number;
        assertThat(cluster.did).containsExactly("stop " + node, "write " + node + CONTROLLER_FILE, "start " + node);
        assertThat(cluster.server(node).isInSync()).isTrue();
        assertThat(cluster.unsafe).isEmpty();
        assertThat(steps).startsWith(node + " restart num.partitions", node + " stopping ", node + " starting ");
    }

    /** A start so short that the leader has not yet noticed that the controller was gone. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_the_leader_remembers_from_before_the_stop_is_not_taken_for_news(boolean silent) throws Exception {
        FakeCluster cluster = FakeCluster.ofControllers(FIRST);
        FakeCluster.Server restarted = cluster.server("controller2");
        restarted.start = Duration.ZERO;
        restarted.catchUp = Duration.ofSeconds(1);
        if (silent) {
            cluster.clock.at(Duration.ofSeconds(1), () -> cluster.silent.put("quorum", Duration.ofMillis(2100)));
        }

        run(cluster, cluster.controller(2, STATIC));

        assertThat(restarted.isInSync()).isTrue();
    }

    @Test
    void another_leader_with_another_clock_is_believed() throws Exception {
        FakeCluster cluster = FakeCluster.ofControllers(FIRST);
        cluster.skews.put(10_001, Duration.ofHours(5));
        cluster.skews.put(10_002, Duration.ofHours(1));
        cluster.clock.at(
                Duration.ofSeconds(4), () -> cluster.server("controller1").kill());
        cluster.clock.at(
                Duration.ofSeconds(20), () -> cluster.server("controller1").begin());

        run(cluster, cluster.controller(3, STATIC));

        assertThat(cluster.leader).isEqualTo(10_002);
        assertThat(cluster.clock.now()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void a_controller_does_not_stop_while_the_others_are_no_majority() throws Exception {
        FakeCluster cluster = FakeCluster.ofControllers(FIRST);
        cluster.server("controller3").kill();
        cluster.clock.at(
                Duration.ofMinutes(5), () -> cluster.server("controller3").begin());

        run(cluster, cluster.controller(1, STATIC));

        assertThat(cluster.unsafe).isEmpty();
        assertThat(cluster.clock.now()).isGreaterThan(Duration.ofMinutes(5));
        assertThat(steps)
                .contains("controller1 waiting a time to stop it safely: only [10002] of 3 controllers would be left");
    }

    /** Of so few, none can ever be spared: to wait for a better time would be to wait for ever. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void one_of_a_quorum_that_can_spare_none_restarts_once_the_others_are_there(int count) throws Exception {
        FakeCluster cluster = FakeCluster.ofControllers(count, FIRST);

        run(cluster, cluster.controller(1, STATIC));

        assertThat(cluster.did).contains("stop controller1", "start controller1");
        assertThat(cluster.server("controller1").isInSync()).isTrue();
        assertThat(cluster.clock.now()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void one_of_two_does_not_stop_while_the_other_is_away() {
        FakeCluster cluster = FakeCluster.ofControllers(2, FIRST);
        cluster.server("controller2").kill();

        assertThatThrownBy(() -> run(cluster, cluster.controller(1, STATIC))).hasMessageContaining("roll-stuck");
        assertThat(cluster.did).isEmpty();
    }

    @Test
    void without_a_majority_or_an_answer_it_goes_no_further() {
        FakeCluster few = FakeCluster.ofControllers(FIRST);
        few.server("controller3").kill();
        FakeCluster silent = FakeCluster.ofControllers(FIRST);
        silent.silent.put("quorum", FakeCluster.NEVER);

        assertThatThrownBy(() -> run(few, few.controller(2, STATIC)))
                .hasMessageContaining("roll-stuck controller2: still waiting for a time to stop it safely after 600 s");
        assertThatThrownBy(() -> run(silent, silent.controller(2, STATIC)))
                .hasMessageContaining("the controllers have no leader");
        assertThat(few.did).isEmpty();
        assertThat(silent.did).isEmpty();
    }

    @Test
    void a_controller_that_does_not_come_back_is_named_with_those_that_are_there() {
        FakeCluster cluster = FakeCluster.ofControllers(FIRST);
        cluster.server("controller2").start = FakeCluster.NEVER;

        assertThatThrownBy(() -> run(cluster, cluster.controller(2, STATIC)))
                .hasMessageContaining("still waiting for its quorum after 600 s in which nothing changed: of the"
                        + " controllers, only [10001, 10003] are as far as the leader");
    }

    @Test
    void one_that_is_down_starts_although_its_quorum_is_lost_and_may_bring_it_back() throws Exception {
        FakeCluster cluster = FakeCluster.ofControllers(FIRST);
        List.of("controller1", "controller2")
                .forEach(name -> cluster.server(name).kill());

        run(cluster, cluster.controller(1, STATIC));

        assertThat(cluster.did).endsWith("start controller1");
        assertThat(steps).startsWith("controller1 restart it does not run", "controller1 starting ");
        assertThat(cluster.quorum()).isPresent();
    }

    @Test
    void a_first_controller_has_no_quorum_to_wait_for() throws Exception {
        FakeCluster cluster = FakeCluster.ofControllers(FIRST);
        cluster.servers.values().forEach(server -> {
            server.runs = false;
            server.former = false;
        });

        run(cluster, cluster.controller(1, FIRST));

        assertThat(cluster.did).containsExactly("start controller1");
        assertThat(cluster.clock.now()).isEqualTo(FakeCluster.START);
    }

    @Test
    void a_controller_takes_a_dynamic_change_while_it_runs_and_its_file_last() throws Exception {
        FakeCluster cluster = FakeCluster.ofControllers(FIRST);

        run(cluster, cluster.controller(2, DYNAMIC));

        assertThat(cluster.did).containsExactly("order message.max.bytes=2000", "write controller2" + CONTROLLER_FILE);
    }

    /** It lost its volume, has read all records since, and its description is another one meanwhile. */
    @Test
    void a_controller_that_reads_along_votes_before_it_is_waited_for() throws Exception {
        FakeCluster cluster = FakeCluster.ofControllers(FIRST);
        FakeKraft kraft = new FakeKraft();
        kraft.voters.put(10_001, "A");
        kraft.voters.put(10_002, "B");
        kraft.observers.put(10_003, "Z");
        cluster.kraft = kraft;
        cluster.server("controller3").disk.put("/var/lib/kafka/data/meta.properties", "directory.id=Z\n");

        run(cluster, cluster.controller(3, DYNAMIC));

        assertThat(kraft.did).singleElement().asString().startsWith("add 10003 Z ");
        assertThat(cluster.did).containsExactly("order message.max.bytes=2000", "write controller3" + CONTROLLER_FILE);
        assertThat(steps).contains("controller3 votes new");
    }

    @Test
    void an_order_that_the_controllers_refuse_leaves_the_file_as_it_was() {
        FakeCluster cluster = FakeCluster.ofControllers(FIRST);
        cluster.refused.add("message.max.bytes");

        assertThatThrownBy(() -> run(cluster, cluster.controller(2, DYNAMIC)))
                .hasMessageContaining("settings-refused controller2");
        assertThat(cluster.did).isEmpty();
    }

    @Test
    void a_ZooKeeper_server_restarts_while_the_others_are_a_majority_and_is_waited_for() throws Exception {
        FakeCluster cluster = FakeCluster.ofZooKeeper("tickTime=2000\n");
        cluster.server("zk3").kill();
        cluster.clock.at(Duration.ofMinutes(5), () -> cluster.server("zk3").begin());

        run(cluster, cluster.zookeeper(1, "tickTime=3000\n"));

        assertThat(cluster.did).containsExactly("stop zk1", "write zk1" + ZOOKEEPER_FILE, "start zk1");
        assertThat(cluster.unsafe).isEmpty();
        assertThat(cluster.server("zk1").listens()).isTrue();
        assertThat(steps)
                .startsWith(
                        "zk1 restart tickTime",
                        "zk1 waiting a time to stop it safely: zk3:2181 is in no quorum",
                        "zk1 stopping ",
                        "zk1 starting ",
                        "zk1 waiting its quorum: zk1:2181 is in no quorum");
    }

    @Test
    void a_ZooKeeper_server_does_not_stop_without_the_others() {
        FakeCluster cluster = FakeCluster.ofZooKeeper("tickTime=2000\n");
        cluster.server("zk3").kill();

        assertThatThrownBy(() -> run(cluster, cluster.zookeeper(1, "tickTime=3000\n")))
                .hasMessageContaining("roll-stuck zk1: still waiting for a time to stop it safely");
        assertThat(cluster.did).isEmpty();
    }

    /** Each deed fails once, and then the same command is run again. */
    @Test
    void a_voter_whose_wave_broke_off_anywhere_ends_as_if_it_had_not_when_it_is_run_again() throws Exception {
        for (int failing = 0; ; failing++) {
            FakeCluster cluster = FakeCluster.ofControllers(FIRST);
            cluster.failing = failing;
            int failures = 0;
            for (String settings : List.of(DYNAMIC, STATIC)) {
                for (int run = 0; run < 2; run++) {
                    try {
                        run(cluster, cluster.controller(1, settings));
                        break;
                    } catch (Failure e) {
                        failures++;
                    }
                }
            }
            assertThat(cluster.unsafe).isEmpty();
            assertThat(cluster.server("controller1").isInSync()).isTrue();
            assertThat(cluster.server("controller1").read)
                    .isEqualTo(cluster.controller(1, STATIC).files())
                    .isEqualTo(cluster.server("controller1").disk);
            if (failures == 0) {
                assertThat(failing).isEqualTo(cluster.deeds).isGreaterThan(4);
                return;
            }
            assertThat(failures).isOne();
        }
    }

    private void run(FakeCluster cluster, Member member) throws Failure, InterruptedException {
        Steps hears = (node, step, detail) -> steps.add(node + " " + step + " " + detail);
        Waiting waiting = StepWaiter.waiting(cluster, hears, Duration.ofMinutes(10), cluster.clock);
        new Wave(List.of(member), cluster, cluster, waiting, hears).run(OnEc2.Unit.ZONE);
    }
}
