package io.trivet.kafka;

import java.util.List;

/**
 * What Trivet gives producers, consumers and administrators of any cluster: the values on which it depends whether a
 * record can be lost, doubled or skipped, also where Kafka's own default is the same today.
 *
 * <p>Source: Kafka 3.9 documentation, producer, consumer and admin configs.
 */
public final class ClientDefaults {
    private static final String PRODUCER = "Kafka 3.9 documentation, producer configs";
    private static final String CONSUMER = "Kafka 3.9 documentation, consumer configs";
    private static final String ADMIN = "Kafka 3.9 documentation, admin configs";

    private ClientDefaults() {}

    /** A producer that loses nothing that was acknowledged and doubles nothing that it sent again. */
    public static List<SettingDefault> producer() {
        return List.of(
                new SettingDefault(
                        "acks", "all", "acknowledged is what min.insync.replicas copies have, not one", PRODUCER),
                new SettingDefault("enable.idempotence", "true", "what is sent again is not written twice", PRODUCER),
                new SettingDefault(
                        "max.in.flight.requests.per.connection",
                        "5",
                        "the most with which idempotence keeps the order",
                        PRODUCER),
                new SettingDefault(
                        "delivery.timeout.ms",
                        "120000",
                        "longer than a broker takes to restart, so that a roll is no error",
                        PRODUCER),
                new SettingDefault(
                        "request.timeout.ms",
                        "10000",
                        "a broker that hangs and closes nothing is left sooner; who leads instead is decided by then",
                        PRODUCER),
                new SettingDefault(
                        "compression.type", "zstd", "the producer packs once; network and disks carry less", PRODUCER));
    }

    /** A consumer that skips nothing and sees no record of a transaction that was given up. */
    public static List<SettingDefault> consumer() {
        return List.of(
                new SettingDefault(
                        "auto.offset.reset",
                        "earliest",
                        "a group that is new or was away too long reads again, instead of skipping",
                        CONSUMER),
                new SettingDefault(
                        "enable.auto.commit",
                        "false",
                        "offsets are committed by the program, once it has done its work",
                        CONSUMER),
                new SettingDefault(
                        "isolation.level",
                        "read_committed",
                        "records of a transaction that was given up are not shown",
                        CONSUMER));
    }

    /** An administrator that gives up before its user does. */
    public static List<SettingDefault> admin() {
        return List.of(
                new SettingDefault("request.timeout.ms", "10000", "a broker that is gone is left sooner", ADMIN),
                new SettingDefault("default.api.timeout.ms", "20000", "two brokers can be asked in it", ADMIN));
    }
}
