package io.trivet.rule;

import io.trivet.kafka.Replicas;
import io.trivet.layout.Instance;
import io.trivet.stack.DataSize;
import io.trivet.stack.OnEc2;
import io.trivet.stack.Throughput;
import io.trivet.stack.Topic;
import io.trivet.stack.Traffic;
import java.util.Optional;
import java.util.SortedMap;

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

    static void check(Subject subject) {
        OnEc2.BrokerNodes brokers = subject.stack().brokers();
        DataSize included = DataSize.mib(125);
        Throughput volume = brokers.volume().throughput().orElse(new Throughput(included));
        subject.stack()
                .traffic()
                .ifPresent(traffic -> check(subject, traffic, brokers.instance(), Optional.of(volume)));
    }

    /**
     * Checks the brokers of any platform.
     *
     * @param instance EC2's name of what a broker runs on
     * @param volume what its volume takes; empty where nobody says
     */
    static void check(Cluster subject, Traffic traffic, String instance, Optional<Throughput> volume) {
        if (subject.nodes() < 1 || !groups(subject, traffic)) {
            return;
        }
        double ingress = traffic.ingress().perSecond().bytes();
        int brokers = subject.nodes();
        long replicas = Math.min(
                brokers,
                Numbers.of(subject.brokerSettings(), "default.replication.factor")
                        .orElse((long) Replicas.COUNT));
        double written = ingress * replicas / brokers;
        subject.volume().ifPresent(size -> disk(subject, size, written));
        volume(subject, traffic, instance, volume, written);
        int zones = Math.max(1, Math.min(Replicas.ZONES, subject.zones().size()));
        int left = Math.max(1, brokers - (brokers + zones - 1) / zones);
        network(subject, traffic, instance, ingress * (traffic.consumerGroups().orElse(1) + replicas - 1) / left, left);
    }

    /** Whether the consumer groups can be counted. */
    static boolean groups(Findings subject, Traffic traffic) {
        int groups = traffic.consumerGroups().orElse(0);
        if (groups < 0) {
            subject.error(
                    Rule.TRAFFIC,
                    "traffic.consumerGroups",
                    "" + groups,
                    "be 0 or more: each group reads all that is written",
                    "write how many groups read the topics");
        }
        return groups >= 0;
    }

    private static void disk(Cluster subject, DataSize size, double written) {
        double seconds = longest(subject);
        double bytes = written * seconds;
        if (bytes <= size.bytes() * FULL || Double.isInfinite(bytes)) {
            return;
        }
        long gib = (long) Math.ceil(bytes / FULL / DataSize.gib(1).bytes());
        subject.warning(
                Rule.CAPACITY_DISK,
                subject.volumePath(),
                size + ", while traffic.ingress leaves "
                        + (long) Math.ceil(bytes / DataSize.gib(1).bytes()) + "GiB on each broker in " + days(seconds)
                        + ", the longest retention",
                "hold that with 15 % to spare: a full disk stops the broker",
                "describe at least " + gib + "GiB, more brokers, or a shorter retention");
    }

    /** The longest retention, in seconds, of what is deleted by time; infinite is told by another rule. */
    private static double longest(Cluster subject) {
        double brokers = retention(subject.brokerSettings());
        boolean all = !subject.topics().isEmpty();
        double most = 0;
        for (Topic topic : subject.topics().values()) {
            if (topic.settings().getOrDefault("cleanup.policy", "delete").equals("compact")) {
                continue;
            }
            Optional<Long> own = Numbers.of(topic.settings(), "retention.ms");
            all = all && own.isPresent();
            most = Math.max(most, own.map(ms -> seconds(ms, 1)).orElse(0.0));
        }
        return all ? most : Math.max(most, brokers);
    }

    private static double retention(SortedMap<String, String> settings) {
        return Numbers.of(settings, "log.retention.ms")
                .map(ms -> seconds(ms, 1))
                .or(() -> Numbers.of(settings, "log.retention.minutes").map(minutes -> seconds(minutes, 60_000)))
                .or(() -> Numbers.of(settings, "log.retention.hours").map(hours -> seconds(hours, 3_600_000)))
                .orElse(0.0);
    }

    private static double seconds(long count, long unit) {
        return count < 0 ? Double.POSITIVE_INFINITY : count * (double) unit / MILLIS;
    }

    private static String days(double seconds) {
        long days = Math.round(seconds / 86_400);
        return days < 2 ? Math.round(seconds / 3600) + " hours" : days + " days";
    }

    private static void volume(
            Findings subject, Traffic traffic, String instance, Optional<Throughput> volume, double written) {
        long described = volume.map(rate -> rate.perSecond().bytes()).orElse(Long.MAX_VALUE);
        long link = Instance.of(instance)
                .flatMap(Instance::ebsBaseline)
                .map(rate -> rate.perSecond().bytes())
                .orElse(Long.MAX_VALUE);
        long most = Math.min(described, link);
        if (written > most) {
            subject.warning(
                    Rule.CAPACITY_VOLUME,
                    "traffic.ingress",
                    traffic.ingress() + ", which makes each broker write " + mib(written) + "MiB/s",
                    "stay within the " + mib(most) + "MiB/s that "
                            + (described <= link ? "its volume takes" : instance + " carries to EBS for ever"),
                    "describe more brokers, more brokers.volume.throughput, or a larger instance");
        }
    }

    private static void network(Findings subject, Traffic traffic, String type, double sent, int left) {
        Instance.of(type)
                .flatMap(Instance::networkBaseline)
                .filter(baseline -> sent > baseline.perSecond().bytes())
                .ifPresent(baseline -> subject.warning(
                        Rule.CAPACITY_NETWORK,
                        "traffic.ingress",
                        traffic.ingress() + ", which makes each of the " + left
                                + " brokers that are left without a zone send " + mib(sent) + "MiB/s",
                        "stay within the " + mib(baseline.perSecond().bytes()) + "MiB/s that " + type
                                + " sends for ever",
                        "describe more brokers, or a larger instance"));
    }

    private static long mib(double bytes) {
        return (long) Math.ceil(bytes / DataSize.mib(1).bytes());
    }
}
