package io.trivet.rule;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.Setting;
import io.trivet.platform.SettingKind;
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
        settings.forEach((key, value) -> subject.refusal(kind, key, value)
                .or(() -> kind.setting(known, key)
                        .map(setting -> value(setting, value))
                        .orElseGet(() -> Optional.of(unknown(subject, known, kind, key))))
                .ifPresent(finding -> subject.report(path + "." + key, finding)));
    }

    private static Finding unknown(Subject subject, Catalogue known, SettingKind kind, String key) {
        return Finding.error(CommonRule.SETTING_UNKNOWN, "the unknown setting " + key)
                .must("be a " + Words.of(kind) + " setting that " + subject.knows(kind, key))
                .mend(kind.nearest(known, key)
                        .map(name -> "write " + name + ", or remove it")
                        .orElse("remove it"));
    }

    private static Optional<Finding> value(Setting setting, String value) {
        boolean said =
                setting.fallback().present() && !setting.fallback().text().isEmpty();
        String otherwise = said ? " to get " + setting.fallback().text() : "";
        return setting.check(value)
                .map(must -> Finding.error(CommonRule.SETTING_VALUE, value)
                        .must(must)
                        .mend("write such a value, or remove it" + otherwise));
    }
}
