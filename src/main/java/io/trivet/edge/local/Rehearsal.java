package io.trivet.edge.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Loads the classes that {@code trivet local} takes from Kafka's client library, so that whoever makes the tool's
 * archive of classes can have them in it: without them, 4 of 5 seconds of the tool's own work at {@code up} go into
 * reading jars.
 *
 * <p>The names stand in {@code rehearsal.txt}, written by {@code bench/rehearsal}. A name that a new version of the
 * library does not have is passed over: a stale list costs time, and nothing else.
 */
final class Rehearsal {
    private Rehearsal() {}

    /** Loads them and ends. */
    public static void main(String[] arguments) throws IOException {
        try (InputStream names = Rehearsal.class.getResourceAsStream("rehearsal.txt")) {
            if (names == null) {
                throw new IllegalStateException("rehearsal.txt is not in the jar; this is a bug in Trivet");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(names, StandardCharsets.UTF_8));
            for (String name = lines.readLine(); name != null; name = lines.readLine()) {
                load(name);
            }
        }
    }

    private static void load(String name) {
        try {
            Class.forName(name, false, Rehearsal.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            // The library has changed; the others are worth loading still.
            return;
        }
    }
}
