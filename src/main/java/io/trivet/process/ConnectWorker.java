package io.trivet.process;

import io.trivet.kafka.ConnectGroup;
import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.Replicas;
import io.trivet.kafka.WorkerDefaults;
import io.trivet.layout.Layout;
import io.trivet.layout.Node;
import io.trivet.layout.Role;
import io.trivet.stack.DataSize;
import io.trivet.stack.OnEc2;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A worker of Kafka Connect: with the others of its cluster it shares out the connectors that it is given over its REST
 * API, and takes over what one of them ran that is gone. It holds nothing: what it knows is in topics of its own.
 *
 * <p>Source: https://kafka.apache.org/39/documentation/#connect_running and #connectconfigs.
 */
public final class ConnectWorker implements Component {
    /** Where workers speak with each other, and where connectors are described to them. */
    public static final int REST_PORT = 8083;

    /** The JMX exporter. */
    public static final int EXPORTER_PORT = 7073;

    /** A task holds the batches of its producers and what its connector needs, so that heap goes with the tasks. */
    static final Jvm.Need NEED = new Jvm.Need(DataSize.gib(4), 64, 64, 320);

    /** Brokers of which a worker hears first, one of each zone: they are always there. */
    private static final int NAMED = 3;

    /** Source: the worker's own defaults for topics that it makes; the first must have one partition. */
    private static final int OFFSET_PARTITIONS = 25;

    private static final int STATUS_PARTITIONS = 5;
    private static final String FOLDER = "/etc/kafka";
    private static final String DATA = "/var/lib/kafka";

    private final KafkaVersion version;
    private final OnEc2 stack;
    private final OnEc2.Connect described;
    private final ConnectGroup group;
    private final Layout layout;
    private final KafkaProcess process;
    private final Jvm jvm;

    /** The workers beside the brokers of a described cluster. */
    public ConnectWorker(OnEc2 stack, OnEc2.Connect described, KafkaVersion version, Layout layout) {
        this.version = version;
        this.stack = stack;
        this.described = described;
        this.group = ConnectGroup.of(layout.cluster());
        this.layout = layout;
        this.jvm = Jvm.of(NEED, layout.site(), described);
        this.process = new KafkaProcess(
                version,
                Exporter.of(stack, EXPORTER_PORT),
                1,
                jvm,
                "",
                described.logLevels(),
                Plugin.of(described.plugins()));
    }

    @Override
    public Role role() {
        return Role.CONNECT;
    }

    @Override
    public String title() {
        return "Kafka Connect worker";
    }

    /**
     * The REST API asks none for a name, and with security only for a certificate of the cluster's authority: who
     * reaches it may do what the worker may.
     */
    @Override
    public List<Port> ports() {
        return List.of(
                new Port("rest", REST_PORT, List.of(role().word())),
                new Port("exporter", EXPORTER_PORT, List.of(Port.MONITORING)));
    }

    @Override
    public Launch launch() {
        return new Launch(
                "kafka",
                new Software(Software.Product.KAFKA, version.text()),
                "org.apache.kafka.connect.cli.ConnectDistributed",
                List.of("connect.properties"),
                FOLDER,
                DATA,
                List.of(),
                Optional.of(process.exporter()),
                process.plugins(),
                true,
                jvm.memory());
    }

    @Override
    public Properties settings() {
        List<Node> brokers = layout.brokers();
        int replicas = Replicas.over(Math.max(1, brokers.size()));
        Properties shared = new Properties()
                .section("The cluster, and the group that all workers are")
                .set(
                        "bootstrap.servers",
                        Layout.endpoints(brokers.subList(0, Math.min(NAMED, brokers.size())), KafkaBroker.CLIENT_PORT))
                .set("group.id", group.id())
                .section("Topics in which they keep what they know, compacted; the workers make them once")
                .set("config.storage.topic", group.configs())
                .set("config.storage.replication.factor", replicas)
                .set("offset.storage.topic", group.offsets())
                .set("offset.storage.replication.factor", replicas)
                .set("offset.storage.partitions", OFFSET_PARTITIONS)
                .set("status.storage.topic", group.status())
                .set("status.storage.replication.factor", replicas)
                .set("status.storage.partitions", STATUS_PARTITIONS);
        return KafkaSecurity.writeWorker(shared, stack).section("Settings").setAll(effective(described));
    }

    /** The settings that hold when the description is silent, with what it says on top. */
    private static SortedMap<String, String> effective(OnEc2.Connect described) {
        SortedMap<String, String> settings = new TreeMap<>();
        WorkerDefaults.all().forEach(row -> settings.put(row.key(), row.value()));
        settings.putAll(described.settings());
        return settings;
    }

    @Override
    public Properties settings(Node node) {
        Properties own = new Properties()
                .section("This worker")
                .set("listeners", KafkaSecurity.restScheme(stack) + "://" + node.address() + ":" + node.port(REST_PORT))
                .set("rest.advertised.host.name", node.dnsName())
                .set("rest.advertised.port", node.port(REST_PORT))
                .set("consumer.client.rack", node.zone().name());
        return process.plugins().isEmpty()
                ? own
                : own.set("plugin.path", layout.site().folder(node.name(), Plugin.FOLDERS));
    }

    @Override
    public List<ConfigFile> files() {
        List<ConfigFile> files = new ArrayList<>(process.files());
        if (stack.security().isPresent()) {
            files.add(SystemdUnit.withoutMachine(launch()));
        }
        return List.copyOf(files);
    }
}
