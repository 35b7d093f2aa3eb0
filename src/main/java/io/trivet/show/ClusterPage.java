package io.trivet.show;

import io.trivet.layout.PlannedTopic;
import io.trivet.plan.Plan;
import io.trivet.problem.Words;
import io.trivet.show.Page.Column;
import io.trivet.show.Page.Level;
import io.trivet.show.Page.Row;
import io.trivet.show.Page.Section;
import io.trivet.show.Page.Table;
import io.trivet.show.Phrase.In;
import io.trivet.show.Phrase.Style;
import io.trivet.stack.ClientSource;
import io.trivet.stack.Deletion;
import io.trivet.stack.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** What the pages of clusters have in common, whatever runs the brokers. */
final class ClusterPage {
    /** With more topics than this, short text only counts the rest. */
    private static final int TOPICS_SHOWN = 40;

    private static final List<Column> TOPICS = List.of(
            Column.of("topic", "Topic"),
            Column.number("partitions", "Partitions"),
            Column.number("replicas", "Replicas"),
            Column.of("settings", "Settings"));

    private ClusterPage() {}

    /** Who the cluster is, where it is, and what else there is to say of it before its parts. */
    static Section head(
            String stack, String name, String environment, String region, List<Row> facts, Page.Block... drawing) {
        List<Row> rows = new ArrayList<>();
        rows.add(Row.fact("Environment", environment).in(In.MARKDOWN));
        if (!region.isEmpty()) {
            rows.add(Row.fact("Region", region).in(In.MARKDOWN));
        }
        rows.addAll(facts);
        List<Page.Block> blocks = new ArrayList<>(List.of(Table.ofFacts(rows)));
        blocks.addAll(List.of(drawing));
        String place = region.isEmpty() ? environment : environment + " in " + region;
        return new Section(
                Level.TITLE,
                Phrase.title(stack + ": " + name + ", " + place, name + " (" + stack + ")"),
                blocks,
                In.BOTH);
    }

    /** What the description says of the end of the cluster; nothing where that is refused. */
    static Optional<Deletion> deletion(Plan<?> plan) {
        return plan.mayEnd() ? Optional.of(Deletion.ALLOWED) : Optional.empty();
    }

    /** That the cluster may end, where it may. */
    static List<Row> end(Plan<?> plan) {
        return deletion(plan).map(allowed -> Row.fact("Deletion", "allowed: pulumi destroy ends the cluster")).stream()
                .toList();
    }

    /** Who is let in besides those with the security group of clients. */
    static String sources(List<ClientSource> clients) {
        return Words.list(clients.stream().map(ClientSource::toString).toList());
    }

    /** A row for each topic, beside what is described of them; nothing where there is none. */
    static Optional<Section> topics(List<PlannedTopic> topics, SortedMap<String, Topic> described) {
        List<Row> rows = new ArrayList<>();
        for (PlannedTopic topic : topics) {
            Phrase partitions = Phrase.plain(topic.partitions());
            if (isByGuideline(topic, described)) {
                partitions = partitions.and(Phrase.either(" by guideline", " (guideline)"));
            }
            Phrase settings = Phrase.joined(Phrase.either(" ", ", "), settings(topic, Style.CODE));
            rows.add(row(topic, partitions, settings)
                    .in(rows.size() < TOPICS_SHOWN ? In.BOTH : In.WHOLE_TEXT_AND_MARKDOWN));
        }
        if (topics.size() > TOPICS_SHOWN) {
            rows.add(Row.remark("… " + (topics.size() - TOPICS_SHOWN) + " more topics; --all shows them"));
        }
        return section(topics, rows);
    }

    /** The same of topics that a service is told as they are described. */
    static Optional<Section> topics(List<PlannedTopic> topics) {
        return section(
                topics,
                topics.stream()
                        .map(topic -> row(
                                topic,
                                Phrase.plain(topic.partitions()),
                                Phrase.joined(Phrase.plain(" "), settings(topic, Style.PLAIN))))
                        .toList());
    }

    /** Whether the description leaves the partitions to the guideline. */
    static boolean isByGuideline(PlannedTopic topic, SortedMap<String, Topic> described) {
        return Optional.ofNullable(described.get(topic.name()))
                .flatMap(Topic::partitions)
                .isEmpty();
    }

    private static Row row(PlannedTopic topic, Phrase partitions, Phrase settings) {
        return Row.of(Phrase.code(topic.name()), partitions, Phrase.plain(topic.replicas()), settings);
    }

    private static List<Phrase> settings(PlannedTopic topic, Style style) {
        return topic.settings().entrySet().stream()
                .map(setting -> Phrase.of(style, setting.getKey() + "=" + setting.getValue()))
                .toList();
    }

    private static Optional<Section> section(List<PlannedTopic> topics, List<Row> rows) {
        Phrase title = Phrase.title(Words.count(topics.size(), "topic"), "Topics");
        return topics.isEmpty()
                ? Optional.empty()
                : Optional.of(new Section(Level.PART, title, new Table(TOPICS, rows)));
    }
}
