package io.trivet.edge.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Processes of a stack that its state does not name, because it is damaged, or the command that started them was killed
 * hard before it could write down what it did. Found where the system shows the arguments of processes (Linux).
 */
public final class Leftovers {
    private static final String MARK = "-Dtrivet.stack=";

    private Leftovers() {}

    /** The first argument of each process of a stack, by which it is known. */
    static String mark(Home home) {
        return MARK + home.root();
    }

    /** Kills what is none of the known processes, and waits until it is gone. */
    public static void kill(Home home, Collection<NodeProcess> known) throws InterruptedException {
        List<ProcessHandle> found = ProcessHandle.allProcesses()
                .filter(process ->
                        home(process.pid()).equals(Optional.of(home.root().toString())))
                .filter(process -> known.stream().noneMatch(other -> other.pid() == process.pid()))
                .toList();
        found.forEach(ProcessHandle::destroyForcibly);
        NodeProcess.awaitEnd(found);
    }

    /**
     * The servers of a stack that run, by the names of their nodes, without asking what was written down of them: each
     * works in a folder of its node. Of two of one node it is the older one, which has the ports.
     */
    public static SortedMap<String, NodeProcess> servers(Home home) {
        SortedMap<String, NodeProcess> servers = new TreeMap<>();
        ProcessHandle.allProcesses()
                .filter(process ->
                        home(process.pid()).equals(Optional.of(home.root().toString())))
                .filter(process -> !arguments(process.pid()).contains(FormatMain.class.getName()))
                .forEach(process -> node(home, process.pid()).ifPresent(name -> {
                    NodeProcess found = NodeProcess.of(process);
                    servers.merge(name, found, (one, other) -> one.started().isAfter(other.started()) ? other : one);
                }));
        return servers;
    }

    private static Optional<String> node(Home home, long pid) {
        Path nodes = home.node("any").resolveSibling("");
        try {
            Path folder = Files.readSymbolicLink(Path.of("/proc/" + pid + "/cwd"));
            return folder.startsWith(nodes) && !folder.equals(nodes)
                    ? Optional.of(nodes.relativize(folder).getName(0).toString())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The root of the stack to which a process belongs; empty for any other process. */
    static Optional<String> home(long pid) {
        List<String> arguments = arguments(pid);
        return arguments.size() > 1 && arguments.get(1).startsWith(MARK)
                ? Optional.of(arguments.get(1).substring(MARK.length()))
                : Optional.empty();
    }

    private static List<String> arguments(long pid) {
        try {
            return List.of(
                    Files.readString(Path.of("/proc/" + pid + "/cmdline")).split("\0"));
        } catch (IOException e) {
            return List.of();
        }
    }
}
