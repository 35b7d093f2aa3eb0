package io.trivet.kafka;

import java.io.IOException;
import java.io.StringReader;
import java.util.Collections;
import java.util.Properties;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The settings in the text of a {@code server.properties} or {@code zoo.cfg}. */
public final class ServerText {
    /** The comment before settings of one broker alone; a server takes the last of two lines for one setting. */
    public static final String ALONE = "Of this broker alone, before what stands above";

    private ServerText() {}

    /** The names of settings that a broker has of its own. */
    public static SortedSet<String> alone(String text) {
        int from = text.indexOf("# " + ALONE + "\n");
        return from < 0
                ? Collections.emptySortedSet()
                : new TreeSet<>(read(text.substring(from)).keySet());
    }

    /** Name to value, as the server reads them; an empty text has none. */
    public static SortedMap<String, String> read(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new IllegalStateException("this is a bug in Trivet: a text that cannot be read", e);
        }
        SortedMap<String, String> settings = new TreeMap<>();
        properties.forEach(
                (key, value) -> settings.put(key.toString(), value.toString().strip()));
        return Collections.unmodifiableSortedMap(settings);
    }
}
