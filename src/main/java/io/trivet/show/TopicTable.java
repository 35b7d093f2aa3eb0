package io.trivet.show;

import io.trivet.layout.PlannedTopic;
import io.trivet.problem.Words;
import io.trivet.show.Page.Column;
import io.trivet.show.Page.Row;
import io.trivet.show.Phrase.In;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The topics of a cluster, as a part of its page. */
final class TopicTable {
    /** With more topics than this, short text only counts the rest. */
    private static final int TOPICS_SHOWN = 40;

    private static final List<Column> COLUMNS = List.of(
            Column.of("topic", "Topic"),
            Column.number("partitions", "Partitions"),
            Column.number("replicas", "Replicas"),
            Column.of("settings", "Settings"));

    private TopicTable() {}

    /** A title and a row for each topic; nothing where there is none. */
    static Optional<Page.Section> of(List<Overview.ShownTopic> topics) {
        List<Row> rows = new ArrayList<>();
        for (Overview.ShownTopic shown : topics) {
            Phrase settings = Phrase.joined(Phrase.either(" ", ", "), settings(shown.topic(), Phrase.Style.CODE));
            Phrase partitions = Phrase.plain(shown.topic().partitions())
                    .and(shown.byGuideline() ? Phrase.either(" by guideline", " (guideline)") : Phrase.EMPTY);
            rows.add(row(shown.topic(), partitions, settings)
                    .in(rows.size() < TOPICS_SHOWN ? In.BOTH : In.WHOLE_TEXT_AND_MARKDOWN));
        }
        if (topics.size() > TOPICS_SHOWN) {
            rows.add(Row.remark("… " + (topics.size() - TOPICS_SHOWN) + " more topics; --all shows them"));
        }
        return section(topics.size(), rows);
    }

    /** The same of topics whose partitions are all described. */
    static Optional<Page.Section> ofPlanned(List<PlannedTopic> topics) {
        return section(
                topics.size(),
                topics.stream()
                        .map(topic -> row(
                                topic,
                                Phrase.plain(topic.partitions()),
                                Phrase.joined(Phrase.plain(" "), settings(topic, Phrase.Style.PLAIN))))
                        .toList());
    }

    private static Row row(PlannedTopic topic, Phrase partitions, Phrase settings) {
        return Row.of(Phrase.code(topic.name()), partitions, Phrase.plain(topic.replicas()), settings);
    }

    private static List<Phrase> settings(PlannedTopic topic, Phrase.Style style) {
        return topic.settings().entrySet().stream()
                .map(setting -> Phrase.of(style, setting.getKey() + "=" + setting.getValue()))
                .toList();
    }

    private static Optional<Page.Section> section(int topics, List<Row> rows) {
        return Optional.of(new Page.Section(
                        Page.Level.PART,
                        Phrase.title(Words.count(topics, "topic"), "Topics"),
                        new Page.Table(COLUMNS, rows)))
                .filter(section -> topics > 0);
    }
}
