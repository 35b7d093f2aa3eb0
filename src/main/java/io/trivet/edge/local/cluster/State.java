package io.trivet.edge.local.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.trivet.edge.local.artifact.AtomicFile;
import io.trivet.edge.local.process.NodeProcess;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which process runs which node. A node that was stopped on purpose has none.
 *
 * @param processes by name of the node
 */
record State(SortedMap<String, NodeProcess> processes) {
    static final State EMPTY = new State(new TreeMap<>());

    State {
        processes = Collections.unmodifiableSortedMap(new TreeMap<>(processes));
    }

    /** The live process of a node. */
    Optional<ProcessHandle> alive(String node) {
        return Optional.ofNullable(processes.get(node)).flatMap(NodeProcess::alive);
    }

    State with(String node, NodeProcess process) {
        SortedMap<String, NodeProcess> changed = new TreeMap<>(processes);
        changed.put(node, process);
        return new State(changed);
    }

    State without(String node) {
        SortedMap<String, NodeProcess> changed = new TreeMap<>(processes);
        changed.remove(node);
        return new State(changed);
    }

    /** What the last command left behind; empty when there was none. A file that cannot be read is an error. */
    static State read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return EMPTY;
        }
        try {
            return parse(Files.readString(file));
        } catch (DateTimeParseException e) {
            throw new IOException("damaged: " + e.getMessage(), e);
        }
    }

    void write(Path file) throws IOException {
        AtomicFile.write(file, text());
    }

    String text() throws IOException {
        StringWriter text = new StringWriter();
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(lines));
            json.writeStartObject();
            for (var entry : processes.entrySet()) {
                json.writeObjectFieldStart(entry.getKey());
                json.writeNumberField("pid", entry.getValue().pid());
                json.writeStringField("started", entry.getValue().started().toString());
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        return text + "\n";
    }

    private static State parse(String text) throws IOException {
        SortedMap<String, NodeProcess> processes = new TreeMap<>();
        try (JsonParser json = new JsonFactory().createParser(text)) {
            json.nextToken();
            for (String node = json.nextFieldName(); node != null; node = json.nextFieldName()) {
                json.nextToken();
                long pid = 0;
                Instant started = Instant.EPOCH;
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String field = json.getCurrentName();
                    json.nextToken();
                    if (field.equals("pid")) {
                        pid = json.getLongValue();
                    } else if (field.equals("started")) {
                        started = Instant.parse(json.getText());
                    }
                }
                processes.put(node, new NodeProcess(pid, started));
            }
        }
        return new State(processes);
    }
}
