package io.trivet.show;

import io.trivet.problem.Words;
import java.util.List;
import java.util.stream.Collectors;

/** The topics of a cluster as a table of text. */
final class TopicTable {
    /** With more topics than this, the rest is only counted. */
    private static final int TOPICS_SHOWN = 40;

    private TopicTable() {}

    /** A title and a row for each topic; nothing where there is none. */
    static String of(List<Overview.ShownTopic> topics, boolean all, Colour colour) {
        if (topics.isEmpty()) {
            return "";
        }
        int count = all ? topics.size() : Math.min(TOPICS_SHOWN, topics.size());
        Table table = new Table("  ");
        table.row(colour::faint, "topic", "partitions", "replicas", "settings");
        for (Overview.ShownTopic topic : topics.subList(0, count)) {
            table.row(
                    topic.topic().name(),
                    topic.topic().partitions() + (topic.byGuideline() ? " by guideline" : ""),
                    String.valueOf(topic.topic().replicas()),
                    topic.topic().settings().entrySet().stream()
                            .map(setting -> setting.getKey() + "=" + setting.getValue())
                            .collect(Collectors.joining(" ")));
        }
        if (count < topics.size()) {
            table.row(colour::faint, "… " + (topics.size() - count) + " more topics; --all shows them");
        }
        return "\n" + colour.strong(Words.count(topics.size(), "topic")) + "\n" + table.text();
    }
}
