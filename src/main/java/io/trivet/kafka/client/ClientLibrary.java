package io.trivet.kafka.client;

/** A library with which programs speak to Kafka, or on which theirs is built. */
public enum ClientLibrary {
    /** Kafka's own, for the JVM; also beneath Spring. Settings have the names of Kafka's documentation. */
    KAFKA_CLIENTS,
    /** The one in C, beneath those of Python, Go, .NET, Rust, PHP and Ruby. It has names of its own. */
    LIBRDKAFKA
}
