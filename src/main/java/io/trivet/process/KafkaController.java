package io.trivet.process;

import io.trivet.kafka.KafkaVersion;
import io.trivet.layout.Layout;
import io.trivet.layout.Node;
import io.trivet.layout.Role;
import io.trivet.stack.OnEc2;
import java.util.List;
import java.util.SortedMap;

/**
 * A KRaft controller: a voter of the metadata quorum, apart from the brokers so that their load never reaches it.
 *
 * <p>Source: https://kafka.apache.org/39/documentation/#kraft_role
 */
public final class KafkaController implements Component {
    /** Where brokers and other controllers connect. */
    public static final int PORT = 9093;

    /** The JMX exporter. */
    public static final int EXPORTER_PORT = 7072;

    static final String LISTENER = "CONTROLLER";

    private final Layout layout;
    private final KafkaVersion version;
    private final SortedMap<String, String> settings;
    private final Jvm jvm;

    /** The controllers of a described cluster. */
    public KafkaController(OnEc2.Controllers described, KafkaVersion version, KafkaSettings settings, Layout layout) {
        this.layout = layout;
        this.version = version;
        this.settings = settings.controllers();
        this.jvm = Jvm.of(Role.CONTROLLER, layout.site(), described.instance(), described.heap());
    }

    @Override
    public Role role() {
        return Role.CONTROLLER;
    }

    @Override
    public String title() {
        return "KRaft controller";
    }

    @Override
    public List<Port> ports() {
        return List.of(
                new Port("controller", PORT, List.of(Port.Peer.BROKERS, Port.Peer.CONTROLLERS)),
                new Port("exporter", EXPORTER_PORT, List.of(Port.Peer.MONITORING)));
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
        server.section("The metadata quorum").set("process.roles", "controller");
        KafkaQuorum.write(server, layout);
        return server.section("Listeners")
                .set(
                        "listener.security.protocol.map",
                        LISTENER + ":PLAINTEXT," + KafkaBroker.REPLICATION_LISTENER + ":PLAINTEXT")
                .set("inter.broker.listener.name", KafkaBroker.REPLICATION_LISTENER)
                .section("Settings")
                .setAll(settings);
    }

    @Override
    public List<ConfigFile> shared() {
        return List.of(
                new ConfigFile(KafkaBroker.FOLDER + "/server.properties", server().toString()),
                new ConfigFile(KafkaBroker.FOLDER + "/jvm.options", jvm.options(KafkaProcess.loggingOption(version))),
                KafkaProcess.logging(version));
    }

    private Properties server(Node node) {
        return new Properties()
                .section("This controller")
                .set("node.id", node.id())
                .set("listeners", LISTENER + "://" + node.address() + ":" + node.port(PORT))
                .set("advertised.listeners", LISTENER + "://" + node.endpoint(PORT))
                .set("log.dirs", layout.site().folder(node.name(), KafkaBroker.DATA) + "/data");
    }

    @Override
    public List<ConfigFile> own(Node node) {
        return List.of(new ConfigFile(
                KafkaBroker.FOLDER + "/server.properties", server(node).toString()));
    }

    @Override
    public Launch launch() {
        return KafkaProcess.launch(version, EXPORTER_PORT, jvm);
    }
}
