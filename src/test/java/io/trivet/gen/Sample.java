package io.trivet.gen;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trivet.layout.Role;
import io.trivet.problem.Problems;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import io.trivet.stack.Reading;
import io.trivet.stack.StackReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A valid description as keys and values, before it is text.
 *
 * @param seed of what was chosen at random
 * @param id of the stack
 * @param region of AWS
 * @param cluster value of {@code trivet:cluster}: text, numbers, lists of text, and maps of these
 */
public record Sample(long seed, String id, String region, Map<String, Object> cluster) {
    /** A source of chance that is this sample's own, apart from what made it. */
    public Random chance() {
        return new Random(~seed);
    }

    /** The value at a dotted path; empty when there is none. */
    public Optional<Object> get(String path) {
        Object at = cluster;
        for (String key : path.split("\\.")) {
            at = at instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return Optional.ofNullable(at);
    }

    /** How many nodes are described at {@code brokers}, {@code controllers} or {@code zookeeper}; 0 for none. */
    public int nodes(String role) {
        return get(role + ".nodes").map(Integer.class::cast).orElse(0);
    }

    /** How many nodes of a role are described. */
    public int nodes(Role role) {
        boolean combined = get("brokers.controllers").equals(Optional.of(true));
        return role.isBroker() && role.isVoter() != combined ? 0 : nodes(role.key());
    }

    /** This sample with another value at a dotted path. */
    public Sample with(String path, Object value) {
        return with(List.of(path.split("\\.")), value);
    }

    /** This sample with another value at a path of keys; what stands in the way becomes a map. */
    public Sample with(List<String> path, Object value) {
        return new Sample(seed, id, region, with(cluster, path, value));
    }

    /** This sample without what stands at a dotted path. */
    public Sample without(String path) {
        return without(List.of(path.split("\\.")));
    }

    /** This sample without what stands at a path of keys. */
    public Sample without(List<String> path) {
        Object parent = cluster;
        for (String key : path.subList(0, path.size() - 1)) {
            parent = parent instanceof Map<?, ?> map ? map.get(key) : null;
        }
        if (!(parent instanceof Map<?, ?> map) || !map.containsKey(path.get(path.size() - 1))) {
            return this;
        }
        Map<String, Object> rest = new LinkedHashMap<>();
        map.forEach((key, value) -> rest.put(key.toString(), value));
        rest.remove(path.get(path.size() - 1));
        return path.size() == 1 ? new Sample(seed, id, region, rest) : with(path.subList(0, path.size() - 1), rest);
    }

    private static Map<String, Object> with(Object at, List<String> path, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>();
        if (at instanceof Map<?, ?> map) {
            map.forEach((key, old) -> changed.put(key.toString(), old));
        }
        String key = path.get(0);
        changed.put(key, path.size() == 1 ? value : with(changed.get(key), path.subList(1, path.size()), value));
        return changed;
    }

    /** The description, read from JSON as Pulumi hands it over. */
    public Description<OnEc2> description() {
        return described(reading());
    }

    /** The description as far as it can be read, whatever its platform. */
    public Reading reading() {
        return StackReader.read(id, Optional.of(region), json(), Path.of("."));
    }

    /** The description as JSON. */
    public String json() {
        try {
            return new ObjectMapper().writeValueAsString(cluster);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The description, read from a stack file whose order, comments, quotes and layout are left to chance. */
    public Description<OnEc2> fromFile(Path folder, Random chance) throws IOException {
        Path file = folder.resolve("Pulumi." + id + ".yaml");
        Files.writeString(file, Yaml.stack(this, chance));
        return described(StackReader.read(folder, file));
    }

    private static Description<OnEc2> described(Reading reading) {
        if (!reading.problems().equals(Problems.NONE)) {
            throw new AssertionError(reading.problems().list().toString());
        }
        return reading.ec2().orElseThrow();
    }

    @Override
    public String toString() {
        return "-Dseed=" + seed;
    }
}
