package io.trivet.show;

import io.trivet.operate.balance.Replication;
import io.trivet.operate.balance.Replication.OfTopic;
import io.trivet.problem.Words;
import java.util.List;

/** Which topics get or lose replicas until they have as many as is described. */
public final class ReplicationShown {
    private ReplicationShown() {}

    private record Answer(
            String stack,
            boolean applied,
            int described,
            long bytes,
            int moving,
            List<Topic> topics,
            List<Moved> moves) {}

    private record Topic(
            String name,
            int from,
            int to,
            int partitions,
            int minInsyncReplicas,
            int minInsyncReplicasAfter,
            long bytes) {}

    private record Moved(String topic, int partition, List<Integer> from, List<Integer> to) {}

    /**
     * What {@code trivet operate replication} prints.
     *
     * @param described how many topics are
     * @param applied whether all was done
     */
    public static Shown of(String stack, int described, Replication plan, boolean applied) {
        return new Shown(
                () -> page(stack, described, plan, applied),
                () -> new Answer(
                        stack,
                        applied,
                        described,
                        plan.total(),
                        plan.moving().size(),
                        plan.topics().stream()
                                .map(topic -> new Topic(
                                        topic.name(),
                                        topic.from(),
                                        topic.to(),
                                        topic.partitions(),
                                        topic.least(),
                                        topic.leastThen(),
                                        topic.bytes()))
                                .toList(),
                        plan.moves().stream()
                                .map(move -> new Moved(
                                        move.partition().topic(),
                                        move.partition().partition(),
                                        move.partition().replicas(),
                                        move.replicas()))
                                .toList()));
    }

    private static Page page(String stack, int described, Replication plan, boolean applied) {
        Phrase heading = Phrase.strong(stack).and(Phrase.LINE_END).and(found(described, plan, applied));
        if (plan.topics().isEmpty()) {
            return Page.of(new Page.Section(Page.Level.TITLE, heading));
        }
        Page.Section topics = new Page.Section(
                Page.Level.TITLE,
                heading,
                new Page.Table(
                        List.of(
                                Page.Column.of("topic", "Topic"),
                                Page.Column.number("replicas", "Replicas"),
                                Page.Column.number("partitions", "Partitions"),
                                Page.Column.number("min.insync.replicas", "min.insync.replicas"),
                                Page.Column.number("to copy", "To copy")),
                        plan.topics().stream().map(ReplicationShown::row).toList()));
        return applied
                ? Page.of(topics)
                : Page.of(
                        topics,
                        new Page.Note(Phrase.plain("Nothing was changed. To make these changes, add --apply.")));
    }

    private static String found(int described, Replication plan, boolean applied) {
        String topics = Words.count(described, "topic") + " described, ";
        if (plan.isDone()) {
            return topics + "each with its replicas, where it is there";
        }
        int moving = plan.moving().size();
        return topics
                + plan.topics().size()
                + (applied ? " changed, " : " to change, ")
                + Words.bytes(plan.total())
                + (applied ? " copied" : " to copy")
                + (moving == 0 ? "" : "; " + Words.count(moving, "partition") + " moved already when this began");
    }

    private static Page.Row row(OfTopic topic) {
        return Page.Row.of(
                Phrase.plain(topic.name()),
                Phrase.plain(edit(topic.from(), topic.to())),
                Phrase.plain(Integer.toString(topic.partitions())),
                Phrase.plain(edit(topic.least(), topic.leastThen())),
                Phrase.plain(topic.bytes() == 0 ? "" : Words.bytes(topic.bytes())));
    }

    private static String edit(int from, int to) {
        return from == to ? Integer.toString(to) : from + " -> " + to;
    }
}
