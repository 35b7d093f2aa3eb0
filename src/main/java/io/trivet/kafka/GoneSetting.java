package io.trivet.kafka;

import io.trivet.problem.Resource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A setting that an earlier version of Kafka knew, and what took its place.
 *
 * @param topic whether it was one of topics
 * @param name as it was written; with a trailing {@code *} all that begin so
 * @param instead settings that take its place with the same value; none where nothing does
 * @param why it went, as the rest of a sentence
 */
public record GoneSetting(boolean topic, String name, List<String> instead, String why) {
    private static final Pattern ROW = Pattern.compile("(broker|topic) +(\\S+) +(\\S+) +(.+)");

    /** All of them, read at each call. */
    static List<GoneSetting> all() {
        return Resource.rows(GoneSetting.class, "gone-settings.txt").stream()
                .map(GoneSetting::row)
                .toList();
    }

    private static GoneSetting row(String line) {
        Matcher row = ROW.matcher(line);
        if (!row.matches()) {
            throw new IllegalStateException("this is a bug in Trivet: " + line);
        }
        return new GoneSetting(
                row.group(1).equals("topic"),
                row.group(2),
                row.group(3).equals("-") ? List.of() : List.of(row.group(3).split(",")),
                row.group(4));
    }

    /** What is known of a setting of that name; empty where no version here knew it. */
    public static Optional<GoneSetting> of(boolean topic, String name) {
        return all().stream()
                .filter(gone -> gone.topic == topic && gone.is(name))
                .findFirst();
    }

    private boolean is(String other) {
        return name.endsWith("*") ? other.startsWith(name.substring(0, name.length() - 1)) : name.equals(other);
    }
}
