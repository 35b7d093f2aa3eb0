package io.trivet.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.operate.lag.Age;
import io.trivet.operate.lag.Judgement;
import io.trivet.operate.lag.Lag;
import io.trivet.operate.lag.PartitionLag;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LagShownTest {
    private static final List<PartitionLag> PARTITIONS = List.of(
            partition("billing", 0, 5, 12, new Age(Age.Source.PRODUCER, 125_000), "", Judgement.STOPPED),
            partition("search", 0, 12, 12, Age.NOTHING, "app-1", Judgement.OK),
            partition("search", 1, 3, 4, new Age(Age.Source.NO_RECORD, 0), "app-1", Judgement.STALLED),
            new PartitionLag(
                    "search",
                    "orders",
                    2,
                    10,
                    4000,
                    3990,
                    90,
                    new Age(Age.Source.BROKER, 8_000_000),
                    "app-2",
                    Judgement.WARNING),
            new PartitionLag(
                    "search",
                    "orders",
                    3,
                    10,
                    -1,
                    0,
                    0,
                    new Age(Age.Source.NOT_READ, 0),
                    "app-2",
                    Judgement.UNDECIDED));

    private static PartitionLag partition(
            String group, int partition, long committed, long end, Age age, String member, Judgement judgement) {
        return new PartitionLag(group, "orders", partition, committed, end, end - committed, 0, age, member, judgement);
    }

    @Test
    void each_partition_of_a_group_is_a_row_with_what_its_offsets_say() {
        Lag lag = new Lag(11, 30_400, PARTITIONS, List.of("members of consumer group old (not supported)"));

        assertThat(LagShown.of("films", "kafka:9092", lag).text(Colour.OFF)).isEqualTo("""
                films at kafka:9092
                2 groups in 5 partitions, looked at 11 times in 30 s: 3 of the partitions need a hand
                  group    partition  committed  end        behind  time behind  member  is
                  billing  orders-0   5          12         7       2 min        none    stopped: no member has the \
                partition, and nothing is read
                  search   orders-0   12         12         0       0            app-1   ok
                  search   orders-1   3          4          1       no record    app-1   stalled: its member has the \
                partition, and reads nothing
                  search   orders-2   10         4000       3990    2 h          app-2   warning: it reads, and gets no \
                nearer to the end; 90 records deleted by retention before they were read
                  search   orders-3   10         no leader  0       not read     app-2   not judged
                Time behind is the age of the first record that is not read, by the time that its producer or its \
                broker (LogAppendTime) set in it.

                Not told by the brokers
                  members of consumer group old (not supported)
                """);
    }

    @Test
    void one_look_says_what_it_cannot_tell() {
        Lag lag = new Lag(1, 0, PARTITIONS.subList(4, 5), List.of());

        assertThat(LagShown.of("films", "kafka:9092", lag).text(Colour.OFF)).isEqualTo("""
                films at kafka:9092
                1 group in 1 partition, looked at once
                  group   partition  committed  end        behind  time behind  member  is
                  search  orders-3   10         no leader  0       not read     app-2   not judged
                One look does not tell how a group reads. To judge that, add --for 30s.
                """);
        assertThat(LagShown.of("films", "kafka:9092", lag).jsonLine()).isEqualTo("""
                {"stack":"films","bootstrap":"kafka:9092","well":true,"looks":1,"windowMillis":0,"partitions":[\
                {"group":"search","topic":"orders","partition":3,"committed":10,"behind":0,"lost":0,\
                "timeSource":"not-read","member":"app-2","is":"undecided"}],"untold":[]}
                """);
    }
}
