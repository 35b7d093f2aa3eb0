package io.trivet.operate;

import io.trivet.layout.PlannedTopic;
import java.math.BigInteger;
import java.util.List;

/** One order to a cluster about a topic. */
public sealed interface TopicStep {
    /** The topic that it is about. */
    String topic();

    /** Make it. */
    record Creation(PlannedTopic wanted) implements TopicStep {
        @Override
        public String topic() {
            return wanted.name();
        }
    }

    /** Give it more partitions. */
    record Growth(String topic, int from, int to) implements TopicStep {}

    /**
     * Change a setting of it.
     *
     * @param from what holds now; empty when the cluster knows no such setting
     */
    record Change(String topic, String setting, String from, String to) implements TopicStep {
        private static final List<String> KEEPING = List.of("retention.bytes", "retention.ms");

        /** Whether the topic keeps less with it, so that records are deleted soon after. */
        public boolean keepsLess() {
            if (!KEEPING.contains(setting) || !from.matches("-?\\d+") || !to.matches("-?\\d+")) {
                return false;
            }
            return endless(new BigInteger(to)).compareTo(endless(new BigInteger(from))) < 0;
        }

        private static BigInteger endless(BigInteger bound) {
            return bound.signum() < 0 ? BigInteger.ONE.shiftLeft(Long.SIZE) : bound;
        }
    }
}
