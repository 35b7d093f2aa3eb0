package io.trivet.plan.msk;

import io.trivet.kafka.MetadataMode;
import io.trivet.layout.PlannedTopic;
import io.trivet.layout.Zone;
import io.trivet.plan.TopicFacts;
import io.trivet.platform.msk.MskMonitoring;
import io.trivet.stack.MskType;
import io.trivet.stack.OnMsk;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What can be compared of a provision: no fact follows from another.
 *
 * @param stack its name
 * @param region of AWS
 * @param name on MSK
 * @param type of the cluster
 * @param metadata where it keeps its metadata
 * @param version as MSK spells it
 * @param zones in order
 * @param network what is made or exists
 * @param brokers absent on a serverless cluster
 * @param settings of the configuration
 * @param encryption who may come, and what nobody else may read
 * @param level of the metrics
 * @param prometheus whether exporters run
 * @param logDays of the log group
 * @param logBucket that gets the logs
 * @param told the topic of the alarms
 * @param access from outside
 * @param names of one's own
 * @param topics by name
 * @param tags on every resource
 */
public record MskFacts(
        String stack,
        String region,
        String name,
        MskType type,
        MetadataMode metadata,
        Optional<String> version,
        List<Zone> zones,
        OnMsk.Network network,
        Optional<MskBrokers> brokers,
        SortedMap<String, String> settings,
        MskEncryption encryption,
        String level,
        boolean prometheus,
        Optional<Integer> logDays,
        Optional<String> logBucket,
        Optional<String> told,
        Optional<OnMsk.Access> access,
        Optional<MskNames> names,
        SortedMap<String, TopicFacts> topics,
        SortedMap<String, String> tags) {
    static MskFacts of(MskProvision provision) {
        MskMonitoring monitoring = provision.monitoring();
        SortedMap<String, TopicFacts> topics = new TreeMap<>();
        for (PlannedTopic topic : provision.topics()) {
            topics.put(topic.name(), new TopicFacts(topic.partitions(), topic.replicas(), topic.settings()));
        }
        return new MskFacts(
                provision.id(),
                provision.region(),
                provision.name(),
                provision.type(),
                provision.metadata(),
                provision.version(),
                provision.zones(),
                provision.network(),
                provision.brokers(),
                provision.configuration().map(MskConfiguration::settings).orElseGet(TreeMap::new),
                provision.encryption(),
                monitoring.level(),
                monitoring.prometheus(),
                monitoring.logDays(),
                monitoring.logBucket(),
                monitoring.told(),
                provision.access(),
                provision.names(),
                topics,
                provision.tags());
    }
}
