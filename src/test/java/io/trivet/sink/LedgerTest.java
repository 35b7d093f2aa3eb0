package io.trivet.sink;

import static io.trivet.sink.Records.FIRST;
import static io.trivet.sink.Records.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LedgerTest {
    private static final List<TopicPartition> PARTITIONS = List.of(FIRST, SECOND);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    private static SortedMap<TopicPartition, Batch.Span> spans(TopicPartition partition, long first, long last) {
        SortedMap<TopicPartition, Batch.Span> spans = new TreeMap<>(Batch.BY_NAME);
        spans.put(partition, new Batch.Span(first, last));
        return spans;
    }

    /** A partition as batches took it: offsets rise, with gaps, as those of markers and compacted records. */
    private record Taken(long number, SortedMap<TopicPartition, Batch.Span> spans) {
        static List<Taken> random(Random random) {
            SortedMap<TopicPartition, Long> next = new TreeMap<>(Batch.BY_NAME);
            List<Taken> all = new ArrayList<>();
            for (long number = 0; number < 2 + random.nextInt(10); number++) {
                SortedMap<TopicPartition, Batch.Span> spans = new TreeMap<>(Batch.BY_NAME);
                for (TopicPartition partition : PARTITIONS) {
                    if (spans.isEmpty() || random.nextBoolean()) {
                        long first = next.getOrDefault(partition, 0L) + random.nextInt(3);
                        long last = first + random.nextInt(5);
                        spans.put(partition, new Batch.Span(first, last));
                        next.put(partition, last + 1);
                    }
                }
                all.add(new Taken(number, spans));
            }
            return all;
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_position_never_passes_what_is_not_done_and_never_goes_back(long seed) {
        Random random = new Random(seed);
        List<Taken> taken = Taken.random(random);
        Ledger ledger = Ledger.EMPTY;
        for (Taken batch : taken) {
            ledger = ledger.taken(batch.number(), batch.spans());
        }
        List<Taken> left = new ArrayList<>(taken);
        List<Taken> order = new ArrayList<>(taken);
        Collections.shuffle(order, random);
        SortedMap<TopicPartition, Long> before = new TreeMap<>(Batch.BY_NAME);

        for (Taken done : order) {
            ledger = ledger.done(done.number());
            left.remove(done);
            for (TopicPartition partition : PARTITIONS) {
                Optional<Long> position = ledger.position(partition);
                Optional<Long> first = left.stream()
                        .filter(batch -> batch.spans().containsKey(partition))
                        .map(batch -> batch.spans().get(partition).first())
                        .findFirst();

                assertThat(ledger.undone(partition)).isEqualTo(first);
                position.ifPresent(now -> {
                    assertThat(now).isGreaterThanOrEqualTo(before.getOrDefault(partition, 0L));
                    first.ifPresent(undone -> assertThat(now).isEqualTo(undone));
                    before.put(partition, now);
                });
            }
        }

        for (TopicPartition partition : PARTITIONS) {
            assertThat(ledger.position(partition))
                    .isEqualTo(taken.stream()
                            .filter(batch -> batch.spans().containsKey(partition))
                            .map(batch -> batch.spans().get(partition).last() + 1)
                            .reduce((one, later) -> later));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_order_in_which_batches_are_done_does_not_matter_in_the_end(long seed) {
        Random random = new Random(seed);
        List<Taken> taken = Taken.random(random);
        List<Taken> some = new ArrayList<>(taken.subList(0, random.nextInt(taken.size())));
        Ledger ledger = Ledger.EMPTY;
        for (Taken batch : taken) {
            ledger = ledger.taken(batch.number(), batch.spans());
        }
        Ledger one = ledger;
        Ledger other = ledger;
        for (Taken batch : some) {
            one = one.done(batch.number());
        }
        Collections.shuffle(some, random);
        for (Taken batch : some) {
            other = other.done(batch.number());
        }

        assertThat(one).isEqualTo(other);
    }

    @Test
    void a_partition_that_is_given_up_leaves_the_others_as_they_are() {
        SortedMap<TopicPartition, Batch.Span> both = spans(FIRST, 0, 4);
        both.put(SECOND, new Batch.Span(7, 9));
        Ledger ledger = Ledger.EMPTY.taken(0, both).taken(1, spans(FIRST, 5, 6)).done(1);

        Ledger left = ledger.without(List.of(FIRST));

        assertThat(ledger.position(FIRST)).hasValue(0L);
        assertThat(left.position(FIRST)).isEmpty();
        assertThat(left.position(SECOND)).hasValue(7L);
        assertThat(left.done(0).position(SECOND)).hasValue(10L);
    }

    @Test
    void nothing_is_known_of_a_partition_of_which_nothing_was_taken() {
        assertThat(Ledger.EMPTY.position(FIRST)).isEmpty();
        assertThat(Ledger.EMPTY.undone(FIRST)).isEmpty();
    }
}
