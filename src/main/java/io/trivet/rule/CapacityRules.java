package io.trivet.rule;

import io.trivet.layout.Instance;
import io.trivet.stack.DataSize;
import io.trivet.stack.Stack;
import io.trivet.stack.Throughput;
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
        Stack stack = subject.stack();
        Optional<Stack.Traffic> traffic = stack.traffic();
        if (traffic.isEmpty() || stack.brokers().nodes() < 1) {
            return;
        }
        if (traffic.get().consumerGroups().orElse(0) < 0) {
            subject.error(
                    Rule.TRAFFIC,
                    "traffic.consumerGroups",
                    "" + traffic.get().consumerGroups().orElse(0),
                    "be 0 or more: each group reads all that is written",
                    "write how many groups read the topics");
            return;
        }
        double ingress = traffic.get().ingress().perSecond().bytes();
        int brokers = stack.brokers().nodes();
        long replicas = Math.min(
                brokers,
                Numbers.of(subject.brokerSettings(), "default.replication.factor")
                        .orElse(3L));
        disk(subject, ingress * replicas / brokers);
        volume(subject, ingress * replicas / brokers);
        int left = Math.max(1, brokers - (brokers + 2) / 3);
        network(subject, ingress * (traffic.get().consumerGroups().orElse(1) + replicas - 1) / left, left);
    }

    private static void disk(Subject subject, double written) {
        double seconds = longest(subject);
        double bytes = written * seconds;
        DataSize size = subject.stack().brokers().volume().size();
        if (bytes <= size.bytes() * FULL || Double.isInfinite(bytes)) {
            return;
        }
        long gib = (long) Math.ceil(bytes / FULL / DataSize.gib(1).bytes());
        subject.warning(
                Rule.CAPACITY_DISK,
                "brokers.volume.size",
                size + ", while traffic.ingress leaves "
                        + (long) Math.ceil(bytes / DataSize.gib(1).bytes()) + "GiB on each broker in " + days(seconds)
                        + ", the longest retention",
                "hold that with 15 % to spare: a full disk stops the broker",
                "describe at least " + gib + "GiB, more brokers, or a shorter retention");
    }

    /** The longest retention, in seconds, of what is deleted by time; infinite is told by another rule. */
    private static double longest(Subject subject) {
        Stack stack = subject.stack();
        double brokers = retention(subject.brokerSettings());
        boolean all = !stack.topics().isEmpty();
        double most = 0;
        for (Stack.Topic topic : stack.topics().values()) {
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

    private static void volume(Subject subject, double written) {
        Stack.Brokers brokers = subject.stack().brokers();
        long described = brokers.volume()
                .throughput()
                .map(rate -> rate.perSecond().bytes())
                .orElse(DataSize.mib(125).bytes());
        long link = Instance.of(brokers.instance())
                .flatMap(Instance::ebsBaseline)
                .map(rate -> rate.perSecond().bytes())
                .orElse(Long.MAX_VALUE);
        long most = Math.min(described, link);
        if (written > most) {
            subject.warning(
                    Rule.CAPACITY_VOLUME,
                    "traffic.ingress",
                    rate(subject.stack()) + ", which makes each broker write " + mib(written) + "MiB/s",
                    "stay within the " + mib(most) + "MiB/s that "
                            + (described <= link
                                    ? "its volume takes"
                                    : brokers.instance() + " carries to EBS for ever"),
                    "describe more brokers, more brokers.volume.throughput, or a larger instance");
        }
    }

    private static void network(Subject subject, double sent, int left) {
        String type = subject.stack().brokers().instance();
        Instance.of(type)
                .flatMap(Instance::networkBaseline)
                .filter(baseline -> sent > baseline.perSecond().bytes())
                .ifPresent(baseline -> subject.warning(
                        Rule.CAPACITY_NETWORK,
                        "traffic.ingress",
                        rate(subject.stack()) + ", which makes each of the " + left
                                + " brokers that are left without a zone send " + mib(sent) + "MiB/s",
                        "stay within the " + mib(baseline.perSecond().bytes()) + "MiB/s that " + type
                                + " sends for ever",
                        "describe more brokers, or a larger instance"));
    }

    private static Throughput rate(Stack stack) {
        return stack.traffic().map(Stack.Traffic::ingress).orElseThrow();
    }

    private static long mib(double bytes) {
        return (long) Math.ceil(bytes / DataSize.mib(1).bytes());
    }
}
