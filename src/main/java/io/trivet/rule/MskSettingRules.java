package io.trivet.rule;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.Setting;
import io.trivet.platform.msk.MskRefusal;
import io.trivet.platform.msk.MskSettings;
import java.util.Optional;

/** Each setting by itself: the flavour of Amazon MSK takes it, and its value can be read. */
final class MskSettingRules {
    private MskSettingRules() {}

    static void check(MskSubject subject) {
        subject.kafka()
                .ifPresent(kafka -> subject.catalogue().ifPresent(taken -> {
                    subject.described().forEach((key, value) -> broker(subject, kafka, taken, key, value));
                    subject.topics()
                            .forEach((name, topic) -> topic.settings()
                                    .forEach((key, value) -> topic(
                                            subject, kafka, taken, "topics." + name + ".settings." + key, key, value)));
                }));
    }

    private static void broker(MskSubject subject, Catalogue kafka, Catalogue taken, String key, String value) {
        String path = "brokers.settings." + key;
        Optional<MskRefusal> refusal = MskRefusal.ofBroker(subject.type(), kafka, subject.mode(), key, value);
        Optional<Setting> setting = taken.broker(key);
        if (key.equals(MskSettings.CUSTOM_LISTENERS)) {
            subject.error(
                    Rule.SETTING_OWNED,
                    path,
                    "described",
                    "be left out: listeners follow from msk.names, with the load balancer and the record that they need",
                    "describe msk.names, and remove it");
        } else if (refusal.isPresent()) {
            refused(subject, path, key, "", refusal.get());
        } else if (setting.isEmpty()) {
            unknown(subject, path, key, "broker", taken.nearestBroker(key));
        } else {
            SettingRules.value(subject, path, value, setting.get());
        }
    }

    private static void topic(
            MskSubject subject, Catalogue kafka, Catalogue taken, String path, String key, String value) {
        Optional<MskRefusal> refusal = MskRefusal.ofTopic(subject.type(), kafka, subject.mode(), key);
        Optional<Setting> setting = taken.topic(key);
        if (refusal.isPresent()) {
            refused(subject, path, key, "topics of ", refusal.get());
        } else if (setting.isEmpty()) {
            unknown(subject, path, key, "topic", taken.nearestTopic(key));
        } else {
            SettingRules.value(subject, path, value, setting.get());
        }
    }

    private static void refused(MskSubject subject, String path, String key, String of, MskRefusal refusal) {
        subject.error(
                Rule.MSK_SETTING,
                path,
                key + " for " + of + subject.type().title(),
                "be left out: " + refusal.reason(),
                refusal.mend());
    }

    private static void unknown(MskSubject subject, String path, String key, String kind, Optional<String> nearest) {
        subject.error(
                Rule.SETTING_UNKNOWN,
                path,
                "the unknown setting " + key,
                "be a " + kind + " setting that " + subject.type().title() + " takes",
                nearest.map(name -> "write " + name + ", or remove it").orElse("remove it"));
    }
}
