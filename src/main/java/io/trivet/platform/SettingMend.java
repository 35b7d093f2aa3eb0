package io.trivet.platform;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.Fallback;
import io.trivet.kafka.GoneSetting;
import io.trivet.kafka.MeantSetting;
import io.trivet.kafka.Setting;
import io.trivet.kafka.SettingType;
import io.trivet.problem.Words;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BiPredicate;

/**
 * What to do about a setting whose name is unknown where it stands: write what it is meant to be, with the value that
 * means the same, or remove what nothing reads. Followed word by word it leads to a description that is accepted and
 * means the same.
 */
public final class SettingMend {
    private final Catalogue known;
    private final SettingKind kind;
    private final SortedMap<String, String> beside;
    private final BiPredicate<String, String> takes;

    /**
     * Where an unknown setting stands.
     *
     * @param known the settings that can stand there
     * @param beside what else stands there
     * @param takes whether the platform takes a setting of this name and value
     */
    public SettingMend(
            Catalogue known, SettingKind kind, SortedMap<String, String> beside, BiPredicate<String, String> takes) {
        this.known = known;
        this.kind = kind;
        this.beside = beside;
        this.takes = takes;
    }

    /** The mend of a setting. */
    public String of(String key, String value) {
        boolean topic = kind == SettingKind.TOPIC;
        Optional<String> own = topic ? ofTopicItself(key, value) : Optional.empty();
        if (own.isPresent()) {
            return own.get();
        }
        Optional<String> client = known.client(key);
        if (client.isPresent()) {
            return "remove it, and give it to the " + client.get();
        }
        List<SortedMap<String, String>> meant = MeantSetting.of(known, topic, key, value).stream()
                .filter(settings -> settings.entrySet().stream().allMatch(one -> isTaken(one.getKey(), one.getValue())))
                .toList();
        for (SortedMap<String, String> settings : meant) {
            Optional<String> said = settings.keySet().stream()
                    .flatMap(name -> said(name).stream())
                    .findFirst();
            if (said.isPresent()) {
                return "remove it: " + said.get() + " stands beside it";
            }
        }
        if (!meant.isEmpty()) {
            return "write "
                    + Words.list(meant.get(0).entrySet().stream()
                            .map(one -> one.getKey() + ": " + one.getValue())
                            .toList())
                    + " instead";
        }
        return GoneSetting.of(topic, key)
                .map(gone -> "remove it: " + gone.why())
                .orElse(
                        kind.setting(known, key).isPresent()
                                ? "remove it"
                                : "remove it: nothing reads it, and what it was meant to be cannot be told");
    }

    /** What of a topic is no setting of it. */
    private static Optional<String> ofTopicItself(String key, String value) {
        String count = value.strip();
        if (!count.matches("[1-9]\\d{0,5}")) {
            return Optional.empty();
        }
        return switch (key) {
            case "partitions", "num.partitions" ->
                Optional.of("write partitions: " + count + " beside settings instead");
            case "replicas", "replication.factor", "default.replication.factor" ->
                Optional.of("write replicas: " + count + " beside settings instead");
            default -> Optional.empty();
        };
    }

    private boolean isTaken(String name, String value) {
        return kind.setting(known, name)
                        .filter(setting -> setting.type() != SettingType.PASSWORD)
                        .filter(setting -> setting.check(value).isEmpty())
                        .isPresent()
                && takes.test(name, value);
    }

    /** What stands there already and says the same as a setting of this name. */
    private Optional<String> said(String name) {
        if (beside.containsKey(name)) {
            return Optional.of(name);
        }
        return known.topics().values().stream()
                .map(Setting::fallback)
                .map(Fallback::settings)
                .filter(names -> kind == SettingKind.BROKER && names.contains(name))
                .flatMap(List::stream)
                .filter(beside::containsKey)
                .findFirst();
    }
}
