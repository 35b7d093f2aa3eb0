package io.trivet.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.operate.mirror.CopiedPartition;
import io.trivet.operate.mirror.Failover;
import io.trivet.operate.mirror.MovedGroup;
import io.trivet.operate.mirror.MovedPosition;
import io.trivet.operate.mirror.Translation;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class FailoverShownTest {
    private static final long NOON = 1_780_000_000_000L;

    private static CopiedPartition copy(
            int partition, long end, long written, boolean open, long copied, long missing) {
        return new CopiedPartition(
                "orders",
                partition,
                OptionalLong.of(end),
                written,
                open,
                OptionalLong.of(copied),
                missing,
                OptionalLong.of(copied - 10),
                OptionalLong.empty());
    }

    private static MovedPosition position(int partition, OptionalLong before, Translation translation) {
        return new MovedPosition("west.orders", partition, "orders", OptionalLong.of(120), before, 190, translation);
    }

    private static final CopiedPartition WHOLE = copy(0, 200, 0, false, 199, 0);

    private static final MovedGroup BILLING = new MovedGroup(
            "billing",
            false,
            false,
            OptionalLong.empty(),
            List.of(
                    position(0, OptionalLong.empty(), new Translation(110, 3)),
                    position(1, OptionalLong.of(40), new Translation(110, 0)),
                    position(2, OptionalLong.of(110), new Translation(110, 0)),
                    position(3, OptionalLong.of(150), new Translation(110, 0)),
                    position(4, OptionalLong.of(4000), new Translation(110, 0))));

    private static String text(Failover failover, boolean applied, boolean answers) {
        return FailoverShown.of("prod-east", failover, applied, answers).text(Colour.OFF);
    }

    @Test
    void without_a_group_only_the_copies_are_told() {
        Failover failover = new Failover("west", true, List.of(WHOLE), List.of());

        assertThat(text(failover, false, false)).isEqualTo("""
                prod-east from west
                1 partition copied to the end, no group has a position

                Copies
                  partition  end at west  copied to  not copied  end of the copy
                  orders-0   200          199        0           189
                """);
    }

    @Test
    void groups_may_move_when_all_is_copied_and_nothing_writes_or_reads() {
        Failover failover = new Failover("west", true, List.of(WHOLE), List.of(BILLING));

        assertThat(text(failover, false, false)).isEqualTo("""
                prod-east from west
                1 partition copied to the end, 1 group may move, 3 records read again at most

                Copies
                  partition  end at west  copied to  not copied  end of the copy
                  orders-0   200          199        0           189

                Groups
                  group    read at west     goes on in     at                        read again
                  billing  orders-0 at 120  west.orders-0  none -> 110               3
                  billing  orders-1 at 120  west.orders-1  40 -> 110                 0
                  billing  orders-2 at 120  west.orders-2  110                       0
                  billing  orders-3 at 120  west.orders-3  150, and not back to 110  0
                  billing  orders-4 at 120  west.orders-4  4000 -> 110               0
                Nothing was changed. To write these positions, add --apply.
                """);
        assertThat(text(failover, true, false).lines().limit(2))
                .containsExactly(
                        "prod-east from west",
                        "1 partition copied to the end, 1 group moved, 3 records read again at most");
    }

    @Test
    void what_keeps_groups_is_named_with_what_ends_it() {
        Failover failover = new Failover(
                "west",
                true,
                List.of(
                        copy(0, 200, 12, false, 150, 50),
                        copy(1, 200, 3, true, 200, 0),
                        copy(2, 200, 0, false, 5000, 0)),
                List.of(
                        new MovedGroup("audit", true, true, OptionalLong.empty(), List.of()),
                        new MovedGroup("billing", true, true, OptionalLong.empty(), BILLING.positions())));

        assertThat(failover.may()).isFalse();
        assertThat(text(failover, false, false).lines().limit(10)).containsExactly("""
                prod-east from west
                1 of 3 partitions not copied to the end, 50 records at most, groups may not move yet

                What keeps them
                  topic orders takes writes at west still, 15 records between two looks: stop its producers
                  a transaction is open in orders-1 at west: stop its producer, and it ends by itself within transaction.timeout.ms
                  orders-2 was copied up to 5000 and ends at 200 at west: it was made anew there, and mirrors wait for the old one
                  group audit reads at west still: stop it
                  group billing reads at west still: stop it
                  group billing has members here, and Kafka moves none that has: stop them, until it was moved
                """.split("\n"));
    }

    @Test
    void what_went_on_while_groups_moved_is_told() {
        Failover before = new Failover("west", true, List.of(WHOLE), List.of(BILLING));
        Failover after = new Failover(
                "west",
                true,
                List.of(copy(0, 207, 0, false, 207, 0)),
                List.of(new MovedGroup("billing", true, false, OptionalLong.empty(), BILLING.positions())));

        assertThat(before.since(before)).isEmpty();
        assertThat(after.since(before))
                .containsExactly("topic orders took 7 records at west", "group billing read at west");
    }

    @Test
    void copies_that_come_are_waited_for() {
        Failover failover = new Failover("west", true, List.of(copy(0, 200, 0, false, 150, 50)), List.of(BILLING));

        assertThat(failover.held()).isEmpty();
        assertThat(failover.behind()).containsExactly("orders-0 (50)");
        assertThat(text(failover, false, false))
                .endsWith("Nothing was changed. To wait for the copies and write these positions, add --apply.\n");
    }

    @Test
    void of_a_lost_cluster_it_is_said_what_was_copied_and_when_a_group_was_last_heard_of() {
        Failover failover = new Failover(
                "west",
                false,
                List.of(new CopiedPartition(
                        "orders",
                        0,
                        OptionalLong.empty(),
                        0,
                        false,
                        OptionalLong.of(199),
                        0,
                        OptionalLong.of(189),
                        OptionalLong.of(NOON))),
                List.of(
                        new MovedGroup(
                                "billing",
                                false,
                                false,
                                OptionalLong.of(NOON),
                                BILLING.positions().subList(0, 1)),
                        new MovedGroup(
                                "search",
                                false,
                                true,
                                OptionalLong.of(NOON),
                                List.of(
                                        BILLING.positions().get(1),
                                        new MovedPosition(
                                                "orders",
                                                0,
                                                "east.orders",
                                                OptionalLong.empty(),
                                                OptionalLong.of(5),
                                                30,
                                                new Translation(5, 25))))));

        assertThat(failover.may()).isTrue();
        assertThat(failover.moving()).extracting(MovedGroup::group).containsExactly("billing");
        assertThat(text(failover, false, true)).isEqualTo("""
                prod-east from west, unplanned
                1 partition copied as far as is shown, 1 group may move, 28 records read again at most

                Copies
                  partition  copied to  end of the copy  newest record
                  orders-0   199        189              2026-05-28T20:26:40Z

                Groups
                  group    read at west                        goes on in     at           read again
                  billing  orders-0 at 120                     west.orders-0  none -> 110  3           as of 2026-05-28T20:26:40Z
                  search   orders-1 at 120                     west.orders-1  40 -> 110    0           as of 2026-05-28T20:26:40Z; reads here already, left alone
                  search   east.orders-0 at an unknown offset  orders-0       5            25          as of 2026-05-28T20:26:40Z; reads here already, left alone
                What was written to west behind these offsets is not here. Mirrors that still run copy it when it is back.
                What a group read at west after its positions were last heard of is read again, too.
                west answers: without --unplanned nothing is lost.
                Nothing was changed. To write these positions, add --apply.
                """);
    }

    @Test
    void programs_read_the_same() {
        Failover failover = new Failover(
                "west",
                true,
                List.of(WHOLE),
                List.of(new MovedGroup(
                        "billing",
                        false,
                        false,
                        OptionalLong.empty(),
                        BILLING.positions().subList(1, 2))));

        assertThat(FailoverShown.of("prod-east", failover, true, false).jsonLine())
                .isEqualTo("""
                {"stack":"prod-east","source":"west","planned":true,"applied":true,"may":true,"missing":0,"again":0,\
                "held":[],"copies":[{"topic":"orders","partition":0,"end":200,"copied":199,"missing":0,"copyEnd":189}],\
                "groups":[{"group":"billing","membersAtSource":false,"membersHere":false,"again":0,"positions":[\
                {"topic":"west.orders","partition":1,"from":"orders","read":120,"before":40,"after":110,"again":0,\
                "step":"forward"}]}]}
                """);
    }
}
