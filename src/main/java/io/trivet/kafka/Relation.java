package io.trivet.kafka;

/**
 * What Kafka asks of two whole numbers together, when a server starts or a topic is made: the low one is not above the
 * high one.
 *
 * @param strict whether they must differ, too
 * @param unlimited whether a high one below 0 means that there is no limit
 */
public record Relation(String low, String high, boolean strict, boolean unlimited) {
    /** Whether Kafka takes these two values side by side. */
    public boolean holds(long lowValue, long highValue) {
        return (unlimited && highValue < 0) || (strict ? lowValue < highValue : lowValue <= highValue);
    }
}
