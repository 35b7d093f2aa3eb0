package io.trivet.node.agent;

import io.trivet.node.Steps;
import io.trivet.node.s3.Bucket;
import io.trivet.operate.Clock;
import io.trivet.operate.Failure;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The agent that never ends: it looks what its node is to be, brings it there, and says how that went.
 *
 * <p>It acts towards {@code desired/<node>} only, and on that once: what this instance has reported as done stands in a
 * file. What failed is tried again after a pause, and at once when something else is desired.
 */
final class Service {
    /** Between two reports of one wait: bytes fall all the time. */
    static final Duration REPORT = Duration.ofSeconds(10);

    /** Between two looks at what lapses: its last days are many. */
    static final Duration RENEWAL = Duration.ofMinutes(10);

    private static final String BUCKET = "bucket";
    private static final String RENEWED = "renewal";
    private static final String SUPERSEDED = "desired-changed";

    private final Bucket bucket;
    private final Reports reports;
    private final Renewal renewal;
    private final Target target;
    private final Clock clock;
    private final Journal journal;
    private final Duration look;
    private final Duration pause;
    private final Path done;

    private String text = "";
    private String tag = "";
    private long lookedAt;
    private long renewedAt;

    /** What was desired when the last attempt failed, and how it failed; then a pause is made. */
    private String failedText = "";

    private String failure = "";
    private long failedAt;

    /**
     * Of a node and its machine.
     *
     * @param home of the agent
     * @param look from one look at what is desired to the next
     * @param pause after a failure
     */
    Service(
            Bucket bucket,
            Reports reports,
            Path home,
            Target target,
            Clock clock,
            Journal journal,
            Duration look,
            Duration pause) {
        this.bucket = bucket;
        this.reports = reports;
        this.renewal = new Renewal(bucket, home);
        this.target = target;
        this.clock = clock;
        this.journal = journal;
        this.look = look;
        this.pause = pause;
        this.done = home.resolve("done");
        this.renewedAt = clock.nanos() - RENEWAL.toNanos();
    }

    /** Returns when another process of another jar must go on. */
    void run() throws InterruptedException {
        while (!turn()) {
            clock.pause(look);
        }
    }

    /** Looks once, and does what is to be done; whether a newer agent must go on. */
    boolean turn() throws InterruptedException {
        try {
            look();
            String digest = Desired.digest(text);
            boolean again = text.equals(failedText) && clock.nanos() - failedAt < pause.toNanos();
            if (text.isEmpty() || again) {
                return false;
            }
            if (isDone(digest)) {
                renew(digest);
                return false;
            }
            return attempt(digest);
        } catch (Failure e) {
            journal.once(BUCKET, e);
            return false;
        }
    }

    private void look() throws Failure, InterruptedException {
        lookedAt = clock.nanos();
        Optional<Bucket.Stored> changed = bucket.get(Desired.key(reports.node()), tag);
        journal.well(BUCKET);
        if (changed.isPresent()) {
            tag = changed.get().tag();
            text = changed.get().text();
        }
    }

    private boolean isDone(String digest) throws Failure {
        return Disk.text(done).equals(mark(digest));
    }

    private String mark(String digest) {
        return reports.instance() + " " + digest + "\n";
    }

    private boolean attempt(String digest) throws Failure, InterruptedException {
        String attempted = text;
        try {
            if (renewal.isNewer()) {
                journal.step(reports.node(), "newer", "the agent of another Trivet goes on");
                return true;
            }
            bring(Desired.of(Desired.key(reports.node()), attempted));
            failedText = "";
            failure = "";
        } catch (Failure e) {
            if (!isSuperseded(e)) {
                failed(digest, attempted, e);
            }
        } catch (RuntimeException e) {
            // What the servers refuse, or what is a bug in Trivet, must reach who waits for this node, too.
            failed(
                    digest,
                    attempted,
                    new Failure(Problem.error("agent-broken", Place.ofPath(reports.node()), e.toString())
                            .must("not happen")
                            .mend("read journalctl --unit trivet-agent on the node; the agent tries again by itself")));
        }
        return false;
    }

    /** What must restart for it is not where it was from its stop on, and goes there again if that was cut off. */
    private void renew(String digest) throws Failure, InterruptedException {
        boolean isNothing = Desired.of(Desired.key(reports.node()), text).isNothing();
        if (isNothing || clock.nanos() - renewedAt < RENEWAL.toNanos()) {
            return;
        }
        renewedAt = clock.nanos();
        try {
            target.renew(this::refuseWhatIsOld, (node, step, detail) -> {
                if (step.equals("stopping")) {
                    forget();
                }
                journal.step(node, step, detail);
            });
            Disk.put(done, mark(digest));
            journal.well(RENEWED);
        } catch (Failure e) {
            if (!isSuperseded(e)) {
                journal.once(RENEWED, e);
            }
        } catch (RuntimeException e) {
            journal.step(reports.node(), RENEWED, e.toString());
        }
    }

    private void forget() {
        try {
            Disk.put(done, "");
        } catch (Failure e) {
            throw new IllegalStateException(e);
        }
    }

    private void bring(Desired desired) throws Failure, InterruptedException {
        String shared = shared(desired);
        failure = "";
        leave();
        reports.begin(desired.digest());
        Told told = new Told(desired.digest());
        journal.step(reports.node(), "begin", desired.digest());
        target.bring(desired, shared, this::refuseWhatIsOld, told);
        reports.data(!desired.isNothing());
        reports.done(desired.digest(), told.phases);
        Disk.put(done, mark(desired.digest()));
    }

    private String shared(Desired desired) throws Failure, InterruptedException {
        String shared = desired.isNothing()
                ? ""
                : bucket.get(desired.roleKey(), "")
                        .orElseThrow(desired::missing)
                        .text();
        desired.check(reports.node(), shared);
        return shared;
    }

    private void leave() throws Failure, InterruptedException {
        String last = Disk.text(done).strip();
        String mine = reports.instance() + " ";
        if (last.startsWith(mine)) {
            reports.left(last.substring(mine.length()));
            Disk.put(done, "");
        }
    }

    /** While it waits: there may be something else to go to now. */
    private void refuseWhatIsOld() throws Failure, InterruptedException {
        String before = text;
        if (clock.nanos() - lookedAt >= look.toNanos()) {
            try {
                look();
            } catch (Failure e) {
                journal.once(BUCKET, e);
            }
        }
        if (!text.equals(before)) {
            throw new Failure(Problem.error(SUPERSEDED, Place.ofPath(reports.node()), "asked to be something else now")
                    .must("go there instead")
                    .mend("nothing; it does by itself"));
        }
    }

    private static boolean isSuperseded(Failure e) {
        return e.problems().get(0).id().equals(SUPERSEDED);
    }

    private void failed(String digest, String attempted, Failure e) throws Failure, InterruptedException {
        failedText = attempted;
        failedAt = clock.nanos();
        String why = e.problems().stream().map(Journal::words).collect(Collectors.joining("\n"));
        journal.failed(e);
        // Without a digest there is no place for a report.
        if (!why.equals(failure) && !digest.isEmpty()) {
            reports.failed(digest, why);
            failure = why;
        }
    }

    /** Steps on the way to a digest: all into the journal, and of waits a report. */
    private final class Told implements Steps {
        private final String digest;
        private String phases = "";
        private @Nullable String wait;
        private long toldAt;

        private Told(String digest) {
            this.digest = digest;
        }

        @Override
        public void step(String node, String step, String detail) {
            if (step.equals("waiting")) {
                waiting(node, detail);
            } else {
                journal.step(node, step, detail);
                phases = step.equals("done") ? detail : phases;
            }
        }

        private void waiting(String node, String detail) {
            String what = detail.replaceFirst(":.*", "");
            if (what.equals(wait) && clock.nanos() - toldAt < REPORT.toNanos()) {
                return;
            }
            wait = what;
            toldAt = clock.nanos();
            journal.step(node, "waiting", detail);
            try {
                reports.waiting(digest, detail);
            } catch (Failure e) {
                journal.once(BUCKET, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
