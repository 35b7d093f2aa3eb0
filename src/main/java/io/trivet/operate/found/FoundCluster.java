package io.trivet.operate.found;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A cluster that runs, as its brokers tell it.
 *
 * @param id as Kafka keeps it in every data folder
 * @param brokers by id, at least one
 * @param voters ids of the voters of its KRaft quorum, sorted; none with ZooKeeper, or where that was not answered
 * @param features levels of Kafka's features
 * @param topics by name, Kafka's own too
 * @param access who may do what
 * @param unanswered questions that it did not answer, each with its reason
 */
public record FoundCluster(
        String id,
        List<FoundBroker> brokers,
        List<Integer> voters,
        Features features,
        List<FoundTopic> topics,
        FoundAccess access,
        List<String> unanswered) {
    public FoundCluster {
        brokers = List.copyOf(brokers);
        voters = List.copyOf(voters);
        topics = List.copyOf(topics);
        unanswered = List.copyOf(unanswered);
    }

    /**
     * Levels of Kafka's features by name.
     *
     * @param finalised that hold
     * @param supported the highest that the brokers know
     */
    public record Features(SortedMap<String, Short> finalised, SortedMap<String, Short> supported) {
        /** None that was told. */
        public static final Features NONE = new Features(new TreeMap<>(), new TreeMap<>());
    }

    /** Whether each of its brokers is a controller, too, and no other server is one. */
    public boolean isCombined() {
        return !voters.isEmpty()
                && voters.equals(brokers.stream().map(FoundBroker::id).toList());
    }

    /** The value that most brokers have of a setting, the lower id first where as many have another; empty for none. */
    public String most(String setting) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        String most = "";
        for (FoundBroker broker : brokers) {
            FoundSetting found = broker.settings().get(setting);
            if (found != null) {
                counts.merge(found.value(), 1, Integer::sum);
            }
        }
        int count = 0;
        for (FoundBroker broker : brokers) {
            FoundSetting found = broker.settings().get(setting);
            if (found != null && counts.getOrDefault(found.value(), 0) > count) {
                most = found.value();
                count = counts.getOrDefault(most, 0);
            }
        }
        return most;
    }

    /** Names of the settings that a broker has, sorted. */
    public SortedSet<String> settings() {
        SortedSet<String> names = new TreeSet<>();
        brokers.forEach(broker -> names.addAll(broker.settings().keySet()));
        return names;
    }

    /** The same without settings that have these values, or of which brokers do not tell the value. */
    public FoundCluster without(SortedMap<String, String> known) {
        List<FoundBroker> others = new ArrayList<>();
        for (FoundBroker broker : brokers) {
            SortedMap<String, FoundSetting> settings = new TreeMap<>(broker.settings());
            settings.entrySet().removeIf(setting -> setting.getValue().value().equals(known.get(setting.getKey())));
            SortedSet<String> hidden = new TreeSet<>(broker.hidden());
            hidden.removeAll(known.keySet());
            others.add(broker.with(settings, hidden));
        }
        return new FoundCluster(id, others, voters, features, topics, access, unanswered);
    }

    /** Whether any broker was given this setting, rather than having it by itself. */
    public boolean isGiven(String setting) {
        return brokers.stream()
                .map(broker -> broker.settings().get(setting))
                .anyMatch(found -> found != null && found.source() != FoundSetting.Source.DEFAULT);
    }
}
