package io.trivet.component;

import io.trivet.layout.Instance;
import io.trivet.settings.BrokerDefaults;
import io.trivet.settings.Catalogue;
import io.trivet.settings.ClusterSize;
import io.trivet.settings.KafkaVersion;
import io.trivet.settings.MetadataMode;
import io.trivet.stack.Stack;
import java.util.SortedMap;

/**
 * The settings of Kafka that hold for all nodes of a role: Trivet's defaults, with what is described on top.
 *
 * @param brokers what all brokers share
 * @param controllers what all controllers share; of no use with ZooKeeper
 */
public record KafkaSettings(SortedMap<String, String> brokers, SortedMap<String, String> controllers) {
    /** The settings of a described cluster. */
    public static KafkaSettings of(Stack stack, KafkaVersion version) {
        return of(stack, Catalogue.of(version));
    }

    /** The settings of a described cluster whose Kafka version knows these settings. */
    public static KafkaSettings of(Stack stack, Catalogue catalogue) {
        ClusterSize size = new ClusterSize(
                Math.max(1, stack.brokers().nodes()),
                Instance.of(stack.brokers().instance()).map(Instance::vcpus).orElse(2),
                stack.usesZooKeeper() ? MetadataMode.ZOOKEEPER : MetadataMode.KRAFT);
        SortedMap<String, String> described = stack.brokers().settings();
        SortedMap<String, String> controllers = BrokerDefaults.controllerSettings(catalogue, size, described);
        stack.controllers().ifPresent(quorum -> controllers.putAll(quorum.settings()));
        return new KafkaSettings(BrokerDefaults.brokerSettings(catalogue, size, described), controllers);
    }
}
