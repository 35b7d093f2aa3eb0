package io.trivet.platform;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.Setting;
import java.util.Optional;

/** Whether a setting is one of a server or of a topic: one name can be both, with two meanings. */
public enum SettingKind {
    BROKER,
    TOPIC;

    /** The setting of this name; empty when the catalogue has none. */
    public Optional<Setting> setting(Catalogue catalogue, String key) {
        return this == BROKER ? catalogue.broker(key) : catalogue.topic(key);
    }
}
