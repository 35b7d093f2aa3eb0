package io.trivet.platform.msk;

import io.trivet.stack.OnMsk;

/**
 * A port of brokers of Amazon MSK, fixed by how clients authenticate.
 *
 * <p>Source: https://docs.aws.amazon.com/msk/latest/developerguide/port-info.html, read 2026-11.
 */
public enum MskPort {
    PLAINTEXT("unauthenticated", 9092),
    TLS("tls", 9094),
    SCRAM("scram", 9096),
    IAM("iam", 9098);

    /** The JMX exporter of brokers, with open monitoring; scrape it once a minute at most. */
    public static final int JMX_EXPORTER = 11001;
    /** The node exporter of brokers, with open monitoring. */
    public static final int NODE_EXPORTER = 11002;

    private final String word;
    private final int number;

    MskPort(String word, int number) {
        this.word = word;
        this.number = number;
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

    /** From inside the network over IPv4. */
    public int number() {
        return number;
    }
}
