package io.trivet;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Slows the loop in which Pulumi's SDK waits for its tasks. The loop never rests, and each pass writes all open tasks
 * into a line of the SDK's log, at the finest level: it burns a core as long as a resource takes to be made. This
 * filter of that log holds up each pass in proportion to its line, so that the loop takes a fiftieth of a core at most
 * while it only waits.
 *
 * <p>It gives the loop time by and by: the longer nothing has happened, the longer the pass may rest, so that a program
 * that has just done its last task ends at once.
 *
 * <p>Should a later SDK put it in other words, nothing but the burning comes back; {@code TaskPaceTest} would tell.
 * From the source of {@code DeploymentImpl.DefaultRunner}, com.pulumi:pulumi 1.36.1; its development version rests for
 * 10 ms whatever the pass has cost (pulumi-java#2314).
 */
final class TaskPace implements Filter {
    /** How the line begins that is written once in each pass, by the thread that goes on with it. */
    private static final String PASS = "Remaining tasks";
    /** How the lines begin that a pass writes of what has not changed. */
    private static final String UNCHANGED = "Tasks not done";
    /** So many characters of its line take a pass about 10 microseconds, which a rest of a millisecond outweighs. */
    private static final int CHARACTERS_A_MILLISECOND = 500;
    /** While things happen a pass may take a twentieth of a core: the engine works then, and needs it. */
    private static final int CHARACTERS_A_BUSY_MILLISECOND = 2_500;
    /** Of the time in which nothing has happened, how much a pass may rest. */
    private static final int PART_OF_QUIET = 5;
    /** The least rest, in milliseconds. */
    private static final long LEAST = 10;
    /** The longest rest, in milliseconds: by so much the end of the last task can be noticed late. */
    private static final long MOST = 1000;

    private final LongSupplier nanos;
    private final Rest rest;
    private volatile long lastEvent;

    /** A pause of a pass. */
    interface Rest {
        /** Returns after so many milliseconds. */
        void of(long milliseconds) throws InterruptedException;
    }

    TaskPace() {
        this(System::nanoTime, Thread::sleep);
    }

    TaskPace(LongSupplier nanos, Rest rest) {
        this.nanos = nanos;
        this.rest = rest;
        this.lastEvent = nanos.getAsLong();
    }

    /** @return false: nothing reads this log */
    @Override
    public boolean isLoggable(LogRecord line) {
        String text = line.getMessage() == null ? "" : line.getMessage();
        if (text.startsWith(PASS)) {
            long quiet = TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - lastEvent);
            long most = Math.min(MOST, text.length() / CHARACTERS_A_MILLISECOND);
            long least = Math.max(LEAST, text.length() / CHARACTERS_A_BUSY_MILLISECOND);
            rest(Math.min(MOST, Math.max(least, Math.min(most, quiet / PART_OF_QUIET))));
        } else if (!text.startsWith(UNCHANGED)) {
            lastEvent = nanos.getAsLong();
        }
        return false;
    }

    private void rest(long milliseconds) {
        try {
            rest.of(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
