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

    /** The name that a wrong one most resembles; empty when none comes near. */
    public Optional<String> nearest(Catalogue catalogue, String key) {
        return this == BROKER ? catalogue.nearestBroker(key) : catalogue.nearestTopic(key);
    }
}
