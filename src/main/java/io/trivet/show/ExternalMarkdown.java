package io.trivet.show;

import io.trivet.layout.PlannedTopic;
import io.trivet.plan.ExternalProvision;

/** What stands around a cluster that somebody else runs, as Markdown. */
public final class ExternalMarkdown {
    private ExternalMarkdown() {}

    /** The text of {@code trivet show --format markdown}. */
    public static String of(ExternalProvision shown) {
        StringBuilder text = new StringBuilder("# " + cell(shown.cluster()) + " (" + cell(shown.id()) + ")\n\n");
        text.append("| | |\n|---|---|\n");
        row(text, "Environment", cell(shown.environment()));
        if (!shown.region().isEmpty()) {
            row(text, "Region", cell(shown.region()));
        }
        ExternalShown.facts(shown).forEach(fact -> row(text, fact.name(), cell(fact.text())));
        if (!shown.aliases().isEmpty()) {
            text.append("\n## Aliases\n\n| Alias | Stands for |\n|---|---|\n");
            shown.aliases().forEach(alias -> row(text, code(alias.name()), code(alias.host())));
        }
        if (!shown.topics().isEmpty()) {
            text.append("\n## Topics\n\n| Topic | Partitions | Replicas | Settings |\n|---|--:|--:|---|\n");
            for (PlannedTopic topic : shown.topics()) {
                row(
                        text,
                        code(topic.name()),
                        String.valueOf(topic.partitions()),
                        String.valueOf(topic.replicas()),
                        cell(ExternalShown.settings(topic)));
            }
        }
        return text.toString();
    }

    private static void row(StringBuilder text, String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }

    private static String code(String text) {
        return "`" + cell(text) + "`";
    }
}
