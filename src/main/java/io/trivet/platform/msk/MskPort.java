package io.trivet.platform.msk;

import io.trivet.stack.OnMsk;

/**
 * A port of brokers of Amazon MSK, fixed by how clients authenticate.
 *
 * <p>Source: https://docs.aws.amazon.com/msk/latest/developerguide/port-info.html, read 2026-11.
 */
public enum MskPort {
    PLAINTEXT("unauthenticated", "PLAINTEXT", 9092, 0, 20092),
    TLS("tls", "SSL", 9094, 9194, 20094),
    SCRAM("scram", "SASL_SSL", 9096, 9196, 20096),
    IAM("iam", "SASL_SSL", 9098, 9198, 20098);

    /** The JMX exporter of brokers, with open monitoring; scrape it once a minute at most. */
    public static final int JMX_EXPORTER = 11001;
    /** The node exporter of brokers, with open monitoring. */
    public static final int NODE_EXPORTER = 11002;
    /** ZooKeeper without and with TLS, for clusters that have it. */
    public static final int ZOOKEEPER = 2181;

    public static final int ZOOKEEPER_TLS = 2182;

    private final String word;
    private final String protocol;
    private final int number;
    private final int publicNumber;
    private final int ipv6Number;

    MskPort(String word, String protocol, int number, int publicNumber, int ipv6Number) {
        this.word = word;
        this.protocol = protocol;
        this.number = number;
        this.publicNumber = publicNumber;
        this.ipv6Number = ipv6Number;
    }

    /** Where clients come that prove who they are in this way. */
    public static MskPort of(OnMsk.Authentication way) {
        return switch (way) {
            case IAM -> IAM;
            case SCRAM -> SCRAM;
            case TLS -> TLS;
            case UNAUTHENTICATED -> PLAINTEXT;
        };
    }

    /** As a description spells the authentication: {@code unauthenticated}, {@code tls}, {@code scram}, {@code iam}. */
    public String word() {
        return word;
    }

    /** What a client writes as {@code security.protocol}. */
    public String protocol() {
        return protocol;
    }

    /** From inside the network. */
    public int number() {
        return number;
    }

    /** From the internet; 0 for what MSK never shows there. */
    public int publicNumber() {
        return publicNumber;
    }

    /** From inside the network over IPv6. */
    public int ipv6Number() {
        return ipv6Number;
    }
}
