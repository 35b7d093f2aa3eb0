package io.trivet.show;

import io.trivet.layout.PlannedTopic;
import io.trivet.plan.ExternalProvision;
import io.trivet.problem.Words;
import io.trivet.process.ConfigFile;

/** What stands around a cluster that somebody else runs, as text: how clients reach it, its names and topics. */
public final class ExternalText {
    private ExternalText() {}

    /** The text of {@code trivet show}. */
    public static String of(ExternalProvision shown, Colour colour) {
        return header(shown, colour) + aliases(shown, colour) + topics(shown, colour) + files(shown, colour);
    }

    private static String header(ExternalProvision shown, Colour colour) {
        String place = shown.region().isEmpty() ? shown.environment() : shown.environment() + " in " + shown.region();
        Table table = new Table("  ");
        ExternalShown.facts(shown).forEach(fact -> table.row(fact.name(), fact.text()));
        return colour.strong(shown.id() + ": " + shown.cluster() + ", " + place) + "\n" + table.text();
    }

    private static String aliases(ExternalProvision shown, Colour colour) {
        if (shown.aliases().isEmpty()) {
            return "";
        }
        Table table = new Table("  ");
        table.row(colour::faint, "alias", "stands for");
        shown.aliases().forEach(alias -> table.row(alias.name(), alias.host()));
        return "\n" + colour.strong(words(shown.aliases().size(), "alias", "aliases")) + "\n" + table.text();
    }

    private static String words(int count, String one, String more) {
        return count + " " + (count == 1 ? one : more);
    }

    private static String topics(ExternalProvision shown, Colour colour) {
        if (shown.topics().isEmpty()) {
            return "";
        }
        Table table = new Table("  ");
        table.row(colour::faint, "topic", "partitions", "replicas", "settings");
        for (PlannedTopic topic : shown.topics()) {
            table.row(
                    topic.name(),
                    String.valueOf(topic.partitions()),
                    String.valueOf(topic.replicas()),
                    ExternalShown.settings(topic));
        }
        return "\n" + colour.strong(Words.count(shown.topics().size(), "topic")) + "\n" + table.text();
    }

    private static String files(ExternalProvision shown, Colour colour) {
        StringBuilder text = new StringBuilder("\n")
                .append(colour.strong(Words.count(shown.files().size(), "file")))
                .append(", which trivet render writes\n");
        for (ConfigFile file : shown.files()) {
            text.append("  ").append(file.path().substring(1)).append('\n');
        }
        return text.toString();
    }
}
