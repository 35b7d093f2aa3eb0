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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a broker that is a controller, too, goes through, and that neither partitions nor quorum are left too few. */
final class CombinedWaveTest {
    private static final String FIRST = "num.io.threads=8\nqueued.max.requests=500\n";
    private static final String DYNAMIC = "num.io.threads=16\nqueued.max.requests=500\n";
    private static final String STATIC = "num.io.threads=8\nqueued.max.requests=600\n";
    private static final List<String> ZONES = List.of("a", "b", "c");

    private final List<String> steps = new ArrayList<>();

    @Test
    void one_that_is_as_described_is_only_looked_at() throws Exception {
        FakeCluster cluster = FakeCluster.ofCombined(3, FIRST);

        run(cluster, cluster.combined(2, FIRST));

        assertThat(cluster.did).isEmpty();
        assertThat(steps).containsExactly("broker2 done join 0.0 s, catch up 0.0 s, vote 0.0 s");
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "2, 3", "3, 3", "4, 5", "5, 5"})
    void it_restarts_and_is_waited_for_in_the_cluster_and_in_its_quorum(int number, int all) throws Exception {
        FakeCluster cluster = FakeCluster.ofCombined(all, FIRST);

        run(cluster, cluster.combined(number, STATIC));

        String node = "broker" + number;
        assertThat(cluster.did)
                .containsExactly("stop " + node, "write " + node + "/etc/kafka/server.properties", "start " + node);
        assertThat(cluster.server(node).isInSync()).isTrue();
        assertThat(cluster.unsafe).isEmpty();
    }

    @Test
    void what_a_running_broker_takes_restarts_nothing() throws Exception {
        FakeCluster cluster = FakeCluster.ofCombined(3, FIRST);

        run(cluster, cluster.combined(2, DYNAMIC));

        assertThat(cluster.did).containsExactly("order num.io.threads=16", "write broker2/etc/kafka/server.properties");
    }

    /** No partition is on the broker that is gone; its vote is missed all the same. */
    @Test
    void it_does_not_stop_while_the_other_voters_are_no_majority() throws Exception {
        FakeCluster cluster = FakeCluster.ofCombined(5, FIRST, List.of(1, 2, 3));
        cluster.server("broker4").kill();
        cluster.server("broker5").kill();
        cluster.clock.at(Duration.ofMinutes(5), () -> cluster.server("broker5").begin());

        run(cluster, cluster.combined(1, STATIC));

        assertThat(cluster.unsafe).isEmpty();
        assertThat(cluster.clock.now()).isGreaterThan(Duration.ofMinutes(5));
        assertThat(steps)
                .anyMatch(step -> step.matches(
                        "broker1 waiting a time to stop them safely: .*broker[45]:9093 does not listen.*"));
    }

    /** The quorum could spare it; a partition could not. */
    @Test
    void it_does_not_stop_while_a_partition_could_not_be_written_without_it() throws Exception {
        FakeCluster cluster = FakeCluster.ofCombined(5, FIRST, List.of(1, 2, 3));
        cluster.server("broker2").kill();
        cluster.clock.pause(FakeCluster.EXPIRY);
        cluster.clock.at(Duration.ofMinutes(5), () -> cluster.server("broker2").begin());

        run(cluster, cluster.combined(1, STATIC));

        assertThat(cluster.unsafe).isEmpty();
        assertThat(cluster.clock.now()).isGreaterThan(Duration.ofMinutes(5));
        assertThat(steps).anyMatch(step -> step.startsWith("broker1 waiting a time to stop them safely: orders-0 "));
    }

    @Test
    void one_that_does_not_come_back_to_its_quorum_is_named() {
        FakeCluster cluster = FakeCluster.ofCombined(3, FIRST);
        cluster.clock.at(Duration.ofSeconds(1), () -> cluster.silent.put("quorum", FakeCluster.NEVER));

        assertThatThrownBy(() -> run(cluster, cluster.combined(2, STATIC)))
                .hasMessageContaining("roll-stuck broker2: still waiting for its quorum")
                .hasMessageContaining("the controllers have no leader");
    }

    @Test
    void the_first_of_a_new_cluster_pass_before_there_is_a_quorum_and_others_do_not() throws Exception {
        FakeCluster cluster = FakeCluster.ofCombined(3, FIRST);
        cluster.servers.values().forEach(server -> {
            server.former = false;
            server.disk.put("/var/lib/kafka/data/meta.properties", "directory.id=dir" + server.first.id() + "\n");
        });
        cluster.server("broker2").runs = false;
        cluster.server("broker3").runs = false;
        cluster.silent.put("racks", FakeCluster.NEVER);

        run(cluster, initial(cluster.combined(1, FIRST)));

        assertThat(steps).last().isEqualTo("broker1 done join 0.0 s");
        assertThatThrownBy(() -> run(cluster, initial(cluster.combined(2, FIRST))))
                .hasMessageContaining("roll-stuck broker2: still waiting for the cluster");
    }

    private static Member initial(Member member) {
        SortedMap<String, String> files = new TreeMap<>(member.files());
        files.put(
                "/etc/trivet/role",
                "VERSION=4.3.1\nINITIAL_CONTROLLERS=1@one:9093:dir1,2@two:9093:dir2,3@three:9093:dir3\n");
        return new Member(member.name(), member.role(), member.id(), member.server(), member.data(), files);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5})
    void its_zone_is_refused_for_what_brokers_and_for_what_voters_refuse(int all) throws Exception {
        FakeCluster cluster = FakeCluster.ofCombined(all, FIRST, List.of(1, 2, 3));
        assertThat(refused(cluster)).isEmpty();

        cluster.server("broker2").kill();
        cluster.clock.pause(FakeCluster.EXPIRY);

        assertThat(refused(cluster)).containsOnlyKeys("a", "c");
        assertThat(refused(cluster).get("a")).startsWith("orders-0 has 1 replica in sync elsewhere");
        if (all == 3) {
            assertThat(refused(cluster).get("a")).endsWith("; broker2:9093 does not listen");
        }
    }

    private static SortedMap<String, String> refused(FakeCluster cluster) throws InterruptedException {
        return Refusals.of(Role.COMBINED, ZONES, OnEc2.Unit.NODE, cluster).reasons();
    }

    private void run(FakeCluster cluster, Member member) throws Failure, InterruptedException {
        Steps hears = (node, step, detail) -> steps.add(node + " " + step + " " + detail);
        Waiting waiting = StepWaiter.waiting(cluster, hears, Duration.ofMinutes(10), cluster.clock);
        new Wave(List.of(member), cluster, cluster, waiting, hears).run(OnEc2.Unit.NODE);
    }
}
