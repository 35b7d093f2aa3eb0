package io.trivet.plan;

import io.trivet.kafka.Replicas;
import io.trivet.layout.Node;
import io.trivet.layout.PlannedTopic;
import io.trivet.layout.Role;
import io.trivet.platform.Ec2Platform;
import io.trivet.platform.MskPlatform;
import io.trivet.platform.Reason;
import io.trivet.platform.Risk;
import io.trivet.platform.msk.MskBrokers;
import io.trivet.platform.msk.MskReasons;
import io.trivet.stack.OnEc2;
import io.trivet.stack.Throughput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How a change goes through the nodes: voters one by one, then brokers by zone or one by one, each step only once the
 * step before is done and the cluster can spare the nodes.
 *
 * @param by what restarts together among brokers
 * @param steps in order; empty where no process is interrupted
 */
public record Rollout(OnEc2.Unit by, List<Step> steps) {
    /** What happens to the nodes of a step. */
    public enum Action {
        /** New ones are made. */
        CREATE,
        /** Processes stop and start again. */
        RESTART,
        /** Machines are made anew around their volumes. */
        REPLACE
    }

    /**
     * Nodes that are away at the same time.
     *
     * @param role of all of them
     * @param zone in which they stand
     * @param nodes their names
     * @param action what happens
     * @param needs what must be left while they are away
     * @param estimate how long it takes
     */
    public record Step(Role role, String zone, List<String> nodes, Action action, List<Need> needs, Estimate estimate) {
        /** Whether enough is left. */
        public boolean holds() {
            return needs.stream().allMatch(Need::holds);
        }
    }

    /**
     * What must be left while nodes are away.
     *
     * @param of what, {@code 3 topics} or {@code voters}
     * @param left how many are left
     * @param needed how many must be
     * @param all how many there are
     */
    public record Need(String of, int left, int needed, int all) {
        /** Whether enough is left. */
        public boolean holds() {
            return left >= needed;
        }
    }

    /**
     * A length of time, and what it is made of; a guess, to plan an evening with.
     *
     * @param parts in the order in which they pass
     */
    public record Estimate(List<Part> parts) {
        /** The sum, in seconds. */
        public long seconds() {
            return parts.stream().mapToLong(Part::seconds).sum();
        }
    }

    /**
     * A part of a length of time.
     *
     * @param what happens
     * @param seconds how long
     */
    public record Part(String what, long seconds) {}

    /** Seen on brokers with little data: 3.6 to 7 s. */
    private static final Part STOP = new Part("controlled stop", 10);

    private static final Part START = new Part("start", 15);

    /** Three looks, five seconds apart, that find nothing wrong. */
    private static final Part CHECKS = new Part("checks", 15);

    /** EC2 stops, changes and starts a machine, or makes one that fetches its software. */
    private static final Part MACHINE = new Part("machine", 180);

    private static final String OFFSETS = "offsets.topic.replication.factor";

    /** Of what the volumes can take, the part that a follower has to catch up with. */
    private static final double CATCH_UP = 0.5;

    /**
     * The steps that a delta takes.
     *
     * @param delta between two states
     * @param after the second of them
     * @param ingress what producers write, all together; absent where traffic is not described
     */
    public static Rollout of(
            Delta delta, Plan<Ec2Platform> before, Plan<Ec2Platform> after, Optional<Throughput> ingress) {
        SortedMap<String, Risk> interruptions = delta.interruptions(after);
        SortedMap<String, Boolean> known = new TreeMap<>();
        before.nodes().forEach(planned -> known.put(planned.node().name(), true));
        SortedSet<String> otherMachines = new TreeSet<>();
        delta.of(Reason.INSTANCE)
                .forEach(change -> otherMachines.add(change.keys().get(1)));
        // A cluster that rolls broker by broker has a wave for each, and all of them need the same.
        SortedMap<Integer, List<Need>> needs = new TreeMap<>();
        Optional<Double> written = written(after, ingress);
        List<Step> steps = new ArrayList<>();
        List<Step> changed = new ArrayList<>();
        Optional<Role> last = Optional.empty();
        for (List<Node> wave : after.waves()) {
            Role role = wave.get(0).role();
            if (!last.equals(Optional.of(role))) {
                steps.addAll(changed);
                changed.clear();
                last = Optional.of(role);
            }
            List<Node> fresh = new ArrayList<>();
            List<Node> away = new ArrayList<>();
            for (Node node : wave) {
                if (!known.containsKey(node.name())) {
                    fresh.add(node);
                } else if (interruptions.containsKey(node.name())) {
                    away.add(node);
                }
            }
            if (!away.isEmpty()) {
                boolean replaced = away.stream().anyMatch(node -> interruptions.get(node.name()) == Risk.REPLACEMENT);
                Action action = replaced ? Action.REPLACE : Action.RESTART;
                List<Need> left = new ArrayList<>();
                if (role.isVoter()) {
                    left.addAll(voters(away.size(), after.nodes(role).size()));
                }
                if (role.isBroker()) {
                    left.addAll(needs.computeIfAbsent(away.size(), count -> replicas(count, before, after)));
                }
                boolean machine = replaced || otherMachines.contains(role.word());
                changed.add(step(away, action, List.copyOf(left), estimate(role, machine, after, written)));
            }
            if (!fresh.isEmpty()) {
                Step made = step(fresh, Action.CREATE, List.of(), new Estimate(List.of(MACHINE, START)));
                (role.newcomersFirst() ? steps : changed).add(made);
            }
        }
        steps.addAll(changed);
        return new Rollout(after.platform().together(), List.copyOf(steps));
    }

    /** A broker is away for 5 to 15 minutes with each operation of MSK. */
    private static final int SECONDS_PER_MSK_BROKER = 600;

    /** A step for each operation that MSK carries out by itself, with all brokers. */
    public static Rollout ofMsk(Delta delta, Plan<MskPlatform> after) {
        int count = after.platform().brokers().map(MskBrokers::nodes).orElse(0);
        List<String> brokers =
                IntStream.rangeClosed(1, count).mapToObj(id -> "b-" + id).toList();
        List<Step> steps = new ArrayList<>();
        for (Reason operation : MskReasons.operations(delta.changes())) {
            Part each =
                    new Part("5 to 15 min for each of " + count + " brokers", (long) SECONDS_PER_MSK_BROKER * count);
            steps.add(new Step(
                    Role.BROKER, operation.id(), brokers, Action.RESTART, List.of(), new Estimate(List.of(each))));
        }
        return new Rollout(OnEc2.Unit.NODE, List.copyOf(steps));
    }

    private static Step step(List<Node> nodes, Action action, List<Need> needs, Estimate estimate) {
        return new Step(
                nodes.get(0).role(),
                nodes.get(0).zone().name(),
                nodes.stream().map(Node::name).toList(),
                action,
                needs,
                estimate);
    }

    private static Estimate estimate(Role role, boolean machine, Plan<?> after, Optional<Double> written) {
        List<Part> parts = new ArrayList<>(List.of(STOP));
        if (machine) {
            parts.add(MACHINE);
        }
        parts.add(START);
        long away = parts.stream().mapToLong(Part::seconds).sum();
        if (role.isBroker()) {
            written.flatMap(rate -> catchUp(rate, away, after)).ifPresent(parts::add);
        }
        parts.add(CHECKS);
        return new Estimate(List.copyOf(parts));
    }

    /** What each broker writes, in MiB/s; empty where traffic is not described. */
    private static Optional<Double> written(Plan<?> after, Optional<Throughput> ingress) {
        long brokers = after.layout().brokers().size();
        return ingress.filter(rate -> brokers > 0)
                .map(rate -> (double) Replicas.COUNT * rate.perSecond().bytes() / (1 << 20) / brokers);
    }

    /** What was written while a broker was away, at what its volumes take beside what goes on being written. */
    private static Optional<Part> catchUp(double written, long away, Plan<?> after) {
        Optional<Long> volume = after.brokerRole().map(role -> role.machine().sustainedMib());
        if (volume.isEmpty()) {
            return Optional.empty();
        }
        double spare = Math.max(1, (volume.get() - written) * CATCH_UP);
        return Optional.of(new Part("catching up", (long) Math.ceil(away * written / spare)));
    }

    private static List<Need> voters(int away, int voters) {
        return List.of(new Need("voters", voters - away, voters / 2 + 1, voters));
    }

    /** Per number of replicas left and needed, one line for all topics that have it. */
    private static List<Need> replicas(int away, Plan<?> before, Plan<?> after) {
        SortedMap<String, String> settings = after.brokerSettings();
        int zones = Math.max(1, after.layout().zones().size());
        SortedMap<String, List<Integer>> groups = new TreeMap<>();
        SortedMap<String, Integer> counts = new TreeMap<>();
        // More copies come by trivet operate replication alone.
        SortedMap<String, Integer> had = new TreeMap<>();
        before.topics().forEach(topic -> had.put(topic.name(), topic.replicas()));
        for (PlannedTopic topic : after.topics()) {
            int least = number(topic.settings().get("min.insync.replicas"))
                    .or(() -> number(settings.get("min.insync.replicas")))
                    .orElse(1);
            int copies = Math.min(topic.replicas(), had.getOrDefault(topic.name(), topic.replicas()));
            count(copies, least, away, zones, groups, counts);
        }
        List<Need> needs = new ArrayList<>();
        groups.forEach((key, numbers) -> needs.add(new Need(
                counts.getOrDefault(key, 0) == 1 ? "1 topic" : counts.get(key) + " topics",
                numbers.get(0),
                numbers.get(1),
                numbers.get(2))));
        number(settings.get(OFFSETS))
                .map(copies -> Math.min(
                        copies, number(before.brokerSettings().get(OFFSETS)).orElse(copies)))
                .ifPresent(replicas -> needs.add(new Need(
                        "offsets of consumer groups",
                        replicas - lost(replicas, away, zones),
                        Math.min(
                                replicas,
                                number(settings.get("min.insync.replicas")).orElse(1)),
                        replicas)));
        return List.copyOf(needs);
    }

    private static void count(
            int replicas,
            int least,
            int away,
            int zones,
            SortedMap<String, List<Integer>> groups,
            SortedMap<String, Integer> counts) {
        int left = replicas - lost(replicas, away, zones);
        String key = left + " " + least + " " + replicas;
        groups.put(key, List.of(left, least, replicas));
        counts.merge(key, 1, Integer::sum);
    }

    /** Replicas are spread over the zones, so that one zone holds no more of a partition than this. */
    private static int lost(int replicas, int away, int zones) {
        return Math.min(away, (replicas + zones - 1) / zones);
    }

    private static Optional<Integer> number(@Nullable String text) {
        return text == null || !text.strip().matches("\\d{1,9}")
                ? Optional.empty()
                : Optional.of(Integer.parseInt(text.strip()));
    }

    /** All steps, in seconds. */
    public long seconds() {
        return steps.stream().mapToLong(step -> step.estimate().seconds()).sum();
    }

    /** How many nodes are interrupted. */
    public int interrupted() {
        return steps.stream()
                .filter(step -> step.action() != Action.CREATE)
                .mapToInt(step -> step.nodes().size())
                .sum();
    }
}
