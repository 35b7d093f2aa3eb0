package io.trivet.rule;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.Conflict;
import io.trivet.kafka.MetadataMode;
import io.trivet.kafka.ServerConflicts;
import io.trivet.kafka.TieredConflicts;
import io.trivet.kafka.TopicConflicts;
import io.trivet.platform.Cluster;
import io.trivet.platform.Section;
import io.trivet.platform.SettingKind;
import io.trivet.problem.Finding;
import io.trivet.stack.Topic;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** Settings that Kafka takes one by one and refuses together: servers would not start, topics would not be made. */
final class ConflictRules {
    private ConflictRules() {}

    static void check(Cluster cluster) {
        cluster.kafka().ifPresent(known -> {
            servers(cluster, known);
            TopicConflicts conflicts =
                    new TopicConflicts(known, makesTopics(cluster).effective());
            cluster.description().topics().forEach((name, topic) -> topic(cluster, conflicts, name, topic));
        });
    }

    private static void servers(Cluster cluster, Catalogue known) {
        SortedSet<String> described = new TreeSet<>();
        SortedSet<String> told = new TreeSet<>();
        for (Section section : cluster.sections()) {
            described.addAll(section.described().keySet());
            for (Conflict conflict : ServerConflicts.of(known, section.server(), section.effective(), described)) {
                String key = conflict.key();
                String path = place(cluster, section, key);
                String value = section.effective().getOrDefault(key, "");
                // What the platform does not take at all is told already.
                if (cluster.refusal(SettingKind.BROKER, key, value).isEmpty() && told.add(path + conflict.must())) {
                    report(cluster, CommonRule.SETTINGS_CONFLICT, path, conflict);
                }
            }
        }
    }

    /** What controllers refuse may have come to them from the brokers. */
    private static String place(Cluster cluster, Section section, String key) {
        return section.described().containsKey(key)
                ? section.at(key)
                : cluster.sections().get(0).at(key);
    }

    private static void topic(Cluster cluster, TopicConflicts conflicts, String name, Topic topic) {
        String path = "topics." + name + ".settings.";
        SortedMap<String, String> servers = makesTopics(cluster).effective();
        Optional<Boolean> tiers = cluster.takes(TieredConflicts.SWITCH)
                ? Optional.of("true".equalsIgnoreCase(servers.get(TieredConflicts.SWITCH)))
                : Optional.empty();
        conflicts
                .of(topic.settings())
                .forEach(conflict -> report(cluster, CommonRule.SETTINGS_CONFLICT, path + conflict.key(), conflict));
        MetadataMode mode = cluster.usesZooKeeper() ? MetadataMode.ZOOKEEPER : MetadataMode.KRAFT;
        conflicts
                .tiered(mode, topic.settings(), tiers)
                .forEach(conflict -> report(cluster, CommonRule.TIERED, path + conflict.key(), conflict));
    }

    /** They judge a topic by their own file: controllers where there are any, else brokers. */
    private static Section makesTopics(Cluster cluster) {
        List<Section> sections = cluster.sections();
        Section last = sections.get(sections.size() - 1);
        return last.server().broker() ? sections.get(0) : last;
    }

    private static void report(Cluster cluster, CommonRule rule, String path, Conflict conflict) {
        cluster.report(
                path,
                Finding.error(rule, conflict.found()).must(conflict.must()).mend(conflict.mend()));
    }
}
