package io.trivet.edge.local.cluster;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trivet.edge.local.artifact.AtomicFile;
import io.trivet.edge.local.process.NodeProcess;
import io.trivet.edge.local.process.NodeTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which processes run which node. A node that was stopped on purpose has none.
 *
 * @param processes by name of the node, then by name of the process
 */
record State(SortedMap<String, SortedMap<String, NodeProcess>> processes) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PID = "pid";
    private static final String STARTED = "started";

    static final State EMPTY = new State(new TreeMap<>());

    State {
        processes = Collections.unmodifiableSortedMap(new TreeMap<>(processes));
    }

    /** The live server of a node. */
    Optional<ProcessHandle> alive(String node) {
        return alive(node, NodeTask.SERVER);
    }

    /** A live process of a node. */
    Optional<ProcessHandle> alive(String node, String process) {
        return Optional.ofNullable(of(node).get(process)).flatMap(NodeProcess::alive);
    }

    /** The processes of a node, dead or alive. */
    SortedMap<String, NodeProcess> of(String node) {
        return processes.getOrDefault(node, new TreeMap<>());
    }

    /** All processes, dead or alive. */
    List<NodeProcess> all() {
        return processes.values().stream()
                .flatMap(node -> node.values().stream())
                .toList();
    }

    State with(String node, String name, NodeProcess process) {
        SortedMap<String, SortedMap<String, NodeProcess>> changed = new TreeMap<>(processes);
        SortedMap<String, NodeProcess> known = new TreeMap<>(of(node));
        known.put(name, process);
        changed.put(node, known);
        return new State(changed);
    }

    State without(String node) {
        SortedMap<String, SortedMap<String, NodeProcess>> changed = new TreeMap<>(processes);
        changed.remove(node);
        return new State(changed);
    }

    /** What the last command left behind; empty when there was none. A file that cannot be read is an error. */
    static State read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return EMPTY;
        }
        try {
            SortedMap<String, SortedMap<String, NodeProcess>> processes = new TreeMap<>();
            for (var node : JSON.readTree(Files.readString(file)).properties()) {
                processes.put(node.getKey(), processes(node.getValue()));
            }
            return new State(processes);
        } catch (DateTimeParseException e) {
            throw new IOException("damaged: " + e.getMessage(), e);
        }
    }

    private static SortedMap<String, NodeProcess> processes(JsonNode node) {
        SortedMap<String, NodeProcess> processes = new TreeMap<>();
        if (node.has(PID)) {
            // As it was written when a node had one process only.
            processes.put(NodeTask.SERVER, process(node));
            return processes;
        }
        for (var process : node.properties()) {
            processes.put(process.getKey(), process(process.getValue()));
        }
        return processes;
    }

    private static NodeProcess process(JsonNode process) {
        return new NodeProcess(
                process.path(PID).asLong(), Instant.parse(process.path(STARTED).asText()));
    }

    void write(Path file) throws IOException {
        AtomicFile.write(file, text());
    }

    String text() throws IOException {
        ObjectNode text = JSON.createObjectNode();
        processes.forEach((node, running) -> {
            ObjectNode written = text.putObject(node);
            running.forEach((name, process) -> written.putObject(name)
                    .put(PID, process.pid())
                    .put(STARTED, process.started().toString()));
        });
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        return JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(lines)).writeValueAsString(text) + "\n";
    }
}
