package io.trivet.process;

import io.trivet.layout.Layout;
import io.trivet.layout.Node;
import io.trivet.layout.Role;
import io.trivet.stack.DataSize;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A server of the ZooKeeper ensemble.
 *
 * <p>Source: https://zookeeper.apache.org/doc/r3.9.5/zookeeperAdmin.html
 */
public final class ZooKeeperServer implements Component {
    /** Where brokers connect. */
    public static final int CLIENT_PORT = 2181;

    /** Where followers connect to the leader. */
    public static final int QUORUM_PORT = 2888;

    /** Where servers elect their leader. */
    public static final int ELECTION_PORT = 3888;

    /** The JMX exporter. */
    public static final int EXPORTER_PORT = 7070;

    /** The newest release whose artifacts are complete. */
    public static final String DEFAULT_VERSION = "3.9.5";

    static final Jvm.Need NEED = new Jvm.Need(DataSize.gib(1), 32, 16, 128);

    private static final String FOLDER = "/etc/zookeeper";
    private static final String DATA = "/var/lib/zookeeper";

    private final OnEc2.ZooKeeper described;
    private final Layout layout;
    private final Jvm jvm;

    /** The servers of a described ensemble. */
    public ZooKeeperServer(OnEc2.ZooKeeper described, Layout layout) {
        this.described = described;
        this.layout = layout;
        this.jvm = Jvm.of(NEED, layout.site(), described);
    }

    @Override
    public Role role() {
        return Role.ZOOKEEPER;
    }

    @Override
    public String title() {
        return "ZooKeeper server";
    }

    @Override
    public List<Port> ports() {
        return List.of(
                new Port("clients", CLIENT_PORT, List.of(Role.BROKER.word())),
                new Port("quorum", QUORUM_PORT, List.of(role().word())),
                new Port("election", ELECTION_PORT, List.of(role().word())),
                new Port("exporter", EXPORTER_PORT, List.of(Port.MONITORING)));
    }

    @Override
    public Launch launch() {
        return new Launch(
                "zookeeper",
                new Software(Software.Product.ZOOKEEPER, described.version().orElse(DEFAULT_VERSION)),
                "org.apache.zookeeper.server.quorum.QuorumPeerMain",
                List.of("zoo.cfg"),
                FOLDER,
                DATA,
                List.of(),
                Optional.of(new Exporter(EXPORTER_PORT, false)),
                Collections.emptySortedMap(),
                false,
                jvm.memory());
    }

    @Override
    public Properties settings() {
        Properties zooCfg = new Properties()
                .section("Settings of the ensemble")
                .setAll(settings(described))
                .section("Servers: quorum port, election port");
        for (Node node : layout.voters()) {
            zooCfg.set(
                    "server." + node.id(),
                    node.dnsName() + ":" + node.port(QUORUM_PORT) + ":" + node.port(ELECTION_PORT));
        }
        return zooCfg;
    }

    @Override
    public Properties settings(Node node) {
        String data = layout.site().folder(node.name(), DATA);
        return new Properties()
                .section("This server")
                .set("dataDir", data + "/data")
                .set("dataLogDir", data + "/log")
                .set("clientPort", node.port(CLIENT_PORT))
                .set("clientPortAddress", node.address());
    }

    @Override
    public List<ConfigFile> files() {
        Logging logging = Logging.ofZooKeeper();
        return List.of(
                new ConfigFile(
                        FOLDER + "/jvm.options",
                        jvm.options("-Dlogback.configurationFile=logback.xml\n-Dzookeeper.jmx.log4j.disable=true\n"
                                + ZooKeeperSettings.jvmOptions(described.settings()))),
                new ConfigFile(FOLDER + "/" + logging.name(), logging.with(described.logLevels())));
    }

    @Override
    public List<ConfigFile> files(Node node) {
        return List.of(new ConfigFile(DATA + "/data/myid", node.id() + "\n"));
    }

    /** The settings of zoo.cfg that hold when the description is silent, with what it says on top. */
    public static SortedMap<String, String> settings(OnEc2.ZooKeeper described) {
        SortedMap<String, String> settings = new TreeMap<>(ZooKeeperSettings.DEFAULTS);
        settings.putAll(ZooKeeperSettings.ofFile(described.settings()));
        return settings;
    }

    /** The chroot under which the cluster keeps its tree. */
    public static String chroot(Description<OnEc2> description) {
        return description.on().zookeeper().flatMap(OnEc2.ZooKeeper::chroot).orElse("/kafka-" + description.name());
    }
}
