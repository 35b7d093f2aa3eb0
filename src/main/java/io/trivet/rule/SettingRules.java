package io.trivet.rule;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.MeantValue;
import io.trivet.kafka.Setting;
import io.trivet.platform.SettingKind;
import io.trivet.platform.SettingMend;
import io.trivet.platform.Subject;
import io.trivet.problem.Finding;
import io.trivet.problem.Words;
import java.util.Optional;
import java.util.SortedMap;

/** Each setting by itself: the platform takes it, Kafka knows it, and its value can be read. */
final class SettingRules {
    private SettingRules() {}

    static void check(Subject subject) {
        subject.catalogue().ifPresent(known -> {
            subject.sections()
                    .forEach(section -> check(subject, known, SettingKind.BROKER, section.path(), section.described()));
            subject.description()
                    .topics()
                    .forEach((name, topic) ->
                            check(subject, known, SettingKind.TOPIC, "topics." + name + ".settings", topic.settings()));
        });
    }

    private static void check(
            Subject subject, Catalogue known, SettingKind kind, String path, SortedMap<String, String> settings) {
        settings.forEach((key, value) -> subject.refusal(kind, path, key, value)
                .or(() -> kind.setting(known, key)
                        .map(setting -> value(subject, kind, path, setting, value))
                        .orElseGet(() -> Optional.of(unknown(subject, known, kind, path, settings, key))))
                .ifPresent(finding -> subject.report(path + "." + key, finding)));
    }

    private static Finding unknown(
            Subject subject,
            Catalogue known,
            SettingKind kind,
            String path,
            SortedMap<String, String> settings,
            String key) {
        SettingMend mend = new SettingMend(
                known,
                kind,
                settings,
                (name, value) -> subject.refusal(kind, path, name, value).isEmpty());
        return Finding.error(CommonRule.SETTING_UNKNOWN, "the unknown setting " + key)
                .must("be a " + Words.of(kind) + " setting that " + subject.knows(kind, key))
                .mend(mend.of(key, settings.getOrDefault(key, "")));
    }

    private static Optional<Finding> value(
            Subject subject, SettingKind kind, String path, Setting setting, String value) {
        return setting.check(value)
                .map(must -> Finding.error(CommonRule.SETTING_VALUE, value)
                        .must(must)
                        .mend("write " + MeantValue.of(setting, value).orElse("such a value") + ", or remove it"
                                + subject.otherwise(kind, path, setting.name())
                                        .filter(text -> !text.isEmpty())
                                        .map(text -> " to get " + text)
                                        .orElse("")));
    }
}
