package io.trivet.kafka;

import java.util.List;

/** Trivet's defaults for workers of Kafka Connect, on which it depends what a restart or a lost worker costs. */
public final class WorkerDefaults {
    private static final String CONNECT = "Kafka 3.9 documentation, Connect configs";
    private static final String PRODUCER = "Kafka 3.9 documentation, producer configs";
    private static final String JSON = "org.apache.kafka.connect.json.JsonConverter";

    /** Seconds of a restart, with room: as long as tasks of a worker wait for it to come back. */
    private static final String RETURN = "60000";

    private WorkerDefaults() {}

    /** All of them, in the order of their subjects. */
    public static List<SettingDefault> all() {
        return List.of(
                row(
                        "key.converter",
                        JSON,
                        "a worker does not start without one; a connector may name another",
                        CONNECT),
                row(
                        "value.converter",
                        JSON,
                        "a worker does not start without one; a connector may name another",
                        CONNECT),
                row(
                        "offset.flush.interval.ms",
                        "10000",
                        "where sources are is written down as often, and what was sent since is sent again after a crash",
                        CONNECT),
                row(
                        "scheduled.rebalance.max.delay.ms",
                        RETURN,
                        "tasks of a worker that is gone wait as long for it, also where it is back; by default 5 minutes",
                        "KIP-415"),
                row("producer.acks", "all", "acknowledged is what min.insync.replicas copies have, not one", PRODUCER),
                row(
                        "producer.enable.idempotence",
                        "true",
                        "what is sent again is not written twice; Connect turns it off by itself",
                        "KIP-98; ConnectUtils and Worker of 3.9.2"),
                row(
                        "producer.max.in.flight.requests.per.connection",
                        "5",
                        "the most with which idempotence keeps the order; Connect has 1 without it",
                        PRODUCER),
                row(
                        "producer.compression.type",
                        "zstd",
                        "the worker packs once; network and disks carry less",
                        PRODUCER + "; KIP-110"),
                row("producer.linger.ms", "5", "a moment in which a batch can fill", PRODUCER));
    }

    private static SettingDefault row(String key, String value, String reason, String source) {
        return new SettingDefault(key, value, reason, source);
    }
}
