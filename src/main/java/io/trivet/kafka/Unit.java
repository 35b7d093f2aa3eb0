package io.trivet.kafka;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the last word of a setting's name counts, as Kafka spells it, or as people do who misremember it. */
public enum Unit {
    MILLISECONDS(Kind.TIME, 1, "ms", "msec", "msecs", "millis", "milliseconds"),
    SECONDS(Kind.TIME, 1000, "seconds", "second", "secs", "sec"),
    MINUTES(Kind.TIME, 60_000, "minutes", "minute", "mins", "min"),
    HOURS(Kind.TIME, 3_600_000, "hours", "hour", "hrs", "hr"),
    DAYS(Kind.TIME, 86_400_000, "days", "day"),
    WEEKS(Kind.TIME, 604_800_000, "weeks", "week"),
    BYTES(Kind.SIZE, 1, "bytes", "byte"),
    KIBIBYTES(Kind.SIZE, 1L << 10, "kb", "kib", "kilobytes"),
    MEBIBYTES(Kind.SIZE, 1L << 20, "mb", "mib", "megabytes"),
    GIBIBYTES(Kind.SIZE, 1L << 30, "gb", "gib", "gigabytes");

    /** Units of one kind can be made of each other. */
    private enum Kind {
        TIME,
        SIZE
    }

    private final Kind kind;
    private final long factor;
    private final List<String> words;

    Unit(Kind kind, long factor, String... words) {
        this.kind = kind;
        this.factor = factor;
        this.words = List.of(words);
    }

    /** The unit that a setting counts in, by the last word of its name; empty where that is none. */
    public static Optional<Unit> of(String setting) {
        String last = setting.substring(setting.lastIndexOf('.') + 1);
        return Arrays.stream(values()).filter(unit -> unit.words.contains(last)).findFirst();
    }

    /** The name without its last word. */
    static String stem(String setting) {
        return setting.substring(0, Math.max(0, setting.lastIndexOf('.')));
    }

    /**
     * The same amount in the unit of another setting. A negative number is a word of Kafka's for "no limit" or "as
     * another", and stays.
     *
     * @return empty where one of the names has no unit, or another kind of it, and where it is no whole number
     */
    public static Optional<String> converted(String from, String value, String to) {
        Optional<Unit> one = of(from);
        Optional<Unit> other = of(to);
        if (one.isEmpty() || other.isEmpty() || one.get().kind != other.get().kind) {
            return Optional.empty();
        }
        String text = value.strip();
        if (one.get().factor == other.get().factor || text.startsWith("-")) {
            return Optional.of(text);
        }
        try {
            return one.get().to(other.get(), new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Whether both count time, or both count bytes; true where the other is not known. */
    boolean isLike(Optional<Unit> other) {
        return other.isEmpty() || other.get().kind == kind;
    }

    /** As many of another unit of the kind; empty where that is no whole number. */
    Optional<String> to(Unit other, BigDecimal number) {
        BigDecimal[] parts =
                number.multiply(BigDecimal.valueOf(factor)).divideAndRemainder(BigDecimal.valueOf(other.factor));
        return parts[1].signum() == 0 ? Optional.of(parts[0].toBigInteger().toString()) : Optional.empty();
    }

    /**
     * The unit that stands behind a number, as a word or as its first letter, where it is of the kind of another.
     *
     * @param word in small letters
     */
    static Optional<Unit> written(String word, Unit other) {
        return Arrays.stream(values())
                .filter(unit -> unit.kind == other.kind)
                .filter(unit -> unit.words.contains(word)
                        || unit != MILLISECONDS && word.equals(unit.words.get(0).substring(0, 1)))
                .findFirst();
    }
}
