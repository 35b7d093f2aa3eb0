package io.trivet.process.console;

import io.trivet.problem.Words;
import io.trivet.process.ConfigFile;
import io.trivet.stack.Console;
import java.util.List;

/** The files that a described console is started with, in {@code /console/}; none holds a secret. */
public final class ConsoleFiles {
    private ConsoleFiles() {}

    /** Name and version of the program that the files are for, and by whose sources the test of their keys goes. */
    public static String release(Console.Kind kind) {
        return switch (kind) {
            case AKHQ -> "AKHQ 0.25.1";
            case KAFBAT -> "kafka-ui 1.5.0 of kafbat";
            case KAFKA_VIEWER -> "kafka-viewer 0.4.0";
        };
    }

    /** The files, sorted by path. */
    public static List<ConfigFile> of(ConsolePlace place) {
        return switch (place.described().kind()) {
            case AKHQ -> List.of(new ConfigFile("/console/akhq.yaml", Akhq.text(place)));
            case KAFBAT -> List.of(new ConfigFile("/console/kafbat.yaml", Kafbat.text(place)));
            case KAFKA_VIEWER ->
                List.of(
                        new ConfigFile("/console/kafka-viewer.env", KafkaViewer.environment()),
                        new ConfigFile("/console/kafka-viewer.properties", KafkaViewer.text(place)));
        };
    }

    /**
     * The lines with which a file begins: for what it is, and what must be there beside it.
     *
     * @param names by what program the file is found
     * @param variables what is read from the environment, a line each
     */
    static String head(ConsolePlace place, String names, List<String> variables) {
        StringBuilder head = new StringBuilder();
        line(head, place.cluster() + " on " + release(place.described().kind()) + ", which " + names + ".");
        line(head, place.described().mayWrite() ? "It may change topics, records and groups." : "It only reads.");
        place.notes().forEach(note -> line(head, note));
        place.ofRegistries().forEach(note -> line(head, note));
        if (!variables.isEmpty()) {
            line(head, "Read from the environment when it starts, and in no file:");
            variables.forEach(variable -> line(head, "  " + variable));
        }
        if (!place.besides().isEmpty()) {
            line(head, "Beside where it is started: " + Words.list(place.besides()) + ".");
        }
        return head.toString();
    }

    private static void line(StringBuilder head, String line) {
        head.append("# ").append(line).append('\n');
    }
}
