package io.trivet.operate.found;

/** The value of a setting of a broker, and where it comes from. */
public record FoundSetting(String value, Source source) {
    /** Where a value comes from, the weakest first. */
    public enum Source {
        /** Kafka's own default. */
        DEFAULT,
        /** The file of the broker. */
        FILE,
        /** An order to the whole cluster. */
        CLUSTER,
        /** An order to this broker. */
        BROKER
    }
}
