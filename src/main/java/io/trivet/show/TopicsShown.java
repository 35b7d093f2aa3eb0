package io.trivet.show;

import io.trivet.layout.PlannedTopic;
import io.trivet.operate.TopicDelta;
import io.trivet.operate.TopicStep;
import io.trivet.problem.Words;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** What differs between the topics of a cluster and those of its description, and what was done about it. */
public final class TopicsShown {
    private TopicsShown() {}

    private record Answer(
            String stack,
            String bootstrap,
            int described,
            boolean applied,
            List<Told> changes,
            List<TopicDelta.Refusal> refused) {}

    /** A step for programs. */
    private sealed interface Told {
        static Told of(TopicStep step) {
            if (step instanceof TopicStep.Creation create) {
                PlannedTopic wanted = create.wanted();
                return new Create("create", step.topic(), wanted.partitions(), wanted.replicas(), wanted.settings());
            }
            if (step instanceof TopicStep.Growth grow) {
                return new Grow("grow", step.topic(), grow.from(), grow.to());
            }
            if (step instanceof TopicStep.Change set) {
                return new Set("set", step.topic(), set.setting(), set.from(), set.to(), set.keepsLess());
            }
            throw new AssertionError(step);
        }

        String change();

        record Create(String change, String topic, int partitions, int replicas, SortedMap<String, String> settings)
                implements Told {}

        record Grow(String change, String topic, int from, int to) implements Told {}

        record Set(String change, String topic, String setting, String from, String to, boolean keepsLess)
                implements Told {}
    }

    /**
     * What {@code trivet operate topics} prints.
     *
     * @param bootstrap where the cluster was asked
     * @param described how many topics are described
     * @param applied whether its steps were taken
     */
    public static Shown of(String stack, String bootstrap, int described, TopicDelta delta, boolean applied) {
        List<Told> changes = delta.steps().stream().map(Told::of).toList();
        return new Shown(
                () -> page(stack + " at " + bootstrap, described, delta, applied),
                () -> new Answer(stack, bootstrap, described, applied, changes, delta.refusals()));
    }

    private static Page page(String title, int described, TopicDelta delta, boolean applied) {
        String count = Words.count(delta.steps().size(), "change");
        String found;
        if (delta.steps().isEmpty()) {
            found = delta.refusals().isEmpty() ? "all as on the cluster" : "nothing that could be changed";
        } else {
            found = count + (applied ? " made" : " to make");
        }
        Phrase heading =
                Phrase.strong(title).and(Phrase.LINE_END).and(Words.count(described, "topic") + " described, " + found);
        Page.Section changes = new Page.Section(
                Page.Level.TITLE,
                heading,
                new Page.Table(
                        List.of(Page.Column.of("", "Change"), Page.Column.of("", "Topic"), Page.Column.of("", "How")),
                        delta.steps().stream().map(TopicsShown::row).toList()));
        return delta.steps().isEmpty() || applied
                ? Page.of(changes)
                : Page.of(
                        changes,
                        new Page.Note(Phrase.plain("Nothing was changed. To make these changes, add --apply.")));
    }

    private static Page.Row row(TopicStep step) {
        return Page.Row.of(
                Phrase.plain(Told.of(step).change()), Phrase.plain(step.topic()), Phrase.plain(details(step)));
    }

    private static String details(TopicStep step) {
        if (step instanceof TopicStep.Creation create) {
            PlannedTopic wanted = create.wanted();
            String settings = wanted.settings().entrySet().stream()
                    .map(setting -> ", " + setting.getKey() + "=" + setting.getValue())
                    .collect(Collectors.joining());
            return Words.count(wanted.partitions(), "partition") + ", " + Words.count(wanted.replicas(), "replica")
                    + settings;
        }
        if (step instanceof TopicStep.Growth grow) {
            return "from " + grow.from() + " to " + Words.count(grow.to(), "partition")
                    + "; a key goes to another one than before";
        }
        if (step instanceof TopicStep.Change set) {
            return set.setting() + (set.from().isEmpty() ? "" : " from " + set.from()) + " to " + set.to()
                    + (set.keepsLess() ? "; older records are deleted" : "");
        }
        throw new AssertionError(step);
    }
}
