package io.trivet.operate;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.SettingEdit;
import io.trivet.kafka.SettingsDelta;
import io.trivet.kafka.UpdateMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Values that stand above the file of a broker: for it alone, or for the whole cluster.
 *
 * @param broker of this broker, by name
 * @param cluster of all brokers, by name
 */
public record Overrides(SortedMap<String, String> broker, SortedMap<String, String> cluster) {
    public Overrides {
        broker = Collections.unmodifiableSortedMap(broker);
        cluster = Collections.unmodifiableSortedMap(cluster);
    }

    /** None. */
    public static final Overrides NONE = new Overrides(new TreeMap<>(), new TreeMap<>());

    /**
     * An order to the cluster or to one broker.
     *
     * @param value to be set; empty where the override is to go
     */
    public record Order(boolean wholeCluster, String name, String value, boolean remove) {}

    /**
     * The orders after which a running broker has all that is wanted of it and needs no restart: what has changed is
     * set; a value that was set for this broker alone goes where the file speaks for all; and a value for the cluster
     * that is not the file's is set to it. That one stays: a process reads its file once, and would fall back to the
     * value that it read. Settings that the file does not name stay as they were set. What the broker has of its own is
     * no order to the cluster, and stands above what the cluster was ordered.
     *
     * @param alone names of settings that the broker has of its own
     */
    public List<Order> orders(
            SettingsDelta delta, SortedMap<String, String> wanted, SortedSet<String> alone, Catalogue catalogue) {
        SortedMap<String, String> forAll = new TreeMap<>(delta.clusterWide());
        forAll.keySet().removeAll(alone);
        cluster.forEach((name, value) -> catalogue.broker(name).ifPresent(setting -> {
            String meant = forAll.getOrDefault(name, wanted.get(name));
            if (meant == null || alone.contains(name)) {
                return;
            }
            if (SettingEdit.same(setting, value, meant)) {
                forAll.remove(name);
            } else {
                forAll.put(name, meant);
            }
        }));
        List<Order> orders = new ArrayList<>();
        forAll.forEach((name, value) -> orders.add(new Order(true, name, value, false)));
        broker.keySet().stream()
                .filter(name -> !alone.contains(name))
                .filter(name -> wanted.containsKey(name) || delta.clusterWide().containsKey(name))
                .filter(name -> catalogue
                        .broker(name)
                        .filter(setting -> setting.update() == UpdateMode.CLUSTER_WIDE)
                        .isPresent())
                .forEach(name -> orders.add(new Order(false, name, "", true)));
        delta.perBroker().forEach((name, value) -> orders.add(new Order(false, name, value, false)));
        alone.stream()
                .filter(name -> !delta.perBroker().containsKey(name) && wanted.containsKey(name))
                .filter(name -> delta.clusterWide().containsKey(name) || isHidden(name, wanted, catalogue))
                .forEach(name -> orders.add(new Order(false, name, wanted.getOrDefault(name, ""), false)));
        return List.copyOf(orders);
    }

    /** Whether another value than the file's stands above it. */
    private boolean isHidden(String name, SortedMap<String, String> wanted, Catalogue catalogue) {
        String above = broker.getOrDefault(name, cluster.getOrDefault(name, ""));
        return (broker.containsKey(name) || cluster.containsKey(name))
                && catalogue
                        .broker(name)
                        .filter(setting -> !SettingEdit.same(setting, above, wanted.getOrDefault(name, "")))
                        .isPresent();
    }
}
