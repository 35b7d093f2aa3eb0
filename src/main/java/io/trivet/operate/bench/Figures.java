package io.trivet.operate.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What was measured of one producer.
 *
 * @param bytesPerRecord in the log of a leader, with the heads of batches
 * @param recordsPerSecond as fast as they are acknowledged, or committed
 * @param p99Millis from sending to the acknowledgement, or the end of the transaction, at {@link Measure#PACE}
 */
public record Figures(double bytesPerRecord, double recordsPerSecond, double p99Millis) {
    /** The median of each, over turns. */
    static Figures median(List<Figures> turns) {
        return new Figures(
                median(turns, Figures::bytesPerRecord),
                median(turns, Figures::recordsPerSecond),
                median(turns, Figures::p99Millis));
    }

    /** The median of what a turn comes to. */
    static <T> double median(List<T> turns, ToDoubleFunction<T> figure) {
        double[] sorted = turns.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The value below which 99 of a hundred lie. */
    static double p99(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(sorted.length * 0.99) - 1)] / 1e6;
    }
}
