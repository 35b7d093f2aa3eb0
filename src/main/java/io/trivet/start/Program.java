package io.trivet.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What the program does for {@link Start}, its parent. Without such a parent it does nothing of it. */
public final class Program {
    /** System property: number of the parent's process, where {@link Start} is that parent. */
    static final String PARENT = "trivet.parent";
    /** System property: the file that stands while the program runs whose classes go into an archive. */
    static final String RUNNING = "trivet.running";
    /** Exit code of a program whose parent is gone; 128 and the number of SIGTERM, as if the signal had come here. */
    private static final int ORPHANED = 143;

    private static final long SECOND = 1000;

    private Program() {}

    /** Ends this process when its parent has ended, however that ended. */
    public static void follow() {
        Long parent = Long.getLong(PARENT);
        if (parent != null) {
            Thread watch = new Thread(() -> outlive(parent), "parent");
            watch.setDaemon(true);
            watch.start();
        }
    }

    /**
     * Ends this process with the exit code of the program. That it has succeeded is said before the virtual machine
     * writes the archive, which on a full disk would end it with another code.
     */
    public static void exit(int code) {
        String running = System.getProperty(RUNNING);
        if (code == 0 && running != null) {
            try {
                Files.delete(Path.of(running));
            } catch (IOException e) {
                // Then the exit code alone counts.
            }
        }
        System.exit(code);
    }

    /**
     * Asks once a second. A thread that waits in the operating system instead, for the end of a pipe or of a process,
     * costs a third of a second when the virtual machine ends, which gives such threads the time to come back.
     */
    private static void outlive(long parent) {
        Optional<ProcessHandle> handle = ProcessHandle.of(parent);
        try {
            while (handle.isPresent() && handle.get().isAlive()) {
                Thread.sleep(SECOND);
            }
        } catch (InterruptedException e) {
            // Threads of this process interrupt none that is not theirs.
            return;
        }
        Runtime.getRuntime().halt(ORPHANED);
    }
}
