package io.trivet.kafka;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The settings of workers that Trivet computes from the description, so that no description may set them. */
public final class OwnedWorkerSettings {
    private static final String TOPICS =
            "workers keep what they know in topics of their own, which are made once, with a copy in each zone";
    private static final String REST =
            "the REST API follows from the nodes, their addresses and their names in dns.zone";
    private static final String PLAIN = "workers speak with the brokers as these are described";
    private static final SortedMap<String, String> REASONS = reasons();

    /** What stands before settings of TLS and of logins, of the workers themselves and of their clients. */
    private static final List<String> LOGINS = List.of("security.", "ssl.", "sasl.", "listeners.https.");

    private static final List<String> CLIENTS = List.of("producer.", "consumer.", "admin.");

    private OwnedWorkerSettings() {}

    /** Why this setting is not the user's to set; empty when it is. */
    public static Optional<String> reason(String key) {
        String own = CLIENTS.stream()
                .filter(key::startsWith)
                .findFirst()
                .map(client -> key.substring(client.length()))
                .orElse(key);
        if (own.equals("bootstrap.servers") || LOGINS.stream().anyMatch(own::startsWith)) {
            return Optional.of(PLAIN);
        }
        return Optional.ofNullable(REASONS.get(key));
    }

    /** What to do about one that is described: remove it, or write what says the same. */
    public static String instead(String key) {
        return switch (key) {
            case "plugin.path" -> "remove it, and describe the plugins in connect.plugins";
            case "listeners", "rest.advertised.host.name", "rest.advertised.listener", "rest.advertised.port" ->
                "remove it; who may reach the REST API stands in connect.clients";
            default -> "remove it";
        };
    }

    private static SortedMap<String, String> reasons() {
        SortedMap<String, String> reasons = new TreeMap<>();
        reasons.put("group.id", "the workers of a cluster are one group, which has the name of the cluster");
        for (String topic : List.of("config", "offset", "status")) {
            reasons.put(topic + ".storage.topic", TOPICS);
            reasons.put(topic + ".storage.replication.factor", TOPICS);
            reasons.put(topic + ".storage.cleanup.policy", TOPICS);
        }
        reasons.put("offset.storage.partitions", TOPICS);
        reasons.put("status.storage.partitions", TOPICS);
        reasons.put("listeners", REST);
        reasons.put("admin.listeners", REST);
        reasons.put("rest.advertised.host.name", REST);
        reasons.put("rest.advertised.listener", REST);
        reasons.put("rest.advertised.port", REST);
        reasons.put("plugin.path", "plugins lie where their checksums were proven");
        reasons.put("connect.protocol", "workers share out what there is as the newest protocol has it");
        for (String signed :
                List.of("key.generation.algorithm", "key.size", "signature.algorithm", "verification.algorithms")) {
            reasons.put("inter.worker." + signed, "workers sign what they tell each other in a way that all know");
        }
        reasons.put("response.http.headers.config", REST);
        reasons.put("client.rack", "the rack is the zone of the node");
        reasons.put("consumer.client.rack", "the rack is the zone of the node");
        return reasons;
    }
}
