package io.trivet.rule;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.OwnedSettings;
import io.trivet.kafka.Setting;
import io.trivet.kafka.SettingType;
import io.trivet.stack.OnEc2;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Each setting by itself: Kafka knows it, its value can be read, and it is the user's to set. */
final class SettingRules {
    /** What only KRaft reads; ZooKeeper's own begin with its name. */
    private static final List<String> KRAFT_ONLY = List.of(
            "broker.heartbeat.interval.ms",
            "broker.session.timeout.ms",
            "initial.broker.registration.timeout.ms",
            "metadata.",
            "controller.quorum.");

    private SettingRules() {}

    static void check(Subject subject) {
        subject.catalogue().ifPresent(catalogue -> check(subject, catalogue));
    }

    private static void check(Subject subject, Catalogue catalogue) {
        OnEc2 stack = subject.stack();
        brokerLevel(subject, catalogue, "brokers.settings", stack.brokers().settings());
        stack.controllers()
                .ifPresent(quorum -> brokerLevel(subject, catalogue, "controllers.settings", quorum.settings()));
        subject.topics()
                .forEach((name, topic) -> topic.settings().forEach((key, value) -> {
                    String path = "topics." + name + ".settings." + key;
                    Optional<Setting> setting = catalogue.topic(key);
                    if (setting.isEmpty()) {
                        unknown(subject, path, key, "topic", catalogue.nearestTopic(key));
                    } else {
                        value(subject, path, value, setting.get());
                    }
                }));
    }

    private static void brokerLevel(
            Subject subject, Catalogue catalogue, String parent, SortedMap<String, String> settings) {
        settings.forEach((key, value) -> {
            String path = parent + "." + key;
            Optional<Setting> setting = catalogue.broker(key);
            Optional<String> owner = OwnedSettings.reason(key);
            if (owner.isPresent()) {
                subject.error(Rule.SETTING_OWNED, path, "described", "be left out: " + owner.get(), "remove it");
            } else if (isOfOtherMode(subject.stack(), key)) {
                String mode = subject.stack().usesZooKeeper() ? "zookeeper" : "kraft";
                subject.error(
                        Rule.SETTING_OTHER_MODE,
                        path,
                        "described",
                        "not be, since nothing reads it when kafka.metadata is " + mode,
                        "remove it");
            } else if (setting.isEmpty()) {
                unknown(subject, path, key, "broker", catalogue.nearestBroker(key));
            } else if (setting.get().type() == SettingType.PASSWORD) {
                subject.error(
                        Rule.SETTING_SECRET,
                        path,
                        "a secret",
                        "not hold one: whatever is described is shown in previews, files and state",
                        "remove it");
            } else {
                value(subject, path, value, setting.get());
            }
        });
    }

    private static boolean isOfOtherMode(OnEc2 stack, String key) {
        return stack.usesZooKeeper() ? KRAFT_ONLY.stream().anyMatch(key::startsWith) : key.startsWith("zookeeper.");
    }

    private static void unknown(Subject subject, String path, String key, String kind, Optional<String> nearest) {
        OnEc2 stack = subject.stack();
        String elsewhere = Arrays.stream(KafkaVersion.values())
                .filter(version -> !version.text().equals(stack.kafka().version()))
                .filter(version -> kind.equals("topic")
                        ? Catalogue.of(version).topic(key).isPresent()
                        : Catalogue.of(version).broker(key).isPresent())
                .map(version -> "Kafka " + version)
                .reduce((first, second) -> first + " and " + second)
                .map(versions -> " (" + versions + " does)")
                .orElse("");
        subject.error(
                Rule.SETTING_UNKNOWN,
                path,
                "the unknown setting " + key,
                "be a " + kind + " setting that Kafka " + stack.kafka().version() + " knows" + elsewhere
                        + ", since Kafka ignores others in silence",
                nearest.map(name -> "write " + name + ", or remove it").orElse("remove it"));
    }

    static void value(Findings subject, String path, String value, Setting setting) {
        setting.check(value)
                .ifPresent(must -> subject.error(
                        Rule.SETTING_VALUE,
                        path,
                        NameRules.quoted(value),
                        must,
                        "write such a value, or remove it" + otherwise(setting)));
    }

    private static String otherwise(Setting setting) {
        boolean said =
                setting.fallback().present() && !setting.fallback().text().isEmpty();
        return said ? " to get " + setting.fallback().text() : "";
    }
}
