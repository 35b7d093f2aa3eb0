package io.trivet.operate.balance;

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
import java.util.function.Function;

/**
 * What a cluster must copy or drop until topics have as many replicas as is described. Each partition gets or loses
 * just the difference: a new copy goes to the rack with fewest copies of its partition, one that goes is of the rack
 * with most of them, and the preferred leader stays. Topics that are not described are left alone.
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
     * @param wanted the least that is described; without it, or where it is no less, nothing of it changes
     * @param bytes to copy
     */
    public record OfTopic(
            String name, int from, int to, int partitions, int least, Optional<Integer> wanted, long bytes) {
        /** What must be lowered first: with as few in sync as replicas, a broker that restarts stops all writes. */
        public Optional<TopicStep.Change> step() {
            return wanted.filter(lower -> to < from && least >= to && lower < least)
                    .map(lower -> new TopicStep.Change(name, LEAST, Integer.toString(least), Integer.toString(lower)));
        }

        private boolean stops() {
            int then = step().isPresent() ? wanted.orElse(least) : least;
            return to < from && then >= to && then > 1;
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

    private static OfTopic ofTopic(View view, PlannedTopic topic, List<Copies> partitions, List<Move> moves) {
        List<Move> own = moves.stream()
                .filter(move -> move.partition().topic().equals(topic.name()))
                .toList();
        return new OfTopic(
                topic.name(),
                partitions.stream()
                        .mapToInt(partition -> partition.replicas().size())
                        .min()
                        .orElse(0),
                topic.replicas(),
                partitions.size(),
                partitions.get(0).leastInSync(),
                Optional.ofNullable(topic.settings().get(LEAST)).flatMap(Replication::number),
                view.toCopy(own).values().stream().mapToLong(Long::longValue).sum());
    }

    private static Optional<Integer> number(String text) {
        return text.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
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
        return Problem.error(
                        "min-insync-live",
                        Place.ofPath(topic.name()),
                        Words.count(topic.to(), "replica") + ", where its min.insync.replicas is " + topic.least())
                .must("have more replicas than must be in sync: one broker that restarts would stop all writes")
                .mend("describe min.insync.replicas: " + Math.max(1, topic.to() - 1) + " among its settings, which is"
                        + " then set first");
    }

    /** Orders that go before any copy moves. */
    public List<TopicStep> steps() {
        return topics.stream()
                .map(OfTopic::step)
                .flatMap(Optional::stream)
                .map(Function.<TopicStep>identity())
                .toList();
    }

    /** Whether nothing has to change. */
    public boolean isDone() {
        return moves.isEmpty() && moving.isEmpty();
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
