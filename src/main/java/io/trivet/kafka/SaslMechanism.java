package io.trivet.kafka;

/** How a client proves that it knows a password. */
public enum SaslMechanism {
    PLAIN("PLAIN", "org.apache.kafka.common.security.plain.PlainLoginModule"),
    SCRAM_SHA_256("SCRAM-SHA-256", "org.apache.kafka.common.security.scram.ScramLoginModule"),
    SCRAM_SHA_512("SCRAM-SHA-512", "org.apache.kafka.common.security.scram.ScramLoginModule");

    private final String text;
    private final String loginModule;

    SaslMechanism(String text, String loginModule) {
        this.text = text;
        this.loginModule = loginModule;
    }

    /** Kafka's word for {@code sasl.mechanism}, {@code SCRAM-SHA-512}. */
    public String text() {
        return text;
    }

    /** The class that {@code sasl.jaas.config} names. */
    public String loginModule() {
        return loginModule;
    }

    @Override
    public String toString() {
        return text;
    }
}
