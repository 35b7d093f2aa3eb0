package io.trivet.edge.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * What the agent of a node says of the cluster around it: {@code {"node": "broker1", "at": 1764115200000, "refuses":
 * {"us-east-1b": "why"}, "batches": {"us-east-1c": [[3, 6], [9]]}}}. A zone that it does not refuse may stop, in
 * batches where it says so.
 *
 * @param at when it said so, by its own clock
 * @param refuses reasons, by zone
 * @param batches ids of brokers, by zone
 */
record HealthReport(
        String node, Instant at, SortedMap<String, String> refuses, SortedMap<String, List<List<Integer>>> batches) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration FRESH = Duration.ofMinutes(1);

    /** What that node has said; a text of no meaning is one of no time. */
    static HealthReport of(String node, String text) {
        SortedMap<String, String> refuses = new TreeMap<>();
        SortedMap<String, List<List<Integer>>> batches = new TreeMap<>();
        try {
            JsonNode said = JSON.readTree(text);
            said.path("refuses")
                    .fields()
                    .forEachRemaining(
                            zone -> refuses.put(zone.getKey(), zone.getValue().asText()));
            said.path("batches")
                    .fields()
                    .forEachRemaining(zone -> batches.put(zone.getKey(), batches(zone.getValue())));
            return new HealthReport(node, Instant.ofEpochMilli(said.path("at").asLong()), refuses, batches);
        } catch (JsonProcessingException e) {
            return new HealthReport(node, Instant.EPOCH, refuses, batches);
        }
    }

    private static List<List<Integer>> batches(JsonNode said) {
        List<List<Integer>> batches = new ArrayList<>();
        said.forEach(batch -> {
            List<Integer> ids = new ArrayList<>();
            batch.forEach(id -> ids.add(id.asInt()));
            batches.add(ids);
        });
        return batches;
    }

    /** Whether it is of the last minute. */
    boolean isFresh(Instant now) {
        return Duration.between(at, now).abs().compareTo(FRESH) <= 0;
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
