package io.trivet.rule;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.MetadataMode;
import io.trivet.platform.msk.MskDefaults;
import io.trivet.platform.msk.MskInstance;
import io.trivet.platform.msk.MskSettings;
import io.trivet.platform.msk.MskSize;
import io.trivet.platform.msk.MskVersion;
import io.trivet.problem.Problem;
import io.trivet.stack.DataSize;
import io.trivet.stack.Description;
import io.trivet.stack.MskType;
import io.trivet.stack.OnMsk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The description of a cluster on Amazon MSK under examination, with what follows from it. */
final class MskSubject implements Cluster {
    private static final int USUAL_VCPUS = 2;

    private final Description<OnMsk> description;
    private final MskType type;
    private final MetadataMode mode;
    private final Optional<Catalogue> kafka;
    private final Optional<Catalogue> taken;
    private final SortedMap<String, String> brokerSettings;
    private final List<Problem> problems = new ArrayList<>();

    MskSubject(Description<OnMsk> description) {
        this.description = description;
        this.type = stack().msk().type();
        this.mode = stack().kafka().map(described -> described.metadata()).orElse(MetadataMode.KRAFT);
        // Serverless says no version; the bound of timestamps that it has is one of Kafka 3.
        this.kafka = (type.provisioned() ? line().map(MskVersion::kafka) : Optional.of(KafkaVersion.V3_9_2))
                .map(Catalogue::of);
        this.taken = kafka.map(all -> MskSettings.catalogue(all, type, mode));
        this.brokerSettings = kafka.map(this::effective).orElse(described());
    }

    private SortedMap<String, String> effective(Catalogue all) {
        boolean provisioned = stack().brokers()
                .flatMap(OnMsk.BrokerNodes::volume)
                .flatMap(OnMsk.Volume::throughput)
                .isPresent();
        MskSize size = new MskSize(
                Math.max(1, zones().size()), instance().map(MskInstance::vcpus).orElse(USUAL_VCPUS), mode, provisioned);
        SortedMap<String, String> settings = new TreeMap<>(MskDefaults.effective(type, all, size, described()));
        if (type == MskType.SERVERLESS) {
            // A partition that says nothing is cut by size.
            taken.flatMap(known -> known.topic("retention.bytes"))
                    .ifPresent(setting -> settings.put(
                            "log.retention.bytes", setting.fallback().text()));
        }
        return Collections.unmodifiableSortedMap(settings);
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
    Optional<MskInstance> instance() {
        return stack().brokers().flatMap(brokers -> MskInstance.of(type, brokers.instance()));
    }

    /** All of Kafka in this version, whether the flavour takes it or not. */
    Optional<Catalogue> kafka() {
        return kafka;
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
