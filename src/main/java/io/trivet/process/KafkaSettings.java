package io.trivet.process;

import io.trivet.kafka.BrokerDefaults;
import io.trivet.kafka.Catalogue;
import io.trivet.kafka.ClusterSize;
import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.MetadataMode;
import io.trivet.layout.Instance;
import io.trivet.stack.OnEc2;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The settings of Kafka that hold for all nodes of a role: Trivet's defaults, with what is described on top.
 *
 * @param brokers what all brokers share; with what controllers are told, where they are these, too
 * @param controllers what all controllers share; of no use with ZooKeeper
 */
public record KafkaSettings(SortedMap<String, String> brokers, SortedMap<String, String> controllers) {
    /** The settings of a described cluster. */
    public static KafkaSettings of(OnEc2 stack, KafkaVersion version) {
        return of(stack, Catalogue.of(version));
    }

    /** The settings of a described cluster whose Kafka version knows these settings. */
    public static KafkaSettings of(OnEc2 stack, Catalogue catalogue) {
        return of(
                stack,
                catalogue,
                stack.brokers().settings(),
                stack.controllers().map(OnEc2.Controllers::settings).orElseGet(TreeMap::new));
    }

    /** The settings of a cluster whose description leaves one of them out. */
    public static KafkaSettings without(String setting, OnEc2 stack, Catalogue catalogue) {
        SortedMap<String, String> brokers = new TreeMap<>(stack.brokers().settings());
        SortedMap<String, String> controllers = new TreeMap<>(
                stack.controllers().map(OnEc2.Controllers::settings).orElseGet(TreeMap::new));
        brokers.remove(setting);
        controllers.remove(setting);
        return of(stack, catalogue, brokers, controllers);
    }

    private static KafkaSettings of(
            OnEc2 stack,
            Catalogue catalogue,
            SortedMap<String, String> described,
            SortedMap<String, String> ofControllers) {
        ClusterSize size = new ClusterSize(
                Math.max(1, stack.brokers().nodes()),
                Instance.of(stack.brokers().instance()).map(Instance::vcpus).orElse(2),
                stack.usesZooKeeper() ? MetadataMode.ZOOKEEPER : MetadataMode.KRAFT);
        SortedMap<String, String> controllers = BrokerDefaults.controllerSettings(catalogue, size, described);
        SortedMap<String, String> brokers = BrokerDefaults.brokerSettings(catalogue, size, described);
        if (stack.combined()) {
            controllers.forEach(brokers::putIfAbsent);
        }
        controllers.putAll(ofControllers);
        return new KafkaSettings(brokers, controllers);
    }
}
