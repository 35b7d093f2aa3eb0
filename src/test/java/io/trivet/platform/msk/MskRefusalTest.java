package io.trivet.platform.msk;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.MetadataMode;
import io.trivet.stack.MskType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class MskRefusalTest {
    private static final Pattern NAME = Pattern.compile("[a-z]+(\\.[a-z0-9]+)+");

    record Case(MskType type, Catalogue kafka, MetadataMode mode) {
        Catalogue taken() {
            return MskSettings.catalogue(kafka, type, mode);
        }

        @Override
        public String toString() {
            return type + " " + kafka.version() + " " + mode;
        }
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (KafkaVersion version : KafkaVersion.values()) {
            for (MetadataMode mode : version.modes()) {
                for (MskType type : MskType.values()) {
                    cases.add(new Case(type, Catalogue.of(version), mode));
                }
            }
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void every_broker_setting_of_kafka_is_either_taken_or_refused(Case one) {
        assertThat(one.kafka().brokers().keySet())
                .allSatisfy(name -> assertThat(MskRefusal.ofBroker(one.type(), one.kafka(), one.mode(), name, "1")
                                .isPresent())
                        .as(name)
                        .isNotEqualTo(one.taken().broker(name).isPresent()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void every_topic_setting_of_kafka_is_either_taken_or_refused(Case one) {
        assertThat(one.kafka().topics().keySet())
                .allSatisfy(name -> assertThat(MskRefusal.ofTopic(one.type(), one.kafka(), one.mode(), name)
                                .isPresent())
                        .as(name)
                        .isNotEqualTo(one.taken().topic(name).isPresent()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void every_setting_that_a_mend_says_to_write_is_one_that_is_taken(Case one) {
        List<String> names = new ArrayList<>(one.kafka().brokers().keySet());
        names.addAll(Catalogue.of(KafkaVersion.V3_9_2).brokers().keySet());
        for (String name : names) {
            MskRefusal.ofBroker(one.type(), one.kafka(), one.mode(), name, "1")
                    .ifPresent(refusal -> written(refusal.mend())
                            .forEach(instead -> assertThat(one.taken()
                                                    .broker(instead)
                                                    .isPresent()
                                            || one.taken().topic(instead).isPresent())
                                    .as(name + ": " + refusal.mend())
                                    .isTrue()));
        }
        for (String name : one.kafka().topics().keySet()) {
            MskRefusal.ofTopic(one.type(), one.kafka(), one.mode(), name)
                    .ifPresent(refusal -> written(refusal.mend())
                            .forEach(instead -> assertThat(one.taken().topic(instead))
                                    .as(name + ": " + refusal.mend())
                                    .isPresent()));
        }
    }

    /** The settings that a mend says to write or set, before what it says to remove. */
    private static List<String> written(String mend) {
        List<String> names = new ArrayList<>();
        if (mend.startsWith("write ") || mend.startsWith("set ")) {
            Matcher name = NAME.matcher(mend);
            while (name.find()) {
                names.add(name.group());
            }
        }
        return names;
    }

    private static Optional<MskRefusal> refusal(MskType type, MetadataMode mode, String key, String value) {
        KafkaVersion version = mode == MetadataMode.KRAFT ? KafkaVersion.V4_3_1 : KafkaVersion.V3_9_2;
        return MskRefusal.ofBroker(type, Catalogue.of(version), mode, key, value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EXPRESS    | log.retention.hours    | 168   | MSK takes it in milliseconds only"
                        + " | write log.retention.ms: 604800000 instead",
                "EXPRESS    | log.retention.minutes  | -1    | MSK takes it in milliseconds only"
                        + " | write log.retention.ms: -1 instead",
                "EXPRESS    | log.retention.hours    | week  | MSK takes it in milliseconds only"
                        + " | write log.retention.ms instead",
                "STANDARD   | log.roll.hours         | 24    | MSK takes it in milliseconds only"
                        + " | write log.roll.ms: 86400000 instead",
                "SERVERLESS | log.retention.hours    | 24    | MSK Serverless has no settings of brokers"
                        + " | set retention.ms: 86400000 of the topics that need it, and remove it",
                "SERVERLESS | num.io.threads         | 8     | MSK Serverless has no settings of brokers | remove it",
                "EXPRESS    | min.insync.replicas    | 1     | it is always 2 on MSK Express | remove it",
                "EXPRESS    | log.segment.bytes      | 9     | MSK Express manages the segments of its storage itself"
                        + " | remove it",
                "EXPRESS    | max.connections        | 9     | no configuration of MSK Express takes it"
                        + " | remove it, and set it on the running cluster with kafka-configs --entity-default",
                "STANDARD   | auto.leader.rebalance.enable | false | it is always true on MSK Standard"
                        + " | remove it; leader.imbalance.per.broker.percentage says how soon leaders return",
                "STANDARD   | broker.rack            | a     | MSK writes the id of the zone, such as use1-az1, which"
                        + " differs from its name | remove it, and give consumers the zone's id as client.rack",
                "STANDARD   | log.message.timestamp.before.max.ms | 9 | no configuration of MSK Standard takes it"
                        + " | set message.timestamp.before.max.ms: 9 of the topics that need it, and remove it",
                "STANDARD   | log.cleaner.max.compaction.lag.ms | 9 | no configuration of MSK Standard takes it"
                        + " | set max.compaction.lag.ms: 9 of the topics that need it, and remove it",
                "STANDARD   | super.users            | me    | MSK has its authorizer, and no super users"
                        + " | give access by IAM policies or by ACLs, and remove it",
                "STANDARD   | listeners              | :9092 | MSK makes the listeners, from how clients authenticate"
                        + " | say how in msk.authentication, and remove it",
                "STANDARD   | queued.max.requests    | 9     | no configuration of MSK Standard takes it"
                        + " | remove it; unless MSK says otherwise, 500 holds",
                "STANDARD   | quota.window.num       | 9     | no configuration of MSK holds quotas"
                        + " | remove it, and set quotas of users and clients on the running cluster with kafka-configs",
            })
    void a_refusal_names_the_flavour_and_what_to_write_instead(
            MskType type, String key, String value, String reason, String mend) {
        assertThat(refusal(type, MetadataMode.ZOOKEEPER, key, value)).contains(new MskRefusal(reason, mend));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zookeeper.session.timeout.ms | a cluster on KRaft has no ZooKeeper | remove it",
                "leader.imbalance.per.broker.percentage | nothing reads it on KRaft in Kafka 4 | remove it",
                "auto.leader.rebalance.enable | it is always true on MSK Standard | remove it",
                "log.message.timestamp.difference.max.ms | Kafka 4 has split it"
                        + " | set message.timestamp.before.max.ms and message.timestamp.after.max.ms of topics",
            })
    void what_kafka_4_dropped_is_refused_with_what_came_after_it(String key, String reason, String mend) {
        assertThat(refusal(MskType.STANDARD, MetadataMode.KRAFT, key, "9000")).contains(new MskRefusal(reason, mend));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EXPRESS    | min.insync.replicas | topics of MSK Express always have 2 | remove it",
                "EXPRESS    | segment.bytes | MSK Express manages the segments of its storage itself | remove it",
                "EXPRESS    | flush.ms | topics of MSK Express do not take it | remove it",
                "SERVERLESS | remote.storage.enable"
                        + " | MSK Serverless has no tiers: all of its storage grows by itself"
                        + " | remove it; retention.ms and retention.bytes say how much stays",
                "SERVERLESS | message.timestamp.before.max.ms | MSK Serverless has one bound for both directions"
                        + " | write message.timestamp.difference.max.ms instead",
                "EXPRESS    | message.timestamp.difference.max.ms | MSK Express has its two successors"
                        + " | write message.timestamp.before.max.ms and message.timestamp.after.max.ms instead",
            })
    void a_refusal_of_a_topic_setting_says_what_the_flavour_does(MskType type, String key, String reason, String mend) {
        Catalogue kafka = Catalogue.of(KafkaVersion.V3_9_2);

        assertThat(MskRefusal.ofTopic(type, kafka, MetadataMode.ZOOKEEPER, key)).contains(new MskRefusal(reason, mend));
    }
}
