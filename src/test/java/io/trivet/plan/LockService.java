package io.trivet.plan;

import io.trivet.kafka.KafkaVersion;
import io.trivet.layout.Layout;
import io.trivet.layout.Node;
import io.trivet.layout.Role;
import io.trivet.layout.Site;
import io.trivet.platform.Ec2Platform;
import io.trivet.process.Component;
import io.trivet.process.ConfigFile;
import io.trivet.process.Launch;
import io.trivet.process.Port;
import io.trivet.process.Properties;
import io.trivet.process.Software;
import io.trivet.process.ZooKeeperServer;
import io.trivet.stack.DataSize;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What might run beside each broker: a small program that listens, with settings, files and data of its own. */
public record LockService(Site site) implements Component {
    public static final int PORT = 2199;

    /** The plan of a description, with a lock service beside each broker. */
    public static Plan<Ec2Platform> besideBrokers(Description<OnEc2> description, Site site) {
        KafkaVersion version =
                KafkaVersion.of(description.on().kafka().version()).orElseThrow();
        Layout layout = Layout.of(description, site);
        List<Component> components = new ArrayList<>(Plan.components(description, version, layout));
        components.add(new LockService(site));
        return Plan.of(description, version, layout, components);
    }

    @Override
    public Role role() {
        return Role.BROKER;
    }

    @Override
    public String title() {
        return "Lock service";
    }

    @Override
    public List<Port> ports() {
        return List.of(new Port("locks", PORT, List.of(Role.BROKER.word())));
    }

    @Override
    public Launch launch() {
        return new Launch(
                "locks",
                new Software(Software.Product.ZOOKEEPER, ZooKeeperServer.DEFAULT_VERSION),
                "org.apache.zookeeper.server.ZooKeeperServerMain",
                List.of("zoo.cfg"),
                "/etc/locks",
                "/var/lib/kafka/locks",
                List.of(),
                Optional.empty(),
                Collections.emptySortedMap(),
                false,
                DataSize.mib(128));
    }

    @Override
    public Properties settings() {
        return new Properties()
                .section("All lock services")
                .setAll(new TreeMap<>(Map.of("tickTime", "2000", "admin.enableServer", "false")));
    }

    @Override
    public Properties settings(Node node) {
        return new Properties()
                .section("This lock service")
                .setAll(new TreeMap<>(Map.of(
                        "dataDir", site.folder(node.name(), "/var/lib/kafka/locks"),
                        "clientPort", "" + node.port(PORT),
                        "clientPortAddress", node.address().toString())));
    }

    @Override
    public List<ConfigFile> files() {
        return List.of(new ConfigFile("/etc/locks/jvm.options", "-Xmx64m\n"));
    }
}
