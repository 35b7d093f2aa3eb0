package io.trivet.operate.status;

import io.trivet.operate.Copies;
import io.trivet.operate.Quorum;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A cluster whose servers die and come back one by one, kept as a controller of Kafka keeps it: a replica that dies is
 * in sync no more, unless it is the last that was; only what is in sync leads.
 */
final class Simulated {
    private static final int VOTER_BASE = 10_000;

    private final SortedMap<Integer, String> zones = new TreeMap<>();
    private final SortedSet<Integer> alive = new TreeSet<>();
    private final SortedSet<Integer> unmissed = new TreeSet<>();
    private final List<Partition> partitions = new ArrayList<>();

    /**
     * One that chance made, with servers that died and came back, and in a third a broker that died and is not missed
     * yet.
     */
    Simulated(Random chance) {
        int count = 1 + chance.nextInt(4);
        int brokers = count + chance.nextInt(6);
        for (int id = 1; id <= brokers; id++) {
            zones.put(id, "zone" + (1 + (id - 1) % count));
        }
        int voters = 1 + 2 * chance.nextInt(3);
        for (int number = 1; number <= voters; number++) {
            zones.put(VOTER_BASE + number, "zone" + (1 + (number - 1) % count));
        }
        alive.addAll(zones.keySet());
        for (int number = chance.nextInt(20); number >= 0; number--) {
            List<Integer> ids = new ArrayList<>(brokers());
            Collections.shuffle(ids, chance);
            int replicas = 1 + chance.nextInt(Math.min(4, ids.size()));
            partitions.add(new Partition(number, ids.subList(0, replicas), 1 + chance.nextInt(3)));
        }
        List<Integer> servers = new ArrayList<>(zones.keySet());
        for (int events = chance.nextInt(8); events > 0; events--) {
            int server = servers.get(chance.nextInt(servers.size()));
            if (alive.contains(server)) {
                kill(server);
            } else {
                start(server);
            }
        }
        if (chance.nextInt(3) == 0) {
            int broker = 1 + chance.nextInt(brokers);
            if (alive.remove(broker)) {
                unmissed.add(broker);
            }
        }
    }

    private static final class Partition {
        private final int number;
        private final List<Integer> replicas;
        private final int leastInSync;
        private final SortedSet<Integer> inSync;
        private int leader;

        Partition(int number, List<Integer> replicas, int leastInSync) {
            this.number = number;
            this.replicas = List.copyOf(replicas);
            this.leastInSync = leastInSync;
            this.inSync = new TreeSet<>(replicas);
            this.leader = replicas.get(0);
        }

        void died(int broker, SortedSet<Integer> alive) {
            if (inSync.size() > 1) {
                inSync.remove(broker);
            }
            if (leader == broker) {
                leader = inSync.stream().filter(alive::contains).findFirst().orElse(-1);
            }
        }

        void came(int broker) {
            if (leader < 0 && inSync.contains(broker)) {
                leader = broker;
            }
            if (leader >= 0 && replicas.contains(broker)) {
                inSync.add(broker);
            }
        }

        /** Writes with {@code acks=all} are taken. */
        boolean isWritable() {
            return leader >= 0 && inSync.size() >= Math.min(leastInSync, replicas.size());
        }
    }

    private SortedSet<Integer> brokers() {
        return zones.headMap(VOTER_BASE).keySet().stream().collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
    }

    private void kill(int server) {
        alive.remove(server);
        partitions.forEach(partition -> partition.died(server, alive));
    }

    private void start(int server) {
        alive.add(server);
        partitions.forEach(partition -> partition.came(server));
        // What died last is back, so that others follow it again.
        alive.forEach(other -> partitions.forEach(partition -> partition.came(other)));
    }

    SortedSet<String> zones() {
        return new TreeSet<>(zones.values());
    }

    /** Kills what stands in a zone, in an order that chance chooses. */
    void lose(String zone, Random chance) {
        unmissed.forEach(this::kill);
        List<Integer> there = new ArrayList<>(
                alive.stream().filter(id -> zone.equals(zones.get(id))).toList());
        Collections.shuffle(there, chance);
        there.forEach(this::kill);
    }

    boolean isGone(String zone) {
        return alive.stream().noneMatch(id -> zone.equals(zones.get(id)));
    }

    /** Names of the partitions with a replica in a zone that nothing leads. */
    List<String> leaderless(String zone) {
        return partitions.stream()
                .filter(partition -> isIn(zone, partition) && partition.leader < 0)
                .map(partition -> "t-" + partition.number)
                .toList();
    }

    /** Names of the partitions with a replica in a zone that can be read and not be written. */
    List<String> unwritable(String zone) {
        return partitions.stream()
                .filter(partition -> isIn(zone, partition) && partition.leader >= 0 && !partition.isWritable())
                .map(partition -> "t-" + partition.number)
                .toList();
    }

    private boolean isIn(String zone, Partition partition) {
        return partition.replicas.stream().anyMatch(id -> zone.equals(zones.get(id)));
    }

    /** Whether more voters live than are dead. */
    boolean decides() {
        long voters = zones.keySet().stream().filter(id -> id > VOTER_BASE).count();
        long living = alive.stream().filter(id -> id > VOTER_BASE).count();
        return living > voters - living;
    }

    /** As it tells itself. */
    Sight sight() {
        SortedMap<Integer, String> racks = new TreeMap<>();
        SortedMap<Integer, Quorum.Voter> voters = new TreeMap<>();
        zones.forEach((id, zone) -> {
            if (id > VOTER_BASE) {
                voters.put(id, alive.contains(id) ? new Quorum.Voter(100, 60_000) : new Quorum.Voter(50, 30_000));
            } else if (alive.contains(id) || unmissed.contains(id)) {
                racks.put(id, zone);
            }
        });
        int leader = alive.stream().filter(id -> id > VOTER_BASE).findFirst().orElse(-1);
        List<Copies> copies = partitions.stream()
                .map(partition -> new Copies(
                        "t",
                        partition.number,
                        partition.replicas,
                        List.copyOf(partition.inSync),
                        partition.leader,
                        partition.leastInSync))
                .toList();
        return new Sight(
                racks,
                unmissed,
                leader < 0 ? new Metadata.Silent() : new Metadata.Kraft(new Quorum(leader, 100, voters)),
                copies,
                new TreeMap<>(),
                new TreeSet<>(),
                new TreeMap<>(),
                List.of(),
                List.of());
    }

    Expected expected() {
        SortedMap<Integer, Expected.Server> brokers = new TreeMap<>();
        SortedMap<Integer, Expected.Server> voters = new TreeMap<>();
        zones.forEach((id, zone) -> (id > VOTER_BASE ? voters : brokers).put(id, new Expected.Server("n" + id, zone)));
        return new Expected(brokers, voters, new TreeMap<>());
    }
}
