package io.trivet.adopt;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.OwnedSettings;
import io.trivet.kafka.SettingEdit;
import io.trivet.kafka.SettingType;
import io.trivet.operate.found.FoundBroker;
import io.trivet.operate.found.FoundCluster;
import io.trivet.operate.found.FoundSetting;
import io.trivet.problem.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;

/**
 * The settings that must be described for brokers to have what they have.
 *
 * <p>Goals, in this order: every setting that Trivet writes, and every one that was given to the brokers, has the value
 * that they have; what Trivet writes by itself is not described; what the platform has no place for is told.
 *
 * @param catalogue by which two texts are told to be one value
 * @param written what Trivet writes for what is described
 * @param refused why a description may not have a setting with a value; empty where it may
 * @param ofOne whether one broker may have another value of a setting
 */
record SharedSettings(
        Catalogue catalogue,
        UnaryOperator<SortedMap<String, String>> written,
        BiFunction<String, String, Optional<String>> refused,
        BiPredicate<FoundBroker, String> ofOne) {
    /** Each round may bring in a default that another described value moved; two are the most that were needed. */
    private static final int MOST_ROUNDS = 8;

    private static final String OWN = "own setting";

    /**
     * Those of all brokers of a cluster; gaps are added.
     *
     * @param already what is described: where it says the same as the brokers do, it stays as it is spelt there
     */
    SortedMap<String, String> of(FoundCluster found, SortedMap<String, String> already, List<Gap> gaps) {
        SortedMap<String, String> effective = new TreeMap<>();
        SortedMap<String, String> given = new TreeMap<>();
        for (String name : found.settings()) {
            if (OwnedSettings.reason(name).isPresent()) {
                continue;
            }
            String value = found.most(name);
            effective.put(name, value);
            if (found.isGiven(name)) {
                given.put(name, value);
                odd(found, name, value, gaps);
            }
        }
        hidden(found, gaps);
        return spelt(of(given, effective, gaps), effective, already);
    }

    /** The same, with what is described already where it says the same as the brokers do, as it is spelt there. */
    SortedMap<String, String> spelt(
            SortedMap<String, String> described,
            SortedMap<String, String> effective,
            SortedMap<String, String> already) {
        SortedMap<String, String> spelt = new TreeMap<>(described);
        already.forEach((name, value) -> {
            if (effective.containsKey(name) && same(name, effective.getOrDefault(name, ""), value)) {
                spelt.put(name, value);
            }
        });
        return spelt;
    }

    /**
     * Those that were given, as far as they say more than Trivet writes by itself.
     *
     * @param given to the brokers, by name
     * @param effective what holds, by name; of more names than were given
     */
    SortedMap<String, String> of(SortedMap<String, String> given, SortedMap<String, String> effective, List<Gap> gaps) {
        SortedMap<String, String> described = new TreeMap<>();
        given.forEach((name, value) -> {
            Optional<String> why = catalogue.broker(name).isEmpty()
                    ? Optional.of("Kafka " + catalogue.version() + " has no such setting")
                    : refused.apply(name, value);
            if (why.isPresent()) {
                gaps.add(Gap.leftOut("setting", name + shown(name, value) + ": " + why.get()));
            } else {
                described.put(name, value);
            }
        });
        for (int round = 0; round < MOST_ROUNDS && (removes(described) | adds(described, effective)); round++) {
            continue;
        }
        return described;
    }

    private String shown(String name, String value) {
        boolean plain = catalogue
                .broker(name)
                .filter(setting -> setting.type() != SettingType.PASSWORD)
                .isPresent();
        return plain ? "=" + value : "";
    }

    /** Takes away what Trivet would write as well. */
    private boolean removes(SortedMap<String, String> described) {
        SortedMap<String, String> left = new TreeMap<>(described);
        left.forEach((name, value) -> {
            SortedMap<String, String> without = new TreeMap<>(described);
            without.remove(name);
            String other = written.apply(without).get(name);
            if (other != null && same(name, other, value)) {
                described.remove(name);
            }
        });
        return described.size() < left.size();
    }

    /** Adds what Trivet would write otherwise than it is. */
    private boolean adds(SortedMap<String, String> described, SortedMap<String, String> effective) {
        int before = described.size();
        written.apply(described).forEach((name, value) -> {
            String is = effective.get(name);
            if (is != null && !described.containsKey(name) && !same(name, is, value)) {
                described.put(name, is);
            }
        });
        return described.size() > before;
    }

    private boolean same(String name, String one, String other) {
        return catalogue
                .broker(name)
                .map(setting -> SettingEdit.same(setting, one, other))
                .orElse(one.equals(other));
    }

    /** Brokers with another value than most, or with none. */
    private void odd(FoundCluster found, String name, String value, List<Gap> gaps) {
        for (FoundBroker broker : found.brokers()) {
            FoundSetting own = broker.settings().get(name);
            if (own == null && broker.hidden().contains(name)) {
                continue;
            }
            String is = own == null ? "" : own.value();
            if (!same(name, is, value) && !(own != null && ofOne.test(broker, name))) {
                gaps.add(Gap.leftOut(
                        OWN,
                        name + (own == null ? " unset" : "=" + is) + " of broker " + broker.id() + ", where " + value
                                + " is described, as most have it"));
            }
        }
    }

    private static void hidden(FoundCluster found, List<Gap> gaps) {
        SortedMap<String, List<String>> brokers = new TreeMap<>();
        found.brokers()
                .forEach(broker -> broker.hidden()
                        .forEach(name -> brokers.computeIfAbsent(name, key -> new ArrayList<>())
                                .add(Integer.toString(broker.id()))));
        brokers.forEach((name, ids) -> gaps.add(Gap.untold(
                "setting",
                name + " of " + Words.count(ids.size(), "broker")
                        + ": Kafka hides secrets, and what it does not define itself")));
    }
}
