package io.trivet.kafka;

import io.trivet.problem.Resource;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bound of a setting that no class of Kafka's configuration checks, and beyond which a server does not start, or
 * takes no record.
 *
 * @param versions that have it
 * @param topic whether it is one of topics
 * @param upper whether it is the largest value, and else the smallest
 * @param bound the last value
 * @param serves a value on this side of it with which a server starts and takes a record
 * @param tried whether a test may try what is beyond: some would take the machine with it
 * @param beyond a value on the other side, with which none does
 */
record StartOnly(
        List<String> versions,
        boolean topic,
        String name,
        boolean upper,
        long bound,
        String serves,
        boolean tried,
        String beyond) {
    private static final Pattern ROW = Pattern.compile(
            "(\\S+) +(broker|topic) +(\\S+) +(least|most) +(\\d+) +(=|\\d+) +(next|untried|-?\\d+) +(.+)");

    /** Settings of sockets, whose -1 leaves it to the system. */
    private static final List<String> MEANT = List.of("socket.receive.buffer.bytes", "socket.send.buffer.bytes");

    static List<StartOnly> all() {
        return Resource.rows(StartOnly.class, "start-only.txt").stream()
                .map(StartOnly::row)
                .toList();
    }

    /** Those of a version. */
    static List<StartOnly> of(KafkaVersion version) {
        return all().stream()
                .filter(row -> row.versions.contains(version.text()))
                .toList();
    }

    private static StartOnly row(String line) {
        Matcher row = ROW.matcher(line);
        if (!row.matches()) {
            throw new AssertionError(line);
        }
        boolean upper = row.group(4).equals("most");
        long bound = Long.parseLong(row.group(5));
        return new StartOnly(
                List.of(row.group(1).split(",")),
                row.group(2).equals("topic"),
                row.group(3),
                upper,
                bound,
                row.group(6).equals("=") ? row.group(5) : row.group(6),
                !row.group(7).equals("untried"),
                row.group(7).equals("next") ? Long.toString(upper ? bound + 1 : bound - 1) : row.group(7));
    }

    /** Narrows the row of the setting in the resource; -1 stays where it has a meaning of its own. */
    void narrow(Map<String, Object> row) {
        row.put(upper ? "most" : "least", Long.toString(bound));
        if (MEANT.contains(name)) {
            row.put("besides", List.of("-1"));
        }
    }
}
