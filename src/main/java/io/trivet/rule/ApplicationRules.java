package io.trivet.rule;

import io.trivet.kafka.KafkaService;
import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.client.ClientLibrary;
import io.trivet.kafka.client.ClientVersion;
import io.trivet.platform.Cluster;
import io.trivet.platform.Subject;
import io.trivet.problem.Words;
import io.trivet.stack.Client;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Who the described applications are: names, versions, zones, groups and topics. */
final class ApplicationRules {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?");
    private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9._-]{1,249}");
    /** Source: https://docs.aws.amazon.com/ram/latest/userguide/working-with-az-ids.html. */
    private static final Pattern ZONE_ID = Pattern.compile("[a-z]{2,5}[0-9]-az[0-9]");

    private static final String SELECTOR = "replica.selector.class";
    private static final String NEAREST = "org.apache.kafka.common.replica.RackAwareReplicaSelector";
    /** Source: Kafka 4.0 documentation, compatibility; KIP-896. */
    private static final ClientVersion KAFKA_4 = new ClientVersion(2, 1, 0);
    /** Source: KIP-392. */
    private static final ClientVersion READS_NEAREST = new ClientVersion(2, 4, 0);

    private ApplicationRules() {}

    static void check(Subject subject) {
        SortedMap<String, String> groups = new TreeMap<>();
        subject.description().clients().forEach((name, client) -> {
            String path = "clients." + name;
            name(subject, path, name);
            if (client.producer().isEmpty() && client.consumer().isEmpty()) {
                subject.error(CommonRule.CLIENT_ROLE, path, "neither a producer nor a consumer")
                        .must("be one of both at least")
                        .mend("add producer: {preset: safe}, or consumer: {preset: manual}");
            }
            version(subject, path + ".version", client);
            client.zone().ifPresent(zone -> zone(subject, path + ".zone", zone, client));
            client.producer()
                    .flatMap(Client.Producer::topics)
                    .ifPresent(topics -> topics(subject, path + ".producer.topics", topics));
            client.consumer().ifPresent(consumer -> {
                consumer.topics().ifPresent(topics -> topics(subject, path + ".consumer.topics", topics));
                group(subject, path + ".consumer", name, consumer, groups);
            });
        });
    }

    private static void name(Subject subject, String path, String name) {
        if (!NAME.matcher(name).matches()) {
            String label =
                    name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
            subject.error(CommonRule.CLIENT_NAME, path, name)
                    .must(
                            "be 1 to 60 lower-case letters, digits and hyphens, with a letter or digit at both ends: it is"
                                    + " part of paths")
                    .mend(NAME.matcher(label).matches() ? "write " + label : "choose such a name");
        }
    }

    private static void version(Subject subject, String path, Client client) {
        client.version()
                .filter(text -> ClientVersion.parse(text).isEmpty())
                .ifPresent(text -> subject.error(CommonRule.CLIENT_VERSION, path, text)
                        .must("be " + ClientVersion.FORM)
                        .mend("write the version of " + library(client) + " that the application is built with"));
        client.kafkaClients()
                .filter(version -> !version.isAtLeast(KAFKA_4))
                .ifPresent(version -> dropping(subject)
                        .ifPresent(brokers -> subject.error(CommonRule.CLIENT_TOO_OLD, path, "kafka-clients " + version)
                                .must("be " + KAFKA_4 + " or later: " + brokers + " no earlier protocol")
                                .mend("build it with a later one before the brokers are of this version")));
    }

    private static String library(Client client) {
        return Words.of(client.library().orElse(ClientLibrary.KAFKA_CLIENTS));
    }

    /**
     * Brokers that dropped protocols, and a verb; empty where none did.
     *
     * <p>Source: KIP-896; https://docs.confluent.io/cloud/current/client-apps/deprecate-how-to.html (since February
     * 2026).
     */
    private static Optional<String> dropping(Subject subject) {
        if (subject instanceof Cluster cluster) {
            return cluster.kafka()
                    .map(known -> known.version())
                    .filter(version -> version.isAtLeast(KafkaVersion.V4_3_1))
                    .map(version -> "brokers of Kafka 4 speak");
        }
        return subject.description()
                .on(
                        ec2 -> Optional.<KafkaService>empty(),
                        msk -> Optional.<KafkaService>empty(),
                        service -> Optional.of(service.on().external().service()))
                .filter(service -> service == KafkaService.CONFLUENT_CLOUD)
                .map(service -> service.title() + " speaks");
    }

    private static void zone(Subject subject, String path, String zone, Client client) {
        Optional<ClientVersion> old = client.kafkaClients().filter(version -> !version.isAtLeast(READS_NEAREST));
        boolean right = subject.description()
                .on(
                        ec2 -> ec2.on().zones().contains(zone),
                        msk -> ZONE_ID.matcher(zone).matches(),
                        service -> GROUP.matcher(zone).matches());
        if (!right) {
            List<String> zones = subject.description().on().zones();
            boolean ids = subject.description().on(ec2 -> false, msk -> true, service -> false);
            subject.error(CommonRule.CLIENT_ZONE, path, zone)
                    .must(
                            ids
                                    ? "be the id of a zone, as use1-az1, which MSK writes as broker.rack"
                                    : zones.isEmpty()
                                            ? "be the broker.rack of brokers: letters, digits, '.', '_' and '-'"
                                            : "be one of " + Words.list(zones) + ", as brokers have it in broker.rack")
                    .mend(
                            ids
                                    ? "ask aws ec2 describe-availability-zones for it, or remove it"
                                    : "write one of them, or remove it where the application runs in several");
        } else if (old.isPresent()) {
            subject.error(CommonRule.CLIENT_ZONE, path, zone + " with kafka-clients " + old.get())
                    .must("be left out: clients before " + READS_NEAREST + " read from leaders only")
                    .mend("remove it, or build the application with a later one");
        } else {
            Optional.ofNullable(subject.brokerSettings().get(SELECTOR))
                    .filter(selector -> !selector.equals(NEAREST))
                    .ifPresent(selector -> subject.warning(
                                    CommonRule.CLIENT_NEAREST,
                                    path,
                                    zone + ", with brokers whose " + SELECTOR + " is " + selector)
                            .must("be read by brokers that choose the nearest copy")
                            .mend("write " + SELECTOR + ": " + NEAREST
                                    + " under brokers.settings, or remove the zone"));
        }
    }

    private static void topics(Subject subject, String path, List<String> topics) {
        List<String> described = List.copyOf(subject.description().topics().keySet());
        for (int i = 0; i < topics.size(); i++) {
            String topic = topics.get(i);
            if (TopicRules.form(subject, path + "[" + i + "]", topic)
                    && !described.isEmpty()
                    && !described.contains(topic)) {
                subject.warning(CommonRule.CLIENT_TOPIC, path + "[" + i + "]", topic)
                        .must("be one of the topics that are described")
                        .mend(Words.nearest(topic, described)
                                .map(near -> "write " + near + ", or describe it under topics")
                                .orElse("describe it under topics"));
            }
        }
    }

    private static void group(
            Subject subject, String path, String name, Client.Consumer consumer, SortedMap<String, String> groups) {
        consumer.group()
                .filter(group -> !GROUP.matcher(group).matches())
                .ifPresent(group -> subject.error(CommonRule.CLIENT_GROUP, path + ".group", group)
                        .must("be 1 to 249 letters, digits, '.', '_' and '-'")
                        .mend("rename it, or remove it to get " + name));
        String group = consumer.group().orElse(name);
        Optional.ofNullable(groups.putIfAbsent(group, name))
                .ifPresent(other -> subject.warning(
                                CommonRule.CLIENT_GROUP_TWICE, path + ".group", group + ", the group of " + other)
                        .must("be of one application: each of the two gets a part of the partitions")
                        .mend("write another, unless the two are one program"));
    }
}
