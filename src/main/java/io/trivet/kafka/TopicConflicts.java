package io.trivet.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Why Kafka does not make a topic although each of its settings by itself is right. What a topic does not say it has
 * from the brokers.
 *
 * <p>Source: {@code LogConfig.validate} of 3.9.2 and 4.3.1.
 */
public final class TopicConflicts {
    private static final List<String> THROTTLED =
            List.of("follower.replication.throttled.replicas", "leader.replication.throttled.replicas");

    private final Catalogue catalogue;
    private final SortedMap<String, String> inherited;

    /** For topics of brokers with these settings. */
    public TopicConflicts(Catalogue catalogue, SortedMap<String, String> brokers) {
        this.catalogue = catalogue;
        this.inherited = inherited(catalogue, brokers);
    }

    /** Two settings of a topic that exclude each other. */
    public List<Conflict> of(SortedMap<String, String> described) {
        Effective topic = effective(described);
        List<Conflict> conflicts =
                new ArrayList<>(RelationConflicts.of(catalogue.relations().topics(), topic));
        THROTTLED.stream()
                .filter(key -> topic.isDescribed(key) && catalogue.topic(key).isPresent())
                .filter(key -> !isReplicas(described.getOrDefault(key, "")))
                .forEach(key -> conflicts.add(new Conflict(
                        key,
                        described.getOrDefault(key, ""),
                        "be replicas as partition:broker, parted by commas, or * for all",
                        "remove it: what throttles a move of replicas is no part of a description")));
        return conflicts;
    }

    /** Source: {@code ThrottledReplicaListValidator}. */
    private static boolean isReplicas(String value) {
        return value.strip().equals("*")
                || List.of(value.split(",", -1)).stream()
                        .allMatch(replica -> replica.strip().matches("([0-9]+:[0-9]+)?"));
    }

    /**
     * What tiered storage does not take.
     *
     * @param tiers whether the brokers have it; empty where that is not theirs to say
     */
    public List<Conflict> tiered(MetadataMode mode, SortedMap<String, String> described, Optional<Boolean> tiers) {
        return TieredConflicts.ofTopic(effective(described), mode, tiers);
    }

    private Effective effective(SortedMap<String, String> described) {
        SortedMap<String, String> written = new TreeMap<>(inherited);
        written.putAll(described);
        return new Effective(catalogue.topics(), written, new TreeSet<>(List.copyOf(described.keySet())));
    }

    private static SortedMap<String, String> inherited(Catalogue catalogue, SortedMap<String, String> brokers) {
        Effective servers = new Effective(catalogue.brokers(), brokers, new TreeSet<>());
        SortedMap<String, String> written = new TreeMap<>();
        catalogue.topics().forEach((name, setting) -> {
            List<String> fallbacks = setting.fallback().settings();
            for (String broker : fallbacks) {
                Optional<String> value = servers.text(broker)
                        .filter(text ->
                                brokers.containsKey(broker) || broker.equals(fallbacks.get(fallbacks.size() - 1)));
                if (value.isPresent()) {
                    written.put(name, inUnit(broker, value.get(), name));
                    break;
                }
            }
        });
        return written;
    }

    /** Topics count in milliseconds what brokers count in hours and minutes, too; below 0 is no limit. */
    private static String inUnit(String broker, String value, String topic) {
        if (broker.startsWith("log.retention.") && value.startsWith("-") && !broker.endsWith("bytes")) {
            return "-1";
        }
        return Unit.converted(broker, value, topic).orElse(value);
    }
}
