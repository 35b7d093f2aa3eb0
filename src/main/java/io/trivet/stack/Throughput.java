package io.trivet.stack;

import java.util.Optional;

/** Bytes per second, written as {@code 250MiB/s}. */
public record Throughput(DataSize perSecond) implements Comparable<Throughput> {
    private static final String SUFFIX = "/s";

    /** The rate that the text writes; empty when it is not a data size followed by {@code /s}. */
    public static Optional<Throughput> parse(String text) {
        if (!text.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        return DataSize.parse(text.substring(0, text.length() - SUFFIX.length()))
                .map(Throughput::new);
    }

    @Override
    public int compareTo(Throughput other) {
        return perSecond.compareTo(other.perSecond);
    }

    @Override
    public String toString() {
        return perSecond + SUFFIX;
    }
}
