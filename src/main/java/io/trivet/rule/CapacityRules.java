package io.trivet.rule;

import io.trivet.kafka.Numbers;
import io.trivet.kafka.Replicas;
import io.trivet.layout.Instance;
import io.trivet.layout.PlannedTopic;
import io.trivet.platform.Cluster;
import io.trivet.platform.Retention;
import io.trivet.stack.DataSize;
import io.trivet.stack.Traffic;

/**
 * Whether the brokers carry the traffic that is described, also while one zone is away. Replicas do not move when a
 * zone is lost: each broker that is left keeps its own data, and leads half as many partitions again.
 *
 * <p>Source: the sizing formula of Amazon MSK's best practices, with the brokers that are left: EBS MB/s x brokers /
 * replicas, and network MB/s x brokers / (consumer groups + replicas - 1).
 */
final class CapacityRules {
    private static final double FULL = 0.85;
    private static final double MILLIS = 1000.0;

    private CapacityRules() {}

    static void check(Cluster cluster) {
        cluster.description().on().traffic().ifPresent(traffic -> check(cluster, traffic));
    }

    private static void check(Cluster cluster, Traffic traffic) {
        int groups = traffic.consumerGroups().orElse(1);
        if (groups < 0) {
            cluster.error(CommonRule.TRAFFIC, "traffic.consumerGroups", "" + groups)
                    .must("be 0 or more: each group reads all that is written")
                    .mend("write how many groups read the topics");
        } else if (cluster.nodes() > 0) {
            double ingress = traffic.ingress().perSecond().bytes();
            int brokers = cluster.nodes();
            long replicas = Math.min(
                    brokers,
                    Numbers.of(cluster.brokerSettings(), "default.replication.factor")
                            .orElse((long) Replicas.COUNT));
            double written = ingress * replicas / brokers;
            cluster.volume().ifPresent(size -> disk(cluster, size, ingress, replicas));
            volume(cluster, traffic, written);
            int zones = Math.max(
                    1,
                    Math.min(Replicas.ZONES, cluster.description().on().zones().size()));
            int left = Math.max(1, brokers - (brokers + zones - 1) / zones);
            network(cluster, traffic, ingress * (groups + replicas - 1) / left, left);
        }
    }

    private static void disk(Cluster cluster, DataSize size, double ingress, long replicas) {
        KeptTraffic kept = kept(cluster, ingress, replicas);
        double bytes = kept.bytes() / cluster.nodes();
        int volumes = cluster.volumes();
        if (bytes <= size.bytes() * FULL * volumes) {
            return;
        }
        double gib = DataSize.gib(1).bytes();
        String left = (volumes > 1 ? volumes + " x " : "") + size + ", while traffic.ingress leaves "
                + (long) Math.ceil(bytes / gib) + "GiB on each broker ";
        cluster.warning(
                        CommonRule.CAPACITY_DISK,
                        cluster.volumePath(),
                        left
                                + (kept.filled()
                                        ? "at most, by the smaller of retention by time and by bytes"
                                        : "in " + days(kept.millis() / MILLIS) + ", the longest retention"))
                .must("hold that with 15 % to spare: a full disk stops the broker")
                .mend("describe at least " + (long) Math.ceil(bytes / FULL / gib / volumes) + "GiB"
                        + (volumes > 1 ? " for each" : "") + ", more brokers, or a shorter retention");
    }

    /** What is left on all brokers; what has no end is told by another rule. */
    static KeptTraffic kept(Cluster cluster, double ingress, long replicas) {
        return KeptTraffic.of(
                ingress,
                PlannedTopic.of(cluster.description()),
                Retention.ofBrokers(cluster.brokerSettings()),
                replicas);
    }

    private static String days(double seconds) {
        long days = Math.round(seconds / 86_400);
        return days < 2 ? Math.round(seconds / 3600) + " hours" : days + " days";
    }

    private static void volume(Cluster cluster, Traffic traffic, double written) {
        long described =
                cluster.throughput().map(rate -> rate.perSecond().bytes()).orElse(Long.MAX_VALUE);
        long link = cluster.instance()
                .flatMap(Instance::ebsBaseline)
                .map(rate -> rate.perSecond().bytes())
                .orElse(Long.MAX_VALUE);
        long most = Math.min(described, link);
        if (written > most) {
            String limit = described <= link
                    ? (cluster.volumes() > 1 ? "its volumes take" : "its volume takes")
                    : cluster.instance().map(Instance::type).orElse("") + " carries to EBS for ever";
            cluster.warning(
                            CommonRule.CAPACITY_VOLUME,
                            "traffic.ingress",
                            traffic.ingress() + ", which makes each broker write " + mib(written) + "MiB/s")
                    .must("stay within the " + mib(most) + "MiB/s that " + limit)
                    .mend("describe more brokers, " + cluster.moreThroughput() + ", or a larger instance");
        }
    }

    private static void network(Cluster cluster, Traffic traffic, double sent, int left) {
        cluster.instance()
                .ifPresent(machine -> machine.networkBaseline()
                        .map(baseline -> baseline.perSecond().bytes())
                        .filter(most -> sent > most)
                        .ifPresent(most -> cluster.warning(
                                        CommonRule.CAPACITY_NETWORK,
                                        "traffic.ingress",
                                        traffic.ingress() + ", which makes each of the " + left
                                                + " brokers that are left without a zone send " + mib(sent) + "MiB/s")
                                .must("stay within the " + mib(most) + "MiB/s that " + machine.type()
                                        + " sends for ever")
                                .mend("describe more brokers, or a larger instance")));
    }

    private static long mib(double bytes) {
        return (long) Math.ceil(bytes / DataSize.mib(1).bytes());
    }
}
