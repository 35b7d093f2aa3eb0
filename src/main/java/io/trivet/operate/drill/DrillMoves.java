package io.trivet.operate.drill;

import io.trivet.layout.PlannedTopic;
import io.trivet.operate.Copies;
import io.trivet.operate.Failure;
import io.trivet.operate.ScratchTopic;
import io.trivet.operate.Topics;
import io.trivet.operate.Waiting;
import io.trivet.operate.Way;
import io.trivet.operate.balance.LiveMoves;
import io.trivet.operate.balance.Rebalance;
import io.trivet.operate.balance.Replication;
import io.trivet.operate.balance.View;
import io.trivet.problem.Place;
import io.trivet.problem.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Moves of the copies of a drill's topic, made as {@code trivet operate} makes them. Copies of no other topic move.
 *
 * <p>Fails: what {@link Rebalance} and {@link Replication} say, and what a wait does.
 */
public record DrillMoves(ScratchTopic topic, Waiting waiting) {
    private static final String LEAST = "min.insync.replicas";

    /** All partitions go to as few brokers as can hold them, and one of these leads them all. */
    public void crowd(int broker) throws Failure, InterruptedException {
        View view = view();
        carryOut(view, crowded(view.copies(), view.racks(), broker));
    }

    /** Copies and leaders are spread evenly over all brokers, with the fewest moves. */
    public void even() throws Failure, InterruptedException {
        View view = view();
        carryOut(view, Rebalance.of(view, new TreeSet<>(view.racks().keySet())).targets());
    }

    /** A broker leads all partitions that it holds. */
    public void lead(int broker) throws Failure, InterruptedException {
        View view = view();
        carryOut(view, led(view.copies(), broker));
    }

    /**
     * Each partition loses a copy and gets one again. Meanwhile a write needs so few in sync that one of the copies
     * that are left may restart.
     *
     * @param phase hears which of the two begins
     */
    public void fewerAndMore(Consumer<String> phase) throws Failure, InterruptedException {
        View view = view();
        Copies first = view.copies().get(0);
        int replicas = first.replicas().size();
        phase.accept(Words.count(replicas - 1, "replica") + " in place of " + replicas);
        change(view, replicas - 1, Math.max(1, Math.min(first.leastInSync(), replicas - 2)));
        phase.accept(Words.count(replicas, "replica") + " again");
        change(view(), replicas, first.leastInSync());
    }

    private void change(View view, int replicas, int least) throws Failure, InterruptedException {
        SortedMap<String, String> settings = new TreeMap<>();
        settings.put(LEAST, Integer.toString(least));
        Replication plan = Replication.of(
                view, List.of(new PlannedTopic(topic.name(), view.copies().size(), replicas, settings)));
        Topics topics = new Topics(topic.cluster(), Way.described(Place.ofPath(topic.name())));
        topics.take(plan.before());
        carryOut(view, plan.targets());
        topics.take(plan.after());
    }

    private View view() throws Failure, InterruptedException {
        return new LiveMoves(topic.cluster(), waiting).view().of(topic.name());
    }

    private void carryOut(View view, SortedMap<String, List<Integer>> targets) throws Failure, InterruptedException {
        new LiveMoves(topic.cluster(), waiting)
                .carryOut(
                        view,
                        targets,
                        OptionalLong.empty(),
                        partition -> partition.topic().equals(topic.name()));
    }

    /**
     * Where all partitions lie on the same brokers: first the one that leads, then the first of each other rack, then
     * any.
     *
     * @param racks of brokers, by id
     */
    static SortedMap<String, List<Integer>> crowded(List<Copies> copies, SortedMap<Integer, String> racks, int broker) {
        SortedSet<String> had = new TreeSet<>(List.of(racks.getOrDefault(broker, "")));
        List<Integer> order = new ArrayList<>(List.of(broker));
        List<Integer> others = new ArrayList<>(racks.keySet());
        others.remove(Integer.valueOf(broker));
        List<Integer> apart = others.stream()
                .filter(id -> had.add(racks.getOrDefault(id, "")))
                .toList();
        order.addAll(apart);
        others.stream().filter(id -> !apart.contains(id)).forEach(order::add);
        SortedMap<String, List<Integer>> targets = new TreeMap<>();
        copies.forEach(partition -> targets.put(
                partition.name(), order.subList(0, partition.replicas().size())));
        return targets;
    }

    /** Where partitions lie now, with this broker before the others of those that it holds. */
    static SortedMap<String, List<Integer>> led(List<Copies> copies, int broker) {
        SortedMap<String, List<Integer>> targets = new TreeMap<>();
        for (Copies partition : copies) {
            if (partition.replicas().contains(broker) && partition.replicas().get(0) != broker) {
                List<Integer> order = new ArrayList<>(partition.replicas());
                order.sort(Comparator.comparing(id -> id != broker));
                targets.put(partition.name(), order);
            }
        }
        return targets;
    }
}
