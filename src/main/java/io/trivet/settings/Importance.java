package io.trivet.settings;

/** How much Kafka's documentation makes of a setting; source: {@code ConfigDef.Importance}. */
public enum Importance {
    HIGH,
    MEDIUM,
    LOW
}
