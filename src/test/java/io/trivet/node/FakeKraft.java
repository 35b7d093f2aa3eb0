package io.trivet.node;

import io.trivet.kafka.FeatureLevels;
import io.trivet.kafka.KafkaVersion;
import io.trivet.operate.FakeClock;
import io.trivet.operate.Voters;
import io.trivet.operate.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The metadata of a cluster that says no as Kafka does. */
final class FakeKraft implements Kraft {
    final FakeClock clock = new FakeClock();

    /** What was done, in order. */
    final List<String> did = new ArrayList<>();

    final SortedMap<String, Short> finalised = new TreeMap<>();

    /** Release of each server that is registered, {@code broker 4}. */
    final SortedMap<String, KafkaVersion> servers = new TreeMap<>();

    /** Folder of each voter, by id. */
    final SortedMap<Integer, String> voters = new TreeMap<>();

    /** Folder of each controller that reads along, by id. */
    final SortedMap<Integer, String> observers = new TreeMap<>();

    /** Ids of controllers that are not as far as the leader. */
    final SortedSet<Integer> behind = new TreeSet<>();

    /** Refusals that come before anything is done. */
    final List<String> busy = new ArrayList<>();

    boolean silent;

    /** Waits on this clock; steps are kept. */
    Waiting waiting(List<String> steps) {
        return StepWaiter.waiting(() -> {}, steps(steps), Duration.ofSeconds(60), clock);
    }

    static Steps steps(List<String> steps) {
        return (node, step, detail) -> steps.add((node + " " + step + " " + detail).strip());
    }

    @Override
    public Optional<SortedMap<String, Short>> finalised() {
        return silent ? Optional.empty() : Optional.of(new TreeMap<>(finalised));
    }

    @Override
    public Optional<String> finalise(SortedMap<String, Short> levels) {
        for (var server : servers.entrySet()) {
            SortedMap<String, Short> known = FeatureLevels.of(server.getValue());
            for (var level : levels.entrySet()) {
                if (known.getOrDefault(level.getKey(), (short) 0) < level.getValue()) {
                    return Optional.of("Invalid update version " + level.getValue() + " for feature " + level.getKey()
                            + ". " + server.getKey() + " does not support this feature.");
                }
            }
        }
        did.add("finalise " + levels);
        finalised.putAll(levels);
        return Optional.empty();
    }

    @Override
    public Optional<String> unregister(int broker) {
        if (!busy.isEmpty()) {
            return Optional.of(busy.remove(0));
        }
        did.add("unregister " + broker);
        return Optional.empty();
    }

    @Override
    public Optional<Voters> voters() {
        return silent ? Optional.empty() : Optional.of(new Voters(leader(), replicas(voters), replicas(observers)));
    }

    private int leader() {
        return voters.keySet().stream()
                .filter(id -> !behind.contains(id))
                .findFirst()
                .orElseThrow();
    }

    private List<Voters.Replica> replicas(SortedMap<Integer, String> folders) {
        List<Voters.Replica> replicas = new ArrayList<>();
        folders.forEach((id, folder) -> replicas.add(new Voters.Replica(id, folder, behind.contains(id) ? 1 : 9_000)));
        return replicas;
    }

    @Override
    public Optional<String> add(int id, String directory, String listener, String endpoint) {
        if (!busy.isEmpty()) {
            return Optional.of(busy.remove(0));
        }
        if (voters.containsKey(id) || behind.contains(id) || !directory.equals(observers.get(id))) {
            throw new AssertionError("added too early: " + id);
        }
        did.add("add " + id + " " + directory + " " + listener + "://" + endpoint);
        voters.put(id, directory);
        observers.remove(id);
        return Optional.empty();
    }

    @Override
    public Optional<String> remove(int id, String directory) {
        if (!busy.isEmpty()) {
            return Optional.of(busy.remove(0));
        }
        if (!directory.equals(voters.get(id))) {
            throw new AssertionError("no voter: " + id + " " + directory);
        }
        did.add("remove " + id + " " + directory);
        voters.remove(id);
        return Optional.empty();
    }
}
