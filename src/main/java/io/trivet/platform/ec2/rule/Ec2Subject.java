package io.trivet.platform.ec2.rule;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.MetadataMode;
import io.trivet.kafka.OwnedSettings;
import io.trivet.kafka.PluginClasses;
import io.trivet.kafka.Server;
import io.trivet.kafka.SettingType;
import io.trivet.layout.Instance;
import io.trivet.layout.Listener;
import io.trivet.layout.Machine;
import io.trivet.layout.Role;
import io.trivet.platform.Cluster;
import io.trivet.platform.Machines;
import io.trivet.platform.PlatformRule;
import io.trivet.platform.Section;
import io.trivet.platform.SettingKind;
import io.trivet.problem.Finding;
import io.trivet.problem.Problem;
import io.trivet.process.KafkaSettings;
import io.trivet.process.Plugin;
import io.trivet.stack.BrokerNetwork;
import io.trivet.stack.DataSize;
import io.trivet.stack.Description;
import io.trivet.stack.Dns;
import io.trivet.stack.OnEc2;
import io.trivet.stack.Throughput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The description of a cluster on EC2 under examination, with what follows from it. */
public final class Ec2Subject implements Cluster {
    private static final int REPLICAS_PER_BROKER = 4000;
    private static final String OVERRIDES = "brokers.overrides.";

    /** What a broker reads with ZooKeeper only. */
    private static final List<String> ZOOKEEPER_ONLY =
            List.of("zookeeper.", "inter.broker.protocol.version", "log.message.format.version");

    /** What only KRaft reads. */
    private static final List<String> KRAFT_ONLY = List.of(
            "broker.heartbeat.interval.ms",
            "broker.session.timeout.ms",
            "initial.broker.registration.timeout.ms",
            "metadata.",
            "controller.quorum.");

    private final Description<OnEc2> description;
    private final Optional<Catalogue> catalogue;
    private final SortedMap<String, String> brokerSettings;
    private final List<Problem> problems = new ArrayList<>();

    private final PluginClasses plugins;

    /** Starts an examination that looks into no file. */
    public Ec2Subject(Description<OnEc2> description) {
        this(
                description,
                PluginClasses.unread(description.on().kafka().plugins().keySet()));
    }

    /**
     * Starts an examination.
     *
     * @param plugins what is known of the described plugins
     */
    public Ec2Subject(Description<OnEc2> description, PluginClasses plugins) {
        this.description = description;
        this.plugins = plugins;
        this.catalogue = version().map(Catalogue::of);
        this.brokerSettings = catalogue
                .map(known -> KafkaSettings.of(stack(), known).brokers())
                .orElse(described());
    }

    @Override
    public void check() {
        ShapeRules.check(this);
        OverrideRules.check(this);
        RoomRules.check(this);
        MetadataRules.check(this);
        MachineRules.check(this);
        SoftwareRules.check(this);
        PluginRules.check(this);
        ConnectRules.check(this);
        MirrorRules.check(this);
        RolloutRules.check(this);
        UpkeepRules.check(this);
        ListenerRules.check(this);
        SecurityRules.check(this);
    }

    @Override
    public Description<OnEc2> description() {
        return description;
    }

    OnEc2 stack() {
        return description.on();
    }

    @Override
    public Optional<PluginClasses> plugins() {
        return Optional.of(plugins);
    }

    /** The plugins that could be looked into, and were not. */
    List<String> unread() {
        return Plugin.of(stack()).keySet().stream()
                .filter(plugins.unread()::contains)
                .toList();
    }

    /** The Kafka version; empty when it is none that Trivet knows. */
    Optional<KafkaVersion> version() {
        return KafkaVersion.of(stack().kafka().version());
    }

    /** Where Kafka keeps its metadata, in words. */
    String metadata() {
        return stack().kafka().mode().word();
    }

    @Override
    public Optional<Dns> dns() {
        return Optional.of(stack().dns());
    }

    @Override
    public Optional<BrokerNetwork> network() {
        return Optional.of(stack().network());
    }

    @Override
    public List<Machines> machines() {
        return stack().described().entrySet().stream()
                .map(role -> new Machines(
                        role.getKey(),
                        role.getValue().nodes(),
                        Instance.of(role.getValue().instance())))
                .toList();
    }

    @Override
    public int nodes() {
        return stack().brokers().nodes();
    }

    @Override
    public boolean usesZooKeeper() {
        return stack().usesZooKeeper();
    }

    @Override
    public Optional<Catalogue> catalogue() {
        return catalogue;
    }

    @Override
    public SortedMap<String, String> described() {
        return stack().brokers().settings();
    }

    @Override
    public Optional<Catalogue> kafka() {
        return catalogue;
    }

    @Override
    public List<Section> sections() {
        MetadataMode mode = stack().kafka().mode();
        List<String> listeners = new ArrayList<>(List.of("client", "replication"));
        stack().network()
                .listeners()
                .keySet()
                .forEach(name -> listeners.add(Listener.kafkaName(name).toLowerCase(Locale.ROOT)));
        if (stack().hasPasswords()) {
            listeners.add(Listener.PASSWORDS);
        }
        if (stack().combined()) {
            listeners.add("controller");
        }
        Server brokers = new Server(mode, true, nodes(), List.copyOf(listeners));
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("brokers.settings", described(), brokerSettings, brokers));
        stack().brokers().overrides().forEach((name, own) -> {
            SortedMap<String, String> effective = new TreeMap<>(brokerSettings);
            effective.putAll(own.settings());
            sections.add(new Section(OVERRIDES + name + ".settings", own.settings(), effective, brokers));
        });
        stack().controllers()
                .filter(quorum -> !stack().combined())
                .ifPresent(quorum -> sections.add(new Section(
                        "controllers.settings",
                        quorum.settings(),
                        catalogue
                                .map(known -> KafkaSettings.of(stack(), known).controllers())
                                .orElse(quorum.settings()),
                        new Server(mode, false, quorum.nodes(), List.of("controller")))));
        return List.copyOf(sections);
    }

    @Override
    public SortedMap<String, String> brokerSettings() {
        return brokerSettings;
    }

    @Override
    public Optional<String> otherwise(SettingKind kind, String path, String key) {
        if (path.startsWith(OVERRIDES) && brokerSettings.containsKey(key)) {
            return Optional.ofNullable(brokerSettings.get(key));
        }
        Optional<String> rendered = kind == SettingKind.TOPIC
                ? Optional.empty()
                : catalogue
                        .map(known -> KafkaSettings.without(key, stack(), known))
                        .map(settings ->
                                path.startsWith(Role.CONTROLLER.key()) ? settings.controllers() : settings.brokers())
                        .map(settings -> settings.get(key));
        return rendered.or(() -> Cluster.super.otherwise(kind, path, key));
    }

    @Override
    public Optional<Finding> refusal(SettingKind kind, String key, String value) {
        if (kind == SettingKind.TOPIC) {
            return Optional.empty();
        }
        Optional<String> owner = OwnedSettings.reason(key);
        if (owner.isPresent()) {
            return Optional.of(Finding.error(PlatformRule.SETTING_OWNED, "described")
                    .must("be left out: " + owner.get())
                    .mend(OwnedSettings.instead(key, value)));
        }
        if ((usesZooKeeper() ? KRAFT_ONLY : ZOOKEEPER_ONLY).stream().anyMatch(key::startsWith)
                && (key.startsWith("zookeeper.") || isKnown(key))) {
            return Optional.of(Finding.error(Ec2Rule.SETTING_OTHER_MODE, "described")
                    .must("not be, since nothing reads it when kafka.metadata is " + metadata())
                    .mend("remove it"));
        }
        return catalogue
                .flatMap(known -> known.broker(key))
                .filter(setting -> setting.type() == SettingType.PASSWORD)
                .map(setting -> Finding.error(Ec2Rule.SETTING_SECRET, "a secret")
                        .must("not hold one: whatever is described is shown in previews, files and state")
                        .mend("remove it"))
                .or(() -> catalogue.flatMap(known -> PlainListeners.refusal(
                        known, key, value, stack().security().isPresent())));
    }

    @Override
    public Optional<Finding> refusal(SettingKind kind, String path, String key, String value) {
        Optional<Finding> refused = refusal(kind, key, value);
        return path.startsWith(OVERRIDES)
                ? refused.or(() -> catalogue.flatMap(known -> OverrideRules.refusal(known, key)))
                : refused;
    }

    /** Another version may know a name that says nothing here. */
    private boolean isKnown(String key) {
        return catalogue.map(known -> known.broker(key).isPresent()).orElse(true);
    }

    @Override
    public String knows(SettingKind kind, String key) {
        String own = stack().kafka().version();
        String others = Arrays.stream(KafkaVersion.values())
                .filter(version -> !version.text().equals(own))
                .filter(version -> kind.setting(Catalogue.of(version), key).isPresent())
                .map(version -> "Kafka " + version)
                .collect(Collectors.joining(" and "));
        return "Kafka " + own + " knows" + (others.isEmpty() ? "" : " (" + others + " does)")
                + ", since Kafka ignores others in silence";
    }

    @Override
    public Optional<DataSize> volume() {
        return Optional.of(stack().brokers().volume().size());
    }

    @Override
    public int volumes() {
        return Math.max(1, stack().brokers().volumeCount());
    }

    @Override
    public Optional<Throughput> throughput() {
        long mib = volumes() * Machine.volume(stack().brokers().volume()).sustainedMib();
        return Optional.of(new Throughput(DataSize.mib(mib)));
    }

    @Override
    public String moreThroughput() {
        return switch (stack().brokers().volume().type().orElse(OnEc2.VolumeType.GP3)) {
            case GP3 -> Cluster.super.moreThroughput();
            case IO1, IO2 -> "more brokers.volume.iops";
            case GP2, ST1, SC1 -> "a larger brokers.volume.size or another type";
        };
    }

    @Override
    public Optional<Instance> instance() {
        return Instance.of(stack().brokers().instance());
    }

    @Override
    public Optional<Finding> overload(long replicas, String found) {
        return replicas <= REPLICAS_PER_BROKER
                ? VolumeRules.seeks(stack().brokers(), replicas, found)
                : Optional.of(Finding.warning(Ec2Rule.PARTITIONS_PER_BROKER, found)
                        .must("be " + REPLICAS_PER_BROKER
                                + " at most: a broker that fails or restarts moves the leaders of all its"
                                + " partitions, one by one")
                        .mend("describe fewer partitions, or more brokers"));
    }

    @Override
    public List<Problem> problems() {
        return problems;
    }
}
