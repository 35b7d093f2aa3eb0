package io.trivet.rule;

import io.trivet.kafka.KafkaService;
import io.trivet.kafka.Numbers;
import io.trivet.kafka.Replicas;
import io.trivet.kafka.SettingDefault;
import io.trivet.kafka.client.ClientLibrary;
import io.trivet.kafka.client.ClientVersion;
import io.trivet.kafka.client.ConsumerPreset;
import io.trivet.kafka.client.ProducerPreset;
import io.trivet.platform.Subject;
import io.trivet.problem.Words;
import io.trivet.stack.Client;
import io.trivet.stack.Topic;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** What presets of applications promise, and brokers, topics and libraries do not keep. */
final class PresetRules {
    private static final String MIN_INSYNC = "min.insync.replicas";
    private static final String COMPRESSION = "compression.type";
    private static final String ZSTD = "zstd";
    /** Source: KIP-98 and KIP-110 (kafka-clients); the change log of librdkafka (1.4.0). */
    private static final ClientVersion TRANSACTIONS = new ClientVersion(0, 11, 0);

    private static final ClientVersion READS_ZSTD = new ClientVersion(2, 1, 0);
    private static final ClientVersion TRANSACTIONS_IN_C = new ClientVersion(1, 4, 0);

    private PresetRules() {}

    static void check(Subject subject) {
        subject.description().clients().forEach((name, client) -> {
            String path = "clients." + name;
            client.producer().ifPresent(producer -> {
                List<String> topics = producer.topics().orElse(List.of());
                for (int i = 0; i < topics.size(); i++) {
                    String at = path + ".producer.topics[" + i + "]";
                    acks(subject, at, producer.preset(), topics.get(i));
                    compression(subject, at, client, producer.preset(), topics.get(i));
                }
            });
            client.consumer().ifPresent(consumer -> unreadable(subject, path + ".consumer", client, consumer));
            once(subject, path, client);
        });
    }

    private static void acks(Subject subject, String path, ProducerPreset preset, String name) {
        Optional<Topic> topic =
                Optional.ofNullable(subject.description().topics().get(name));
        Optional<Long> own = topic.flatMap(described -> Numbers.of(described.settings(), MIN_INSYNC));
        long replicas =
                topic.flatMap(Topic::replicas).orElse(subject.topicDefaults().replicas());
        Optional<Long> least = own.or(() -> Numbers.of(subject.brokerSettings(), MIN_INSYNC));
        if (preset.waitsForAll() && least.filter(min -> min <= 1).isPresent() && replicas > 1) {
            subject.warning(
                            CommonRule.CLIENT_ACKS,
                            path,
                            name + " with " + MIN_INSYNC + " 1, written by " + Words.of(preset))
                    .must("have it at " + Math.max(2, replicas - 1)
                            + ": all copies in sync may be one, and what it acknowledged is lost with it")
                    .mend(
                            subject.topicsTake(MIN_INSYNC)
                                    ? "write " + MIN_INSYNC + ": " + Math.max(2, replicas - 1) + " under topics." + name
                                            + ".settings"
                                    : "let the service have it so");
        } else if (!preset.waitsForAll() && own.filter(min -> min > 1).isPresent()) {
            subject.warning(
                            CommonRule.CLIENT_ACKS,
                            path,
                            name + " with " + MIN_INSYNC + " " + own.get() + ", written by " + Words.of(preset))
                    .must("be written with acks=all: a producer that waits for the leader alone takes no notice of it")
                    .mend("write preset: safe, or remove " + MIN_INSYNC + " of the topic");
        }
    }

    private static void compression(Subject subject, String path, Client client, ProducerPreset preset, String name) {
        Optional<String> own = Optional.ofNullable(
                        subject.description().topics().get(name))
                .map(topic -> topic.settings().get(COMPRESSION));
        String codec = codec(client, preset);
        own.or(() -> Optional.ofNullable(subject.brokerSettings().get(COMPRESSION)))
                .map(String::strip)
                .filter(kept -> !kept.equals("producer") && !kept.equals(codec))
                .ifPresent(kept -> subject.warning(
                                CommonRule.CLIENT_COMPRESSION,
                                path,
                                name + " with " + COMPRESSION + " " + kept + ", written with " + codec + " by "
                                        + Words.of(preset))
                        .must("keep what the producer made: the broker packs every batch anew")
                        .mend("write " + COMPRESSION + ": producer under "
                                + (own.isPresent() ? "topics." + name + ".settings" : "brokers.settings")));
    }

    /** How a producer packs. */
    private static String codec(Client client, ProducerPreset preset) {
        return preset.settings(client.kafkaClients().orElse(ClientVersion.CURRENT)).stream()
                .filter(row -> row.key().equals(COMPRESSION))
                .map(SettingDefault::value)
                .findFirst()
                .orElse("none");
    }

    private static void unreadable(Subject subject, String path, Client client, Client.Consumer consumer) {
        Optional<ClientVersion> old = client.kafkaClients().filter(version -> !version.isAtLeast(READS_ZSTD));
        if (old.isEmpty()) {
            return;
        }
        List<String> topics = consumer.topics().orElse(List.of());
        for (int i = 0; i < topics.size(); i++) {
            String topic = topics.get(i);
            String at = path + ".topics[" + i + "]";
            subject.description().clients().entrySet().stream()
                    .filter(writer -> writer.getValue()
                            .producer()
                            .filter(producer ->
                                    producer.topics().orElse(List.of()).contains(topic)
                                            && codec(writer.getValue(), producer.preset())
                                                    .equals(ZSTD))
                            .isPresent())
                    .findFirst()
                    .ifPresent(writer -> subject.error(
                                    CommonRule.CLIENT_UNREADABLE,
                                    at,
                                    topic + " by kafka-clients " + old.get() + ", which " + writer.getKey()
                                            + " writes with zstd")
                            .must("be read by " + READS_ZSTD + " or later, the first that knows zstd")
                            .mend("build the reader with a later one"));
        }
    }

    private static void once(Subject subject, String path, Client client) {
        boolean writes = client.producer()
                .filter(producer -> producer.preset().isTransactional())
                .isPresent();
        boolean reads = client.consumer()
                .filter(consumer -> consumer.preset() == ConsumerPreset.TRANSACTIONAL)
                .isPresent();
        if (reads && !writes) {
            subject.warning(CommonRule.CLIENT_ONCE, path + ".consumer.preset", "transactional without a producer")
                    .must("commit in the transactions of a producer of the same application")
                    .mend("add producer: {preset: exactly-once}, or write preset: manual");
        } else if (writes && client.consumer().isPresent() && !reads) {
            subject.warning(
                            CommonRule.CLIENT_ONCE,
                            path + ".consumer.preset",
                            Words.of(client.consumer().get().preset()) + " beside exactly-once")
                    .must("commit in the transactions of the producer, or what is read again is written again")
                    .mend("write preset: transactional");
        }
        if (writes) {
            library(subject, path + ".version", client);
            brokers(subject, path + ".producer.preset");
        }
    }

    private static void library(Subject subject, String path, Client client) {
        boolean inC = client.library().equals(Optional.of(ClientLibrary.LIBRDKAFKA));
        ClientVersion first = inC ? TRANSACTIONS_IN_C : TRANSACTIONS;
        client.version()
                .flatMap(ClientVersion::parse)
                .filter(version -> !version.isAtLeast(first))
                .ifPresent(version -> subject.error(
                                CommonRule.CLIENT_TOO_OLD, path, version + " with the preset exactly-once")
                        .must("be " + first + " or later, the first with transactions")
                        .mend("build it with a later one, or write preset: safe"));
    }

    private static void brokers(Subject subject, String path) {
        SortedMap<String, String> settings = subject.brokerSettings();
        int most = Replicas.over(Math.max(1, subject.nodes()));
        Numbers.of(settings, "transaction.state.log.replication.factor")
                .filter(replicas -> replicas < most)
                .ifPresent(replicas -> weak(subject, path, "transaction.state.log.replication.factor", replicas, most));
        Numbers.of(settings, "transaction.state.log.min.isr")
                .filter(least -> least < most - 1)
                .ifPresent(least -> weak(subject, path, "transaction.state.log.min.isr", least, most - 1));
        subject.description()
                .on(
                        ec2 -> Optional.<KafkaService>empty(),
                        msk -> Optional.<KafkaService>empty(),
                        service -> Optional.of(service.on().external().service()))
                .filter(service -> service == KafkaService.OTHER)
                .ifPresent(service -> subject.warning(
                                CommonRule.CLIENT_SERVICE, path, "exactly-once on a service of which nothing is known")
                        .must("be asked of a service that has transactions")
                        .mend("look into its documentation for InitProducerId and EndTxn, or write preset: safe"));
    }

    private static void weak(Subject subject, String path, String key, long value, int wanted) {
        subject.errorInProduction(CommonRule.CLIENT_TRANSACTIONS, path, "exactly-once, with " + key + " " + value)
                .must("have " + wanted + " of it: the state of a transaction is lost with one broker")
                .mend("write " + key + ": " + wanted
                        + " under brokers.settings before the first transaction, or preset:" + " safe");
    }
}
