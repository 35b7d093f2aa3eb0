package io.trivet.platform.ec2.rule;

import io.trivet.kafka.MeantValue;
import io.trivet.kafka.MirrorCatalogue;
import io.trivet.kafka.MirrorDefaults;
import io.trivet.kafka.OwnedMirrorSettings;
import io.trivet.kafka.Setting;
import io.trivet.kafka.SettingDefault;
import io.trivet.kafka.SettingType;
import io.trivet.kafka.WorkerCatalogue;
import io.trivet.kafka.WorkerDefaults;
import io.trivet.platform.PlatformRule;
import io.trivet.problem.Words;
import io.trivet.process.MirrorMaker;
import io.trivet.stack.Mirrors;
import java.util.List;
import java.util.Optional;

/** What mirrors are told besides: names and values that MirrorMaker of that version takes. */
final class MirrorSettingRules {
    private static final String ALL = "mirrors.settings.";

    private final Ec2Subject subject;
    private final MirrorCatalogue known;
    private final String target;
    private final List<SettingDefault> ofFlow;

    private MirrorSettingRules(Ec2Subject subject, MirrorCatalogue known, Mirrors mirrors) {
        this.subject = subject;
        this.known = known;
        this.ofFlow = MirrorDefaults.all(subject.stack().brokers().nodes(), mirrors.nodes());
        this.target = MirrorMaker.alias(mirrors, subject.description().name()) + ".";
    }

    static void check(Ec2Subject subject, Mirrors mirrors) {
        subject.version()
                .map(MirrorCatalogue::of)
                .ifPresent(known -> new MirrorSettingRules(subject, known, mirrors).check(mirrors));
    }

    private void check(Mirrors mirrors) {
        mirrors.settings().forEach((name, value) -> {
            if (name.startsWith(target)) {
                ofTarget(name, value);
            } else {
                ofFlow(ALL + name, "mirrors.sources.<alias>", name, value);
            }
        });
        mirrors.sources()
                .forEach((alias, source) -> source.settings()
                        .forEach((name, value) -> ofFlow(
                                "mirrors.sources." + alias + ".settings." + name,
                                "mirrors.sources." + alias,
                                name,
                                value)));
    }

    private void ofFlow(String path, String source, String name, String value) {
        Optional<Setting> setting = known.ofFlow(name);
        Optional<String> owner = OwnedMirrorSettings.ofFlow(name, setting);
        if (owner.isPresent()) {
            owned(path, owner.get(), OwnedMirrorSettings.instead(name, source));
        } else if (setting.isEmpty()) {
            subject.error(Ec2Rule.MIRROR_SETTING, path, "the unknown setting " + name)
                    .must("be one that MirrorMaker of Kafka " + known.version()
                            + " knows for a source; in mirrors.settings," + " behind " + target
                            + ", stand those of the workers and of the producers that write copies")
                    .mend(known.ofTarget(name)
                            .map(worker -> "write " + ALL + target + name)
                            .orElseGet(() -> nearest("", name, known.names())));
        } else {
            value(path, setting.get(), value, ours(ofFlow, name));
        }
    }

    private static String nearest(String prefix, String name, List<String> known) {
        return Words.nearest(name, known)
                .map(nearest -> "write " + prefix + nearest + ", or remove it")
                .orElse("remove it");
    }

    private void ofTarget(String written, String value) {
        String path = ALL + written;
        String name = written.substring(target.length());
        Optional<Setting> setting = known.ofTarget(name);
        Optional<String> owner = OwnedMirrorSettings.ofTarget(name, setting);
        if (owner.isPresent()) {
            owned(path, owner.get(), OwnedMirrorSettings.instead(name, "mirrors.sources.<alias>"));
        } else if (setting.isEmpty()) {
            subject.error(Ec2Rule.MIRROR_SETTING, path, "the unknown setting " + name)
                    .must("be one that a worker of Kafka " + known.version()
                            + " knows; behind producer., consumer. and admin. stand those of its clients")
                    .mend(known.ofFlow(name)
                            .map(flow -> "write " + ALL + name)
                            .orElseGet(() -> nearest(
                                    target,
                                    name,
                                    WorkerCatalogue.of(known.version()).names())));
        } else {
            value(path, setting.get(), value, ours(WorkerDefaults.all(), name));
        }
    }

    private static Optional<String> ours(List<SettingDefault> rows, String name) {
        return rows.stream()
                .filter(row -> row.key().equals(name))
                .map(SettingDefault::value)
                .findFirst();
    }

    private void owned(String path, String owner, String mend) {
        subject.error(PlatformRule.SETTING_OWNED, path, "described")
                .must("be left out: " + owner)
                .mend(mend);
    }

    /** @param ours the value of a default of ours, where there is one */
    private void value(String path, Setting setting, String value, Optional<String> ours) {
        if (setting.type() == SettingType.PASSWORD) {
            subject.error(Ec2Rule.SETTING_SECRET, path, "a secret")
                    .must("not hold one: whatever is described is shown in previews, files and state")
                    .mend("remove it");
            return;
        }
        setting.check(value)
                .ifPresent(wrong -> subject.error(Ec2Rule.MIRROR_SETTING, path, value)
                        .must(wrong)
                        .mend("write " + MeantValue.of(setting, value).orElse("such a value") + ", or remove it"
                                + ours.or(() -> Optional.of(setting.fallback().text())
                                                .filter(text -> !text.isEmpty()))
                                        .map(text -> " to get " + text)
                                        .orElse("")));
    }
}
