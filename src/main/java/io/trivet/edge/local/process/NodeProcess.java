package io.trivet.edge.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The process that runs a node. A pid alone does not name it: the system gives the number of a dead process to another
 * one, so the instant of the start goes with it.
 *
 * @param started when it started, as the system says
 */
public record NodeProcess(long pid, Instant started) {
    private static final long PAUSE_MILLIS = 100;

    /** Linux counts from its boot, whose instant moves when the clock is set; no two processes get a pid that soon. */
    private static final Duration CLOCK = Duration.ofSeconds(3);

    /** The process of a pid that was just started; one that has ended already is not alive. */
    static NodeProcess of(long pid) {
        return ProcessHandle.of(pid).map(NodeProcess::of).orElseGet(() -> new NodeProcess(pid, Instant.now()));
    }

    /** The process behind a handle that was just started. */
    public static NodeProcess of(ProcessHandle handle) {
        return new NodeProcess(handle.pid(), handle.info().startInstant().orElseGet(Instant::now));
    }

    /** Its handle, while it lives. */
    public Optional<ProcessHandle> alive() {
        return ProcessHandle.of(pid).filter(this::isSame).filter(handle -> handle.isAlive() && !isZombie());
    }

    /** Returns when none of them lives. {@code ProcessHandle.onExit} would wait for zombies. */
    public static void awaitEnd(List<ProcessHandle> processes) throws InterruptedException {
        for (ProcessHandle process : processes) {
            NodeProcess known = of(process);
            while (known.alive().isPresent()) {
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    private boolean isSame(ProcessHandle handle) {
        return handle.info()
                .startInstant()
                .map(instant -> Duration.between(started, instant).abs().compareTo(CLOCK) < 0)
                .orElse(true);
    }

    private boolean isZombie() {
        try {
            return isZombie(Files.readString(Path.of("/proc/" + pid + "/stat")));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * A dead process whose parent never asked for its exit code; containers without an init leave such. Its first
     * thread can be dead while others still hold its ports.
     *
     * <p>Source: proc(5), {@code /proc/[pid]/stat}: the state, and 17 fields later the number of threads.
     */
    static boolean isZombie(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return fields[0].equals("Z") && Integer.parseInt(fields[17]) <= 1;
    }
}
