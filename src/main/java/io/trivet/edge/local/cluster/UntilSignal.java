package io.trivet.edge.local.cluster;

import io.trivet.operate.Failure;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Work on a cluster that has an end of its own also where a signal ends the process: it is interrupted, and the process
 * waits a while until it has removed what it made.
 */
final class UntilSignal {
    private static final long SECONDS_TO_END = 20;

    private UntilSignal() {}

    /** Something that cleans up after itself when it is interrupted. */
    interface Work<T> {
        T run() throws Failure, InterruptedException;
    }

    /**
     * Runs it.
     *
     * @param leftBehind what to say where it does not come to its end in time
     */
    static <T> T run(String leftBehind, Progress progress, Work<T> work) throws Failure, InterruptedException {
        Thread works = Thread.currentThread();
        CountDownLatch done = new CountDownLatch(1);
        Thread ends = new Thread(
                () -> {
                    works.interrupt();
                    try {
                        // The process ends when this returns, and with it what still has to be removed.
                        boolean removed = done.await(SECONDS_TO_END, TimeUnit.SECONDS);
                        if (!removed) {
                            progress.step(leftBehind);
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "waits for an end");
        Runtime.getRuntime().addShutdownHook(ends);
        try {
            return work.run();
        } finally {
            done.countDown();
            forget(ends);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process ends: the hook has done its work.
        }
    }
}
