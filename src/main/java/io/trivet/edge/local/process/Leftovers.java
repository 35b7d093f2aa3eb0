package io.trivet.edge.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Processes of a stack that its state does not name, because the command that started them was killed hard before it
 * could write down what it did. Found where the system shows the arguments of processes (Linux).
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

    /** The root of the stack to which a process belongs; empty for any other process. */
    static Optional<String> home(long pid) {
        try {
            String[] arguments =
                    Files.readString(Path.of("/proc/" + pid + "/cmdline")).split("\0", 3);
            return arguments.length > 1 && arguments[1].startsWith(MARK)
                    ? Optional.of(arguments[1].substring(MARK.length()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
