package io.trivet.show;

import io.trivet.layout.PlannedConnector;
import io.trivet.operate.connectors.ConnectorDelta;
import io.trivet.operate.connectors.ConnectorStep;
import io.trivet.problem.Words;
import io.trivet.stack.Connector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** What differs between the connectors of workers and those of a description, and what was done about it. */
public final class ConnectorsShown {
    private ConnectorsShown() {}

    private record Answer(
            String stack,
            List<String> workers,
            int described,
            boolean applied,
            List<Told> changes,
            List<String> leftAlone,
            SortedMap<String, List<String>> failed) {}

    /** A step for programs. */
    private sealed interface Told {
        static Told of(ConnectorStep step) {
            if (step instanceof ConnectorStep.Creation create) {
                PlannedConnector shown = create.shown();
                return new Create("create", step.connector(), Words.of(shown.state()), shown.config());
            }
            if (step instanceof ConnectorStep.Change set) {
                return new Set(
                        set.to().isPresent() ? "set" : "unset", step.connector(), set.setting(), set.from(), set.to());
            }
            if (step instanceof ConnectorStep.Turn turn) {
                return new Turn(word(turn.to()), step.connector(), Words.of(turn.from()), Words.of(turn.to()));
            }
            if (step instanceof ConnectorStep.Restart restart) {
                return new Restart("restart", step.connector(), restart.parts());
            }
            throw new AssertionError(step);
        }

        private static String word(Connector.State to) {
            return switch (to) {
                case RUNNING -> "resume";
                case PAUSED -> "pause";
                case STOPPED -> "stop";
            };
        }

        String change();

        record Create(String change, String connector, String state, SortedMap<String, String> config)
                implements Told {}

        record Set(String change, String connector, String setting, Optional<String> from, Optional<String> to)
                implements Told {}

        record Turn(String change, String connector, String from, String to) implements Told {}

        record Restart(String change, String connector, int parts) implements Told {}
    }

    /**
     * What {@code trivet operate connectors} prints.
     *
     * @param workers where they were asked
     * @param described how many connectors are described
     * @param failed what in the end does not do what is described, in words, by connector
     * @param applied whether its steps were taken
     */
    public static Shown of(
            String stack,
            List<String> workers,
            int described,
            ConnectorDelta delta,
            SortedMap<String, List<String>> failed,
            boolean applied) {
        List<Told> changes = delta.steps().stream().map(Told::of).toList();
        return new Shown(
                () -> page(stack + " at " + String.join(",", workers), described, delta, failed.size(), applied),
                () -> new Answer(stack, workers, described, applied, changes, delta.others(), failed));
    }

    private static Page page(String title, int described, ConnectorDelta delta, int failed, boolean applied) {
        String found = delta.steps().isEmpty()
                ? (failed == 0 ? "all as described" : "all told as described, " + failed + " not doing it")
                : Words.count(delta.steps().size(), "change") + (applied ? " made" : " to make");
        Phrase heading = Phrase.strong(title)
                .and(Phrase.LINE_END)
                .and(Words.count(described, "connector") + " described, " + found);
        List<Page.Block> blocks = new ArrayList<>();
        blocks.add(new Page.Section(
                Page.Level.TITLE,
                heading,
                new Page.Table(
                        List.of(
                                Page.Column.of("", "Change"),
                                Page.Column.of("", "Connector"),
                                Page.Column.of("", "What")),
                        delta.steps().stream().map(ConnectorsShown::row).toList())));
        if (!delta.others().isEmpty()) {
            blocks.add(new Page.Section(
                    Page.Level.PART,
                    Phrase.plain("Left alone, since they are not described"),
                    new Page.Listing(
                            "", delta.others().stream().map(Phrase::plain).toList(), Phrase.In.BOTH)));
        }
        if (!delta.steps().isEmpty() && !applied) {
            blocks.add(new Page.Note(Phrase.plain("Nothing was changed. To make these changes, add --apply.")));
        }
        return new Page(blocks);
    }

    private static Page.Row row(ConnectorStep step) {
        return Page.Row.of(
                Phrase.plain(Told.of(step).change()), Phrase.plain(step.connector()), Phrase.plain(details(step)));
    }

    private static String details(ConnectorStep step) {
        if (step instanceof ConnectorStep.Creation create) {
            return Words.of(create.shown().state()) + ": "
                    + create.shown().config().entrySet().stream()
                            .map(setting -> setting.getKey() + "=" + setting.getValue())
                            .collect(Collectors.joining(", "));
        }
        if (step instanceof ConnectorStep.Change set) {
            return set.setting()
                    + set.from().map(from -> " from " + Words.quoted(from)).orElse("")
                    + set.to().map(to -> " to " + Words.quoted(to)).orElse("");
        }
        if (step instanceof ConnectorStep.Turn turn) {
            return "from " + Words.of(turn.from()) + " to " + Words.of(turn.to());
        }
        if (step instanceof ConnectorStep.Restart restart) {
            return "what failed, " + Words.count(restart.parts(), "part");
        }
        throw new AssertionError(step);
    }
}
