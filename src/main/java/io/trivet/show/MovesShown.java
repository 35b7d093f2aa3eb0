package io.trivet.show;

import io.trivet.operate.Copies;
import io.trivet.operate.status.Sight;
import io.trivet.problem.Words;
import io.trivet.show.Phrase.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** The copies of partitions that move between the brokers of a running cluster. */
public final class MovesShown {
    private MovesShown() {}

    /** What was done about them. */
    public enum Done {
        NOTHING,
        CANCELLED,
        THROTTLED,
        UNTHROTTLED
    }

    private record Answer(
            String stack, String bootstrap, Done done, long bytes, SortedSet<String> throttled, List<Moved> moves) {}

    private record Moved(String topic, int partition, List<Integer> from, List<Integer> to, boolean throttled) {}

    /**
     * What {@code trivet operate moves} prints.
     *
     * @param bootstrap where the cluster was asked
     * @param sight the cluster before anything was done
     */
    public static Shown of(String stack, String bootstrap, Sight sight, Done done) {
        List<Moved> moves = moves(sight);
        return new Shown(
                () -> page(stack + " at " + bootstrap, sight, moves, done),
                () -> new Answer(stack, bootstrap, done, sight.bytesToCopy(), sight.throttled(), moves));
    }

    private static List<Moved> moves(Sight sight) {
        List<Moved> moves = new ArrayList<>();
        for (Copies partition : sight.copies()) {
            var there = sight.moving().get(partition.name());
            if (there != null) {
                List<Integer> from = new ArrayList<>(partition.replicas());
                from.removeAll(there.coming());
                moves.add(new Moved(
                        partition.topic(),
                        partition.partition(),
                        from,
                        there.target(),
                        sight.throttled().contains(partition.topic())));
            }
        }
        return List.copyOf(moves);
    }

    private static Page page(String title, Sight sight, List<Moved> moves, Done done) {
        Phrase head = Phrase.strong(title).and(Phrase.LINE_END).and(found(sight, moves));
        List<Page.Block> blocks = new ArrayList<>();
        blocks.add(
                moves.isEmpty()
                        ? new Page.Section(Page.Level.TITLE, head)
                        : new Page.Section(
                                Page.Level.TITLE,
                                head,
                                new Page.Table(
                                        List.of(
                                                Page.Column.of("partition", "Partition"),
                                                Page.Column.of("from", "From"),
                                                Page.Column.of("to", "To"),
                                                Page.Column.of("is", "Is")),
                                        moves.stream().map(MovesShown::row).toList())));
        if (done != Done.NOTHING) {
            blocks.add(new Page.Note(Phrase.of(Style.GOOD, became(done))));
        }
        return new Page(blocks);
    }

    private static String found(Sight sight, List<Moved> moves) {
        if (moves.isEmpty()) {
            return "nothing moves"
                    + (sight.throttled().isEmpty()
                            ? ""
                            : "; a throttle was left on "
                                    + Words.count(sight.throttled().size(), "topic"));
        }
        return Words.count(moves.size(), "partition") + (moves.size() == 1 ? " moves, " : " move, ")
                + Words.bytes(sight.bytesToCopy()) + " to copy";
    }

    private static Page.Row row(Moved move) {
        return Page.Row.of(
                Phrase.plain(move.topic() + "-" + move.partition()),
                Phrase.plain(ids(move.from())),
                Phrase.plain(ids(move.to())),
                Phrase.plain(move.throttled() ? "throttled" : ""));
    }

    private static String ids(List<Integer> brokers) {
        return brokers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String became(Done done) {
        return switch (done) {
            case NOTHING -> "";
            case CANCELLED -> "Given up: these partitions are where they were, and no throttle is left.";
            case THROTTLED -> "The throttle is set for what moves now.";
            case UNTHROTTLED -> "No throttle is left.";
        };
    }
}
