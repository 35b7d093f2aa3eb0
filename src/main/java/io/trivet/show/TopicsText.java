package io.trivet.show;

import io.trivet.operate.TopicStep;
import io.trivet.operate.TopicWanted;
import io.trivet.problem.Words;
import java.util.stream.Collectors;

/** What differs between the topics of a cluster and those of its description, as text. */
public final class TopicsText {
    private TopicsText() {}

    /** The text of {@code trivet operate topics}. */
    public static String of(TopicsShown shown, Colour colour) {
        String title = colour.strong(shown.stack() + " at " + shown.bootstrap()) + "\n";
        String described = Words.count(shown.described(), "topic") + " described";
        if (shown.delta().steps().isEmpty()) {
            return title
                    + (shown.delta().refusals().isEmpty()
                            ? described + ", all as on the cluster\n"
                            : described + ", nothing that could be changed\n");
        }
        Table table = new Table("  ");
        for (TopicStep step : shown.delta().steps()) {
            table.row(word(step), step.topic(), details(step));
        }
        String count = Words.count(shown.delta().steps().size(), "change");
        return title + described + ", " + count + (shown.applied() ? " made\n" : " to make\n") + table.text()
                + (shown.applied() ? "" : "Nothing was changed. To make these changes, add --apply.\n");
    }

    /** The word for a kind of step: {@code create}, {@code grow}, {@code set}. */
    static String word(TopicStep step) {
        if (step instanceof TopicStep.Create) {
            return "create";
        }
        return step instanceof TopicStep.Grow ? "grow" : "set";
    }

    private static String details(TopicStep step) {
        if (step instanceof TopicStep.Create create) {
            TopicWanted wanted = create.wanted();
            String settings = wanted.settings().entrySet().stream()
                    .map(setting -> ", " + setting.getKey() + "=" + setting.getValue())
                    .collect(Collectors.joining());
            return Words.count(wanted.partitions(), "partition") + ", " + Words.count(wanted.replicas(), "replica")
                    + settings;
        }
        if (step instanceof TopicStep.Grow grow) {
            return "from " + grow.from() + " to " + Words.count(grow.to(), "partition")
                    + "; a key goes to another one than before";
        }
        if (step instanceof TopicStep.Set set) {
            return set.setting() + (set.from().isEmpty() ? "" : " from " + set.from()) + " to " + set.to()
                    + (set.keepsLess() ? "; older records are deleted" : "");
        }
        throw new AssertionError(step);
    }
}
