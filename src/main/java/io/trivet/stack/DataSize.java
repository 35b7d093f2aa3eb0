package io.trivet.stack;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of bytes, written with a binary unit: {@code 50GiB}, {@code 1TiB}.
 *
 * @param bytes 0 or more
 */
public record DataSize(long bytes) implements Comparable<DataSize> {
    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB");
    private static final Pattern FORM = Pattern.compile("(\\d{1,19}) *(" + String.join("|", UNITS) + ")");

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
    static Optional<DataSize> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        BigInteger bytes = new BigInteger(form.group(1)).shiftLeft(10 * UNITS.indexOf(form.group(2)));
        return bytes.bitLength() < Long.SIZE ? Optional.of(new DataSize(bytes.longValueExact())) : Optional.empty();
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
