package io.trivet.plan;

import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.MetadataMode;
import io.trivet.layout.Layout;
import io.trivet.layout.Node;
import io.trivet.layout.PlannedTopic;
import io.trivet.layout.Role;
import io.trivet.layout.Site;
import io.trivet.layout.Zone;
import io.trivet.process.Component;
import io.trivet.process.ConfigFile;
import io.trivet.process.KafkaBroker;
import io.trivet.process.KafkaController;
import io.trivet.process.KafkaQuorum;
import io.trivet.process.KafkaSettings;
import io.trivet.process.Launch;
import io.trivet.process.ZooKeeperServer;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything that a description comes to. The same description and site give the same plan, byte for byte.
 *
 * @param id name of the stack
 * @param layout zones and nodes
 * @param kafka version
 * @param roles what the nodes of each role share, in the order in which roles start
 * @param nodes in the order of the layout
 * @param waves nodes that change together, in the order in which a change goes through them
 * @param topics sorted by name
 * @param clientBootstrap {@code host:port} of every broker, for clients
 * @param initialControllers first voters, for the formatting of fresh storage; empty with ZooKeeper
 * @param together which brokers a roll takes down at once
 */
public record Plan(
        String id,
        Layout layout,
        KafkaVersion kafka,
        List<PlannedRole> roles,
        List<PlannedNode> nodes,
        List<List<Node>> waves,
        List<PlannedTopic> topics,
        String clientBootstrap,
        Optional<String> initialControllers,
        OnEc2.Unit together) {
    /** The plan of a description at a site. The version must be one that Trivet knows; {@code rule} sees to it. */
    public static Plan of(Description<OnEc2> description, Site site) {
        OnEc2 stack = description.on();
        KafkaVersion version = KafkaVersion.of(stack.kafka().version())
                .orElseThrow(() -> new IllegalArgumentException(
                        "unknown Kafka " + stack.kafka().version()));
        Layout layout = Layout.of(description, site);
        MetadataMode mode = stack.usesZooKeeper() ? MetadataMode.ZOOKEEPER : MetadataMode.KRAFT;
        List<PlannedRole> roles = new ArrayList<>();
        List<PlannedNode> nodes = new ArrayList<>();
        for (Component component : components(description, version, layout)) {
            List<ConfigFile> shared = RoleFiles.of(component, mode, layout.cluster());
            Launch launch = component.launch();
            roles.add(new PlannedRole(component.role(), component.settings(), shared));
            for (Node node : layout.nodes(component.role())) {
                List<ConfigFile> own = component.own(node);
                nodes.add(new PlannedNode(
                        node,
                        component.ports(),
                        component.settings(node),
                        own,
                        joined(shared, own),
                        launch.withDataIn(site.folder(node.name(), launch.dataFolder()))));
            }
        }
        OnEc2.Unit together = stack.rollout().map(OnEc2.Rollout::by).orElse(OnEc2.Unit.ZONE);
        return new Plan(
                description.id(),
                layout,
                version,
                List.copyOf(roles),
                List.copyOf(nodes),
                waves(layout, together),
                PlannedTopic.of(description),
                layout.endpoints(Role.BROKER, KafkaBroker.CLIENT_PORT),
                stack.usesZooKeeper() ? Optional.empty() : Optional.of(KafkaQuorum.initialControllers(layout)),
                together);
    }

    private static List<Component> components(Description<OnEc2> description, KafkaVersion version, Layout layout) {
        OnEc2 stack = description.on();
        KafkaSettings settings = KafkaSettings.of(stack, version);
        List<Component> components = new ArrayList<>();
        if (stack.usesZooKeeper()) {
            stack.zookeeper().ifPresent(ensemble -> components.add(new ZooKeeperServer(ensemble, layout)));
        } else {
            stack.controllers()
                    .ifPresent(quorum -> components.add(new KafkaController(quorum, version, settings, layout)));
        }
        components.add(new KafkaBroker(description, version, settings, layout));
        return components;
    }

    /** Voters one by one, then brokers: by zone, or one by one in the same order. */
    static List<List<Node>> waves(Layout layout, OnEc2.Unit together) {
        List<List<Node>> waves = new ArrayList<>();
        layout.nodes().stream().filter(node -> node.role() != Role.BROKER).forEach(voter -> waves.add(List.of(voter)));
        for (Zone zone : layout.zones()) {
            List<Node> brokers = layout.nodes(zone).stream()
                    .filter(node -> node.role() == Role.BROKER)
                    .toList();
            if (together == OnEc2.Unit.NODE) {
                brokers.forEach(broker -> waves.add(List.of(broker)));
            } else if (!brokers.isEmpty()) {
                waves.add(brokers);
            }
        }
        return List.copyOf(waves);
    }

    /** Shared files with the node's own behind them: a blank line parts the two halves of a file that has both. */
    static List<ConfigFile> joined(List<ConfigFile> shared, List<ConfigFile> own) {
        Map<String, String> texts = new TreeMap<>();
        shared.forEach(file -> texts.put(file.path(), file.text()));
        own.forEach(file -> texts.merge(file.path(), file.text(), (first, last) -> first + "\n" + last));
        return texts.entrySet().stream()
                .map(file -> new ConfigFile(file.getKey(), file.getValue()))
                .toList();
    }
}
