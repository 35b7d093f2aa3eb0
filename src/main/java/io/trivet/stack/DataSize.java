package io.trivet.stack;

import java.util.List;
import java.util.Optional;

/**
 * An amount of bytes, written with a binary unit: {@code 50GiB}, {@code 1TiB}.
 *
 * @param bytes 0 or more
 */
public record DataSize(long bytes) implements Comparable<DataSize> {
    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB");

    public DataSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes must not be negative: " + bytes);
        }
    }

    /** {@code count} times 1024³ bytes. */
    public static DataSize gib(long count) {
        return new DataSize(Math.multiplyExact(count, 1L << 30));
    }

    /** {@code count} times 1024² bytes. */
    public static DataSize mib(long count) {
        return new DataSize(Math.multiplyExact(count, 1L << 20));
    }

    /** The size that the text writes; empty when it is not a whole number and one of B, KiB, MiB, GiB, TiB, PiB. */
    public static Optional<DataSize> parse(String text) {
        int digits = 0;
        while (digits < text.length() && Character.digit(text.charAt(digits), 10) >= 0) {
            digits++;
        }
        int unit = UNITS.indexOf(text.substring(digits).strip());
        if (digits == 0 || digits > 15 || unit < 0) {
            return Optional.empty();
        }
        long count = Long.parseLong(text.substring(0, digits));
        long factor = 1L << (10 * unit);
        if (count > Long.MAX_VALUE / factor) {
            return Optional.empty();
        }
        return Optional.of(new DataSize(count * factor));
    }

    /** Whole mebibytes, rounded down. */
    public long toMib() {
        return bytes >> 20;
    }

    /** Whole gibibytes, rounded down. */
    public long toGib() {
        return bytes >> 30;
    }

    @Override
    public int compareTo(DataSize other) {
        return Long.compare(bytes, other.bytes);
    }

    /** In the largest unit that leaves a whole number, so that reading it back gives the same size. */
    @Override
    public String toString() {
        int unit = 0;
        long count = bytes;
        while (count != 0 && count % 1024 == 0 && unit < UNITS.size() - 1) {
            count /= 1024;
            unit++;
        }
        return count + UNITS.get(unit);
    }
}
