package io.trivet.operate.drill;

import io.trivet.operate.drill.Write.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a drill came to.
 *
 * @param cluster its stack
 * @param drill as it is typed
 * @param subject that it happened to; empty where it happened to all
 * @param seed of the drill
 * @param ratePerSecond records that were written in a second while the cluster was well
 * @param seconds from the first write to the last
 * @param clean whether every acknowledged record is there, once, in order and where it was acknowledged, was read, and
 *     no write failed
 * @param verdict on all writes
 * @param reading what the group of consumers read of them
 * @param phases when each part began, in milliseconds from the start
 * @param course of the writes, in steps of {@link #STEP}, from the start
 */
public record DrillResult(
        String cluster,
        String drill,
        String subject,
        long seed,
        int ratePerSecond,
        double seconds,
        boolean clean,
        Verdict verdict,
        Reading reading,
        List<Mark> phases,
        List<Step> course) {
    /** How much time a step of the course is. */
    public static final Duration STEP = Duration.ofMillis(250);

    /** When a phase began. */
    public record Mark(String name, long atMillis) {}

    /**
     * A step of the course.
     *
     * @param atMillis when it began, from the start
     * @param acknowledged writes, by the time of the acknowledgement
     * @param slowestMillis latency of the slowest write that was sent in it and acknowledged
     */
    public record Step(long atMillis, int acknowledged, long slowestMillis) {}

    /** The result of a load that has ended. */
    static DrillResult of(String cluster, Drill drill, int rate, History history, Verdict verdict, Reading reading) {
        return new DrillResult(
                cluster,
                drill.kind().word(),
                drill.subject(),
                drill.seed(),
                rate,
                Math.round(history.end().toMillis() / 100.0) / 10.0,
                verdict.clean()
                        && reading.clean()
                        && verdict.refused() == 0
                        && verdict.unknown() == 0
                        && verdict.acknowledged() > 0,
                verdict,
                reading,
                history.phases().stream()
                        .map(phase -> new Mark(phase.name(), phase.begin().toMillis()))
                        .toList(),
                course(history));
    }

    static List<Step> course(History history) {
        SortedMap<Long, Integer> acknowledged = new TreeMap<>();
        SortedMap<Long, Long> slowest = new TreeMap<>();
        for (Write write : history.writes()) {
            if (write.outcome() instanceof Outcome.Acknowledged told) {
                acknowledged.merge(step(told.at()), 1, Integer::sum);
                slowest.merge(step(write.sent()), told.at().minus(write.sent()).toMillis(), Math::max);
            }
        }
        long last = Math.max(step(history.end()), acknowledged.isEmpty() ? 0 : acknowledged.lastKey());
        List<Step> course = new ArrayList<>();
        for (long step = 0; step <= last; step++) {
            course.add(new Step(
                    step * STEP.toMillis(), acknowledged.getOrDefault(step, 0), slowest.getOrDefault(step, 0L)));
        }
        return List.copyOf(course);
    }

    private static long step(Duration at) {
        return at.toMillis() / STEP.toMillis();
    }
}
