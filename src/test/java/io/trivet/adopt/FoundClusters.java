package io.trivet.adopt;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.FeatureLevels;
import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.OwnedSettings;
import io.trivet.kafka.SecretName;
import io.trivet.kafka.Setting;
import io.trivet.layout.Layout;
import io.trivet.layout.Node;
import io.trivet.layout.PlannedTopic;
import io.trivet.operate.access.ObservedUser;
import io.trivet.operate.found.FoundAccess;
import io.trivet.operate.found.FoundBroker;
import io.trivet.operate.found.FoundCluster;
import io.trivet.operate.found.FoundSetting;
import io.trivet.operate.found.FoundTopic;
import io.trivet.process.KafkaBroker;
import io.trivet.process.KafkaSettings;
import io.trivet.security.UserRights;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Clusters as they answer when they are what a description says. */
final class FoundClusters {
    private FoundClusters() {}

    /** What the brokers of a description would tell. */
    static FoundCluster of(Description<OnEc2> description) {
        KafkaVersion version =
                KafkaVersion.of(description.on().kafka().version()).orElseThrow();
        Catalogue catalogue = Catalogue.of(version);
        Layout layout = Layout.of(description);
        KafkaBroker kafka = new KafkaBroker(description, version, KafkaSettings.of(description.on(), version), layout);
        List<FoundBroker> brokers = new ArrayList<>();
        for (Node node : layout.brokers()) {
            SortedMap<String, String> file = new TreeMap<>(kafka.settings().asMap());
            file.putAll(kafka.settings(node).asMap());
            SortedMap<String, FoundSetting> settings = new TreeMap<>();
            catalogue.brokers().forEach((name, setting) -> {
                if (setting.fallback().present()) {
                    settings.put(name, new FoundSetting(setting.fallback().text(), FoundSetting.Source.DEFAULT));
                }
            });
            file.forEach((name, value) -> settings.put(name, new FoundSetting(value, FoundSetting.Source.FILE)));
            SortedSet<String> hidden = new TreeSet<>(file.keySet());
            hidden.removeIf(name -> !SecretName.is(name));
            settings.keySet().removeAll(hidden);
            brokers.add(new FoundBroker(
                    node.id(),
                    node.dnsName(),
                    KafkaBroker.CLIENT_PORT,
                    node.zone().name(),
                    settings,
                    hidden,
                    Collections.nCopies(
                            description.on().brokers().volumeCount(),
                            description.on().brokers().volume().size().bytes())));
        }
        List<FoundTopic> topics = new ArrayList<>();
        for (PlannedTopic topic : layout.topics()) {
            topics.add(new FoundTopic(
                    topic.name(),
                    false,
                    Collections.nCopies(topic.partitions(), topic.replicas()),
                    topic.settings(),
                    new TreeMap<>()));
        }
        boolean kraft = !description.on().usesZooKeeper();
        SortedMap<String, Short> levels = new TreeMap<>(FeatureLevels.of(version));
        SortedMap<String, Short> finalised = new TreeMap<>(levels);
        finalised.put(FeatureLevels.KRAFT, (short) 1);
        return new FoundCluster(
                layout.clusterId(),
                brokers,
                kraft ? layout.voters().stream().map(Node::id).toList() : List.of(),
                new FoundCluster.Features(kraft ? finalised : new TreeMap<>(), levels),
                topics,
                access(description),
                List.of());
    }

    /** As without an authorizer, or with the rights of the described users. */
    private static FoundAccess access(Description<OnEc2> description) {
        List<ObservedUser> users = UserRights.of(description).stream()
                .map(user -> new ObservedUser(user.user(), user.grants(), user.quotas(), List.of()))
                .toList();
        SortedMap<String, SortedSet<String>> passwords = new TreeMap<>();
        UserRights.of(description).stream()
                .filter(UserRights::password)
                .forEach(user -> passwords.put(user.user(), new TreeSet<>(List.of("SCRAM-SHA-512"))));
        return new FoundAccess(
                passwords,
                List.of(),
                List.of(),
                List.of(),
                Optional.of(new FoundAccess.Rights(users, List.of(), List.of())));
    }

    /** The same brokers with these settings besides. */
    static FoundCluster given(FoundCluster found, SortedMap<String, String> given, FoundSetting.Source source) {
        List<FoundBroker> brokers = new ArrayList<>();
        for (FoundBroker broker : found.brokers()) {
            SortedMap<String, FoundSetting> settings = new TreeMap<>(broker.settings());
            given.forEach((name, value) -> settings.put(name, new FoundSetting(value, source)));
            brokers.add(broker.with(settings));
        }
        return new FoundCluster(
                found.id(),
                brokers,
                found.voters(),
                found.features(),
                found.topics(),
                found.access(),
                found.unanswered());
    }

    /** The same brokers with a third of what their files say left to Kafka's own defaults. */
    static FoundCluster forgetful(FoundCluster found, Catalogue catalogue, Random chance) {
        SortedMap<String, String> defaults = new TreeMap<>();
        for (String name : found.settings()) {
            boolean left = chance.nextInt(3) == 0 && OwnedSettings.reason(name).isEmpty();
            catalogue
                    .broker(name)
                    .map(Setting::fallback)
                    .filter(fallback -> fallback.present() && left)
                    .ifPresent(fallback -> defaults.put(name, fallback.text()));
        }
        return given(found, defaults, FoundSetting.Source.DEFAULT);
    }
}
