package io.trivet.kafka;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A setting of one listener, {@code listener.name.client.max.connections}; with SASL also of one mechanism of it,
 * {@code listener.name.client.plain.sasl.server.callback.handler.class}.
 *
 * @param listener its name as settings write it, in lower case
 * @param setting the setting of all listeners that it stands in the place of
 */
public record ListenerSetting(String listener, String setting) {
    /** How the names of all of them begin. */
    public static final String PREFIX = "listener.name.";

    private static final Pattern NAME =
            Pattern.compile("listener\\.name\\.([^.]+)\\.(?:[a-z0-9-]+\\.(?=sasl\\.))?(.+)");

    /** The setting of this name; one of no listener when the name does not begin so. */
    public static ListenerSetting of(String name) {
        Matcher parts = NAME.matcher(name);
        return parts.matches() ? new ListenerSetting(parts.group(1), parts.group(2)) : new ListenerSetting("", name);
    }

    /** The setting of all listeners that one of this name stands in the place of; the name itself otherwise. */
    public static String base(String name) {
        return of(name).setting();
    }
}
