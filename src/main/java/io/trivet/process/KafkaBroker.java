package io.trivet.process;

import io.trivet.kafka.KafkaVersion;
import io.trivet.layout.Layout;
import io.trivet.layout.Node;
import io.trivet.layout.Role;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * A Kafka broker, with its metadata in ZooKeeper or in KRaft.
 *
 * <p>Source: https://kafka.apache.org/39/documentation/#brokerconfigs and, for KRaft, #kraft_config.
 */
public final class KafkaBroker implements Component {
    /** Where applications connect. */
    public static final int CLIENT_PORT = 9092;

    /** Where brokers copy from each other, apart from the clients so that neither can starve the other. */
    public static final int REPLICATION_PORT = 9091;

    /** The JMX exporter. */
    public static final int EXPORTER_PORT = 7071;

    static final String CLIENT_LISTENER = "CLIENT";
    static final String REPLICATION_LISTENER = "REPLICATION";
    static final String FOLDER = "/etc/kafka";
    static final String DATA = "/var/lib/kafka";

    private final Description<OnEc2> description;
    private final OnEc2 stack;
    private final Layout layout;
    private final KafkaVersion version;
    private final SortedMap<String, String> settings;
    private final Jvm jvm;

    /** The brokers of a described cluster. */
    public KafkaBroker(Description<OnEc2> description, KafkaVersion version, KafkaSettings settings, Layout layout) {
        this.description = description;
        this.stack = description.on();
        this.layout = layout;
        this.version = version;
        this.settings = settings.brokers();
        this.jvm = Jvm.of(
                Role.BROKER,
                layout.site(),
                stack.brokers().instance(),
                stack.brokers().heap());
    }

    @Override
    public Role role() {
        return Role.BROKER;
    }

    @Override
    public String title() {
        return "Kafka broker";
    }

    @Override
    public List<Port> ports() {
        List<Port> ports = new ArrayList<>();
        ports.add(new Port("clients", CLIENT_PORT, List.of(Port.Peer.CLIENTS)));
        ports.add(new Port(
                "replication",
                REPLICATION_PORT,
                stack.usesZooKeeper()
                        ? List.of(Port.Peer.BROKERS)
                        : List.of(Port.Peer.BROKERS, Port.Peer.CONTROLLERS)));
        ports.add(new Port("exporter", EXPORTER_PORT, List.of(Port.Peer.MONITORING)));
        return List.copyOf(ports);
    }

    @Override
    public SortedMap<String, String> settings() {
        return server().settings();
    }

    @Override
    public SortedMap<String, String> settings(Node node) {
        return server(node).settings();
    }

    private Properties server() {
        Properties server = new Properties();
        server.section("Where the cluster keeps its metadata");
        if (stack.usesZooKeeper()) {
            server.set(
                    "zookeeper.connect",
                    layout.endpoints(Role.ZOOKEEPER, ZooKeeperServer.CLIENT_PORT)
                            + ZooKeeperServer.chroot(description));
        } else {
            server.set("process.roles", "broker");
            KafkaQuorum.write(server, layout);
        }
        return server.section("Listeners")
                .set("listener.security.protocol.map", protocols())
                .set("inter.broker.listener.name", REPLICATION_LISTENER)
                .section("Settings")
                .setAll(settings);
    }

    @Override
    public List<ConfigFile> shared() {
        return List.of(
                new ConfigFile(FOLDER + "/server.properties", server().toString()),
                new ConfigFile(FOLDER + "/jvm.options", jvm.options(KafkaProcess.loggingOption(version))),
                KafkaProcess.logging(version));
    }

    private String protocols() {
        String own = CLIENT_LISTENER + ":PLAINTEXT," + REPLICATION_LISTENER + ":PLAINTEXT";
        return stack.usesZooKeeper() ? own : own + "," + KafkaController.LISTENER + ":PLAINTEXT";
    }

    private Properties server(Node node) {
        return new Properties()
                .section("This broker")
                .set(stack.usesZooKeeper() ? "broker.id" : "node.id", node.id())
                .set("broker.rack", node.zone().name())
                .set(
                        "listeners",
                        CLIENT_LISTENER + "://" + node.address() + ":" + node.port(CLIENT_PORT) + ","
                                + REPLICATION_LISTENER + "://" + node.address() + ":" + node.port(REPLICATION_PORT))
                .set(
                        "advertised.listeners",
                        CLIENT_LISTENER + "://" + node.endpoint(CLIENT_PORT) + "," + REPLICATION_LISTENER + "://"
                                + node.endpoint(REPLICATION_PORT))
                .set("log.dirs", layout.site().folder(node.name(), DATA) + "/data");
    }

    @Override
    public List<ConfigFile> own(Node node) {
        return List.of(
                new ConfigFile(FOLDER + "/server.properties", server(node).toString()));
    }

    @Override
    public Launch launch() {
        return KafkaProcess.launch(version, EXPORTER_PORT, jvm);
    }
}
