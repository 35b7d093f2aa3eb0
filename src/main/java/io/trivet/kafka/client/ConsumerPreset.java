package io.trivet.kafka.client;

import io.trivet.kafka.SettingDefault;
import java.util.List;

/** A way of reading, by who commits how far a group has come. */
public enum ConsumerPreset {
    /** The client commits by itself. */
    AT_LEAST_ONCE(
            "skips nothing as long as the records of a poll are done with before the next one, and reads again what was"
                    + " not committed before a crash",
            List.of(
                    Presets.consumer("enable.auto.commit", "true", "a poll commits what earlier polls have handed out"),
                    Presets.consumer(
                            "auto.commit.interval.ms", "5000", "at most so much is read again after a crash"))),
    /** The program commits. */
    MANUAL(
            "skips nothing as long as the program commits after its work, and reads again what it has not committed"
                    + " before a crash",
            List.of(Presets.consumer(
                    "enable.auto.commit", "false", "offsets are committed by the program, once it has done its work"))),
    /** A producer commits, together with what it writes. */
    TRANSACTIONAL(
            "reads each record into one transaction of a producer with the preset exactly-once: what came of it and how"
                    + " far the group has come are committed together or not at all",
            List.of(Presets.consumer(
                    "enable.auto.commit",
                    "false",
                    "offsets go into the transaction of the producer, by sendOffsetsToTransaction")));

    private final String promise;
    private final List<ClientSetting> rows;

    ConsumerPreset(String promise, List<ClientSetting> own) {
        this.promise = promise;
        this.rows = Presets.joined(
                own,
                List.of(
                        Presets.consumer(
                                        "isolation.level",
                                        "read_committed",
                                        "records of a transaction that was given up are not shown")
                                .since(0, 11),
                        Presets.consumer(
                                        "session.timeout.ms",
                                        "45000",
                                        "a member that restarts or pauses for less keeps its partitions")
                                .before(3, 0, "10000")));
    }

    /** What it keeps and loses, as the end of a sentence that begins with its name. */
    public String promise() {
        return promise;
    }

    /** What it sets, under the names of kafka-clients, for a version of it. */
    public List<SettingDefault> settings(ClientVersion version) {
        return Presets.in(version, rows);
    }

    /** The rows, for those who ask the classes of a version. */
    List<ClientSetting> rows() {
        return rows;
    }
}
