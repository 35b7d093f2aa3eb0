package io.trivet.kafka.client;

import io.trivet.kafka.SettingDefault;
import java.util.List;

/** A way of writing, by what it is for. */
public enum ProducerPreset {
    /** Loses nothing that was acknowledged, and doubles nothing that it sent again. */
    SAFE(
            "loses nothing that was acknowledged, doubles nothing that is sent again and keeps the order of a partition;"
                    + " a program that was ended sends what it does not know of anew, and doubles that",
            Presets.joined(
                    Rows.SAFE,
                    List.of(Presets.linger(5, "a moment in which a batch can fill"), Presets.ZSTD, Presets.LZ4))),
    /** Waits for one broker. */
    FAST(
            "loses what a leader acknowledged and no other broker had when its zone went; what is sent again may come"
                    + " twice and out of order",
            List.of(
                    Presets.producer("acks", "1", "acknowledged is what the leader alone has"),
                    Presets.producer(
                                    "enable.idempotence", "false", "no number is kept of what was sent; needs acks=all")
                            .since(0, 11),
                    Presets.IN_FLIGHT,
                    Presets.RETRIES,
                    Presets.DELIVERY,
                    Presets.REQUEST,
                    Presets.linger(5, "a moment in which a batch can fill"),
                    Presets.producer("batch.size", "131072", "fewer requests for the same records"),
                    Presets.LZ4)),
    /** As {@link #SAFE}, and gives batches time and room, so that there is more of one kind to pack. */
    COMPRESSING(
            "loses and doubles as little as safe does; a record waits for others of its partition before it is sent",
            Presets.joined(
                    Rows.SAFE,
                    List.of(
                            Presets.linger(20, "the time that a record waits for others of its partition"),
                            Presets.producer("batch.size", "262144", "more records of one kind pack more tightly"),
                            Presets.producer("buffer.memory", "67108864", "room for such batches of many partitions"),
                            Presets.ZSTD,
                            Presets.producer(
                                            "compression.zstd.level",
                                            "1",
                                            "on batches of this size nearly as tight as 3, the default, for less work")
                                    .since(3, 8),
                            Presets.LZ4))),
    /** As {@link #SAFE}, in transactions. */
    EXACTLY_ONCE(
            "shows readers with read_committed all records of a transaction or none, also over a restart of the program",
            Presets.joined(
                    Rows.SAFE,
                    List.of(
                            Presets.producer(
                                            "transaction.timeout.ms",
                                            "60000",
                                            "a transaction that is not ended in it is given up, and no longer holds up"
                                                    + " readers")
                                    .since(0, 11),
                            Presets.linger(5, "a moment in which a batch can fill"),
                            Presets.ZSTD,
                            Presets.LZ4)));

    /** Apart from the constants, which are made before any field of their own class. */
    private static final class Rows {
        static final List<ClientSetting> SAFE = List.of(
                Presets.ACKS_ALL,
                Presets.IDEMPOTENT,
                Presets.IN_FLIGHT,
                Presets.RETRIES,
                Presets.DELIVERY,
                Presets.REQUEST);
    }

    private final String promise;
    private final List<ClientSetting> rows;

    ProducerPreset(String promise, List<ClientSetting> rows) {
        this.promise = promise;
        this.rows = rows;
    }

    /** What it keeps and loses, as the end of a sentence that begins with its name. */
    public String promise() {
        return promise;
    }

    /** What it sets, under the names of kafka-clients, for a version of it. */
    public List<SettingDefault> settings(ClientVersion version) {
        return Presets.in(version, rows);
    }

    /** Whether it waits for all copies in sync. */
    public boolean waitsForAll() {
        return this != FAST;
    }

    /** Whether it writes in transactions. */
    public boolean isTransactional() {
        return this == EXACTLY_ONCE;
    }

    /** The rows, for those who ask the classes of a version. */
    List<ClientSetting> rows() {
        return rows;
    }
}
