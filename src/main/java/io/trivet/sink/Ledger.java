package io.trivet.sink;

import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * How far each partition is done: up to the first record that is not, however many behind it are. Batches are done in
 * any order.
 *
 * @param open the spans of each batch that is not done, by its number
 * @param ends behind the last record of each partition that was taken
 */
record Ledger(SortedMap<Long, SortedMap<TopicPartition, Batch.Span>> open, SortedMap<TopicPartition, Long> ends) {
    static final Ledger EMPTY = new Ledger(new TreeMap<>(), new TreeMap<>(Batch.BY_NAME));

    Ledger {
        open = new TreeMap<>(open);
        ends = Batch.sorted(ends);
    }

    /** With a batch more, which is not done. */
    Ledger taken(long number, SortedMap<TopicPartition, Batch.Span> spans) {
        SortedMap<Long, SortedMap<TopicPartition, Batch.Span>> more = new TreeMap<>(open);
        more.put(number, Batch.sorted(spans));
        SortedMap<TopicPartition, Long> further = Batch.sorted(ends);
        spans.forEach((partition, span) -> further.put(partition, span.last() + 1));
        return new Ledger(more, further);
    }

    /** With that batch done. */
    Ledger done(long number) {
        SortedMap<Long, SortedMap<TopicPartition, Batch.Span>> fewer = new TreeMap<>(open);
        fewer.remove(number);
        return new Ledger(fewer, ends);
    }

    /** As if no record of these partitions had ever been taken. */
    Ledger without(Collection<TopicPartition> partitions) {
        SortedMap<Long, SortedMap<TopicPartition, Batch.Span>> left = new TreeMap<>();
        open.forEach((number, spans) -> {
            SortedMap<TopicPartition, Batch.Span> others = Batch.sorted(spans);
            others.keySet().removeAll(partitions);
            if (!others.isEmpty()) {
                left.put(number, others);
            }
        });
        SortedMap<TopicPartition, Long> kept = Batch.sorted(ends);
        kept.keySet().removeAll(partitions);
        return new Ledger(left, kept);
    }

    /** The first record of a partition that is not done; empty where all that was taken is. */
    Optional<Long> undone(TopicPartition partition) {
        return open.values().stream()
                .filter(spans -> spans.containsKey(partition))
                .map(spans -> spans.get(partition).first())
                .findFirst();
    }

    /** From where a partition would have to be read again; empty where nothing was taken of it. */
    Optional<Long> position(TopicPartition partition) {
        return undone(partition).or(() -> Optional.ofNullable(ends.get(partition)));
    }
}
