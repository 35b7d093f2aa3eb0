package io.trivet.process;

import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.ServerText;
import io.trivet.layout.Layout;
import io.trivet.layout.Listener;
import io.trivet.layout.Node;
import io.trivet.layout.Role;
import io.trivet.layout.Site;
import io.trivet.stack.DataSize;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Kafka broker, with its metadata in ZooKeeper or in KRaft, of whose quorum it may be a voter itself.
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

    /** Kafka's own documentation runs brokers with 6 GiB. */
    static final Jvm.Need NEED = new Jvm.Need(DataSize.gib(6), 64, 32, 384);

    /** What a broker needs and what a controller does. */
    static final Jvm.Need NEED_OF_BOTH = new Jvm.Need(DataSize.gib(8), 96, 48, 384);

    /** The heap of the brokers of a stack on EC2. */
    public static DataSize heap(OnEc2 stack) {
        return jvm(stack, Site.EC2).heap();
    }

    private static Jvm jvm(OnEc2 stack, Site site) {
        return Jvm.of(stack.combined() ? NEED_OF_BOTH : NEED, site, stack.brokers());
    }

    private final Description<OnEc2> description;
    private final KafkaSettings settings;
    private final Layout layout;
    private final KafkaProcess process;

    /** The brokers of a described cluster. */
    public KafkaBroker(Description<OnEc2> description, KafkaVersion version, KafkaSettings settings, Layout layout) {
        this.description = description;
        this.settings = settings;
        this.layout = layout;
        OnEc2.BrokerNodes brokers = description.on().brokers();
        this.process = new KafkaProcess(
                version,
                Exporter.of(description.on(), EXPORTER_PORT),
                brokers.volumeCount(),
                jvm(description.on(), layout.site()),
                description
                        .on()
                        .zookeeper()
                        .map(ensemble -> ZooKeeperSettings.jvmOptionsOfClients(ensemble.settings()))
                        .orElse(""),
                brokers.logLevels(),
                Plugin.of(description.on()));
    }

    /** Of a list of listeners those by which servers know each other: further ones come and go with a restart. */
    public static String identity(String listeners) {
        List<String> own = List.of(CLIENT_LISTENER, REPLICATION_LISTENER, KafkaController.LISTENER);
        return Stream.of(listeners.split(","))
                .filter(listener -> own.contains(listener.replaceFirst("://.*", "")))
                .collect(Collectors.joining(","));
    }

    private boolean usesZooKeeper() {
        return description.on().usesZooKeeper();
    }

    private boolean isCombined() {
        return description.on().combined();
    }

    @Override
    public Role role() {
        return isCombined() ? Role.COMBINED : Role.BROKER;
    }

    @Override
    public String title() {
        return isCombined() ? "Kafka broker and KRaft controller" : "Kafka broker";
    }

    @Override
    public List<Port> ports() {
        List<String> own = List.of(role().word());
        List<Port> ports = new ArrayList<>(List.of(
                new Port("clients", CLIENT_PORT, clients()),
                new Port(
                        "replication",
                        REPLICATION_PORT,
                        usesZooKeeper() || isCombined() ? own : List.of(role().word(), Role.CONTROLLER.word()))));
        if (isCombined()) {
            ports.add(new Port("controller", KafkaController.PORT, own));
        }
        layout.listeners()
                .forEach(listener -> ports.add(new Port(
                        listener.name(),
                        listener.port(),
                        listener.asksForPassword() ? List.of(Port.CLIENTS) : List.of())));
        ports.add(new Port("exporter", EXPORTER_PORT, List.of(Port.MONITORING)));
        return List.copyOf(ports);
    }

    private List<String> clients() {
        List<String> clients = new ArrayList<>(List.of(Port.CLIENTS));
        description.on().connect().ifPresent(workers -> clients.add(Role.CONNECT.word()));
        description.on().mirrors().ifPresent(nodes -> clients.add(Role.MIRROR.word()));
        return List.copyOf(clients);
    }

    @Override
    public Launch launch() {
        return process.launch();
    }

    @Override
    public Properties settings() {
        Properties server = new Properties().section("Where the cluster keeps its metadata");
        if (usesZooKeeper()) {
            server.set(
                    "zookeeper.connect",
                    Layout.endpoints(layout.voters(), ZooKeeperServer.CLIENT_PORT)
                            + ZooKeeperServer.chroot(description));
        } else {
            server.set("process.roles", isCombined() ? "broker,controller" : "broker");
            KafkaQuorum.write(server, layout);
        }
        String protocol = KafkaSecurity.protocol(description.on()).name();
        StringBuilder protocols =
                new StringBuilder(CLIENT_LISTENER + ":" + protocol + "," + REPLICATION_LISTENER + ":" + protocol);
        layout.listeners()
                .forEach(listener -> protocols
                        .append(',')
                        .append(listener.kafkaName())
                        .append(':')
                        .append(listener.protocol()));
        server.section("Listeners")
                .set(
                        "listener.security.protocol.map",
                        usesZooKeeper() ? protocols : protocols + "," + KafkaController.LISTENER + ":" + protocol)
                .set("inter.broker.listener.name", REPLICATION_LISTENER);
        return KafkaSecurity.writeBroker(server, description.on())
                .section("Settings")
                .setAll(settings.brokers());
    }

    @Override
    public Properties settings(Node node) {
        StringBuilder bound = new StringBuilder(KafkaProcess.listener(CLIENT_LISTENER, node, CLIENT_PORT) + ","
                + KafkaProcess.listener(REPLICATION_LISTENER, node, REPLICATION_PORT));
        StringBuilder advertised = new StringBuilder(KafkaProcess.advertised(CLIENT_LISTENER, node, CLIENT_PORT) + ","
                + KafkaProcess.advertised(REPLICATION_LISTENER, node, REPLICATION_PORT));
        if (isCombined()) {
            bound.append(',').append(KafkaProcess.listener(KafkaController.LISTENER, node, KafkaController.PORT));
            advertised
                    .append(',')
                    .append(KafkaProcess.advertised(KafkaController.LISTENER, node, KafkaController.PORT));
        }
        for (Listener listener : layout.listeners()) {
            bound.append(',').append(KafkaProcess.listener(listener.kafkaName(), node, listener.port()));
            advertised.append(',').append(listener.kafkaName()).append("://").append(listener.endpoint(node));
        }
        Properties own = new Properties()
                .section("This broker")
                .set(usesZooKeeper() ? "broker.id" : "node.id", node.id())
                .set("broker.rack", node.zone().name())
                .set("listeners", bound)
                .set("advertised.listeners", advertised)
                .set("log.dirs", process.logs(layout.site(), node));
        SortedMap<String, String> alone = Optional.ofNullable(
                        description.on().brokers().overrides().get(node.name()))
                .map(OnEc2.OfBroker::settings)
                .orElse(Collections.emptySortedMap());
        return alone.isEmpty() ? own : own.section(ServerText.ALONE).setAll(alone);
    }

    @Override
    public List<ConfigFile> files() {
        return process.files();
    }
}
