package io.trivet.target.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Processes of a stack that nobody knows any more, because the command that started them was killed hard before it
 * could write down what it did. Found where the system shows the arguments of processes (Linux).
 */
final class Leftovers {
    private Leftovers() {}

    /** The first argument of each process of a stack, by which it is known. */
    static String mark(Home home) {
        return "-Dtrivet.stack=" + home.root();
    }

    /** Kills them, and waits until they are gone. */
    static void kill(Home home, State state) {
        List<ProcessHandle> found = ProcessHandle.allProcesses()
                .filter(process -> isMarked(process, mark(home)))
                .filter(process -> state.processes().values().stream().noneMatch(known -> known.pid() == process.pid()))
                .toList();
        found.forEach(ProcessHandle::destroyForcibly);
        found.forEach(process -> process.onExit().exceptionally(e -> process).join());
    }

    private static boolean isMarked(ProcessHandle process, String mark) {
        try {
            String[] arguments = Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))
                    .split("\0", 3);
            return arguments.length > 1 && arguments[1].equals(mark);
        } catch (IOException e) {
            return false;
        }
    }
}
