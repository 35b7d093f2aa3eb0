package io.trivet.kafka;

/** How much Kafka's documentation makes of a setting; source: {@code ConfigDef.Importance}. */
public enum Importance {
    HIGH,
    MEDIUM,
    LOW
}
