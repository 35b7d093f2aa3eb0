package io.trivet.process;

import io.trivet.kafka.KafkaVersion;
import io.trivet.layout.Layout;
import io.trivet.layout.Node;
import io.trivet.layout.Role;
import io.trivet.stack.DataSize;
import io.trivet.stack.OnEc2;
import java.util.List;

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
    static final Jvm.Need NEED = new Jvm.Need(DataSize.gib(2), 32, 16, 128);

    private final OnEc2 stack;
    private final KafkaSettings settings;
    private final Layout layout;
    private final KafkaProcess process;

    /** The controllers of a described cluster. */
    public KafkaController(
            OnEc2 stack, OnEc2.Controllers described, KafkaVersion version, KafkaSettings settings, Layout layout) {
        this.stack = stack;
        this.settings = settings;
        this.layout = layout;
        this.process = new KafkaProcess(
                version,
                Exporter.of(stack, EXPORTER_PORT),
                1,
                Jvm.of(NEED, layout.site(), described),
                "",
                described.logLevels(),
                Plugin.of(stack));
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
                new Port("controller", PORT, List.of(Role.BROKER.word(), role().word())),
                new Port("exporter", EXPORTER_PORT, List.of(Port.MONITORING)));
    }

    @Override
    public Launch launch() {
        return process.launch();
    }

    @Override
    public Properties settings() {
        Properties server = new Properties().section("The metadata quorum").set("process.roles", "controller");
        KafkaQuorum.write(server, layout);
        String protocol = KafkaSecurity.protocol(stack).name();
        server.section("Listeners")
                .set(
                        "listener.security.protocol.map",
                        LISTENER + ":" + protocol + "," + KafkaBroker.REPLICATION_LISTENER + ":" + protocol)
                .set("inter.broker.listener.name", KafkaBroker.REPLICATION_LISTENER);
        return KafkaSecurity.write(server, stack).section("Settings").setAll(settings.controllers());
    }

    @Override
    public Properties settings(Node node) {
        return new Properties()
                .section("This controller")
                .set("node.id", node.id())
                .set("listeners", KafkaProcess.listener(LISTENER, node, PORT))
                .set("advertised.listeners", KafkaProcess.advertised(LISTENER, node, PORT))
                .set("log.dirs", process.logs(layout.site(), node));
    }

    @Override
    public List<ConfigFile> files() {
        return process.files();
    }
}
