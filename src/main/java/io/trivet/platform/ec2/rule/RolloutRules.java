package io.trivet.platform.ec2.rule;

import io.trivet.kafka.Numbers;
import io.trivet.kafka.Replicas;
import io.trivet.stack.OnEc2;
import java.util.Optional;
import java.util.SortedMap;

/** Whether a roll can take a zone at once. */
final class RolloutRules {
    private RolloutRules() {}

    static void check(Ec2Subject subject) {
        if (subject.stack().combined()
                || subject.stack().rollout().flatMap(OnEc2.Rollout::by).orElse(OnEc2.Unit.ZONE) != OnEc2.Unit.ZONE) {
            return;
        }
        SortedMap<String, String> settings = subject.brokerSettings();
        Optional<Long> min = Numbers.of(settings, "min.insync.replicas");
        min.ifPresent(least -> Numbers.of(settings, "default.replication.factor")
                .ifPresent(replicas ->
                        zone(subject, "brokers.settings.min.insync.replicas", "a topic by default", replicas, least)));
        subject.description().topics().forEach((name, topic) -> {
            Optional<Long> own = Numbers.of(topic.settings(), "min.insync.replicas");
            if (own.isPresent() || topic.replicas().isPresent()) {
                String path = "topics." + name;
                own.or(() -> min)
                        .ifPresent(least -> zone(
                                subject,
                                own.isPresent() ? path + ".settings.min.insync.replicas" : path + ".replicas",
                                name,
                                topic.replicas().orElse(subject.topicDefaults().replicas()),
                                least));
            }
        });
    }

    /** Only where a roll node by node would be allowed: what even that may not stop is another rule's concern. */
    private static void zone(Ec2Subject subject, String path, String topic, long replicas, long least) {
        long inOneZone = (replicas + Replicas.ZONES - 1) / Replicas.ZONES;
        if (replicas - 1 >= least && replicas - inOneZone < least) {
            subject.warning(
                            Ec2Rule.ROLLOUT_ZONE,
                            path,
                            least + " of " + replicas + " replicas for " + topic + ", of which a zone may hold "
                                    + inOneZone)
                    .must("leave enough in sync without a zone: rolls go zone by zone, and the agents refuse this one")
                    .mend("add rollout: {by: node}, or lower min.insync.replicas to " + (replicas - inOneZone));
        }
    }
}
