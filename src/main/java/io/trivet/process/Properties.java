package io.trivet.process;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The settings of a server, as a map and as the text of a Java properties file: section by section, in the order in
 * which they were set.
 *
 * <p>Source: {@code java.util.Properties#load(InputStream)}, with which Kafka and ZooKeeper read their files: it takes
 * bytes for ISO 8859-1, so whatever is not ASCII is written as {@code \\u00e9}; and a space, a comment sign or a
 * separator means itself only behind a backslash.
 */
public final class Properties {
    private final StringBuilder text = new StringBuilder();
    private final SortedMap<String, String> settings = new TreeMap<>();

    /** A comment line that opens a section. */
    public Properties section(String title) {
        if (!text.isEmpty()) {
            text.append('\n');
        }
        text.append("# ").append(title).append('\n');
        return this;
    }

    /** A comment line for the setting behind it. */
    public Properties note(String reason) {
        text.append("# ").append(reason).append('\n');
        return this;
    }

    /** One setting. */
    public Properties set(String key, Object value) {
        settings.put(key, value.toString());
        text.append(escape(key, true))
                .append('=')
                .append(escape(value.toString(), false))
                .append('\n');
        return this;
    }

    /** Settings, in the order of the map. */
    public Properties setAll(Map<String, String> others) {
        others.forEach(this::set);
        return this;
    }

    private static String escape(String raw, boolean key) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            switch (c) {
                case '\\' -> escaped.append("\\\\");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                case ' ' -> escaped.append(key || i == 0 ? "\\ " : " ");
                case '=', ':', '#', '!' -> escaped.append(key ? "\\" : "").append(c);
                default -> {
                    if (c > ' ' && c <= '~') {
                        escaped.append(c);
                    } else {
                        escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    }
                }
            }
        }
        return escaped.toString();
    }

    /** All settings by name, as a reader of the text gets them. */
    public SortedMap<String, String> asMap() {
        return Collections.unmodifiableSortedMap(settings);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
