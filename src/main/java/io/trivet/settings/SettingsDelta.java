package io.trivet.settings;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What changed between two texts of a broker's settings, by what it takes to change it on a broker that runs.
 *
 * @param clusterWide new values by name, for one order to the whole cluster; Kafka's own default where a setting was
 *     taken out of the file, since the process still holds what it read at its start
 * @param perBroker the same, for an order to this broker alone
 * @param restart names that only a restart changes; of settings that the version does not know, too
 */
public record SettingsDelta(
        SortedMap<String, String> clusterWide, SortedMap<String, String> perBroker, SortedSet<String> restart) {
    /** Source: {@code kafka.server.DynamicThreadPool.validateReconfiguration} of 3.9.2 and 4.3.1. */
    private static final List<String> POOLS = List.of(
            "background.threads",
            "num.io.threads",
            "num.network.threads",
            "num.recovery.threads.per.data.dir",
            "num.replica.fetchers");

    /** Nothing changed. */
    public static final SettingsDelta NOTHING = new SettingsDelta(new TreeMap<>(), new TreeMap<>(), new TreeSet<>());

    public SettingsDelta {
        clusterWide = Collections.unmodifiableSortedMap(clusterWide);
        perBroker = Collections.unmodifiableSortedMap(perBroker);
        restart = Collections.unmodifiableSortedSet(restart);
    }

    /** What changed from the settings that a broker of that version runs with to those that it must have. */
    public static SettingsDelta between(
            SortedMap<String, String> applied, SortedMap<String, String> wanted, Catalogue catalogue) {
        SortedMap<String, String> clusterWide = new TreeMap<>();
        SortedMap<String, String> perBroker = new TreeMap<>();
        SortedSet<String> restart = new TreeSet<>();
        SortedSet<String> names = new TreeSet<>(applied.keySet());
        names.addAll(wanted.keySet());
        for (String name : names) {
            Optional<Setting> setting = catalogue.broker(name);
            Optional<String> before = Optional.ofNullable(applied.get(name));
            Optional<String> after = Optional.ofNullable(wanted.get(name));
            if (before.equals(after)
                    || (before.isPresent()
                            && after.isPresent()
                            && setting.isPresent()
                            && same(setting.get(), before.get(), after.get()))) {
                continue;
            }
            Optional<String> value = after.or(() -> setting.map(Setting::fallback)
                    .filter(fallback -> fallback.present())
                    .map(fallback -> fallback.text()));
            UpdateMode mode = setting.map(Setting::update).orElse(UpdateMode.RESTART);
            String present = before.orElseGet(() -> setting.map(Setting::fallback)
                    .map(fallback -> fallback.text())
                    .orElse(""));
            if (mode == UpdateMode.RESTART || value.isEmpty() || isFarther(name, present, value.get())) {
                restart.add(name);
            } else if (mode == UpdateMode.CLUSTER_WIDE) {
                clusterWide.put(name, value.get());
            } else {
                perBroker.put(name, value.get());
            }
        }
        return new SettingsDelta(clusterWide, perBroker, restart);
    }

    /** Whether a pool of threads would become more than twice or less than half as large, which a broker refuses. */
    private static boolean isFarther(String name, String before, String after) {
        if (!POOLS.contains(name) || !before.matches("\\d+") || !after.matches("\\d+")) {
            return false;
        }
        BigDecimal old = new BigDecimal(before);
        BigDecimal wanted = new BigDecimal(after);
        BigDecimal two = BigDecimal.valueOf(2);
        return wanted.compareTo(old.multiply(two)) > 0 || wanted.multiply(two).compareTo(old) < 0;
    }

    /**
     * The same for a KRaft controller, which hears orders to the whole cluster and none to one broker.
     *
     * <p>Source: {@code kafka.server.ControllerServer} (DynamicConfigPublisher) and
     * {@code ConfigurationControlManager.clusterConfig} of 3.9.2 and 4.3.1.
     */
    public SettingsDelta ofController() {
        SortedSet<String> restarting = new TreeSet<>(restart);
        restarting.addAll(perBroker.keySet());
        return new SettingsDelta(clusterWide, new TreeMap<>(), restarting);
    }

    /** The same but for settings of these names. */
    public SettingsDelta without(SortedSet<String> names) {
        SortedMap<String, String> forAll = new TreeMap<>(clusterWide);
        SortedMap<String, String> forOne = new TreeMap<>(perBroker);
        SortedSet<String> restarting = new TreeSet<>(restart);
        forAll.keySet().removeAll(names);
        forOne.keySet().removeAll(names);
        restarting.removeAll(names);
        return new SettingsDelta(forAll, forOne, restarting);
    }

    /** Whether two texts are one value of a setting: {@code 1.0} and {@code 1}, or {@code a, b} and {@code a,b}. */
    public static boolean same(Setting setting, String one, String other) {
        return value(setting.type(), one).equals(value(setting.type(), other));
    }

    private static String value(SettingType type, String text) {
        return switch (type) {
            case SHORT, INT, LONG, DOUBLE -> number(text.strip());
            case BOOLEAN -> text.strip().toLowerCase(Locale.ROOT);
            case LIST -> String.join(",", List.of(text.strip().split("\\s*,\\s*", -1)));
            case STRING, CLASS, PASSWORD -> text.strip();
        };
    }

    private static String number(String text) {
        try {
            return new BigDecimal(text).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
