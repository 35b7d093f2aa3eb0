package io.trivet.adopt;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.MetadataMode;
import io.trivet.kafka.Setting;
import io.trivet.operate.found.FoundAccess;
import io.trivet.operate.found.FoundCluster;
import io.trivet.platform.SettingKind;
import io.trivet.platform.msk.MskDefaults;
import io.trivet.platform.msk.MskName;
import io.trivet.platform.msk.MskSettings;
import io.trivet.platform.msk.MskSize;
import io.trivet.platform.msk.MskVersion;
import io.trivet.platform.msk.rule.MskSubject;
import io.trivet.problem.Finding;
import io.trivet.stack.Common;
import io.trivet.stack.Description;
import io.trivet.stack.MskType;
import io.trivet.stack.OnMsk;
import io.trivet.stack.Topic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A cluster on Amazon MSK, as a description of it. What AWS tells is taken from it; topics are taken from the brokers,
 * where these were asked. The rest is that of a description which there is already, or is assumed.
 */
public final class MskAdoption {
    private static final String KRAFT = ".kraft";

    private final FoundMsk found;
    private final Optional<FoundCluster> cluster;
    private final boolean described;
    private final List<Gap> gaps = new ArrayList<>();

    private MskAdoption(FoundMsk found, Optional<FoundCluster> cluster, boolean described) {
        this.found = found;
        this.cluster = cluster;
        this.described = described;
    }

    /**
     * A cluster of which there is no description yet.
     *
     * @param cluster what its brokers told; empty where they were not asked
     */
    public static Adoption<OnMsk> of(FoundMsk found, Optional<FoundCluster> cluster, String stack, Named named) {
        MskAdoption adoption = new MskAdoption(found, cluster, false);
        Description<OnMsk> assumed = MskAssumed.of(found, stack, named, adoption.gaps);
        if (cluster.isEmpty()) {
            adoption.gaps.add(Gap.untold(
                    "question",
                    "topics: the brokers were not asked; name them with --bootstrap"
                            + (found.bootstrap().isEmpty() ? "" : " (" + MskAssumed.ways(found) + ")")));
        }
        return adoption.over(assumed);
    }

    /** A cluster as a description would have to be that says the same as this one of all that AWS does not tell. */
    public static Adoption<OnMsk> like(FoundMsk found, Optional<FoundCluster> cluster, Description<OnMsk> description) {
        return new MskAdoption(found, cluster, true).over(description);
    }

    private Adoption<OnMsk> over(Description<OnMsk> base) {
        OnMsk on = base.on();
        OnMsk bare = new OnMsk(
                found.brokers().map(MskAdoption::kafka),
                found.network().subnets().isEmpty()
                        ? on.zones()
                        : found.network().subnets().stream()
                                .map(FoundMsk.Subnet::zone)
                                .distinct()
                                .toList(),
                MskAssumed.network(found, on.network(), described),
                on.dns(),
                new MskFeatures(found, described, gaps).over(on.msk(), MskName.usual(base)),
                found.brokers().map(brokers -> brokers(brokers, on, Collections.emptySortedMap())),
                on.users(),
                on.traffic());
        Description<OnMsk> empty = with(base, bare, Collections.emptySortedMap());
        SortedMap<String, String> already =
                on.brokers().map(OnMsk.BrokerNodes::settings).orElse(Collections.emptySortedMap());
        SortedMap<String, String> settings = found.brokers()
                .map(brokers -> settings(empty, brokers, already))
                .orElse(Collections.emptySortedMap());
        SortedMap<String, Topic> topics =
                cluster.map(asked -> topics(empty, asked, base.topics())).orElse(base.topics());
        OnMsk whole = new OnMsk(
                bare.kafka(),
                bare.zones(),
                bare.network(),
                bare.dns(),
                bare.msk(),
                found.brokers().map(brokers -> brokers(brokers, on, settings)),
                bare.users(),
                bare.traffic());
        found.unanswered().forEach(question -> gaps.add(Gap.untold("question", question)));
        cluster.ifPresent(asked -> rights(asked.access()));
        return new Adoption<>(with(base, whole, topics), gaps);
    }

    private Description<OnMsk> with(Description<OnMsk> base, OnMsk on, SortedMap<String, Topic> topics) {
        Common said = base.common();
        Common common = new Common(
                said.name(),
                said.environment(),
                said.platform(),
                said.deletion(),
                MskFeatures.monitoring(found, said.monitoring()),
                topics,
                said.registries(),
                said.clients(),
                said.console(),
                said.tags());
        return new Description<>(base.id(), base.region(), common, on, base.places());
    }

    private static OnMsk.Kafka kafka(FoundMsk.Brokers brokers) {
        boolean kraft = brokers.version().endsWith(KRAFT);
        String line =
                kraft ? brokers.version().substring(0, brokers.version().length() - KRAFT.length()) : brokers.version();
        // From Kafka 4 on there is nothing else, and a name may leave it out.
        boolean only = MskVersion.of(line)
                .filter(version -> version.kafka() == KafkaVersion.V4_3_1)
                .isPresent();
        return new OnMsk.Kafka(line, kraft || only ? MetadataMode.KRAFT : MetadataMode.ZOOKEEPER);
    }

    private OnMsk.BrokerNodes brokers(FoundMsk.Brokers brokers, OnMsk base, SortedMap<String, String> settings) {
        return new OnMsk.BrokerNodes(
                brokers.nodes(),
                brokers.instance().replaceFirst("^(kafka|express)\\.", ""),
                MskFeatures.volume(found.type(), brokers, base),
                settings);
    }

    private SortedMap<String, String> settings(
            Description<OnMsk> empty, FoundMsk.Brokers brokers, SortedMap<String, String> already) {
        MskType type = found.type();
        Catalogue kafka = Catalogue.of(
                MskVersion.of(empty.on().kafka().map(OnMsk.Kafka::version).orElse(""))
                        .map(MskVersion::kafka)
                        .orElse(KafkaVersion.V3_9_2));
        Catalogue taken = MskSettings.catalogue(kafka, type, empty.on().metadata());
        MskSize size = MskSize.of(empty.on());
        MskSubject subject = new MskSubject(empty);
        SortedMap<String, String> effective = new TreeMap<>();
        taken.brokers().forEach((name, setting) -> fallback(setting).ifPresent(value -> effective.put(name, value)));
        effective.putAll(brokers.settings());
        SharedSettings shared = new SharedSettings(
                taken,
                settings -> MskDefaults.configuration(type, kafka, size, settings),
                (name, value) ->
                        subject.refusal(SettingKind.BROKER, name, value).map(Finding::must),
                (broker, name) -> false);
        SortedMap<String, String> settings = shared.of(brokers.settings(), effective, gaps);
        return Collections.unmodifiableSortedMap(shared.spelt(settings, effective, already));
    }

    private static Optional<String> fallback(Setting setting) {
        return setting.fallback().present() ? Optional.of(setting.fallback().text()) : Optional.empty();
    }

    private SortedMap<String, Topic> topics(
            Description<OnMsk> empty, FoundCluster asked, SortedMap<String, Topic> already) {
        MskSubject subject = new MskSubject(empty);
        Catalogue catalogue = subject.catalogue().orElseGet(() -> Catalogue.of(KafkaVersion.V3_9_2));
        return new FoundTopics(
                        (name, value) -> catalogue.topic(name).isEmpty()
                                ? Optional.of(found.type().title() + " takes no such setting")
                                : subject.refusal(SettingKind.TOPIC, name, value)
                                        .map(Finding::must),
                        already,
                        catalogue)
                .of(asked, gaps);
    }

    private void rights(FoundAccess access) {
        gaps.addAll(FoundUsers.leftOut(access));
    }
}
