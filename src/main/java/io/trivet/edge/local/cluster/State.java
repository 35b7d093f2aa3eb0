package io.trivet.edge.local.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trivet.edge.local.artifact.AtomicFile;
import io.trivet.edge.local.process.Home;
import io.trivet.edge.local.process.Leftovers;
import io.trivet.edge.local.process.NodeProcess;
import io.trivet.edge.local.process.NodeTask;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /** A file that is there, and is not what was written. */
    static final class Damaged extends IOException {
        private static final long serialVersionUID = 1L;

        Damaged(String why) {
            super("damaged: " + why);
        }
    }

    /**
     * What the last command left behind; empty when there was none.
     *
     * @throws Damaged where it is no such text
     * @throws IOException where the file cannot be read
     */
    static State read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return EMPTY;
        }
        try {
            SortedMap<String, SortedMap<String, NodeProcess>> processes = new TreeMap<>();
            for (var node : members(JSON.readTree(Files.readString(file)))) {
                processes.put(node.getKey(), processes(node.getValue()));
            }
            return new State(processes);
        } catch (JsonProcessingException e) {
            throw new Damaged("no JSON");
        } catch (CharacterCodingException e) {
            throw new Damaged("no text");
        } catch (DateTimeParseException e) {
            throw new Damaged(String.valueOf(e.getMessage()));
        }
    }

    private static Set<Map.Entry<String, JsonNode>> members(JsonNode node) throws Damaged {
        if (!node.isObject()) {
            throw new Damaged(node.isMissingNode() ? "empty" : "no JSON object");
        }
        return node.properties();
    }

    /** The servers that run whatever the file says. */
    static State found(Home home) {
        State found = EMPTY;
        for (Map.Entry<String, NodeProcess> server : Leftovers.servers(home).entrySet()) {
            found = found.with(server.getKey(), NodeTask.SERVER, server.getValue());
        }
        return found;
    }

    private static SortedMap<String, NodeProcess> processes(JsonNode node) throws Damaged {
        SortedMap<String, NodeProcess> processes = new TreeMap<>();
        if (node.has(PID)) {
            // As it was written when a node had one process only.
            processes.put(NodeTask.SERVER, process(node));
            return processes;
        }
        for (var process : members(node)) {
            processes.put(process.getKey(), process(process.getValue()));
        }
        return processes;
    }

    private static NodeProcess process(JsonNode process) throws Damaged {
        if (!process.path(PID).canConvertToLong()) {
            throw new Damaged("no number of a process");
        }
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
