package io.trivet.operate.drill;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What became of the writes of a load.
 *
 * @param acknowledged how many writes were
 * @param refused how many writes were
 * @param unknown how many writes may be there or not
 * @param lost ids that were acknowledged and are nowhere
 * @param moved ids that were acknowledged, and are at another offset than they were acknowledged with
 * @param doubled ids that are at more than one offset
 * @param contradicted offsets that held different ids when they were read at different times, as
 *     {@code partition@offset}
 * @param reordered ids that come after a later one of the same producer in the same partition
 * @param resurrected ids that were refused and are there
 * @param strangers ids that no producer wrote
 * @param phases how writing went in each phase
 */
public record Verdict(
        int acknowledged,
        int refused,
        int unknown,
        List<Long> lost,
        List<Long> moved,
        List<Long> doubled,
        List<String> contradicted,
        List<Long> reordered,
        List<Long> resurrected,
        List<Long> strangers,
        List<PhaseFigures> phases) {
    /** Copies the lists. */
    public Verdict {
        lost = List.copyOf(lost);
        moved = List.copyOf(moved);
        doubled = List.copyOf(doubled);
        contradicted = List.copyOf(contradicted);
        reordered = List.copyOf(reordered);
        resurrected = List.copyOf(resurrected);
        strangers = List.copyOf(strangers);
        phases = List.copyOf(phases);
    }

    /**
     * How writing went in a phase.
     *
     * @param name of the phase
     * @param acknowledged writes, by the time of the acknowledgement
     * @param silence the longest time without an acknowledgement that touches the phase
     * @param silenceOfPartition the same for the partition that fared worst; zero where none was acknowledged twice
     * @param latency of the slowest write that was sent in the phase and acknowledged
     */
    public record PhaseFigures(
            String name, int acknowledged, Duration silence, Duration silenceOfPartition, Duration latency) {}

    /** Whether everything is as it was promised. */
    public boolean clean() {
        return lost.isEmpty()
                && moved.isEmpty()
                && doubled.isEmpty()
                && contradicted.isEmpty()
                && reordered.isEmpty()
                && resurrected.isEmpty()
                && strangers.isEmpty();
    }

    /** The figures for people, a line each. */
    public String text() {
        StringBuilder text = new StringBuilder();
        line(text, "%d acknowledged, %d refused, %d unknown", acknowledged, refused, unknown);
        line(
                text,
                "%d lost, %d moved, %d doubled, %d contradicted, %d reordered, %d resurrected, %d strangers",
                lost.size(),
                moved.size(),
                doubled.size(),
                contradicted.size(),
                reordered.size(),
                resurrected.size(),
                strangers.size());
        for (PhaseFigures phase : phases) {
            line(
                    text,
                    "%s: %d acknowledged, silence %d ms, of a partition %d ms, slowest write %d ms",
                    phase.name(),
                    phase.acknowledged(),
                    phase.silence().toMillis(),
                    phase.silenceOfPartition().toMillis(),
                    phase.latency().toMillis());
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
