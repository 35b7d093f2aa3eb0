package io.trivet.operate.balance;

import io.trivet.kafka.Numbers;
import io.trivet.kafka.OwnTopics;
import io.trivet.layout.PlannedTopic;
import io.trivet.operate.Copies;
import io.trivet.operate.Failure;
import io.trivet.operate.Reassignments.Move;
import io.trivet.operate.TopicStep;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a cluster must copy or drop until topics have as many replicas as is described. Each partition gets or loses
 * just the difference: a new copy goes to the rack with fewest copies of its partition, one that goes is of the rack
 * with most of them, and the preferred leader stays. Topics that are not described are left alone.
 *
 * <p>{@code min.insync.replicas} is lowered before copies go, and raised once they are there.
 *
 * @param view the cluster as it is
 * @param topics that change, by name
 * @param moves partitions that get or lose copies
 * @param moving where the copies of partitions of described topics will be that move already, by name
 * @param bytes to copy to each broker, by id
 */
public record Replication(
        View view,
        List<OfTopic> topics,
        List<Move> moves,
        SortedMap<String, List<Integer>> moving,
        SortedMap<Integer, Long> bytes) {
    private static final String LEAST = "min.insync.replicas";

    /**
     * What changes of a topic.
     *
     * @param from the number of replicas that its partitions have; of those that have another than is wanted, the least
     * @param partitions how many of them change
     * @param least its {@code min.insync.replicas}
     * @param leastThen what it is to be
     * @param bytes to copy
     */
    public record OfTopic(String name, int from, int to, int partitions, int least, int leastThen, long bytes) {
        private TopicStep step() {
            return new TopicStep.Change(name, LEAST, Integer.toString(least), Integer.toString(leastThen));
        }

        private boolean stops() {
            return to < from && leastThen >= to && leastThen > 1;
        }
    }

    public Replication {
        topics = List.copyOf(topics);
        moves = List.copyOf(moves);
        moving = Collections.unmodifiableSortedMap(moving);
        bytes = Collections.unmodifiableSortedMap(bytes);
    }

    /**
     * Plans it.
     *
     * @param described the topics of the description
     * @throws Failure {@code not-in-sync}, {@code too-few-brokers}, {@code min-insync-live} or {@code no-room}
     */
    public static Replication of(View view, Collection<PlannedTopic> described) throws Failure {
        SortedMap<String, PlannedTopic> wanted = new TreeMap<>();
        described.forEach(topic -> wanted.put(topic.name(), topic));
        Spread spread = new Spread(view);
        List<Problem> problems = new ArrayList<>();
        List<Move> moves = new ArrayList<>();
        List<String> lagging = new ArrayList<>();
        SortedMap<String, List<Copies>> changed = new TreeMap<>();
        SortedMap<String, List<Integer>> moving = new TreeMap<>();
        for (Copies partition : view.copies()) {
            PlannedTopic topic = wanted.get(partition.topic());
            Copies target = view.target(partition);
            if (topic == null) {
                continue;
            }
            if (view.moving().containsKey(partition.name())) {
                moving.put(partition.name(), target.replicas());
            }
            if (topic.replicas() == target.replicas().size()) {
                continue;
            }
            changed.computeIfAbsent(partition.topic(), name -> new ArrayList<>())
                    .add(target);
            if (topic.replicas() > view.racks().size()) {
                continue;
            }
            List<Integer> then = spread.with(target, topic.replicas());
            if (!view.moving().containsKey(partition.name()) && then.stream().anyMatch(partition::lagsOn)) {
                lagging.add(partition.name());
            }
            moves.add(new Move(target, then));
        }
        List<OfTopic> topics = new ArrayList<>();
        wanted.forEach((name, topic) -> {
            List<Copies> partitions = changed.getOrDefault(name, List.of());
            if (!partitions.isEmpty()) {
                topics.add(ofTopic(view, topic, partitions, moves));
            } else {
                unfinished(view, topic).ifPresent(topics::add);
            }
        });
        tooFew(view, topics, problems);
        for (OfTopic topic : topics) {
            if (topic.stops()) {
                problems.add(stops(topic));
            }
        }
        if (!lagging.isEmpty()) {
            problems.add(Problem.error(
                            "not-in-sync",
                            Place.ofPath(lagging.get(0)),
                            "not in sync on a broker that keeps it"
                                    + (lagging.size() == 1 ? "" : ", and so " + (lagging.size() - 1) + " more"))
                    .must("be in sync on all of them before it gets or loses a copy")
                    .mend("wait until it is, or look at the broker that lags"));
        }
        SortedMap<Integer, Long> bytes = view.toCopy(moves);
        problems.addAll(view.full(bytes));
        if (!problems.isEmpty()) {
            throw new Failure(problems, List.of());
        }
        return new Replication(view, topics, moves, moving, bytes);
    }

    /** No other command changes settings of a topic of Kafka's own, as when this one was cut off before its end. */
    private static Optional<OfTopic> unfinished(View view, PlannedTopic topic) {
        if (OwnTopics.settings(topic.name()).isEmpty()) {
            return Optional.empty();
        }
        return view.copies().stream()
                .filter(partition -> partition.topic().equals(topic.name()))
                .findFirst()
                .map(first -> ofTopic(view, topic, List.of(first), List.of()))
                .filter(same -> same.least() != same.leastThen())
                .map(same -> new OfTopic(
                        same.name(), same.to(), same.to(), 0, same.least(), same.leastThen(), same.bytes()));
    }

    private static OfTopic ofTopic(View view, PlannedTopic topic, List<Copies> partitions, List<Move> moves) {
        List<Move> own = moves.stream()
                .filter(move -> move.partition().topic().equals(topic.name()))
                .toList();
        int from = partitions.stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
        int least = partitions.get(0).leastInSync();
        return new OfTopic(
                topic.name(),
                from,
                topic.replicas(),
                partitions.size(),
                least,
                Numbers.of(topic.settings(), LEAST)
                        .map(Long::intValue)
                        .filter(described -> mustChange(topic, from, least, described))
                        .orElse(least),
                view.toCopy(own).values().stream().mapToLong(Long::longValue).sum());
    }

    /**
     * Whether it must be what is described. Lowered is what would stop all writes while a broker restarts, and raised
     * what could not be met before; the rest of a topic's settings is the matter of {@code trivet operate topics}.
     */
    private static boolean mustChange(PlannedTopic topic, int from, int least, int described) {
        int to = topic.replicas();
        return OwnTopics.settings(topic.name()).isPresent()
                || (to < from ? least >= to && described < least : least < described && described > from);
    }

    private static void tooFew(View view, List<OfTopic> topics, List<Problem> problems) {
        for (OfTopic topic : topics) {
            if (topic.to() > view.racks().size()) {
                problems.add(Problem.error(
                                "too-few-brokers",
                                Place.ofPath(topic.name()),
                                Words.count(topic.to(), "replica") + ", and "
                                        + Words.count(view.racks().size(), "broker") + " there")
                        .must("have no more replicas than there are brokers")
                        .mend("add brokers, or describe fewer replicas"));
            }
        }
    }

    private static Problem stops(OfTopic topic) {
        int enough = Math.max(1, topic.to() - 1);
        String mend = OwnTopics.settings(topic.name())
                .map(begin -> begin.startsWith("offsets.") ? LEAST : begin + "min.isr")
                .map(setting -> "describe " + setting + ": " + enough + " among brokers.settings"
                        + (setting.equals(LEAST) ? ", deploy it, and run this again" : ", which is then set first"))
                .orElse("describe " + LEAST + ": " + enough + " among its settings, which is then set first");
        return Problem.error(
                        "min-insync-live",
                        Place.ofPath(topic.name()),
                        Words.count(topic.to(), "replica") + ", where its min.insync.replicas is " + topic.least())
                .must("have more replicas than must be in sync: one broker that restarts would stop all writes")
                .mend(mend);
    }

    /** Orders that go before any copy moves: with as few copies as must be in sync, one that is away stops writes. */
    public List<TopicStep> before() {
        return topics.stream()
                .filter(topic -> topic.leastThen() < topic.least())
                .map(OfTopic::step)
                .toList();
    }

    /** Orders that go once all copies are there: before, too few could be in sync. */
    public List<TopicStep> after() {
        return topics.stream()
                .filter(topic -> topic.leastThen() > topic.least())
                .map(OfTopic::step)
                .toList();
    }

    /** Whether nothing has to change. */
    public boolean isDone() {
        return topics.isEmpty() && moving.isEmpty();
    }

    /** Bytes to copy in all. */
    public long total() {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Where each partition will be that has to change, by name. */
    public SortedMap<String, List<Integer>> targets() {
        SortedMap<String, List<Integer>> targets = new TreeMap<>(moving);
        moves.forEach(move -> targets.put(move.partition().name(), move.replicas()));
        return Collections.unmodifiableSortedMap(targets);
    }

    /** How many copies each broker will hold, in all and of each topic, as they are given out. */
    private static final class Spread {
        private final SortedMap<Integer, String> racks;
        private final SortedMap<Integer, Integer> counts = new TreeMap<>();
        private final SortedMap<String, Integer> ofTopic = new TreeMap<>();

        private Spread(View view) {
            this.racks = view.racks();
            view.copies()
                    .forEach(partition -> view.target(partition).replicas().forEach(id -> count(partition, id, 1)));
        }

        private void count(Copies partition, int broker, int more) {
            counts.merge(broker, more, Integer::sum);
            ofTopic.merge(broker + " " + partition.topic(), more, Integer::sum);
        }

        private List<Integer> with(Copies partition, int replicas) {
            List<Integer> then = new ArrayList<>(partition.replicas());
            while (then.size() < replicas) {
                int to = racks.keySet().stream()
                        .filter(id -> !then.contains(id))
                        .min(fullest(partition, then).thenComparing(Comparator.naturalOrder()))
                        .orElseThrow();
                then.add(to);
                count(partition, to, 1);
            }
            while (then.size() > replicas) {
                int from = then.stream()
                        .max(Comparator.<Integer, Boolean>comparing(partition::lagsOn)
                                .thenComparing(id -> !id.equals(then.get(0)))
                                .thenComparing(fullest(partition, then))
                                .thenComparing(Comparator.naturalOrder()))
                        .orElseThrow();
                then.remove(Integer.valueOf(from));
                count(partition, from, -1);
            }
            return then;
        }

        /** By copies of the partition in the rack, then of the topic on the broker, then of all on it. */
        private Comparator<Integer> fullest(Copies partition, List<Integer> then) {
            return Comparator.<Integer>comparingLong(id -> inRack(id, then))
                    .thenComparing(id -> ofTopic.getOrDefault(id + " " + partition.topic(), 0))
                    .thenComparing(id -> counts.getOrDefault(id, 0));
        }

        private long inRack(int broker, List<Integer> replicas) {
            String rack = racks.getOrDefault(broker, "");
            return replicas.stream()
                    .filter(id -> rack.equals(racks.getOrDefault(id, "")))
                    .count();
        }
    }
}
