package io.trivet.problem;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** English for problems: lists, and the known word that a mistyped one most resembles. */
public final class Words {
    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB");

    private Words() {}

    /** {@code one}, {@code one and two}, {@code one, two and three}. */
    public static String list(List<String> words) {
        if (words.size() < 2) {
            return String.join("", words);
        }
        return String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.get(words.size() - 1);
    }

    /** A constant as people write it: {@code sasl-ssl} for {@code SASL_SSL}. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The text, or a word for one that shows nothing. */
    public static String quoted(String text) {
        return text.isEmpty() ? "empty" : text.isBlank() ? "blank" : text;
    }

    /** {@code 1 broker}, {@code 2 brokers}. */
    public static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** The first so many of a list, and how many more there are. */
    public static String first(List<String> words, int shown) {
        String first = String.join(", ", words.subList(0, Math.min(shown, words.size())));
        return words.size() > shown ? first + " and " + (words.size() - shown) + " more" : first;
    }

    /** {@code 1.5GiB}: bytes in the largest unit that they fill. */
    public static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < UNITS.size() - 1) {
            value /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f%s" : "%.1f%s", value, UNITS.get(unit));
    }

    /**
     * The known word with the fewest edits to the one given; empty when more than a third of it would have to change.
     */
    public static Optional<String> nearest(String word, List<String> known) {
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= Math.max(1, word.length() / 3))
                .min(Comparator.comparingInt((String candidate) -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /**
     * How many characters must be inserted, removed, replaced or, two neighbours, swapped, none of them twice: the
     * optimal string alignment distance, in which the commonest slip of a hand counts once.
     */
    public static int distance(String from, String to) {
        int[] before = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = last[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    row[j] = Math.min(row[j], 1 + before[j - 2]);
                }
            }
            before = last;
            last = row;
        }
        return last[to.length()];
    }
}
