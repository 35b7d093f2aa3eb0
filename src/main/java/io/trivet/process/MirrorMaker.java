package io.trivet.process;

import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.MirrorDefaults;
import io.trivet.kafka.WorkerDefaults;
import io.trivet.layout.Layout;
import io.trivet.layout.Node;
import io.trivet.layout.Role;
import io.trivet.stack.DataSize;
import io.trivet.stack.Description;
import io.trivet.stack.Mirrors;
import io.trivet.stack.OnEc2;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A node of MirrorMaker, which copies topics of other clusters to the one beside it: with the other nodes it shares the
 * partitions out. It holds nothing: how far it is stands in topics of the cluster that it copies to.
 *
 * <p>Source: https://kafka.apache.org/39/documentation/#georeplication; KIP-382, and KIP-710 for several nodes.
 */
public final class MirrorMaker implements Component {
    /** Where the nodes tell each other what each is to do. */
    public static final int REST_PORT = 8084;

    /** The JMX exporter. */
    public static final int EXPORTER_PORT = 7074;

    /** A task holds what it has read and not yet written, so that heap goes with the tasks. */
    static final Jvm.Need NEED = new Jvm.Need(DataSize.gib(4), 64, 64, 320);

    private static final String FOLDER = "/etc/kafka";
    private static final String DATA = "/var/lib/kafka";

    private final KafkaVersion version;
    private final OnEc2 stack;
    private final Mirrors described;
    private final List<Mirrored> sources;
    private final Layout layout;
    private final KafkaProcess process;
    private final Jvm jvm;

    /** The nodes of a description that has some. */
    public MirrorMaker(Description<OnEc2> description, Mirrors described, KafkaVersion version, Layout layout) {
        this.version = version;
        this.stack = description.on();
        this.described = described;
        this.layout = layout;
        this.sources = Mirrored.of(description, layout.site());
        this.jvm = Jvm.of(NEED, layout.site(), described);
        this.process = new KafkaProcess(
                version,
                Exporter.of(stack, EXPORTER_PORT),
                1,
                jvm,
                "",
                described.logLevels(),
                Collections.emptySortedMap());
    }

    /** What mirrors call the cluster that they copy to. */
    public static String alias(Mirrors described, String cluster) {
        return described.alias().orElse(cluster);
    }

    @Override
    public Role role() {
        return Role.MIRROR;
    }

    @Override
    public String title() {
        return "Kafka MirrorMaker";
    }

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
                "org.apache.kafka.connect.mirror.MirrorMaker",
                List.of("mm2.properties", "--clusters", alias()),
                FOLDER,
                DATA,
                List.of(),
                Optional.of(process.exporter()),
                Collections.emptySortedMap(),
                true,
                jvm.memory());
    }

    @Override
    public Properties settings() {
        List<String> clusters = new ArrayList<>(described.sources().keySet());
        clusters.add(alias());
        Properties properties = new Properties()
                .section("The clusters, by what mirrors call them; the last one is copied to")
                .set("clusters", String.join(",", clusters))
                .set(alias() + ".bootstrap.servers", String.join(",", Mirrored.first(layout)));
        sources.forEach(
                source -> properties.set(source.name() + ".bootstrap.servers", String.join(",", source.bootstrap())));
        properties
                .section("The nodes share the work, and tell each other who does what")
                .set("dedicated.mode.enable.internal.rest", true);
        KafkaSecurity.writeMirror(properties, stack, alias(), sources);
        described.sources().forEach((name, source) -> flow(properties, name, source));
        return properties.section("The workers of this cluster").setAll(workers());
    }

    private void flow(Properties properties, String name, Mirrors.Source source) {
        String flow = name + "->" + alias() + ".";
        boolean offsets = source.groupOffsets().orElse(true);
        properties
                .section("From " + name)
                .set(flow + "enabled", true)
                .set(flow + "topics", String.join(",", source.topics().orElse(List.of(".*"))))
                .set(flow + "groups", String.join(",", source.groups().orElse(List.of(".*"))))
                .set(flow + "replication.policy.class", policy(source.named()))
                .set(flow + "emit.checkpoints.enabled", true)
                .set(flow + "sync.group.offsets.enabled", offsets)
                .set(flow + "sync.topic.acls.enabled", false)
                .note("One name for all nodes, which would take turns in writing down their own")
                .set(flow + "target.cluster.client.id", name + "-mm2");
        if (!version.isAtLeast(KafkaVersion.V4_3_1)) {
            properties
                    .note("The metrics of copies name their source, as they always do from Kafka 4.0 on")
                    .set(flow + "add.source.alias.to.metrics", true);
        }
        SortedMap<String, String> settings = new TreeMap<>();
        MirrorDefaults.all(layout.brokers().size(), described.nodes())
                .forEach(row -> settings.put(row.key(), row.value()));
        described.settings().forEach((key, value) -> {
            if (!key.startsWith(alias() + ".")) {
                settings.put(key, value);
            }
        });
        settings.putAll(source.settings());
        settings.forEach((key, value) -> properties.set(flow + key, value));
    }

    /** Settings of the workers, which MirrorMaker reads behind the alias of the cluster that is copied to. */
    private SortedMap<String, String> workers() {
        SortedMap<String, String> settings = new TreeMap<>();
        WorkerDefaults.all().stream()
                .filter(row -> !row.key().endsWith(".converter"))
                .forEach(row -> settings.put(alias() + "." + row.key(), row.value()));
        described
                .exactlyOnce()
                .ifPresent(step -> settings.put(
                        alias() + ".exactly.once.source.support", step.name().toLowerCase(Locale.ROOT)));
        described.settings().forEach((key, value) -> {
            if (key.startsWith(alias() + ".")) {
                settings.put(key, value);
            }
        });
        return settings;
    }

    private static String policy(Mirrors.Names names) {
        return "org.apache.kafka.connect.mirror."
                + switch (names) {
                    case PREFIXED -> "DefaultReplicationPolicy";
                    case SAME -> "IdentityReplicationPolicy";
                };
    }

    private String alias() {
        return alias(described, layout.cluster());
    }

    @Override
    public Properties settings(Node node) {
        return new Properties()
                .section("This node")
                .set("listeners", KafkaSecurity.restScheme(stack) + "://" + node.address() + ":" + node.port(REST_PORT))
                .set("rest.advertised.host.name", node.dnsName())
                .set("rest.advertised.port", node.port(REST_PORT))
                .set(alias() + ".client.id", node.name());
    }

    @Override
    public List<ConfigFile> files() {
        List<ConfigFile> files = new ArrayList<>(process.files());
        if (stack.security().isPresent()
                || sources.stream().anyMatch(source -> source.login().isPresent())) {
            files.add(SystemdUnit.withoutMachine(launch()));
        }
        return List.copyOf(files);
    }
}
