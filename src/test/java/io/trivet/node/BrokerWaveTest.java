package io.trivet.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trivet.operate.Failure;
import io.trivet.operate.Waiting;
import io.trivet.stack.OnEc2;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What brokers of a wave go through, in which order, and what keeps them from it. */
final class BrokerWaveTest {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String FIRST = "num.io.threads=8\nqueued.max.requests=500\n";
    private static final String DYNAMIC = "num.io.threads=16\nqueued.max.requests=500\n";
    private static final String STATIC = "num.io.threads=8\nqueued.max.requests=600\n";
    private static final String BOTH = "num.io.threads=16\nqueued.max.requests=600\n";

    private final FakeCluster cluster = FakeCluster.ofBrokers(6, FIRST);
    private final List<String> steps = new ArrayList<>();

    @AfterEach
    void nothing_went_down_that_could_not_be_spared() {
        assertThat(cluster.unsafe).isEmpty();
    }

    @Test
    void nodes_that_are_as_described_are_only_looked_at() throws Exception {
        zone(FIRST);

        assertThat(cluster.did).isEmpty();
        assertThat(steps).containsExactly("broker1,broker4 done join 0.0 s, catch up 0.0 s");
        assertThat(cluster.clock.now()).isZero();
    }

    @Test
    void a_dynamic_change_is_ordered_before_it_is_written_and_nothing_restarts() throws Exception {
        zone(DYNAMIC);

        assertThat(cluster.did)
                .containsExactly(
                        "order num.io.threads=16",
                        "write broker1/etc/kafka/server.properties",
                        "write broker4/etc/kafka/server.properties");
        assertThat(steps)
                .containsExactly(
                        "broker1 dynamic num.io.threads=16 for all brokers",
                        "broker1 written /etc/kafka/server.properties",
                        "broker4 written /etc/kafka/server.properties",
                        "broker1,broker4 done join 0.0 s, catch up 0.0 s");
    }

    @Test
    void an_order_that_is_refused_ends_the_wave_with_the_file_as_it_was() {
        cluster.refused.add("num.io.threads");

        assertThatThrownBy(() -> zone(DYNAMIC))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("settings-refused broker1: refused by the brokers (InvalidRequestException");
        assertThat(cluster.did).isEmpty();
    }

    @Test
    void a_zone_stops_gets_its_files_starts_and_is_waited_for_until_its_copies_are_in_sync_and_lead() throws Exception {
        zone(STATIC);

        assertThat(cluster.did)
                .containsExactly(
                        "stop broker1",
                        "stop broker4",
                        "write broker1/etc/kafka/server.properties",
                        "write broker4/etc/kafka/server.properties",
                        "start broker1",
                        "start broker4");
        assertThat(steps)
                .containsExactly(
                        "broker1 restart queued.max.requests",
                        "broker4 restart queued.max.requests",
                        "broker1,broker4 stopping ",
                        "broker1,broker4 starting ",
                        "broker1,broker4 waiting the cluster: broker1, broker4",
                        "broker1,broker4 waiting copies: orders-0, orders-1, orders-2 and 3 more",
                        "broker1,broker4 waiting leaders: orders-0, orders-3",
                        "broker1,broker4 done wait 0.0 s, stop 2.0 s, start 0.0 s, join 5.0 s, catch up 4.0 s, lead 0.2 s");
        assertThat(cluster.copies().orElseThrow())
                .allMatch(
                        partition -> partition.leader() == partition.replicas().get(0));
        assertThat(cluster.effective("broker4", "queued.max.requests")).isEqualTo("600");
    }

    @Test
    void a_broker_alone_stops_alone() throws Exception {
        wave(List.of(cluster.broker(1, STATIC)), OnEc2.Unit.NODE);

        assertThat(cluster.did).startsWith("stop broker1").doesNotContain("stop broker4");
    }

    @Test
    void what_no_batch_helps_is_refused_at_once_even_where_each_agent_stops_only_its_own() {
        cluster.partition("fragile", List.of(1, 4), 2);

        assertThatThrownBy(() -> wave(List.of(cluster.broker(1, STATIC)), OnEc2.Unit.ZONE))
                .hasMessage("roll-unsafe broker1: a roll that stops writes: fragile-6 has 1 replica elsewhere,"
                        + " and min.insync.replicas is 2 (without brokers [1]), fragile-6 has 1 replica elsewhere,"
                        + " and min.insync.replicas is 2 (without brokers [4])");
        assertThat(cluster.did).isEmpty();
        assertThat(cluster.clock.now()).isZero();
    }

    @Test
    void brokers_of_a_zone_that_share_too_much_stop_one_batch_after_the_other() throws Exception {
        cluster.partition("shared", List.of(1, 4, 2), 2);

        zone(STATIC);

        assertThat(cluster.did)
                .filteredOn(deed -> !deed.startsWith("write"))
                .containsExactly("stop broker1", "start broker1", "stop broker4", "start broker4");
    }

    @Test
    void an_agent_of_a_batch_waits_for_the_batch_that_is_down() throws Exception {
        cluster.partition("shared", List.of(1, 4, 2), 2);
        cluster.server("broker1").kill();
        cluster.clock.pause(FakeCluster.EXPIRY);
        cluster.server("broker1").begin();

        wave(List.of(cluster.broker(4, STATIC)), OnEc2.Unit.ZONE);

        assertThat(cluster.did).startsWith("stop broker4");
        assertThat(steps)
                .anyMatch(step -> step.startsWith(
                        "broker4 waiting a time to stop them safely: shared-6 has 1 replica in sync elsewhere"));
    }

    @Test
    void a_partition_that_a_later_zone_would_close_is_refused_by_the_first() {
        cluster.partition("fragile", List.of(3, 6), 2);

        assertThatThrownBy(() -> zone(STATIC)).hasMessageContaining("without brokers [3]");
        assertThat(cluster.did).isEmpty();
    }

    @Test
    void a_single_replica_is_refused() {
        cluster.partition("single", List.of(4), 1);

        assertThatThrownBy(() -> zone(STATIC)).hasMessageContaining("single-6 has a single replica");
        assertThat(cluster.did).isEmpty();
    }

    @Test
    void a_broker_of_another_wave_that_is_down_is_waited_for_until_its_copies_are_in_sync() throws Exception {
        cluster.server("broker2").kill();
        cluster.server("broker2").forgottenAt = Duration.ZERO;
        cluster.clock.at(Duration.ofMinutes(25), cluster.server("broker2")::begin);
        // Another partition moves now and then, so that this is no standstill.
        for (int minute = 5; minute < 25; minute += 5) {
            Duration at = Duration.ofMinutes(minute);
            cluster.clock.at(at, () -> cluster.server("broker5").inSyncAt = at.plusSeconds(30));
        }

        zone(STATIC);

        assertThat(cluster.did).startsWith("stop broker1");
        assertThat(cluster.clock.now()).isGreaterThan(Duration.ofMinutes(25));
    }

    @Test
    void one_that_stays_down_ends_the_wave_before_anything_stops() {
        cluster.server("broker2").kill();
        cluster.server("broker2").forgottenAt = Duration.ZERO;

        assertThatThrownBy(() -> zone(STATIC))
                .hasMessageContaining(
                        "roll-stuck broker1,broker4: still waiting for a time to stop them safely after 600 s"
                                + " in which nothing changed: orders-0 has 1 replica in sync elsewhere");
        assertThat(cluster.did).isEmpty();
    }

    @Test
    void one_that_dies_at_the_last_moment_is_seen_on_one_machine_although_all_believe_it_alive() {
        cluster.watched = true;
        cluster.server("broker2").kill();

        assertThatThrownBy(() -> zone(STATIC)).hasMessageContaining("roll-stopped broker2");
        assertThat(cluster.did).isEmpty();
    }

    @Test
    void one_that_dies_while_the_zone_is_down_ends_the_wave_and_the_next_run_goes_on() throws Exception {
        cluster.watched = true;
        cluster.clock.at(Duration.ofSeconds(3), cluster.server("broker3")::kill);

        assertThatThrownBy(() -> zone(STATIC)).hasMessageContaining("roll-stopped broker3");
        cluster.server("broker3").begin();
        zone(STATIC);

        assertThat(cluster.did).containsOnlyOnce("stop broker1", "stop broker4", "start broker1", "start broker4");
    }

    @Test
    void a_broker_that_does_not_come_back_is_named_and_the_next_run_waits_for_it_again() throws Exception {
        cluster.server("broker4").start = FakeCluster.NEVER;

        assertThatThrownBy(() -> zone(STATIC))
                .hasMessageContaining("roll-stuck broker1,broker4: still waiting for the cluster after 600 s in which"
                        + " nothing changed: broker4");
        assertThatThrownBy(() -> zone(STATIC))
                .hasMessageContaining("roll-stuck broker4: still waiting for the cluster");
        cluster.server("broker4").listensAt = Duration.ZERO;
        cluster.server("broker4").inSyncAt = Duration.ZERO;
        zone(STATIC);

        assertThat(cluster.did).containsOnlyOnce("stop broker1", "stop broker4", "start broker4");
    }

    @Test
    void copies_that_do_not_come_back_are_named() {
        cluster.server("broker1").catchUp = FakeCluster.NEVER;

        assertThatThrownBy(() -> zone(STATIC))
                .hasMessageContaining(
                        "still waiting for copies after 600 s in which nothing changed: orders-0, orders-4");
    }

    @Test
    void what_is_down_is_back_and_in_sync_before_the_others_of_its_zone_stop() throws Exception {
        cluster.server("broker4").runs = false;

        zone(STATIC);

        assertThat(cluster.did)
                .containsExactly(
                        "write broker4/etc/kafka/server.properties",
                        "start broker4",
                        "stop broker1",
                        "write broker1/etc/kafka/server.properties",
                        "start broker1");
        assertThat(steps).startsWith("broker1 restart queued.max.requests", "broker4 restart it does not run");
    }

    @Test
    void a_broker_that_was_just_killed_and_is_believed_alive_is_not_back_before_it_listens() throws Exception {
        cluster.server("broker4").kill();

        zone(FIRST);

        assertThat(cluster.did).containsExactly("start broker4");
        assertThat(cluster.server("broker4").isInSync()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "racks", "copies", "overrides"})
    void while_the_cluster_does_not_answer_it_is_asked_again_and_nothing_is_taken_for_well(String question)
            throws Exception {
        Duration answer = Duration.ofMinutes(9);
        cluster.silent.put(question, answer);
        cluster.partition("fragile", List.of(1, 4), 2);

        assertThatThrownBy(() -> wave(List.of(cluster.broker(1, STATIC)), OnEc2.Unit.ZONE))
                .hasMessageContaining("roll-unsafe");

        assertThat(cluster.did).isEmpty();
        assertThat(cluster.clock.now()).isEqualTo(question.equals("overrides") ? Duration.ZERO : answer);
    }

    @Test
    void a_cluster_that_never_answers_is_given_up() {
        cluster.silent.put("all", FakeCluster.NEVER);

        assertThatThrownBy(() -> zone(STATIC))
                .hasMessageContaining("roll-stuck")
                .hasMessageContaining("the answer of");
        assertThat(cluster.did).isEmpty();
    }

    @Test
    void what_stands_above_the_file_goes_once_the_broker_has_read_it_however_late_it_answers() throws Exception {
        cluster.server("broker1").own.put("num.io.threads", "2");
        cluster.server("broker4").own.put("background.threads", "3");
        cluster.forAll.put("num.io.threads", "4");
        cluster.silent.put("overrides", Duration.ofMinutes(1));

        zone(BOTH);

        assertThat(cluster.effective("broker1", "num.io.threads")).isEqualTo("16");
        assertThat(cluster.forAll).containsEntry("num.io.threads", "16");
        assertThat(cluster.server("broker4").own).as("not in the file").containsKey("background.threads");
    }

    @Test
    void leaders_that_do_not_come_back_are_told_and_no_reason_to_fail() throws Exception {
        cluster.elects = false;

        zone(STATIC);

        assertThat(steps)
                .contains("broker1,broker4 leaders still waiting for leaders after 30 s in which nothing changed: the"
                        + " controller is busy, orders-0, orders-3");
        assertThat(steps.get(steps.size() - 1)).startsWith("broker1,broker4 done");
    }

    @Test
    void software_never_goes_back() {
        SortedMap<String, String> files =
                new TreeMap<>(cluster.broker(4, STATIC).files());
        files.put("/etc/trivet/role", "VERSION=3.9.2\n");
        Member older = new Member(
                "broker4", cluster.broker(4, "").role(), 4, "/etc/kafka/server.properties", "/var/lib/kafka", files);

        assertThatThrownBy(() -> wave(List.of(cluster.broker(1, STATIC), older), OnEc2.Unit.ZONE))
                .hasMessageContaining("version-down broker4");
        assertThat(cluster.did).isEmpty();
    }

    /** Each deed fails once, half-way through whatever it belongs to, and then the same command is run again. */
    @Test
    void a_wave_that_broke_off_anywhere_ends_as_if_it_had_not_when_it_is_run_again() throws Exception {
        for (int failing = 0; ; failing++) {
            FakeCluster one = FakeCluster.ofBrokers(6, FIRST);
            one.server("broker1").own.put("num.io.threads", "2");
            one.server("broker4").runs = false;
            one.failing = failing;
            List<String> failures = new ArrayList<>();
            for (String settings : List.of(DYNAMIC, BOTH)) {
                for (int run = 0; run < 2; run++) {
                    try {
                        run(
                                one,
                                IntStream.of(1, 4)
                                        .mapToObj(id -> one.broker(id, settings))
                                        .toList(),
                                OnEc2.Unit.ZONE);
                        break;
                    } catch (Failure e) {
                        failures.add(e.getMessage());
                    }
                }
            }
            assertThat(one.unsafe)
                    .as("with a fault at deed %d, %s", failing, one.did)
                    .isEmpty();
            for (String name : List.of("broker1", "broker4")) {
                assertThat(one.effective(name, "num.io.threads"))
                        .as(one.did.toString())
                        .isEqualTo("16");
                assertThat(one.effective(name, "queued.max.requests")).isEqualTo("600");
                assertThat(one.server(name).isInSync()).isTrue();
                assertThat(one.server(name).disk).isEqualTo(one.server(name).read);
            }
            if (failures.isEmpty()) {
                assertThat(failing).isEqualTo(one.deeds).isGreaterThan(10);
                return;
            }
            assertThat(failures).hasSize(1);
        }
    }

    private void zone(String settings) throws Failure, InterruptedException {
        wave(List.of(cluster.broker(1, settings), cluster.broker(4, settings)), OnEc2.Unit.ZONE);
    }

    private void wave(List<Member> members, OnEc2.Unit together) throws Failure, InterruptedException {
        run(cluster, members, together);
    }

    private void run(FakeCluster cluster, List<Member> members, OnEc2.Unit together)
            throws Failure, InterruptedException {
        Steps hears = (node, step, detail) -> steps.add(node + " " + step + " " + detail);
        Waiting waiting = StepWaiter.waiting(cluster, hears, PATIENCE, cluster.clock);
        new Wave(members, cluster, cluster, waiting, hears).run(together);
    }
}
