package io.trivet.operate.drill;

import io.trivet.problem.Words;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Something that happens to a cluster while records are written.
 *
 * @param subject zone or broker that it happens to; empty where it happens to all
 * @param seed from which the subject was drawn, and when it happens
 */
public record Drill(Kind kind, String subject, long seed) {
    /** What happens. */
    public enum Kind {
        /** All nodes of a zone are killed, and started again. */
        ZONE_LOSS,
        /** A broker is killed, and started again. */
        BROKER_LOSS,
        /** A broker hangs for half a minute: it keeps its connections, and answers nothing. */
        PAUSE,
        /** All brokers restart in order, zone by zone, each zone once the one before is in sync. */
        ROLL,
        /**
         * A broker is killed and loses its disk; it comes back empty, under its id, and leads when it has caught up.
         */
        REPLACE,
        /** The topic is crowded on a broker, and spread evenly again. */
        REBALANCE,
        /** Each partition of the topic loses a copy, and gets one again. */
        REPLICATION,
        /** The cluster is brought to what its description says now, as {@code trivet local up} does. */
        CHANGE;

        /** As it is typed: {@code zone-loss}. */
        public String word() {
            return Words.of(this);
        }

        /** Whether it happens to a zone. */
        public boolean isOfZone() {
            return this == ZONE_LOSS;
        }

        /** Whether it happens to a broker. */
        public boolean isOfBroker() {
            return this == BROKER_LOSS || this == PAUSE || this == REPLACE || this == REBALANCE;
        }
    }

    /**
     * One whose subject is drawn, unless it is named.
     *
     * @param zones of the cluster
     * @param brokers of the cluster, by name
     */
    public static Drill of(Kind kind, long seed, @Nullable String named, List<String> zones, List<String> brokers) {
        List<String> subjects = kind.isOfZone() ? zones : kind.isOfBroker() ? brokers : List.of("");
        String drawn = subjects.get(new SplittableRandom(seed).nextInt(subjects.size()));
        return new Drill(kind, named == null ? drawn : named, seed);
    }

    /** A share from 0 to 1 by which a wait is longer in this drill, so that it happens at another moment in each. */
    public double moment() {
        return new SplittableRandom(~seed).nextDouble();
    }
}
