package io.trivet.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.operate.Copies;
import io.trivet.operate.Logs;
import io.trivet.operate.Quorum;
import io.trivet.operate.Reassignments.Moving;
import io.trivet.operate.status.Expected;
import io.trivet.operate.status.GroupLag;
import io.trivet.operate.status.GroupLag.Unread;
import io.trivet.operate.status.Metadata;
import io.trivet.operate.status.Sight;
import io.trivet.operate.status.Status;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class LiveStatusShownTest {
    private static final long GIB = 1L << 30;

    @Test
    void a_cluster_without_a_zone_is_told_with_all_that_needs_a_hand() {
        Sight sight = new Sight(
                new TreeMap<>(Map.of(1, "a", 3, "c", 7, "a")),
                new TreeSet<>(),
                new Metadata.Kraft(new Quorum(
                        10_001,
                        900,
                        new TreeMap<>(Map.of(
                                10_001, new Quorum.Voter(900, 60_000),
                                10_002, new Quorum.Voter(400, 30_000),
                                10_003, new Quorum.Voter(898, 59_700))))),
                List.of(
                        new Copies("orders", 0, List.of(1, 2, 3), List.of(1, 3), 1, 2),
                        new Copies("orders", 1, List.of(2, 3, 1), List.of(3), 3, 2),
                        new Copies("orders", 2, List.of(2), List.of(2), -1, 2),
                        new Copies("views", 0, List.of(1, 3, 7), List.of(1, 3), 1, 1)),
                new TreeMap<>(Map.of("views-0", new Moving(List.of(3, 7), List.of(7)))),
                new TreeSet<>(List.of("views")),
                logs(),
                List.of(
                        new GroupLag("billing", "Empty", List.of(new Unread("orders", 0, 10, 2010))),
                        new GroupLag("search", "Stable", List.of(new Unread("orders", 1, 5, 5)))),
                List.of("volumes of broker7 (no answer in time)"));

        assertThat(LiveStatusShown.of("films", "kafka:9092", Status.of(sight, expected()))
                        .text(Colour.OFF))
                .isEqualTo("""
                films at kafka:9092
                3 of 4 brokers, 4 partitions: 9 things need a hand
                  orders-2: 1 partition without a leader
                    Mend: start the brokers that hold them: only one that was in sync may lead.
                  orders-1: 1 partition under min.insync.replicas, where writes with acks=all are refused
                    Mend: start the brokers that hold them, and wait until they are in sync.
                  broker2: described and not there
                    Mend: start it.
                  controller2: no voter that is as far as the others
                    Mend: start it, and look at its log.
                  /data3 of broker1: a volume that cannot be used
                    Mend: look at the volume and at the log of the broker, then start it again.
                  /data1 of broker1: 2.0GiB free of 50.0GiB, which is less than a tenth
                    Mend: enlarge the volume (it needs no restart), or shorten the retention of large topics.
                  orders-0: 1 partition not in sync on all of their brokers
                    Mend: wait until they are, or look at the brokers that lag.
                  broker7: there and not described
                    Mend: describe it, or take it out of the cluster.
                  a and c: not to be lost now
                    Mend: mend what stands above; what needs the zone then has too few replicas in others, or too high a \
                min.insync.replicas.

                May a zone be lost now
                  zone  brokers  may be lost
                  a     2        no: 2 partitions would be under min.insync.replicas (orders-0, orders-1); 1 of 3 voters would be \
                left, which is no majority
                  b     0        nothing of it is there
                  c     1        no: 1 partition would be offline (orders-1); 1 partition would be under min.insync.replicas \
                (orders-0); 1 of 3 voters would be left, which is no majority

                Brokers
                  broker   zone  is                       leads  replicas  logs    used     free     volume of
                  broker1  a     there                    2      3         6.0GiB  48.0GiB  2.0GiB   /data1
                                                                                   20.0GiB  30.0GiB  /data2
                                                                                   -        -        /data3, failed
                  broker2  b     described and not there  0      3         -
                  broker3  c     there                    1      3         4.0GiB  -        -
                  broker7  a     there and not described  0      1         -

                Metadata
                  controller1  leads the quorum
                  controller2  500 records behind, as far as the leader 30.0 s ago
                  controller3  2 records behind, as far as the leader 0.3 s ago

                Partitions
                  offline                    1: orders-2
                  under min.insync.replicas  1: orders-1
                  under-replicated           2: orders-0, orders-1
                  moving                     1, 1.0GiB to copy: views-0

                Consumer groups
                  group    state   partitions  records behind
                  billing  Empty   1           2000            has no member: it stands still, unless its clients choose partitions themselves
                  search   Stable  1           0

                Not told by the brokers
                  volumes of broker7 (no answer in time)
                """);
    }

    private static SortedMap<Integer, Logs> logs() {
        SortedMap<Integer, Logs> logs = new TreeMap<>();
        logs.put(
                1,
                new Logs(
                        new TreeMap<>(Map.of("orders-0", 3 * GIB, "orders-1", 2 * GIB, "views-0", GIB)),
                        List.of(
                                new Logs.Volume("/data1", 5 * GIB, 2 * GIB, 50 * GIB, false),
                                new Logs.Volume("/data2", GIB, 30 * GIB, 50 * GIB, false),
                                Logs.Volume.failed("/data3"))));
        logs.put(3, new Logs(new TreeMap<>(Map.of("orders-0", 3 * GIB, "views-0", GIB)), -1, -1));
        return logs;
    }

    private static Expected expected() {
        return new Expected(
                new TreeMap<>(Map.of(
                        1, new Expected.Server("broker1", "a"),
                        2, new Expected.Server("broker2", "b"),
                        3, new Expected.Server("broker3", "c"))),
                new TreeMap<>(Map.of(
                        10_001, new Expected.Server("controller1", "a"),
                        10_002, new Expected.Server("controller2", "b"),
                        10_003, new Expected.Server("controller3", "c"))),
                new TreeMap<>());
    }

    @Test
    void a_broker_that_died_is_not_counted_on_before_it_is_missed_and_a_throttle_that_is_left_is_told() {
        Sight sight = new Sight(
                new TreeMap<>(Map.of(1, "a", 2, "b", 3, "c")),
                new TreeSet<>(List.of(2)),
                new Metadata.Untold(),
                List.of(new Copies("orders", 0, List.of(1, 2, 3), List.of(1, 2, 3), 2, 2)),
                new TreeMap<>(),
                new TreeSet<>(List.of("orders")),
                new TreeMap<>(),
                List.of(),
                List.of());

        assertThat(LiveStatusShown.of("films", "kafka:9092", Status.of(sight, Expected.NOTHING))
                        .text(Colour.OFF))
                .startsWith("""
                films at kafka:9092
                2 of 3 brokers, 1 partition: 3 things need a hand
                  broker2: registered, and no answer in 5 seconds
                    Mend: ask again in a few seconds: one that has died is then missed; one that hangs, restart.
                  a and c: not to be lost now
                    Mend: mend what stands above; what needs the zone then has too few replicas in others, or too high a \
                min.insync.replicas.
                  orders: a throttle for moves, where nothing moves
                    Mend: run trivet operate moves with --throttle none, which takes it away.

                May a zone be lost now
                  zone  brokers  may be lost
                  a     1        no: 1 partition would be under min.insync.replicas (orders-0)
                  b     0        nothing of it is there
                  c     1        no: 1 partition would be under min.insync.replicas (orders-0)

                Brokers
                  broker   zone  is                                 leads  replicas  logs  used  free  volume of
                  broker1  a     there                              0      1         -
                  broker2  b     registered, and without an answer  1      1         -
                """);
    }

    @Test
    void what_zookeeper_keeps_is_told_by_its_members_and_what_is_not_known_is_left_out() {
        Sight sight = new Sight(
                new TreeMap<>(Map.of(1, "")),
                new TreeSet<>(),
                new Metadata.Ensemble(1, new TreeMap<>(Map.of(1, true, 2, false))),
                List.of(new Copies("orders", 0, List.of(1), List.of(1), 1, 2)),
                new TreeMap<>(),
                new TreeSet<>(),
                new TreeMap<>(),
                List.of(),
                List.of());

        assertThat(LiveStatusShown.of("ours", "kafka:9092", Status.of(sight, Expected.NOTHING))
                        .text(Colour.OFF))
                .isEqualTo("""
                ours at kafka:9092
                1 of 1 broker, 1 partition: 1 thing needs a hand
                  voter 2: no voter that is as far as the others
                    Mend: start it, and look at its log.

                May a zone be lost now
                  That cannot be said: the brokers tell no rack.

                Brokers
                  broker   zone  is     leads  replicas  logs  used  free  volume of
                  broker1        there  1      1         -

                Metadata
                  controller  broker1
                  voter 1     a member of the ensemble
                  voter 2     no member of the ensemble now

                Partitions
                  offline                    0
                  under min.insync.replicas  0
                  under-replicated           0
                """);
        assertThat(LiveStatusShown.of("ours", "kafka:9092", Status.of(sight, Expected.NOTHING))
                        .jsonLine())
                .isEqualTo("""
                {"stack":"ours","bootstrap":"kafka:9092","well":false,"needs":[{"kind":"voter-missing",\
                "where":"voter 2","found":"no voter that is as far as the others",\
                "mend":"start it, and look at its log"}],"zones":[],"brokers":[{"id":1,"name":"broker1","zone":"",\
                "presence":"there","leaders":1,"replicas":1,"volumes":[]}],"metadata":{"kind":"zookeeper","leader":1,\
                "voters":[{"id":1,"name":"voter 1","present":true},{"id":2,"name":"voter 2","present":false}]},\
                "partitions":{"count":1,"offline":{"count":0,"first":[]},"underMin":{"count":0,"first":[]},\
                "underReplicated":{"count":0,"first":[]},"moving":0,"bytesToCopy":0},"groups":[],"untold":[]}
                """);
    }
}
