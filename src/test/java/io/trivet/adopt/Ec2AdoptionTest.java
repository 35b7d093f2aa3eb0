package io.trivet.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.gen.Plain;
import io.trivet.operate.found.FoundAccess;
import io.trivet.operate.found.FoundBroker;
import io.trivet.operate.found.FoundCluster;
import io.trivet.operate.found.FoundSetting;
import io.trivet.operate.found.FoundTopic;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import io.trivet.stack.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * What of a cluster is told that a description cannot hold, and what a description must be told that it cannot know.
 */
final class Ec2AdoptionTest {
    private final Description<OnEc2> described = Plain.kraft().description();
    private final FoundCluster found = FoundClusters.of(described);

    private static SortedMap<String, String> settings(String... pairs) {
        SortedMap<String, String> settings = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            settings.put(pairs[i], pairs[i + 1]);
        }
        return settings;
    }

    private Adoption<OnEc2> adopted(FoundCluster cluster) {
        return Ec2Adoption.of(cluster, ServerFiles.NONE, "found", Named.NOTHING);
    }

    private List<String> told(FoundCluster cluster, Gap.Kind kind) {
        return adopted(cluster).gaps(kind).stream()
                .map(gap -> gap.noun() + " " + gap.text())
                .toList();
    }

    private FoundCluster brokers(UnaryOperator<FoundBroker> change) {
        return new FoundCluster(
                found.id(),
                found.brokers().stream().map(change).toList(),
                found.voters(),
                found.features(),
                found.topics(),
                found.access(),
                found.unanswered());
    }

    private static FoundBroker with(FoundBroker broker, String name, String value, FoundSetting.Source source) {
        SortedMap<String, FoundSetting> settings = new TreeMap<>(broker.settings());
        settings.put(name, new FoundSetting(value, source));
        return new FoundBroker(
                broker.id(), broker.host(), broker.port(), broker.rack(), settings, broker.hidden(), broker.folders());
    }

    @Test
    void a_cluster_of_trivets_own_lacks_nothing_but_what_no_broker_says() {
        assertThat(adopted(found).description().on().brokers().settings())
                .as("what follows from another type of instance, and nothing else")
                .isEqualTo(settings("num.network.threads", "4", "num.recovery.threads.per.data.dir", "4"));
        assertThat(told(found, Gap.Kind.LEFT_OUT)).isEmpty();
        assertThat(told(found, Gap.Kind.ASSUMED))
                .containsExactly(
                        "value environment: dev, which no broker says",
                        "value controllers.instance: m7g.large, which no broker says",
                        "value controllers.volume.size: 20GiB, which no broker says",
                        "value brokers.instance: m7g.large, which no broker says",
                        "value kafka.version: 4.3.1, the release with the features and settings that the brokers know;"
                                + " they do not say theirs");
        assertThat(told(found, Gap.Kind.UNTOLD))
                .containsExactly("file server.properties of the controllers; name one with --properties");
    }

    @Test
    void an_order_to_the_cluster_is_described_and_one_to_a_broker_as_its_own_where_brokers_may_differ() {
        FoundCluster changed = brokers(broker -> with(
                broker.id() == 2
                        ? with(
                                with(broker, "num.io.threads", "12", FoundSetting.Source.BROKER),
                                "log.retention.ms",
                                "3600000",
                                FoundSetting.Source.BROKER)
                        : broker,
                "log.cleaner.threads",
                "2",
                FoundSetting.Source.CLUSTER));

        assertThat(adopted(changed).description().on().brokers().settings())
                .containsEntry("log.cleaner.threads", "2")
                .doesNotContainKey("num.io.threads");
        assertThat(adopted(changed).description().on().brokers().overrides())
                .containsExactly(Map.entry("broker2", new OnEc2.OfBroker(settings("num.io.threads", "12"))));
        assertThat(told(changed, Gap.Kind.LEFT_OUT)).allMatch(gap -> gap.contains("log.retention.ms"));
    }

    @Test
    void what_trivet_would_write_otherwise_is_described() {
        FoundCluster changed =
                brokers(broker -> with(broker, "auto.create.topics.enable", "true", FoundSetting.Source.DEFAULT));

        assertThat(adopted(changed).description().on().brokers().settings())
                .containsEntry("auto.create.topics.enable", "true");
    }

    @Test
    void a_cluster_of_others_has_other_ids_names_and_listeners() {
        FoundCluster theirs = brokers(broker -> new FoundBroker(
                broker.id() - 1,
                "kafka-" + (broker.id() - 1) + ".example.com",
                9093,
                "rack-" + broker.id() % 2,
                with(
                                with(broker, "listeners", "SSL://:9093", FoundSetting.Source.FILE),
                                "broker.rack",
                                "rack-" + broker.id() % 2,
                                FoundSetting.Source.FILE)
                        .settings(),
                new TreeSet<>(List.of("ssl.keystore.password")),
                broker.id() == 1 ? List.of(1L << 40, 1L << 40) : List.of(1L << 40)));

        assertThat(told(theirs, Gap.Kind.ASSUMED))
                .contains(
                        "value name: imported, which no broker says",
                        "value aws:region: us-east-1, which no broker says",
                        "value zones: us-east-1a, us-east-1b, us-east-1c, which no broker says",
                        "value network.cidr: 10.0.0.0/16, which no broker says",
                        "value dns.zone: us-east-1.dev.internal, which no broker says");
        assertThat(told(theirs, Gap.Kind.LEFT_OUT))
                .contains("numbering brokers 0, 1, 2, 3, 4 and 5, where 1, 2, 3, 4, 5 and 6 are described")
                .contains("JBOD broker broker 0 keeps its data in 2 folders, where 1 volume is described")
                .anySatisfy(text -> assertThat(text).startsWith("computed setting listeners: SSL://:9093 on broker 0"))
                .anySatisfy(text -> assertThat(text).startsWith("computed setting broker.rack: rack-1 on broker 0"));
        assertThat(told(theirs, Gap.Kind.UNTOLD))
                .contains("setting ssl.keystore.password of 6 brokers: Kafka hides secrets, and what it does not define"
                        + " itself");
    }

    @Test
    void topics_are_described_by_what_they_were_given() {
        List<FoundTopic> topics = new ArrayList<>();
        topics.add(new FoundTopic("__consumer_offsets", true, List.of(3, 3), settings(), settings()));
        topics.add(new FoundTopic(
                "orders",
                false,
                List.of(3, 2),
                settings("retention.ms", "1000", "made.up", "*"),
                settings("cleanup.policy", "delete")));
        FoundCluster with = new FoundCluster(
                found.id(),
                found.brokers(),
                found.voters(),
                found.features(),
                topics,
                new FoundAccess(
                        new TreeMap<>(Map.of("films\n#", new TreeSet<>(List.of("SCRAM-SHA-512")))),
                        List.of("User:films may READ TOPIC orders"),
                        List.of("user=films: producer_byte_rate=1.0"),
                        List.of(),
                        Optional.empty()),
                List.of("levels of features (not authorised)"));

        assertThat(adopted(with).description().topics())
                .hasSize(1)
                .containsEntry("orders", new Topic(Optional.of(2), Optional.of(3), settings("retention.ms", "1000")));
        assertThat(StackText.of(adopted(with), "b:1"))
                .contains("#   internal topic __consumer_offsets, 2 partitions: Kafka makes it, by the settings of the"
                        + " brokers\n")
                .contains("#   uneven topic orders: 1 of 2 partitions with another number than 3 replicas; a"
                        + " reassignment may be going on\n")
                .contains("#   setting made.up=* of topic orders: Kafka 4.3.1 knows no" + " such setting of a file\n")
                .contains("#   user films\\n# (SCRAM-SHA-512)\n")
                .contains("#   ACL User:films may READ TOPIC orders\n")
                .contains("#   quota user=films: producer_byte_rate=1.0\n")
                .contains("#   question levels of features (not authorised)\n")
                .contains("(1 internal topic, 1 uneven topic, 1 setting, 1 user, 1 ACL and 1 quota)");
    }

    @Test
    void an_older_metadata_version_that_holds_is_described() {
        SortedMap<String, Short> finalised = new TreeMap<>(found.features().finalised());
        finalised.keySet().retainAll(List.of("kraft.version"));
        finalised.put("metadata.version", (short) 21);
        FoundCluster upgraded = new FoundCluster(
                found.id(),
                found.brokers(),
                found.voters(),
                new FoundCluster.Features(finalised, found.features().supported()),
                found.topics(),
                found.access(),
                found.unanswered());

        assertThat(adopted(upgraded).description().on().kafka().metadataVersion())
                .contains("3.9.2");
        assertThat(told(upgraded, Gap.Kind.LEFT_OUT)).isEmpty();
    }

    @Test
    void a_level_between_releases_is_told() {
        SortedMap<String, Short> finalised = new TreeMap<>(found.features().finalised());
        finalised.put("metadata.version", (short) 25);
        finalised.put("kraft.version", (short) 0);
        FoundCluster between = new FoundCluster(
                found.id(),
                found.brokers(),
                found.voters(),
                new FoundCluster.Features(finalised, found.features().supported()),
                found.topics(),
                found.access(),
                found.unanswered());

        assertThat(told(between, Gap.Kind.LEFT_OUT))
                .containsExactly(
                        "feature level kraft.version 0, where a cluster of Trivet's with Kafka 4.3.1 has 1",
                        "feature level metadata.version 25, where a cluster of Trivet's with Kafka 4.3.1 has 30");
    }

    @Test
    void a_file_of_a_controller_says_what_brokers_do_not_know() {
        SortedMap<String, SortedMap<String, String>> texts = new TreeMap<>();
        texts.put(
                "controller.properties",
                settings(
                        "process.roles",
                        "controller",
                        "node.id",
                        "10001",
                        "controller.quorum.request.timeout.ms",
                        "3000",
                        "ssl.key.password",
                        "hunter2"));
        texts.put(
                "server.properties",
                settings("process.roles", "broker", "node.id", "1", "num.io.threads", "64", "my.plugin", "hunter2"));

        Adoption<OnEc2> adoption = Ec2Adoption.of(found, new ServerFiles(texts), "found", Named.NOTHING);

        assertThat(adoption.description().on().controllers().orElseThrow().settings())
                .containsOnlyKeys("controller.quorum.request.timeout.ms");
        assertThat(StackText.of(adoption, "b:1"))
                .contains("#   file setting num.io.threads=64 in server.properties, where the brokers run with 8\n")
                .contains("#   file setting my.plugin in server.properties, which no broker runs with\n")
                .contains("#   setting ssl.key.password: a description holds no secrets\n")
                .doesNotContain("hunter2");
    }
}
