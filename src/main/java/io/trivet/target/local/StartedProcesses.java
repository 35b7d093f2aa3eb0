package io.trivet.target.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The processes that one command has started. Until {@link #keep} they belong to it: when it fails, or is interrupted
 * by a signal, they are killed, so that none is left over.
 */
final class StartedProcesses implements AutoCloseable {
    private static final long KILL_SECONDS = 10;

    private final List<Process> processes = new ArrayList<>();
    private final Thread hook = new Thread(this::kill, "kill what was started");
    private final Runnable afterKill;
    private boolean closed;

    /** None yet; {@code afterKill} runs once the processes of a command that failed are gone. */
    StartedProcesses(Runnable afterKill) {
        this.afterKill = afterKill;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    synchronized Process start(List<String> command, Path folder, Path log) throws IOException {
        if (closed) {
            throw new IOException("interrupted");
        }
        Process process = Child.start(command, folder, log);
        processes.add(process);
        return process;
    }

    /** They have become a cluster; from now on they are nobody's. */
    synchronized void keep() {
        processes.clear();
    }

    /** Kills what was not kept, and waits until it is gone. */
    synchronized void kill() {
        closed = true;
        if (processes.isEmpty()) {
            return;
        }
        processes.forEach(Process::destroyForcibly);
        for (Process process : processes) {
            try {
                process.waitFor(KILL_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        processes.clear();
        afterKill.run();
    }

    @Override
    public void close() {
        kill();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is going down already, and the hook has run.
            return;
        }
    }
}
