package io.trivet.edge.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * What the agent of a node says of the cluster around it: {@code {"node": "broker1", "at": 1764115200000, "refuses":
 * {"us-east-1b": "why"}}}. A zone that it does not refuse may stop.
 *
 * @param at when it said so, by its own clock
 * @param refuses reasons, by zone
 */
record HealthReport(String node, Instant at, SortedMap<String, String> refuses) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration FRESH = Duration.ofMinutes(1);

    /** What that node has said; a text of no meaning is one of no time. */
    static HealthReport of(String node, String text) {
        SortedMap<String, String> refuses = new TreeMap<>();
        try {
            JsonNode said = JSON.readTree(text);
            said.path("refuses")
                    .fields()
                    .forEachRemaining(
                            zone -> refuses.put(zone.getKey(), zone.getValue().asText()));
            return new HealthReport(node, Instant.ofEpochMilli(said.path("at").asLong()), refuses);
        } catch (JsonProcessingException e) {
            return new HealthReport(node, Instant.EPOCH, refuses);
        }
    }

    /** Why these zones must not stop now; empty where it may. */
    Optional<String> refusal(SortedSet<String> zones, Instant now) {
        Duration age = Duration.between(at, now);
        if (age.compareTo(FRESH) > 0) {
            return Optional.of(node + " has said last at " + at + " whether " + zones
                    + " may stop: its agent is down, or a" + " clock is off");
        }
        if (age.negated().compareTo(FRESH) > 0) {
            return Optional.of(node + " says at " + at + ", which is to come, whether " + zones
                    + " may stop: a clock is" + " off");
        }
        return zones.stream()
                .filter(refuses::containsKey)
                .map(zone -> node + " refuses that " + zone + " stops: " + refuses.get(zone))
                .findFirst();
    }
}
