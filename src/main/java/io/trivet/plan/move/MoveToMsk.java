package io.trivet.plan.move;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.MetadataMode;
import io.trivet.kafka.Setting;
import io.trivet.layout.Instance;
import io.trivet.layout.PartitionGuideline;
import io.trivet.platform.msk.MskInstance;
import io.trivet.platform.msk.MskQuotas;
import io.trivet.platform.msk.MskRefusal;
import io.trivet.platform.msk.MskSettings;
import io.trivet.platform.msk.MskVersion;
import io.trivet.problem.Words;
import io.trivet.stack.Common;
import io.trivet.stack.DataSize;
import io.trivet.stack.Description;
import io.trivet.stack.Monitoring;
import io.trivet.stack.MskType;
import io.trivet.stack.OnEc2;
import io.trivet.stack.OnMsk;
import io.trivet.stack.Places;
import io.trivet.stack.PlatformName;
import io.trivet.stack.Topic;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns what is described for EC2 into what can be described for a flavour of MSK. */
final class MoveToMsk {
    private static final String REMOVE = "remove it";
    /** AWS shows no brokers of a serverless cluster; topics get as many partitions as on three. */
    private static final int SERVERLESS_BROKERS = 3;

    private static final int REPLICAS = 3;
    private static final BigInteger MINUTE = BigInteger.valueOf(60_000);
    private static final BigInteger HOUR = BigInteger.valueOf(3_600_000);

    private final Description<OnEc2> description;
    private final OnEc2 stack;
    private final MskType type;
    private final Optional<MskVersion> line;
    private final MetadataMode mode;
    private final Catalogue kafka;
    private final Catalogue taken;
    private final List<Loss> losses = new ArrayList<>();

    private MoveToMsk(Description<OnEc2> description, MskType type) {
        this.description = description;
        this.stack = description.on();
        this.type = type;
        this.line = type.provisioned() ? Optional.of(line(stack.kafka().version(), type)) : Optional.empty();
        MetadataMode wanted = stack.kafka().metadata();
        this.mode = line.map(version -> version.modes(type))
                .map(modes -> modes.contains(wanted) ? wanted : modes.get(0))
                .orElse(MetadataMode.KRAFT);
        this.kafka = Catalogue.of(line.map(MskVersion::kafka).orElse(KafkaVersion.V3_9_2));
        this.taken = MskSettings.catalogue(kafka, type, mode);
    }

    static Move of(Description<OnEc2> description, MskType type) {
        MoveToMsk move = new MoveToMsk(description, type);
        Description<OnMsk> after = move.moved();
        return new Move(description, after, List.copyOf(move.losses));
    }

    /** The newest line that can be created and is not newer; the oldest where all are. */
    private static MskVersion line(String described, MskType type) {
        List<MskVersion> created = List.of(MskVersion.values()).stream()
                .filter(version -> !version.modes(type).isEmpty())
                .toList();
        return created.stream()
                .filter(version -> number(version.text()) <= number(described))
                .reduce((older, newer) -> newer)
                .orElse(created.get(0));
    }

    /** Versions by their first two parts: 3.9.2 is 3009. */
    private static int number(String version) {
        String[] parts = version.split("\\.", -1);
        return parts.length < 2 || !(parts[0] + parts[1]).matches("\\d{1,6}")
                ? 0
                : Integer.parseInt(parts[0]) * 1000 + Integer.parseInt(parts[1]);
    }

    private void lose(String path, String was, String lost, String instead) {
        losses.add(new Loss(path, was, lost, instead));
    }

    private Description<OnMsk> moved() {
        clients();
        Optional<OnMsk.Kafka> version = kafka();
        places();
        quorum();
        Optional<OnMsk.BrokerNodes> brokers = brokers();
        Optional<Monitoring> monitoring = description.monitoring().filter(tool -> type.provisioned());
        if (description.monitoring().isPresent() && monitoring.isEmpty()) {
            lose(
                    "monitoring",
                    description.monitoring().get().tool().name().toLowerCase(Locale.ROOT),
                    title() + " has no exporters that anything could read.",
                    "remove it, and look at its metrics in CloudWatch");
        }
        SortedMap<String, Topic> topics = topics(brokers);
        machines(brokers);
        OnMsk on = new OnMsk(
                version,
                stack.zones(),
                new OnMsk.Network(
                        stack.network().cidr(),
                        stack.network().vpc(),
                        stack.network().subnets()),
                Optional.empty(),
                msk(),
                brokers,
                stack.traffic());
        Common common = new Common(
                description.name(),
                description.environment(),
                PlatformName.MSK,
                monitoring,
                topics,
                description.tags());
        return new Description<>(description.id(), description.region(), common, on, Places.NONE);
    }

    private String title() {
        return type.title();
    }

    private OnMsk.Msk msk() {
        return new OnMsk.Msk(
                type,
                Optional.of(List.of(OnMsk.Authentication.IAM)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private void clients() {
        lose(
                "platform",
                "ec2",
                "Clients prove who they are with IAM, over TLS at port 9098; none comes in plain text at port 9092.",
                type.provisioned()
                        ? "give clients a role in AWS and the library for IAM; until all have it, write msk.authentication:"
                                + " [iam, unauthenticated] and msk.clientEncryption: tls-plaintext"
                        : "give clients a role in AWS and the library for IAM: " + title() + " knows no other way");
    }

    private Optional<OnMsk.Kafka> kafka() {
        OnEc2.Kafka described = stack.kafka();
        if (line.isEmpty()) {
            lose(
                    "kafka",
                    described.version(),
                    "AWS chooses the version of Kafka, where its metadata lies, and when it moves to another.",
                    REMOVE);
            return Optional.empty();
        }
        String text = line.get().text();
        if (MskVersion.of(described.version()).equals(line)) {
            lose(
                    "kafka.version",
                    described.version(),
                    "MSK names lines, and moves a cluster from one release of its line to the next by itself.",
                    "write " + text);
        } else {
            lose(
                    "kafka.version",
                    described.version(),
                    title() + " creates no clusters of this line; " + text + " is the nearest.",
                    "write " + text + ", and try clients with it");
        }
        if (!mode.name().equals(described.metadata().name())) {
            lose(
                    "kafka.metadata",
                    described.metadata().name().toLowerCase(Locale.ROOT),
                    title() + " creates clusters of " + text + " with " + mode.word() + " only.",
                    "write " + mode.word());
        }
        described.clusterId().ifPresent(id -> lose("kafka.clusterId", id, "MSK chooses the id of a cluster.", REMOVE));
        described
                .archive()
                .ifPresent(archive ->
                        lose("kafka.archive", archive.url(), "MSK installs Kafka from nowhere but AWS.", REMOVE));
        return Optional.of(new OnMsk.Kafka(text, mode));
    }

    private void places() {
        if (type.provisioned()) {
            lose(
                    "zones",
                    Words.list(stack.zones()),
                    "broker.rack is the id of a zone, such as use1-az1, and no longer its name.",
                    "consumers that read from the nearest replica write that id as client.rack");
        }
        lose(
                "network.cidr",
                stack.network().cidr().toString(),
                "No node has an address that can be computed: MSK takes any free one in the subnets of the zones.",
                "let clients begin at the bootstrap string, which is an output of pulumi up");
        stack.network()
                .egress()
                .ifPresent(way -> lose(
                        "network.egress",
                        way.name().toLowerCase(Locale.ROOT),
                        "Brokers of MSK fetch nothing through the network of the description.",
                        REMOVE));
        lose(
                "dns",
                stack.dns().zone(),
                "No broker has a name here: their certificates hold the names of MSK alone, and TLS refuses every other.",
                type == MskType.STANDARD
                        ? "give clients the bootstrap string; or describe msk.names, a load balancer with a certificate of"
                                + " yours, and dns for its name"
                        : "give clients the bootstrap string");
    }

    private void quorum() {
        String runs = title() + " runs %s itself and takes no money for it: servers, versions, heaps, volumes and"
                + " settings are nobody's to choose.";
        stack.zookeeper()
                .ifPresent(ensemble -> lose(
                        "zookeeper",
                        ensemble.nodes() + " x " + ensemble.instance(),
                        String.format(Locale.ROOT, runs, mode == MetadataMode.KRAFT ? "the controllers" : "ZooKeeper"),
                        REMOVE));
        stack.controllers()
                .ifPresent(quorum -> lose(
                        "controllers",
                        quorum.nodes() + " x " + quorum.instance(),
                        String.format(Locale.ROOT, runs, "the controllers"),
                        REMOVE));
    }

    private Optional<OnMsk.BrokerNodes> brokers() {
        OnEc2.BrokerNodes described = stack.brokers();
        if (!type.provisioned()) {
            lose(
                    "brokers",
                    described.nodes() + " x " + described.instance(),
                    title() + " has no brokers to choose: capacity follows traffic, up to " + MskQuotas.SERVERLESS_IN
                            + " MB/s in and " + MskQuotas.SERVERLESS_OUT + " MB/s out.",
                    REMOVE);
            settings();
            return Optional.empty();
        }
        int nodes = nodes(described.nodes());
        MskInstance instance = instance(described.instance());
        described
                .heap()
                .ifPresent(heap -> lose("brokers.heap", heap.toString(), "MSK sizes the heap of its brokers.", REMOVE));
        Optional<OnMsk.Volume> volume = volume(instance);
        return Optional.of(new OnMsk.BrokerNodes(nodes, instance.instance(), volume, settings()));
    }

    private int nodes(int described) {
        int zones = Math.max(1, stack.zones().size());
        int most = (mode == MetadataMode.KRAFT ? MskQuotas.BROKERS_KRAFT : MskQuotas.BROKERS_ZOOKEEPER) / zones * zones;
        int nodes = Math.min(most, (Math.max(1, described) + zones - 1) / zones * zones);
        if (nodes > described) {
            lose(
                    "brokers.nodes",
                    "" + described,
                    "MSK puts as many brokers in each zone.",
                    "write " + nodes + ", a multiple of " + zones);
        } else if (nodes < described) {
            lose(
                    "brokers.nodes",
                    "" + described,
                    "A cluster of MSK with " + mode.word() + " has " + most + " brokers at most.",
                    "write " + nodes + ", on a larger brokers.instance"
                            + (mode == MetadataMode.KRAFT
                                    ? ""
                                    : ", or kafka.metadata kraft, with which there may be " + MskQuotas.BROKERS_KRAFT));
        }
        return nodes;
    }

    /** The type of the same name, or the least of which neither CPUs nor memory are fewer; newer before older. */
    private MskInstance instance(String described) {
        Optional<MskInstance> same =
                MskInstance.of(type, described).filter(found -> found.full() || mode == MetadataMode.ZOOKEEPER);
        if (same.isPresent()) {
            return same.get();
        }
        int vcpus = Instance.of(described).map(Instance::vcpus).orElse(2);
        long memory =
                Instance.of(described).map(found -> found.memory().toGib()).orElse(8L);
        List<MskInstance> full = MskInstance.ALL.stream()
                .filter(one -> one.type() == type && one.full())
                .sorted(Comparator.comparingInt(MskInstance::vcpus)
                        .thenComparing(one -> !one.instance().startsWith("m7g")))
                .toList();
        MskInstance nearest = full.stream()
                .filter(one -> one.vcpus() >= vcpus && one.memoryGib() >= memory)
                .findFirst()
                .orElse(full.get(full.size() - 1));
        lose(
                "brokers.instance",
                described,
                title() + " has no brokers of this type.",
                "write " + nearest.instance() + ", the nearest, with " + nearest.vcpus() + " CPUs and "
                        + nearest.memoryGib() + "GiB");
        return nearest;
    }

    private Optional<OnMsk.Volume> volume(MskInstance instance) {
        OnEc2.Volume described = stack.brokers().volume();
        if (type != MskType.STANDARD) {
            lose(
                    "brokers.volume",
                    described.size().toString(),
                    "Storage of " + title()
                            + " has neither size nor type: it grows with what is kept, and that is paid for.",
                    "remove it; retention says how much is kept");
            return Optional.empty();
        }
        long gib = Math.min(
                MskQuotas.VOLUME_MOST_GIB,
                Math.max(MskQuotas.VOLUME_LEAST_GIB, (described.size().bytes() + (1L << 30) - 1) >> 30));
        DataSize size = DataSize.gib(gib);
        if (!size.equals(described.size())) {
            lose(
                    "brokers.volume.size",
                    described.size().toString(),
                    "Volumes of MSK are whole gibibytes from 1GiB to 16TiB.",
                    "write " + size);
        }
        described
                .type()
                .ifPresent(kind -> lose(
                        "brokers.volume.type",
                        kind.name().toLowerCase(Locale.ROOT),
                        "MSK has one type of volume, and does not say which.",
                        REMOVE));
        described
                .iops()
                .ifPresent(count -> lose(
                        "brokers.volume.iops",
                        "" + count,
                        "MSK provisions throughput of volumes, and no operations.",
                        REMOVE));
        return Optional.of(new OnMsk.Volume(size, described.throughput().flatMap(rate -> {
            long mib = rate.perSecond().toMib();
            boolean fits = mib >= MskQuotas.THROUGHPUT_LEAST_MIB
                    && mib <= instance.provisionedMib()
                    && gib >= MskQuotas.VOLUME_PROVISIONED_GIB
                    && rate.perSecond().equals(DataSize.mib(mib));
            if (!fits) {
                lose(
                        "brokers.volume.throughput",
                        rate.toString(),
                        instance.provisionedMib() == 0
                                ? "MSK provisions no throughput for " + instance.instance() + ", only from"
                                        + " m5.4xlarge and m7g.2xlarge on."
                                : "MSK provisions " + MskQuotas.THROUGHPUT_LEAST_MIB + "MiB/s to "
                                        + instance.provisionedMib() + "MiB/s for " + instance.instance() + ".",
                        "remove it; what the type of broker includes holds");
            }
            return fits ? Optional.of(rate) : Optional.empty();
        })));
    }

    private SortedMap<String, String> settings() {
        SortedMap<String, String> described = stack.brokers().settings();
        SortedMap<String, String> kept = new TreeMap<>();
        described.forEach((key, value) -> {
            String path = "brokers.settings." + key;
            Optional<MskRefusal> refusal = MskRefusal.ofBroker(type, kafka, mode, key, value);
            Optional<String> must = taken.broker(key).flatMap(setting -> setting.check(value));
            if (refusal.isPresent()) {
                lose(
                        path,
                        value,
                        sentence(refusal.get().reason()),
                        instead(refusal.get().mend()));
                inMilliseconds(key, value, described, kept);
            } else if (key.equals(MskSettings.CUSTOM_LISTENERS)
                    || taken.broker(key).isEmpty()) {
                lose(path, value, title() + " knows no such setting.", REMOVE);
            } else if (must.isPresent()) {
                lose(
                        path,
                        value,
                        "On " + title() + " it must " + must.get() + ".",
                        "choose such a value, or " + REMOVE);
            } else {
                kept.put(key, value);
            }
        });
        return Collections.unmodifiableSortedMap(kept);
    }

    /** Hours and minutes where a flavour takes milliseconds alone. */
    private void inMilliseconds(
            String key, String value, SortedMap<String, String> described, SortedMap<String, String> kept) {
        String finest = key.replaceFirst("\\.(hours|minutes)$", ".ms");
        boolean minutes = key.endsWith(".minutes") && !described.containsKey(key.replace(".minutes", ".hours"));
        if (finest.equals(key)
                || described.containsKey(finest)
                || kept.containsKey(finest) && minutes
                || taken.broker(finest).isEmpty()
                || !value.matches("-?\\d{1,18}")) {
            return;
        }
        BigInteger number = new BigInteger(value);
        kept.put(
                finest,
                number.signum() < 0
                        ? "-1"
                        : number.multiply(key.endsWith(".hours") ? HOUR : MINUTE)
                                .toString());
    }

    /** A mend, without the word that stands before it here. */
    private static String instead(String mend) {
        return mend.replaceFirst(" instead$", "");
    }

    private static String sentence(String reason) {
        return reason.substring(0, 1).toUpperCase(Locale.ROOT) + reason.substring(1) + ".";
    }

    private SortedMap<String, Topic> topics(Optional<OnMsk.BrokerNodes> brokers) {
        int before = PartitionGuideline.partitions(stack.brokers().nodes());
        int after = PartitionGuideline.partitions(
                brokers.map(OnMsk.BrokerNodes::nodes).orElse(SERVERLESS_BROKERS));
        SortedMap<String, Topic> topics = new TreeMap<>();
        description.topics().forEach((name, topic) -> topics.put(name, topic(name, topic, before, after)));
        if (type == MskType.SERVERLESS) {
            withinQuota(topics);
        }
        return Collections.unmodifiableSortedMap(topics);
    }

    private Topic topic(String name, Topic topic, int before, int after) {
        String path = "topics." + name;
        Optional<Integer> partitions = topic.partitions();
        if (partitions.isEmpty() && before != after) {
            lose(
                    path + ".partitions",
                    before + " by the guideline",
                    "The guideline counts brokers, of which there are others here.",
                    "write " + before + " to keep the number");
            partitions = Optional.of(before);
        }
        Optional<Integer> replicas = topic.replicas();
        if (type != MskType.STANDARD && replicas.isPresent() && replicas.get() != REPLICAS) {
            lose(
                    path + ".replicas",
                    "" + replicas.get(),
                    title() + " makes three replicas of every topic, whatever it is asked for.",
                    REMOVE);
            replicas = Optional.empty();
        }
        SortedMap<String, String> kept = new TreeMap<>();
        topic.settings().forEach((key, value) -> {
            Optional<MskRefusal> refusal = MskRefusal.ofTopic(type, kafka, mode, key);
            Optional<Setting> setting = taken.topic(key);
            Optional<String> must = setting.flatMap(known -> known.check(value));
            String at = path + ".settings." + key;
            if (refusal.isPresent()) {
                lose(
                        at,
                        value,
                        sentence(refusal.get().reason()),
                        instead(refusal.get().mend()));
            } else if (setting.isEmpty()) {
                lose(at, value, "Topics of " + title() + " know no such setting.", REMOVE);
            } else if (must.isPresent()) {
                lose(at, value, "On " + title() + " it must " + must.get() + ".", "choose such a value, or " + REMOVE);
            } else if (key.equals("remote.storage.enable") && value.equals("true")) {
                lose(at, value, "It needs msk.storage.tiered here.", "add storage: {tiered: true} under msk first");
            } else {
                kept.put(key, value);
            }
        });
        return new Topic(partitions, replicas, Collections.unmodifiableSortedMap(kept));
    }

    /** Halves the widest of the compacted topics until their quota holds, then the widest of all. */
    private void withinQuota(SortedMap<String, Topic> topics) {
        SortedMap<String, Integer> was = new TreeMap<>();
        topics.forEach((name, topic) -> was.put(name, partitions(topic)));
        SortedMap<String, Integer> partitions = new TreeMap<>(was);
        narrow(
                partitions,
                topics.entrySet().stream()
                        .filter(topic -> topic.getValue()
                                .settings()
                                .getOrDefault("cleanup.policy", "delete")
                                .contains("compact"))
                        .map(Map.Entry::getKey)
                        .toList(),
                MskQuotas.SERVERLESS_COMPACTED);
        narrow(partitions, List.copyOf(topics.keySet()), MskQuotas.SERVERLESS_PARTITIONS);
        partitions.forEach((name, count) -> {
            Topic topic = topics.get(name);
            if (topic != null && count != partitions(topic)) {
                lose(
                        "topics." + name + ".partitions",
                        "" + was.get(name),
                        title() + " has " + MskQuotas.SERVERLESS_PARTITIONS + " partitions at most, "
                                + MskQuotas.SERVERLESS_COMPACTED + " of them compacted.",
                        "write " + count + ", or take msk.type express");
                topics.put(name, new Topic(Optional.of(count), topic.replicas(), topic.settings()));
            }
        });
    }

    private static int partitions(Topic topic) {
        return topic.partitions().orElse(PartitionGuideline.partitions(SERVERLESS_BROKERS));
    }

    private static void narrow(SortedMap<String, Integer> partitions, List<String> names, int most) {
        while (names.stream().mapToLong(name -> count(partitions, name)).sum() > most) {
            Optional<String> widest = names.stream()
                    .max(Comparator.comparingInt((String name) -> count(partitions, name)))
                    .filter(name -> count(partitions, name) > 1);
            if (widest.isEmpty()) {
                return;
            }
            partitions.put(widest.get(), count(partitions, widest.get()) / 2);
        }
    }

    private static int count(SortedMap<String, Integer> partitions, String name) {
        return partitions.getOrDefault(name, 0);
    }

    private void machines(Optional<OnMsk.BrokerNodes> brokers) {
        stack.image().ifPresent(image -> image("image", image));
        stack.brokers().image().ifPresent(image -> image("brokers.image", image));
        OnEc2.Unit by = stack.rollout().map(OnEc2.Rollout::by).orElse(OnEc2.Unit.ZONE);
        if (!type.provisioned()) {
            stack.rollout()
                    .ifPresent(rollout -> lose("rollout", unit(by), "AWS restarts what it likes, unseen.", REMOVE));
        } else if (by == OnEc2.Unit.ZONE || stack.rollout().isPresent()) {
            int nodes = brokers.map(OnMsk.BrokerNodes::nodes).orElse(0);
            lose(
                    "rollout",
                    "by " + unit(by),
                    "MSK restarts one broker after another by itself, each in 5 to 15 minutes: " + nodes
                            + " brokers take up to " + nodes * 15 + " minutes, for each change of its own.",
                    stack.rollout().isPresent() ? REMOVE : "change one thing at a time");
        }
    }

    private static String unit(OnEc2.Unit by) {
        return by.name().toLowerCase(Locale.ROOT);
    }

    private void image(String path, String image) {
        lose(path, image, "Nobody chooses what machines of MSK boot from.", REMOVE);
    }
}
