package io.trivet.adopt;

import io.trivet.problem.Visible;
import io.trivet.problem.Words;
import io.trivet.stack.Description;
import io.trivet.stack.StackYaml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The file of a stack that was imported: what it does not say of the cluster in comments, then the description. */
public final class StackText {
    private static final String SCHEMA = "# yaml-language-server: $schema=schema/stack.schema.json";

    private StackText() {}

    /**
     * The text of the file.
     *
     * @param from where the cluster was asked, as a person typed it
     */
    public static String of(Adoption<?> adoption, String from) {
        StringBuilder text = new StringBuilder();
        line(text, "What runs at " + from + ", imported by trivet import.");
        for (Gap.Kind kind : Gap.Kind.values()) {
            List<Gap> gaps = adoption.gaps(kind);
            if (!gaps.isEmpty()) {
                line(text, "");
                line(text, heading(kind, gaps));
                gaps.forEach(gap -> line(text, "  " + (kind == Gap.Kind.ASSUMED ? "" : gap.noun() + " ") + gap.text()));
            }
        }
        Description<?> description = adoption.description();
        text.append(SCHEMA).append("\nconfig:\n");
        description
                .region()
                .ifPresent(
                        region -> text.append("  aws:region: ").append(region).append('\n'));
        text.append("  trivet:cluster:\n");
        StackYaml.of(description)
                .lines()
                .forEach(row -> text.append("    ").append(row).append('\n'));
        return text.toString();
    }

    private static String heading(Gap.Kind kind, List<Gap> gaps) {
        return switch (kind) {
            case ASSUMED -> "Assumed, since a description must say it and the cluster does not. Correct these:";
            case LEFT_OUT -> "Left out, since a description has no place for it (" + counts(gaps) + "):";
            case UNTOLD -> "Not told by the cluster (" + counts(gaps) + "):";
        };
    }

    /** Each kind of thing with its number, in the order of the first: {@code 2 users and 1 quota}. */
    public static String counts(List<Gap> gaps) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        gaps.forEach(gap -> counts.merge(gap.noun(), 1, Integer::sum));
        return Words.list(counts.entrySet().stream()
                .map(count -> Words.count(count.getValue(), count.getKey()))
                .toList());
    }

    /** A line of the comment: what a cluster calls its users must not end it. */
    private static void line(StringBuilder text, String words) {
        text.append('#');
        if (!words.isEmpty()) {
            text.append(' ').append(Visible.of(words));
        }
        text.append('\n');
    }
}
