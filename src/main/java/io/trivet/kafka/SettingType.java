package io.trivet.kafka;

/** How Kafka reads the text of a setting; source: {@code ConfigDef.Type}. */
public enum SettingType {
    BOOLEAN,
    STRING,
    SHORT,
    INT,
    LONG,
    DOUBLE,
    LIST,
    CLASS,
    PASSWORD
}
