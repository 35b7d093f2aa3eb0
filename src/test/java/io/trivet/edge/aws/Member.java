package io.trivet.edge.aws;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A node or a zone: one of several that are alike.
 *
 * @param kind what they are: the role of a node, or {@code zone}
 * @param number among those of its kind; 0 for a zone
 * @param name {@code broker2}, {@code us-east-1b}
 * @param words what is only its own in the texts of its resources, by what it is
 * @param digests of its files, which are no words for people
 */
record Member(String kind, int number, String name, Map<String, String> words, Map<String, String> digests)
        implements Comparable<Member> {
    private static final Comparator<Member> ORDER =
            Comparator.comparingInt(Member::number).thenComparing(Member::name);

    /** A pattern that is found only where no letter and no digit stands beside it. */
    static Pattern word(String word) {
        return Pattern.compile("(?<![A-Za-z0-9])(?:" + word + ")(?![A-Za-z0-9])");
    }

    /** From a text of this one to what it would be there: the words of the other in the place of its own. */
    UnaryOperator<String> as(Member other) {
        Map<String, String> replaced = replaced(words, other.words);
        replaced.putAll(replaced(digests, other.digests));
        Pattern any = word(replaced.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|")));
        return text -> any.matcher(text).replaceAll(found -> Matcher.quoteReplacement(replaced.get(found.group())));
    }

    /** The words that {@link #as} puts in the place of others. */
    String with(Member other) {
        return replaced(words, other.words).entrySet().stream()
                .map(word -> word.getValue() + " for " + word.getKey())
                .collect(Collectors.joining(", "));
    }

    private static Map<String, String> replaced(Map<String, String> own, Map<String, String> others) {
        Map<String, String> replaced = new LinkedHashMap<>();
        own.forEach((word, text) -> {
            if (others.containsKey(word) && !others.get(word).equals(text)) {
                replaced.put(text, others.get(word));
            }
        });
        return replaced;
    }

    @Override
    public int compareTo(Member other) {
        return ORDER.compare(this, other);
    }
}
