package io.trivet.rule;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.MeantValue;
import io.trivet.kafka.Setting;
import io.trivet.platform.Section;
import io.trivet.platform.SettingKind;
import io.trivet.platform.SettingMend;
import io.trivet.platform.Subject;
import io.trivet.problem.Finding;
import io.trivet.problem.Words;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Each setting by itself: the platform takes it, Kafka or a plugin knows it, its value can be read, and the classes
 * that it names are there.
 */
final class SettingRules {
    private final Subject subject;
    private final Catalogue known;
    private final SettingKind kind;
    private final String path;
    private final SortedMap<String, String> described;
    private final ClassRules classes;

    /** What Kafka hands on; nothing where the platform takes no plugins, and of topics. */
    private final Optional<PassedRules> passed;

    private SettingRules(
            Subject subject,
            Catalogue known,
            SettingKind kind,
            String path,
            SortedMap<String, String> described,
            Optional<PassedRules> passed) {
        this.subject = subject;
        this.known = known;
        this.kind = kind;
        this.path = path;
        this.described = described;
        this.classes = new ClassRules(known.version(), subject.plugins());
        this.passed = passed;
    }

    static void check(Subject subject) {
        subject.catalogue().ifPresent(known -> {
            for (Section section : subject.sections()) {
                Optional<PassedRules> passed =
                        subject.plugins().map(plugins -> new PassedRules(known, plugins, section));
                new SettingRules(subject, known, SettingKind.BROKER, section.path(), section.described(), passed)
                        .check();
            }
            subject.description()
                    .topics()
                    .forEach((name, topic) -> new SettingRules(
                                    subject,
                                    known,
                                    SettingKind.TOPIC,
                                    "topics." + name + ".settings",
                                    topic.settings(),
                                    Optional.empty())
                            .check());
        });
    }

    private void check() {
        described.forEach((key, value) -> subject.refusal(kind, path, key, value)
                .or(() -> kind.setting(known, key)
                        .map(setting -> value(setting, value))
                        .orElseGet(() -> other(key, value)))
                .ifPresent(finding -> subject.report(path + "." + key, finding)));
    }

    /** What is wrong with a setting that no definition has. */
    private Optional<Finding> other(String key, String value) {
        return passed.filter(rules -> rules.isPassed(key))
                .map(rules -> rules.check(key, value))
                .orElseGet(() -> Optional.of(unknown(key)));
    }

    private Finding unknown(String key) {
        SettingMend mend = new SettingMend(
                known,
                kind,
                described,
                (name, value) -> subject.refusal(kind, path, name, value).isEmpty()
                        && named(name, value).isEmpty()
                        && listed(name, value).isEmpty());
        String found =
                known.client(key).map(whose -> key + ", a setting of " + whose).orElse("the unknown setting " + key);
        return Finding.error(CommonRule.SETTING_UNKNOWN, found)
                .must("be a " + Words.of(kind) + " setting that " + subject.knows(kind, key))
                .mend(mend.of(key, described.getOrDefault(key, "")));
    }

    private Optional<Finding> value(Setting setting, String value) {
        if (passed.filter(rules -> rules.isProvided(value)).isPresent()) {
            return Optional.empty();
        }
        return setting.check(value)
                .map(must -> Finding.error(CommonRule.SETTING_VALUE, value)
                        .must(must)
                        .mend("write " + MeantValue.of(setting, value).orElse("such a value") + ", or remove it"
                                + subject.otherwise(kind, path, setting.name())
                                        .filter(text -> !text.isEmpty())
                                        .map(text -> " to get " + text)
                                        .orElse("")))
                .or(() -> named(setting.name(), value))
                .or(() -> listed(setting.name(), value));
    }

    /**
     * What is wrong with the providers of values, which one version has in its definition and hands on all the same.
     */
    private Optional<Finding> listed(String name, String value) {
        return passed.filter(rules -> rules.isAlsoPassed(name)).flatMap(rules -> rules.check(name, value));
    }

    /** What is wrong with the classes that a setting names; those of a folder on an image of one's own are its own. */
    private Optional<Finding> named(String name, String value) {
        String folder = name.replaceFirst("\\.name$", ".path");
        boolean elsewhere = !folder.equals(name) && described.containsKey(folder);
        return kind == SettingKind.BROKER && !elsewhere ? classes.check(name, value) : Optional.empty();
    }
}
