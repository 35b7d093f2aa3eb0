package io.trivet.operate.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Presets beside each other.
 *
 * @param cluster its stack
 * @param payload what was sent, in words
 * @param payloadBytes how long a value is on average
 * @param records how many each producer sent in a turn, as fast as it could
 * @param turns how many
 * @param presets the defaults first
 */
public record BenchResult(
        String cluster, String payload, double payloadBytes, int records, int turns, List<Row> presets) {
    /**
     * One preset: medians over the turns, and medians of how it compares with the defaults in the same turn, since the
     * load of a machine changes from one turn to the next.
     *
     * @param timesSmaller than the defaults
     * @param timesFaster than the defaults
     */
    public record Row(
            String preset,
            double bytesPerRecord,
            double timesSmaller,
            double recordsPerSecond,
            double timesFaster,
            double p99Millis) {}

    /**
     * The result of whole turns.
     *
     * @param turns each with the figures of the candidates, in their order
     */
    static BenchResult of(
            String cluster, Payload payload, int records, List<Candidate> candidates, List<List<Figures>> turns) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            int at = i;
            Figures median =
                    Figures.median(turns.stream().map(turn -> turn.get(at)).toList());
            rows.add(new Row(
                    candidates.get(i).name(),
                    rounded(median.bytesPerRecord(), 10),
                    rounded(
                            Figures.median(
                                    turns,
                                    turn -> turn.get(0).bytesPerRecord()
                                            / turn.get(at).bytesPerRecord()),
                            100),
                    rounded(median.recordsPerSecond(), 1),
                    rounded(
                            Figures.median(
                                    turns,
                                    turn -> turn.get(at).recordsPerSecond()
                                            / turn.get(0).recordsPerSecond()),
                            100),
                    rounded(median.p99Millis(), 10)));
        }
        return new BenchResult(
                cluster, payload.source(), rounded(payload.bytes(), 10), records, turns.size(), List.copyOf(rows));
    }

    /** What is measured on a machine that does something else besides has no more digits. */
    private static double rounded(double value, double parts) {
        return Math.round(value * parts) / parts;
    }
}
