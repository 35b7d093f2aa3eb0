package io.trivet.sink;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * What is sent together, in the order in which it was taken from Kafka.
 *
 * @param number from 0, later ones have larger ones
 * @param spans of each partition the records that it stands for, also those that ask for nothing
 * @param operations without any where none of its records asks for something
 */
record Batch(long number, SortedMap<TopicPartition, Span> spans, List<Operation> operations) {
    /** By topic, then by number, as people sort them. */
    static final Comparator<TopicPartition> BY_NAME =
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

    /**
     * Records of a partition without any between them that was not taken.
     *
     * @param first offset of the first one
     * @param last offset of the last one
     */
    record Span(long first, long last) {}

    Batch {
        spans = sorted(spans);
        operations = List.copyOf(operations);
    }

    static <V> SortedMap<TopicPartition, V> sorted(SortedMap<TopicPartition, V> values) {
        SortedMap<TopicPartition, V> copy = new TreeMap<>(BY_NAME);
        copy.putAll(values);
        return copy;
    }

    /** The same with other operations. */
    Batch with(List<Operation> others) {
        return new Batch(number, spans, others);
    }

    /** What is left of it when these partitions are no longer ours. */
    Batch without(Collection<TopicPartition> partitions) {
        SortedMap<TopicPartition, Span> left = sorted(spans);
        left.keySet().removeAll(partitions);
        return new Batch(
                number,
                left,
                operations.stream()
                        .filter(operation ->
                                !partitions.contains(operation.origin().partition()))
                        .toList());
    }

    /** Whether both write one document, so that which of them comes first decides what it is in the end. */
    boolean sharesADocumentWith(Batch other) {
        Set<Operation.Document> documents = new HashSet<>();
        other.operations.forEach(operation -> documents.add(operation.document()));
        return operations.stream().anyMatch(operation -> documents.contains(operation.document()));
    }

    /** One that is being filled. */
    static final class Filling {
        private final SortedMap<TopicPartition, Span> spans = new TreeMap<>(BY_NAME);
        private final List<Operation> operations = new ArrayList<>();
        private long bytes;

        boolean isEmpty() {
            return spans.isEmpty();
        }

        SortedMap<TopicPartition, Span> spans() {
            return spans;
        }

        /** Whether it is full with what it has, or would be too large with this one. */
        boolean hasNoRoomFor(Operation operation, SinkSettings.BatchSize size) {
            return !operations.isEmpty()
                    && (operations.size() >= size.operations() || bytes + operation.bytes() > size.bytes());
        }

        boolean isFull(SinkSettings.BatchSize size) {
            return operations.size() >= size.operations() || bytes >= size.bytes();
        }

        void add(Operation operation) {
            operations.add(operation);
            bytes += operation.bytes();
        }

        /** Counts a record as taken. */
        void take(Origin origin) {
            spans.merge(
                    origin.partition(),
                    new Span(origin.offset(), origin.offset()),
                    (before, now) -> new Span(before.first(), now.last()));
        }

        Batch seal(long number) {
            return new Batch(number, spans, operations);
        }
    }
}
