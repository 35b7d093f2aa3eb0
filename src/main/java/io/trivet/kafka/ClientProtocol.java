package io.trivet.kafka;

/** What a client and a broker speak; the constants are Kafka's own words for {@code security.protocol}. */
public enum ClientProtocol {
    PLAINTEXT(false, false),
    SSL(true, false),
    SASL_PLAINTEXT(false, true),
    SASL_SSL(true, true);

    private final boolean encrypted;
    private final boolean sasl;

    ClientProtocol(boolean encrypted, boolean sasl) {
        this.encrypted = encrypted;
        this.sasl = sasl;
    }

    /** Whether it is TLS, so that the certificate of a broker must name the host that the client asked for. */
    public boolean encrypted() {
        return encrypted;
    }

    /** Whether the client proves who it is with a user and a password. */
    public boolean sasl() {
        return sasl;
    }
}
