package io.trivet.plan.msk;

import io.trivet.plan.PlannedTopic;
import io.trivet.plan.Reason;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.problem.Words;
import io.trivet.settings.MskVersion;
import io.trivet.stack.DataSize;
import io.trivet.stack.MskDescription;
import io.trivet.stack.MskStack;
import io.trivet.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a live cluster on Amazon MSK cannot take, as errors of the new description: AWS would refuse it, or Pulumi's
 * provider would delete the cluster and make another.
 *
 * <p>Source: what forces a new {@code aws_msk_cluster} in the provider of AWS, version 5; and, for the way to KRaft,
 * https://docs.aws.amazon.com/msk/latest/developerguide/kraft-intro.html.
 */
public final class MskRefusals {
    private static final String MIRROR = ", or describe a new stack and mirror the data to it";
    private static final String REPLACED =
            ": MSK cannot change it, and Pulumi would delete the cluster and make another";

    private final MskDescription old;
    private final MskStack before;
    private final MskDescription description;
    private final MskStack after;
    private final List<Problem> problems = new ArrayList<>();

    private MskRefusals(MskDescription before, MskDescription after) {
        this.old = before;
        this.before = before.stack();
        this.description = after;
        this.after = after.stack();
    }

    /** The problems of the edit that leads from one to the other; both can be provisioned. */
    public static Problems of(MskDescription before, MskDescription after) {
        MskRefusals refusals = new MskRefusals(before, after);
        refusals.cluster();
        refusals.network();
        refusals.version();
        refusals.volume();
        refusals.topics();
        return new Problems(refusals.problems);
    }

    private void cluster() {
        stay(Reason.CLUSTER_NAME_CHANGED.id(), "name", before.name(), after.name());
        stay(Reason.CLUSTER_NAME_CHANGED.id(), "environment", before.environment(), after.environment());
        stay(
                Reason.REGION_CHANGED.id(),
                "aws:region",
                old.region().orElse("missing"),
                description.region().orElse("missing"));
        stay(
                "msk-type-changed",
                "msk.type",
                word(before.msk().type()),
                word(after.msk().type()));
        stay(
                "msk-key-changed",
                "msk.kmsKey",
                before.msk().kmsKey().orElse("missing"),
                after.msk().kmsKey().orElse("missing"));
    }

    /** The subnets of a cluster are a set; only where they are made here does their order give each its block. */
    private void network() {
        if (!before.zones().equals(after.zones())) {
            boolean ordered = after.network().subnets().isEmpty();
            if (ordered || !sorted(before).equals(sorted(after))) {
                error(
                        Reason.ZONES_CHANGED.id(),
                        "zones",
                        Words.list(after.zones()),
                        "stay " + Words.list(before.zones()) + REPLACED,
                        "write zones: [" + String.join(", ", before.zones()) + "]");
            }
        }
        stay(
                Reason.NETWORK_CHANGED.id(),
                "network.cidr",
                before.network().cidr().toString(),
                after.network().cidr().toString());
        stay(
                Reason.NETWORK_CHANGED.id(),
                "network.vpc",
                before.network().vpc().orElse("missing"),
                after.network().vpc().orElse("missing"));
        if (before.zones().equals(after.zones())) {
            stay(Reason.NETWORK_CHANGED.id(), "network.subnets", subnets(before), subnets(after));
        }
    }

    private static List<String> sorted(MskStack stack) {
        return stack.zones().stream().sorted().toList();
    }

    private static String subnets(MskStack stack) {
        return stack.network().subnets().isEmpty()
                ? "missing"
                : Words.list(stack.network().subnets().values().stream()
                        .map(Stack.Subnet::id)
                        .toList());
    }

    private void version() {
        if (before.kafka().isEmpty() || after.kafka().isEmpty()) {
            return;
        }
        MskStack.Kafka was = before.kafka().get();
        MskStack.Kafka is = after.kafka().get();
        Optional<MskVersion> from = MskVersion.of(was.version());
        Optional<MskVersion> to = MskVersion.of(is.version());
        if (from.isEmpty() || to.isEmpty()) {
            return;
        }
        if (!to.get().isAtLeast(from.get())) {
            error(
                    Reason.VERSION_LOWER.id(),
                    "kafka.version",
                    is.version(),
                    "be at least " + was.version() + REPLACED,
                    "write kafka.version: " + was.version());
            return;
        }
        boolean moves = was.metadata() != is.metadata();
        boolean migrates =
                is.metadata() == Stack.Metadata.KRAFT && from.get() == MskVersion.V3_9 && to.get() == MskVersion.V3_9;
        if (moves && !migrates) {
            error(
                    Reason.METADATA_MOVED.id(),
                    "kafka.metadata",
                    word(is.metadata()),
                    "stay " + word(was.metadata())
                            + ": MSK moves metadata from ZooKeeper to KRaft at 3.9.x alone, and never back",
                    "write kafka.metadata: " + word(was.metadata()) + MIRROR);
        }
    }

    private void volume() {
        Optional<DataSize> was = size(before);
        Optional<DataSize> is = size(after);
        if (was.isPresent() && is.isPresent() && is.get().compareTo(was.get()) < 0) {
            error(
                    Reason.STORAGE_SHRINK.id(),
                    "brokers.volume.size",
                    is.get().toString(),
                    "be at least " + was.get() + ", the size that broker volumes have now",
                    "set brokers.volume.size to " + was.get() + " or more; volumes of MSK cannot shrink");
        }
    }

    private static Optional<DataSize> size(MskStack stack) {
        return stack.brokers().flatMap(MskStack.Brokers::volume).map(MskStack.Volume::size);
    }

    private void topics() {
        SortedMap<String, PlannedTopic> now = topics(MskProvision.of(description, Optional.of(old)));
        topics(MskProvision.of(old, Optional.of(old))).forEach((name, was) -> {
            PlannedTopic is = now.get(name);
            if (is != null && is.partitions() < was.partitions()) {
                error(
                        Reason.PARTITIONS_FEWER.id(),
                        "topics." + name + ".partitions",
                        "" + is.partitions(),
                        "be at least " + was.partitions() + ", which the topic has: Kafka cannot take partitions away",
                        "write partitions: " + was.partitions() + ", or describe a new topic and copy the records");
            }
        });
    }

    private static SortedMap<String, PlannedTopic> topics(MskProvision provision) {
        SortedMap<String, PlannedTopic> topics = new TreeMap<>();
        provision.topics().forEach(topic -> topics.put(topic.name(), topic));
        return topics;
    }

    private void stay(String id, String path, String was, String is) {
        if (!was.equals(is)) {
            error(
                    id,
                    path,
                    is,
                    (was.equals("missing") ? "stay left out" : "stay " + was) + REPLACED,
                    (was.equals("missing") ? "remove " + path : "write " + path + " as it was") + MIRROR);
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private void error(String id, String path, String found, String must, String mend) {
        problems.add(Problem.error(id, description.places().at(path), found, must, mend));
    }
}
