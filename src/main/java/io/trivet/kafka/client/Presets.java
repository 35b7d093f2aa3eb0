package io.trivet.kafka.client;

import io.trivet.kafka.SettingDefault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of the presets.
 *
 * <p>Source: Kafka 3.9 and 4.3 documentation, producer and consumer configs; the KIPs that are named. What a version
 * has by default, {@code PresetsIT} asks its own classes.
 */
final class Presets {
    private static final String PRODUCER = "Kafka 3.9 documentation, producer configs";
    private static final String CONSUMER = "Kafka 3.9 documentation, consumer configs";
    private static final String MAX = Integer.toString(Integer.MAX_VALUE);
    private static final String COMPRESSION = "compression.type";

    private Presets() {}

    static final ClientSetting ACKS_ALL = ClientSetting.of(
                    "acks", "all", "acknowledged is what min.insync.replicas copies have, not one", PRODUCER)
            .before(3, 0, "1");

    static final ClientSetting IDEMPOTENT = ClientSetting.of(
                    "enable.idempotence", "true", "what is sent again is not written twice", PRODUCER + "; KIP-98")
            .since(0, 11)
            .before(3, 0, "false");

    static final ClientSetting IN_FLIGHT = ClientSetting.of(
            "max.in.flight.requests.per.connection", "5", "the most with which idempotence keeps the order", PRODUCER);

    static final ClientSetting RETRIES = ClientSetting.of(
                    "retries", MAX, "sent again until delivery.timeout.ms is over, and not a few times", PRODUCER)
            .before(2, 1, "0");

    static final ClientSetting DELIVERY = ClientSetting.of(
                    "delivery.timeout.ms",
                    "120000",
                    "longer than a broker takes to restart, so that a roll is no error",
                    PRODUCER + "; KIP-91")
            .since(2, 1);

    static final ClientSetting REQUEST = ClientSetting.of(
            "request.timeout.ms",
            "10000",
            "a broker that hangs and closes nothing is left sooner; who leads instead is decided by then",
            PRODUCER);

    static final ClientSetting ZSTD = ClientSetting.of(
                    COMPRESSION,
                    "zstd",
                    "the producer packs once; network and disks carry less",
                    PRODUCER + "; KIP-110")
            .since(2, 1);

    static final ClientSetting LZ4 =
            ClientSetting.of(COMPRESSION, "lz4", "packs fastest, less tightly than zstd", PRODUCER);

    static ClientSetting linger(int millis, String reason) {
        return ClientSetting.of("linger.ms", "" + millis, reason, PRODUCER).before(4, 0, "0");
    }

    static ClientSetting producer(String key, String value, String reason) {
        return ClientSetting.of(key, value, reason, PRODUCER);
    }

    static ClientSetting consumer(String key, String value, String reason) {
        return ClientSetting.of(key, value, reason, CONSUMER);
    }

    /** The rows of a version: of two with one name the first that it knows. */
    static List<SettingDefault> in(ClientVersion version, List<ClientSetting> rows) {
        Map<String, SettingDefault> known = new LinkedHashMap<>();
        for (ClientSetting row : rows) {
            if (version.isAtLeast(row.since())) {
                known.putIfAbsent(row.row().key(), row.in(version));
            }
        }
        return List.copyOf(known.values());
    }

    static List<ClientSetting> joined(List<ClientSetting> first, List<ClientSetting> then) {
        List<ClientSetting> joined = new ArrayList<>(first);
        joined.addAll(then);
        return List.copyOf(joined);
    }
}
