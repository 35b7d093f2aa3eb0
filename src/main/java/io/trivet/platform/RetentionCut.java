package io.trivet.platform;

import io.trivet.stack.Throughput;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * How much goes where topics keep less than they did.
 *
 * @param was what they kept
 * @param is what they keep
 * @param partitions of all of them
 * @param ingress what producers write, all together; absent where traffic is not described
 */
record RetentionCut(Retention was, Retention is, long partitions, Optional<Throughput> ingress) {
    private static final double MILLIS = 1000.0;
    private static final double NO_LIMIT = Double.POSITIVE_INFINITY;

    /**
     * The most that can go, in bytes of one replica, whatever part of the traffic goes to these topics; empty where
     * nothing described bounds it.
     *
     * <p>What is kept grows with the traffic until either limit holds, so that the most lies at all of the traffic, or
     * where one of the limits begins to hold.
     */
    OptionalDouble most() {
        if (!was.policies().contains("delete") || !was.policies().containsAll(is.policies())) {
            return OptionalDouble.empty();
        }
        double all = ingress.map(rate -> (double) rate.perSecond().bytes()).orElse(NO_LIMIT);
        double[] gone = DoubleStream.of(0, all, filled(was), filled(is))
                .filter(rate -> !Double.isNaN(rate) && rate <= all)
                .map(rate -> kept(was, rate) - kept(is, rate))
                .toArray();
        double most = 0;
        for (double bytes : gone) {
            if (Double.isNaN(bytes) || Double.isInfinite(bytes)) {
                return OptionalDouble.empty();
            }
            most = Math.max(most, bytes);
        }
        return OptionalDouble.of(most);
    }

    /** Bytes that are kept of a stream of so many bytes a second; of a stream that hardly flows, for 0. */
    private double kept(Retention kept, double rate) {
        double bytes = bytes(kept);
        if (seconds(kept) == NO_LIMIT || rate == NO_LIMIT) {
            return bytes;
        }
        return Math.min(rate * seconds(kept), bytes);
    }

    /** The rate from which on the bytes are the limit. */
    private double filled(Retention kept) {
        return bytes(kept) / seconds(kept);
    }

    private double bytes(Retention kept) {
        return kept.limitsBytes() ? (double) kept.bytes() * partitions : NO_LIMIT;
    }

    private static double seconds(Retention kept) {
        return kept.limitsTime() ? kept.millis() / MILLIS : NO_LIMIT;
    }
}
