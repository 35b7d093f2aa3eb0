package io.trivet.exporter;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the agent is told.
 *
 * @param address on which it listens; all of the machine where none is said
 * @param rules path of those of the JMX exporter
 * @param certificate path of the server's, with its key, in PEM
 * @param authority path of what is trusted, in PEM
 */
record Arguments(String address, int port, String rules, String certificate, String authority) {
    private static final String ALL = "0.0.0.0";
    private static final Pattern FORM = Pattern.compile("(?:([^:]+):)?(\\d{1,5}):([^:]+):([^:]+):([^:]+)");

    /**
     * Reads {@code [<address>:]<port>:<rules>:<certificate>:<authority>}.
     *
     * @throws IllegalArgumentException when it is another form
     */
    static Arguments of(String text) {
        Matcher found = FORM.matcher(text);
        if (!found.matches()) {
            throw new IllegalArgumentException("it is not [address:]port:rules:certificate:authority");
        }
        return new Arguments(
                found.group(1) == null ? ALL : found.group(1),
                Integer.parseInt(found.group(2)),
                found.group(3),
                found.group(4),
                found.group(5));
    }
}
