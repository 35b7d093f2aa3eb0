package io.trivet.platform.msk.rule;

import io.trivet.layout.PlannedTopic;
import io.trivet.platform.LogRetention;
import io.trivet.platform.msk.MskName;
import io.trivet.platform.msk.MskQuotas;
import io.trivet.stack.Cidr;
import io.trivet.stack.OnMsk;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a cluster on Amazon MSK is called, lies in, is encrypted with and reports to. */
final class AwsRules {
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private static final int MANY_PARTITIONS = 1000;
    private static final int ADDRESSES_OF_AWS = 5;
    private static final int SMALLEST_SUBNET = 28;

    private AwsRules() {}

    static void check(MskSubject subject) {
        OnMsk stack = subject.stack();
        name(subject, stack);
        network(subject, stack);
        OnMsk.Msk msk = stack.msk();
        msk.kmsKey()
                .ifPresent(key ->
                        Arn.check(subject, "msk.kmsKey", key, "kms", "key/", "1234abcd-12ab-34cd-56ef-1234567890ab"));
        msk.alarms()
                .ifPresent(alarms -> Arn.check(subject, "msk.alarms.topic", alarms.topic(), "sns", "", "kafka-alarms"));
        msk.logs().ifPresent(logs -> logs(subject, logs));
        msk.level().ifPresent(level -> level(subject, level));
    }

    private static void name(MskSubject subject, OnMsk stack) {
        Optional<String> described = stack.msk().name();
        String name = MskName.of(subject.description());
        if (described.isPresent()) {
            if (!MskName.isOne(name)) {
                subject.error(MskRule.MSK_NAME, "msk.name", name)
                        .must("be 1 to " + MskQuotas.NAME_LENGTH
                                + " letters, digits, '-' and '_', with a letter or digit first")
                        .mend("write the name of the cluster as the console of AWS has it, or leave it out to get "
                                + MskName.usual(subject.description()));
            }
        } else if (name.length() > MskQuotas.NAME_LENGTH) {
            subject.error(
                            MskRule.MSK_NAME,
                            "name",
                            subject.description().name() + ", which makes " + name.length()
                                    + " characters with the environment")
                    .must("make " + MskQuotas.NAME_LENGTH + " at most: the cluster is called " + name)
                    .mend("choose a shorter name, or describe another one as msk.name");
        }
    }

    private static void network(MskSubject subject, OnMsk stack) {
        OnMsk.Network network = stack.network();
        int zones = Math.max(1, subject.stack().zones().size());
        int each = (subject.nodes() + zones - 1) / zones;
        network.subnets().forEach((zone, subnet) -> room(subject, zone, subnet.cidr(), each));
    }

    /** While MSK replaces a broker there are two. */
    private static void room(MskSubject subject, String zone, Cidr block, int brokers) {
        long free = block.size() - ADDRESSES_OF_AWS;
        if (block.prefix() <= SMALLEST_SUBNET && free < 2L * brokers) {
            subject.warning(
                            MskRule.MSK_SUBNET_SMALL,
                            "network.subnets." + zone + ".cidr",
                            block + ", with " + free + " addresses for " + brokers + " brokers")
                    .must("have two for each broker: MSK makes the new one before the old one goes")
                    .mend("name a larger subnet; it cannot be changed later");
        }
    }

    private static void logs(MskSubject subject, OnMsk.Logs logs) {
        if (logs.retention().isEmpty() && logs.bucket().isEmpty()) {
            subject.error(MskRule.MSK_LOGS, "msk.logs", "without retention and bucket")
                    .must("say how long CloudWatch keeps them, or name a bucket")
                    .mend("add retention: 14d, or remove it");
        }
        logs.retention().ifPresent(kept -> LogRetention.check(subject, MskRule.MSK_LOGS, "msk.logs.retention", kept));
        logs.bucket()
                .filter(bucket -> !BUCKET.matcher(bucket).matches())
                .ifPresent(bucket -> subject.error(MskRule.MSK_LOGS, "msk.logs.bucket", bucket)
                        .must("be the name of a bucket: 3 to 63 lower-case letters, digits, dots and hyphens")
                        .mend("write the name alone, without s3://"));
    }

    private static void level(MskSubject subject, OnMsk.Level level) {
        long partitions = PlannedTopic.of(subject.description()).stream()
                .mapToLong(topic -> Math.max(0, topic.partitions()))
                .sum();
        if (level == OnMsk.Level.PER_TOPIC_PER_PARTITION && partitions > MANY_PARTITIONS) {
            subject.warning(
                            MskRule.MSK_LEVEL,
                            "msk.level",
                            "per-topic-per-partition, with " + partitions + " partitions")
                    .must("be per-topic-per-broker above " + MANY_PARTITIONS
                            + " partitions: each is a metric that is paid for")
                    .mend("write per-topic-per-broker, or read the exporters with monitoring");
        }
    }
}
