package io.trivet.edge.local.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The processes that one command has started. Until {@link #keep} they belong to it: when it fails, or is interrupted
 * by a signal, they are killed, so that none is left over.
 */
public final class StartedProcesses implements AutoCloseable {
    private final List<NodeProcess> processes = new ArrayList<>();
    private final Thread hook = new Thread(this::kill, "kill what was started");
    private final Runnable afterKill;
    private boolean closed;

    /** None yet; {@code afterKill} runs once the processes of a command that failed are gone. */
    public StartedProcesses(Runnable afterKill) {
        this.afterKill = afterKill;
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is going down already: this is the end of a command, which starts again what it had stopped.
            return;
        }
    }

    /** A child, whose end this command waits for. */
    synchronized Process start(List<String> command, Path folder, Path log) throws IOException {
        refuseWhenClosed();
        Process process = Child.start(command, folder, log);
        processes.add(NodeProcess.of(process.toHandle()));
        return process;
    }

    /** Processes that outlive this command once they are kept, in the order of the calls. */
    public synchronized List<NodeProcess> detach(List<Child.Call> calls) throws IOException {
        refuseWhenClosed();
        List<Child.Detaching> shells = new ArrayList<>();
        List<NodeProcess> detached = new ArrayList<>();
        List<IOException> failures = new ArrayList<>();
        for (Child.Call call : calls) {
            try {
                shells.add(Child.detach(call));
            } catch (IOException e) {
                failures.add(e);
                break;
            }
        }
        // Asked only now: the first processes keep the machine so busy that each answer would take long. And each is
        // asked, whatever became of the others: what runs must be known, to be killed.
        for (Child.Detaching shell : shells) {
            try {
                detached.add(shell.await());
            } catch (IOException e) {
                failures.add(e);
            }
        }
        processes.addAll(detached);
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
        return detached;
    }

    private void refuseWhenClosed() throws IOException {
        if (closed) {
            throw new IOException("interrupted");
        }
    }

    /** They have become a cluster; from now on they outlive this command. */
    public synchronized void keep() {
        processes.clear();
    }

    /** Kills what was not kept, and waits until it is gone. */
    synchronized void kill() {
        closed = true;
        if (processes.isEmpty()) {
            return;
        }
        List<ProcessHandle> alive =
                processes.stream().flatMap(process -> process.alive().stream()).toList();
        alive.forEach(ProcessHandle::destroyForcibly);
        try {
            NodeProcess.awaitEnd(alive);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
