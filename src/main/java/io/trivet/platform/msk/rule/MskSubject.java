package io.trivet.platform.msk.rule;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.MetadataMode;
import io.trivet.kafka.Replicas;
import io.trivet.kafka.Server;
import io.trivet.layout.Instance;
import io.trivet.platform.Cluster;
import io.trivet.platform.Machines;
import io.trivet.platform.PlatformRule;
import io.trivet.platform.Section;
import io.trivet.platform.SettingKind;
import io.trivet.platform.msk.MskDefaults;
import io.trivet.platform.msk.MskInstance;
import io.trivet.platform.msk.MskRefusal;
import io.trivet.platform.msk.MskSettings;
import io.trivet.platform.msk.MskSize;
import io.trivet.platform.msk.MskVersion;
import io.trivet.problem.Finding;
import io.trivet.problem.Problem;
import io.trivet.stack.BrokerNetwork;
import io.trivet.stack.DataSize;
import io.trivet.stack.Description;
import io.trivet.stack.Dns;
import io.trivet.stack.MskType;
import io.trivet.stack.OnMsk;
import io.trivet.stack.Throughput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The description of a cluster on Amazon MSK under examination, with what follows from it. */
public final class MskSubject implements Cluster {
    private final Description<OnMsk> description;
    private final MskType type;
    private final MetadataMode mode;
    private final Optional<Catalogue> kafka;
    private final Optional<Catalogue> taken;
    private final SortedMap<String, String> brokerSettings;
    private final List<Problem> problems = new ArrayList<>();

    /** Starts an examination. */
    public MskSubject(Description<OnMsk> description) {
        this.description = description;
        this.type = stack().msk().type();
        this.mode = stack().metadata();
        // Serverless says no version; the bound of timestamps that it has is one of Kafka 3.
        this.kafka = (type.provisioned() ? line().map(MskVersion::kafka) : Optional.of(KafkaVersion.V3_9_2))
                .map(Catalogue::of);
        this.taken = kafka.map(all -> MskSettings.catalogue(all, type, mode));
        this.brokerSettings = kafka.map(this::effective).orElse(described());
    }

    private SortedMap<String, String> effective(Catalogue all) {
        SortedMap<String, String> settings =
                new TreeMap<>(MskDefaults.effective(type, all, MskSize.of(stack()), described()));
        if (type == MskType.SERVERLESS) {
            // A partition that says nothing is cut by size.
            taken.flatMap(known -> known.topic("retention.bytes"))
                    .ifPresent(setting -> settings.put(
                            "log.retention.bytes", setting.fallback().text()));
        }
        return Collections.unmodifiableSortedMap(settings);
    }

    @Override
    public void check() {
        PartRules.check(this);
        ShapeRules.check(this);
        VersionRules.check(this);
        ServerlessRules.check(this);
        StorageRules.check(this);
        SecurityRules.check(this);
        UserRules.check(this);
        AccessRules.check(this);
        TrafficRules.check(this);
        AwsRules.check(this);
    }

    @Override
    public Description<OnMsk> description() {
        return description;
    }

    OnMsk stack() {
        return description.on();
    }

    OnMsk.Msk msk() {
        return stack().msk();
    }

    MskType type() {
        return type;
    }

    MetadataMode mode() {
        return mode;
    }

    /** The line of versions; empty when none is described, or MSK has no such line. */
    Optional<MskVersion> line() {
        return stack().kafka().flatMap(described -> MskVersion.of(described.version()));
    }

    /** The type of its brokers; empty when none is described, or the flavour has no such type. */
    Optional<MskInstance> broker() {
        return stack().brokers().flatMap(brokers -> MskInstance.of(type, brokers.instance()));
    }

    boolean authenticates(OnMsk.Authentication way) {
        return stack().authentication().contains(way);
    }

    boolean tiered() {
        return msk().storage().flatMap(OnMsk.Storage::tiered).orElse(false);
    }

    private Optional<OnMsk.Autoscaling> autoscaling() {
        return msk().storage().flatMap(OnMsk.Storage::autoscaling);
    }

    @Override
    public int nodes() {
        return stack().brokerCount();
    }

    @Override
    public SortedMap<String, String> described() {
        return stack().brokers().map(OnMsk.BrokerNodes::settings).orElseGet(TreeMap::new);
    }

    @Override
    public SortedMap<String, String> brokerSettings() {
        return brokerSettings;
    }

    @Override
    public Optional<Catalogue> catalogue() {
        return taken;
    }

    @Override
    public Optional<Catalogue> kafka() {
        return kafka;
    }

    @Override
    public List<Section> sections() {
        return List.of(new Section(
                "brokers.settings",
                described(),
                brokerSettings,
                new Server(mode, true, nodes(), List.of("client", "replication"))));
    }

    @Override
    public Optional<String> otherwise(SettingKind kind, String path, String key) {
        SortedMap<String, String> rest = new TreeMap<>(described());
        rest.remove(key);
        Optional<String> rendered = kind == SettingKind.TOPIC
                ? Optional.empty()
                : kafka.map(all -> MskDefaults.effective(type, all, MskSize.of(stack()), rest))
                        .map(settings -> settings.get(key));
        return rendered.or(() -> Cluster.super.otherwise(kind, path, key));
    }

    @Override
    public Optional<Finding> refusal(SettingKind kind, String key, String value) {
        if (kind == SettingKind.BROKER && key.equals(MskSettings.CUSTOM_LISTENERS)) {
            return Optional.of(Finding.error(PlatformRule.SETTING_OWNED, "described")
                    .must(
                            "be left out: listeners follow from msk.names, with the load balancer and the record that they need")
                    .mend("describe msk.names, and remove it"));
        }
        boolean topic = kind == SettingKind.TOPIC;
        return kafka.flatMap(all -> topic
                        ? MskRefusal.ofTopic(type, all, mode, key)
                        : MskRefusal.ofBroker(type, all, mode, key, value))
                .map(refusal -> Finding.error(
                                MskRule.MSK_SETTING, key + " for " + (topic ? "topics of " : "") + type.title())
                        .must("be left out: " + refusal.reason())
                        .mend(refusal.mend()));
    }

    @Override
    public Optional<Finding> refusal(int replicas) {
        return type == MskType.STANDARD || replicas == Replicas.COUNT
                ? Optional.empty()
                : Optional.of(Finding.error(MskRule.MSK_TOPIC_REPLICAS, "" + replicas)
                        .must("be 3: " + type.title() + " makes three of every topic, whatever it is asked for")
                        .mend("write 3, or remove it"));
    }

    @Override
    public String knows(SettingKind kind, String key) {
        return type.title() + " takes";
    }

    @Override
    public Optional<Finding> overload(long replicas, String found) {
        String mend = "describe fewer partitions, more brokers, or a larger brokers.instance";
        return broker().filter(broker -> replicas > broker.recommendedPartitions())
                .map(broker -> replicas > broker.maxPartitions()
                        ? Finding.error(MskRule.MSK_PARTITIONS_MAX, found)
                                .must("be " + broker.maxPartitions() + " at most on " + broker.instance()
                                        + ": beyond, MSK changes neither settings, nor type, nor users of the cluster")
                                .mend(mend)
                        : Finding.warning(MskRule.MSK_PARTITIONS_RECOMMENDED, found)
                                .must("be " + broker.recommendedPartitions() + " at most on " + broker.instance()
                                        + ", what AWS recommends")
                                .mend(mend));
    }

    @Override
    public Optional<Throughput> throughput() {
        return stack().brokers().flatMap(OnMsk.BrokerNodes::volume).flatMap(OnMsk.Volume::throughput);
    }

    @Override
    public Optional<Instance> instance() {
        return type == MskType.STANDARD
                ? stack().brokers().flatMap(brokers -> Instance.of(brokers.instance()))
                : Optional.empty();
    }

    @Override
    public List<Machines> machines() {
        return type.provisioned()
                ? stack().brokers().stream()
                        .map(brokers -> new Machines(
                                "brokers",
                                brokers.nodes(),
                                broker().map(MskInstance::instance).flatMap(Instance::of)))
                        .toList()
                : List.of();
    }

    @Override
    public Optional<Dns> dns() {
        return stack().dns();
    }

    @Override
    public Optional<BrokerNetwork> network() {
        return Optional.of(stack().network());
    }

    @Override
    public Optional<DataSize> volume() {
        if (type != MskType.STANDARD || tiered()) {
            return Optional.empty();
        }
        return autoscaling()
                .map(OnMsk.Autoscaling::max)
                .or(() -> stack().brokers().flatMap(OnMsk.BrokerNodes::volume).map(OnMsk.Volume::size));
    }

    @Override
    public String volumePath() {
        return autoscaling().isPresent() ? "msk.storage.autoscaling.max" : "brokers.volume.size";
    }

    @Override
    public boolean usesZooKeeper() {
        return mode == MetadataMode.ZOOKEEPER;
    }

    @Override
    public List<Problem> problems() {
        return problems;
    }
}
