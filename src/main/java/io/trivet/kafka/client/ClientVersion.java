package io.trivet.kafka.client;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Version of a client library: {@code 2.8.2}. Of a version that begins with 0, {@code 0.11.0.3}, the last number says
 * nothing here and is left out.
 */
public record ClientVersion(int major, int minor, int patch) implements Comparable<ClientVersion> {
    /** What a description writes. */
    public static final String FORM = "two to four numbers with points between, as 2.8.2";

    /** What counts of kafka-clients where a description says no version. */
    public static final ClientVersion CURRENT = of(4, 3);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})(?:\\.(\\d{1,3}))?(?:\\.\\d{1,3})?");
    private static final Comparator<ClientVersion> ORDER = Comparator.comparingInt(ClientVersion::major)
            .thenComparingInt(ClientVersion::minor)
            .thenComparingInt(ClientVersion::patch);

    /** The version that is written so; empty for another form. */
    public static Optional<ClientVersion> parse(String text) {
        Matcher version = TEXT.matcher(text);
        return version.matches()
                ? Optional.of(new ClientVersion(
                        Integer.parseInt(version.group(1)),
                        Integer.parseInt(version.group(2)),
                        version.group(3) == null ? 0 : Integer.parseInt(version.group(3))))
                : Optional.empty();
    }

    /** The version of a constant. */
    static ClientVersion of(int major, int minor) {
        return new ClientVersion(major, minor, 0);
    }

    /** Whether it is that one or a later one. */
    public boolean isAtLeast(ClientVersion other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(ClientVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return patch == 0 ? major + "." + minor : major + "." + minor + "." + patch;
    }
}
