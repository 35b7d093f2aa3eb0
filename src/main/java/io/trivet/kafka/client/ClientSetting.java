package io.trivet.kafka.client;

import io.trivet.kafka.SettingDefault;
import java.util.Optional;

/**
 * A setting that a preset gives to kafka-clients.
 *
 * @param since first version that knows the name and the value
 * @param former what earlier versions have where nothing is written; absent where that never changed
 */
record ClientSetting(SettingDefault row, ClientVersion since, Optional<Former> former) {
    /**
     * A default that is none any more.
     *
     * @param until first version with another default
     */
    record Former(ClientVersion until, String value) {}

    static ClientSetting of(String key, String value, String reason, String source) {
        return new ClientSetting(
                new SettingDefault(key, value, reason, source), ClientVersion.of(0, 9), Optional.empty());
    }

    /** The same, known since a version only. */
    ClientSetting since(int major, int minor) {
        return new ClientSetting(row, ClientVersion.of(major, minor), former);
    }

    /** The same, with the default of versions before one. */
    ClientSetting before(int major, int minor, String value) {
        return new ClientSetting(row, since, Optional.of(new Former(ClientVersion.of(major, minor), value)));
    }

    /** As it is written for a version; where nothing of it were, an old client would do something else. */
    SettingDefault in(ClientVersion version) {
        return former.filter(old -> !version.isAtLeast(old.until()))
                .map(old -> new SettingDefault(
                        row.key(),
                        row.value(),
                        row.reason() + " (" + old.value() + " by default before " + old.until() + ")",
                        row.source()))
                .orElse(row);
    }
}
