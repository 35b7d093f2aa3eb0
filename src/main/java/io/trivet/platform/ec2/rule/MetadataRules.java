package io.trivet.platform.ec2.rule;

import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.Numbers;
import io.trivet.problem.Words;
import io.trivet.process.Software;
import io.trivet.process.ZooKeeperServer;
import io.trivet.process.ZooKeeperSettings;
import io.trivet.stack.OnEc2;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;

/** Kafka's version, where it keeps its metadata, and the ZooKeeper ensemble. */
final class MetadataRules {
    private static final String COMBINED = "brokers.controllers";

    private static final Pattern CHROOT = Pattern.compile("(/[A-Za-z0-9._-]+)+");
    private static final Pattern ZOOKEEPER = Pattern.compile("3\\.9\\.[3-9]");

    /** Kafka takes no id that begins with a hyphen. */
    private static final Pattern CLUSTER_ID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]{21}");

    private MetadataRules() {}

    /** Whether the version of a program is one that can be described. */
    static boolean isRelease(Software software) {
        return switch (software.product()) {
            case KAFKA -> KafkaVersion.of(software.version()).isPresent();
            case ZOOKEEPER -> ZOOKEEPER.matcher(software.version()).matches();
        };
    }

    static void check(Ec2Subject subject) {
        OnEc2 stack = subject.stack();
        version(subject, stack);
        stack.kafka().metadataVersion().ifPresent(release -> finalised(subject, stack, release));
        stack.kafka()
                .clusterId()
                .filter(id -> !CLUSTER_ID.matcher(id).matches())
                .ifPresent(id -> subject.error(Ec2Rule.CLUSTER_ID, "kafka.clusterId", id)
                        .must("be 22 characters of URL-safe base64, as in the meta.properties of the cluster")
                        .mend("copy cluster.id from meta.properties, or leave it out for a new cluster"));
        if (stack.usesZooKeeper()) {
            missing(subject, Ec2Rule.ZOOKEEPER_MISSING, "zookeeper", stack.zookeeper(), "50GiB");
            unused(subject, Ec2Rule.CONTROLLERS_IN_ZOOKEEPER, "controllers", stack.controllers());
            unused(
                    subject,
                    Ec2Rule.CONTROLLERS_IN_ZOOKEEPER,
                    "brokers.controllers",
                    stack.brokers().controllers().filter(also -> also));
        } else if (stack.combined()) {
            combined(subject, stack);
        } else {
            missing(subject, Ec2Rule.CONTROLLERS_MISSING, "controllers", stack.controllers(), "20GiB");
        }
        if (!stack.usesZooKeeper()) {
            unused(subject, Ec2Rule.ZOOKEEPER_IN_KRAFT, "zookeeper", stack.zookeeper());
        }
        stack.zookeeper().filter(ensemble -> stack.usesZooKeeper()).ifPresent(ensemble -> ensemble(subject, ensemble));
    }

    /** Source: https://kafka.apache.org/43/operations/kraft/#process-roles */
    private static void combined(Ec2Subject subject, OnEc2 stack) {
        int nodes = stack.brokers().nodes();
        if (stack.controllers().isPresent()) {
            subject.error(Ec2Rule.COMBINED_CONTROLLERS, "controllers", "described")
                    .must("not be, since " + COMBINED + " is true: the brokers are the controllers")
                    .mend("remove it, or " + COMBINED
                            + "; in a stack that extends another file, write controllers: null");
        }
        if (!OnEc2.COMBINED.contains(nodes)) {
            subject.error(Ec2Rule.COMBINED_SIZE, "brokers.nodes", "" + nodes)
                    .must("be 3 or 5 where " + COMBINED
                            + " is true: each broker votes, and each write of metadata waits"
                            + " for a majority of them")
                    .mend(
                            nodes < 5
                                    ? "write " + (nodes < 3 ? 3 : 5)
                                    : "describe controllers of their own for a new cluster, and remove " + COMBINED);
        }
        if (stack.brokers().volumeCount() > 1) {
            subject.error(
                            Ec2Rule.COMBINED_VOLUMES,
                            "brokers.volumes",
                            "" + stack.brokers().volumeCount())
                    .must("be 1 where " + COMBINED
                            + " is true: a broker votes by what is on the first volume, and a node"
                            + " that lost one of several could not tell whether it may still vote")
                    .mend("remove it, and describe a larger brokers.volume.size");
        }
        if (stack.rollout()
                .flatMap(OnEc2.Rollout::by)
                .filter(OnEc2.Unit.ZONE::equals)
                .isPresent()) {
            subject.error(Ec2Rule.COMBINED_ROLLOUT, "rollout.by", "zone")
                    .must("be node where " + COMBINED + " is true: of brokers that vote one goes down at a time")
                    .mend("remove it, or write node");
        }
        if (subject.isProduction()) {
            subject.warning(Ec2Rule.COMBINED_PRODUCTION, COMBINED, "true")
                    .must("be left out in production: Kafka's documentation does not recommend it for critical"
                            + " environments, since controllers are less isolated and roll with the brokers"
                            + " (https://kafka.apache.org/43/operations/kraft/)")
                    .mend("describe controllers: {nodes: 3, …} before the cluster is made; it cannot be changed later");
        }
    }

    private static void missing(Ec2Subject subject, Ec2Rule rule, String path, Optional<?> described, String size) {
        if (described.isEmpty()) {
            subject.error(rule, path, "missing")
                    .must("be described, since kafka.metadata is " + subject.metadata())
                    .mend("add " + path + ": {nodes: 3, instance: m7g.large, volume: {size: " + size + "}}");
        }
    }

    private static void unused(Ec2Subject subject, Ec2Rule rule, String path, Optional<?> described) {
        if (described.isPresent()) {
            subject.error(rule, path, "described")
                    .must("not be, since kafka.metadata is " + subject.metadata())
                    .mend("remove it; in a stack that extends another file, write " + path + ": null");
        }
    }

    private static void version(Ec2Subject subject, OnEc2 stack) {
        List<String> known =
                Arrays.stream(KafkaVersion.values()).map(KafkaVersion::text).toList();
        if (subject.version().isEmpty()) {
            subject.error(Ec2Rule.KAFKA_VERSION, "kafka.version", stack.kafka().version())
                    .must("be one of " + Words.list(known) + ", whose settings Trivet knows")
                    .mend("write " + (stack.usesZooKeeper() ? known.get(0) : known.get(known.size() - 1)));
        }
        subject.version()
                .filter(version -> !version.supports(stack.kafka().mode()))
                .ifPresent(version -> subject.error(Ec2Rule.KAFKA_METADATA, "kafka.metadata", "zookeeper")
                        .must("be kraft: Kafka " + version + " has no ZooKeeper mode")
                        .mend("write kraft and describe controllers, or stay on Kafka 3.9.2"));
    }

    private static void finalised(Ec2Subject subject, OnEc2 stack, String release) {
        if (stack.usesZooKeeper()) {
            subject.error(Ec2Rule.METADATA_VERSION, "kafka.metadataVersion", release)
                    .must("not be described with ZooKeeper, where there is no metadata.version")
                    .mend("remove it");
            return;
        }
        Optional<KafkaVersion> known = KafkaVersion.of(release);
        List<String> possible = Arrays.stream(KafkaVersion.values())
                .filter(version -> subject.version()
                        .filter(runs -> runs.isAtLeast(version))
                        .isPresent())
                .map(KafkaVersion::text)
                .toList();
        if (subject.version().isPresent()
                && known.map(KafkaVersion::text).filter(possible::contains).isEmpty()) {
            subject.error(Ec2Rule.METADATA_VERSION, "kafka.metadataVersion", release)
                    .must("be one of " + Words.list(possible) + ", the releases up to the one that runs")
                    .mend("write the release that you may have to go back to, or leave it out");
        }
    }

    private static void ensemble(Ec2Subject subject, OnEc2.ZooKeeper ensemble) {
        ensemble.version()
                .filter(version -> !ZOOKEEPER.matcher(version).matches())
                .ifPresent(version -> subject.error(Ec2Rule.ZOOKEEPER_VERSION, "zookeeper.version", version)
                        .must("be a release of ZooKeeper 3.9 from 3.9.3 on")
                        .mend("write " + ZooKeeperServer.DEFAULT_VERSION + ", or leave it out"));
        ensemble.chroot()
                .filter(chroot -> !CHROOT.matcher(chroot).matches())
                .ifPresent(chroot -> subject.error(Ec2Rule.ZOOKEEPER_CHROOT, "zookeeper.chroot", chroot)
                        .must(
                                "begin with a slash, and be names of letters, digits, '.', '_' and '-' parted by single slashes: it is"
                                        + " appended once, after the last server")
                        .mend("write /kafka-" + subject.description().name()));
        ensemble.settings().forEach((name, value) -> setting(subject, name, value));
        sessionBounds(subject, ensemble);
        sessionTimeout(subject, ensemble);
    }

    /** Source: {@code QuorumPeerConfig.parseProperties}; -1 is the default of both. */
    private static void sessionBounds(Ec2Subject subject, OnEc2.ZooKeeper ensemble) {
        SortedMap<String, String> zooCfg = ZooKeeperServer.settings(ensemble);
        long tick = Numbers.of(zooCfg, "tickTime").orElse(0L);
        long least =
                Numbers.of(zooCfg, "minSessionTimeout").filter(ms -> ms != -1).orElse(2 * tick);
        long most =
                Numbers.of(zooCfg, "maxSessionTimeout").filter(ms -> ms != -1).orElse(20 * tick);
        if (least > most && tick > 0) {
            String key = zooCfg.containsKey("minSessionTimeout") ? "minSessionTimeout" : "maxSessionTimeout";
            subject.error(Ec2Rule.ZOOKEEPER_SETTING, "zookeeper.settings." + key, zooCfg.getOrDefault(key, ""))
                    .must("leave room for a session: the least is " + least + " ms and the most " + most + " ms")
                    .mend("write a minSessionTimeout that is no more than maxSessionTimeout");
        }
    }

    private static void setting(Ec2Subject subject, String name, String value) {
        List<String> known = ZooKeeperSettings.known();
        String path = "zookeeper.settings." + name;
        Optional<String> owner = ZooKeeperSettings.owner(name);
        if (owner.isPresent()) {
            subject.error(Ec2Rule.ZOOKEEPER_SETTING, path, "described")
                    .must("be left out: " + owner.get())
                    .mend("remove it");
        } else if (!known.contains(name)) {
            subject.error(Ec2Rule.ZOOKEEPER_SETTING, path, "the unknown setting " + name)
                    .must("be one that a server of ZooKeeper 3.9 reads, which ignores others in silence")
                    .mend(Words.nearest(name, known)
                            .map(nearest -> "write " + nearest + ", or remove it")
                            .orElse("remove it"));
        } else {
            ZooKeeperSettings.check(name, value)
                    .ifPresent(must -> subject.error(Ec2Rule.ZOOKEEPER_SETTING, path, value)
                            .must(must)
                            .mend("write such a value, or remove it to get " + ZooKeeperSettings.defaultOf(name)));
        }
    }

    private static void sessionTimeout(Ec2Subject subject, OnEc2.ZooKeeper ensemble) {
        SortedMap<String, String> zooCfg = ZooKeeperServer.settings(ensemble);
        Optional<Long> timeout = Numbers.of(subject.brokerSettings(), "zookeeper.session.timeout.ms");
        Optional<Long> tickTime = Numbers.of(zooCfg, "tickTime");
        if (timeout.isEmpty() || tickTime.isEmpty()) {
            return;
        }
        long tick = tickTime.get();
        long least = Numbers.of(zooCfg, "minSessionTimeout").orElse(2 * tick);
        long most = Numbers.of(zooCfg, "maxSessionTimeout").orElse(20 * tick);
        if (timeout.get() < least || timeout.get() > most) {
            subject.error(
                            Ec2Rule.ZOOKEEPER_SESSION,
                            "brokers.settings.zookeeper.session.timeout.ms",
                            timeout.get().toString())
                    .must("be " + least + " to " + most
                            + ", 2 to 20 times the tickTime of the ensemble, which clamps it otherwise")
                    .mend("write a value in these bounds, or change zookeeper.settings.tickTime");
        }
    }
}
