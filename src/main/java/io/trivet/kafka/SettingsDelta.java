package io.trivet.kafka;

import java.util.Collections;
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
            SettingEdit edit = new SettingEdit(
                    name, Optional.ofNullable(applied.get(name)), Optional.ofNullable(wanted.get(name)));
            if (edit.isSame(catalogue)) {
                continue;
            }
            switch (edit.update(catalogue)) {
                case RESTART -> restart.add(name);
                case CLUSTER_WIDE -> clusterWide.put(name, edit.value(catalogue).orElseThrow());
                case PER_BROKER -> perBroker.put(name, edit.value(catalogue).orElseThrow());
            }
        }
        return new SettingsDelta(clusterWide, perBroker, restart);
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
}
