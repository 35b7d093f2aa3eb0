package io.trivet.plan.move;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.MetadataMode;
import io.trivet.kafka.OwnedSettings;
import io.trivet.kafka.Setting;
import io.trivet.layout.Instance;
import io.trivet.layout.PartitionGuideline;
import io.trivet.plan.msk.MskMonitoring;
import io.trivet.plan.msk.MskProvision;
import io.trivet.platform.msk.MskVersion;
import io.trivet.problem.Words;
import io.trivet.stack.Common;
import io.trivet.stack.DataSize;
import io.trivet.stack.Description;
import io.trivet.stack.Dns;
import io.trivet.stack.MskType;
import io.trivet.stack.OnEc2;
import io.trivet.stack.OnMsk;
import io.trivet.stack.Places;
import io.trivet.stack.PlatformName;
import io.trivet.stack.Throughput;
import io.trivet.stack.Topic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Turns what is described for MSK into what can be described for nodes of Trivet's own on EC2. */
final class MoveToEc2 {
    private static final String REMOVE = "remove it";
    private static final int ZONES = 3;
    private static final int BROKERS = 3;
    /** What MSK runs without saying, and what the examples have on EC2. */
    private static final String INSTANCE = "m7g.large";

    private static final DataSize VOLUME = DataSize.gib(1024);
    private static final DataSize VOLUME_OF_ZOOKEEPER = DataSize.gib(50);
    private static final DataSize VOLUME_OF_CONTROLLERS = DataSize.gib(20);
    private static final int GP3_IOPS = 3000;
    /** MiB/s of gp3 for each of its operations. */
    private static final int OPERATIONS_PER_MIB = 4;

    private static final int GP3_LARGEST_GIB = 16_384;

    private final Description<OnMsk> description;
    private final OnMsk stack;
    private final MskType type;
    private final KafkaVersion version;
    private final MetadataMode mode;
    private final Catalogue kafka;
    private final List<Loss> losses = new ArrayList<>();

    private MoveToEc2(Description<OnMsk> description) {
        this.description = description;
        this.stack = description.on();
        this.type = stack.msk().type();
        this.version = stack.kafka()
                .flatMap(described -> MskVersion.of(described.version()))
                .map(MskVersion::kafka)
                .orElse(KafkaVersion.V4_3_1);
        this.mode = stack.kafka()
                .map(described -> described.metadata())
                .filter(version::supports)
                .orElse(MetadataMode.KRAFT);
        this.kafka = Catalogue.of(version);
    }

    static Move of(Description<OnMsk> description) {
        MoveToEc2 move = new MoveToEc2(description);
        Description<OnEc2> after = move.moved();
        return new Move(description, after, List.copyOf(move.losses));
    }

    private void lose(String path, String was, String lost, String instead) {
        losses.add(new Loss(path, was, lost, instead));
    }

    private Description<OnEc2> moved() {
        kafka();
        List<String> zones = zones();
        OnEc2.Network network = network();
        msk();
        OnEc2.BrokerNodes brokers = brokers();
        OnEc2 on = new OnEc2(
                new OnEc2.Kafka(version.text(), mode, Optional.empty(), Optional.empty()),
                zones,
                network,
                stack.dns().orElseGet(this::dns),
                mode == MetadataMode.ZOOKEEPER ? Optional.of(zookeeper()) : Optional.empty(),
                mode == MetadataMode.KRAFT ? Optional.of(controllers()) : Optional.empty(),
                brokers,
                Optional.empty(),
                Optional.empty(),
                stack.traffic());
        Common common = new Common(
                description.name(),
                description.environment(),
                PlatformName.EC2,
                description.monitoring(),
                topics(brokers),
                description.tags());
        return new Description<>(description.id(), description.region(), common, on, Places.NONE);
    }

    private void kafka() {
        String quorum = mode == MetadataMode.ZOOKEEPER ? "zookeeper" : "controllers";
        String runs = "AWS does not run " + (mode == MetadataMode.ZOOKEEPER ? "ZooKeeper" : "the controllers")
                + " any more, which cost nothing on MSK.";
        String write = "describe " + quorum + ", as below";
        if (stack.kafka().isEmpty()) {
            lose(
                    "msk.type",
                    type.word(),
                    "Versions, brokers and volumes are described, and nothing follows traffic. " + runs,
                    "describe kafka, brokers and " + quorum + ", as below, and size them by what the cluster carries");
            return;
        }
        lose(
                "kafka.version",
                stack.kafka().get().version(),
                "No release of the line is installed by itself.",
                "write " + version.text() + ", and raise it yourself");
        lose("kafka.metadata", stack.kafka().get().metadata().name().toLowerCase(Locale.ROOT), runs, write);
    }

    /** Three of them: those that are described, and of the others of the region the first by letter. */
    private List<String> zones() {
        if (stack.zones().size() == ZONES || stack.zones().isEmpty()) {
            return stack.zones();
        }
        String first = stack.zones().get(0);
        String region = first.substring(0, Math.max(0, first.length() - 1));
        List<String> zones = new ArrayList<>(stack.zones());
        IntStream.rangeClosed('a', 'f')
                .mapToObj(letter -> region + (char) letter)
                .filter(zone -> !zones.contains(zone))
                .limit(ZONES - zones.size())
                .toList()
                .forEach(zones::add);
        lose(
                "zones",
                Words.list(stack.zones()),
                "Nodes of Trivet's own stand in three zones.",
                "name a third: " + zones.get(ZONES - 1) + ", where your account has it");
        return List.copyOf(zones);
    }

    private OnEc2.Network network() {
        OnMsk.Network described = stack.network();
        boolean keep = stack.zones().size() == ZONES;
        if (!keep && described.vpc().isPresent()) {
            lose(
                    "network.vpc",
                    described.vpc().get(),
                    "The third zone has no subnet in it.",
                    "keep it, and name a subnet for each of three zones; without both, a VPC is made");
            if (!described.subnets().isEmpty()) {
                lose(
                        "network.subnets",
                        Words.list(List.copyOf(described.subnets().keySet())),
                        "They belong to that VPC.",
                        "name one for each of three zones");
            }
        }
        return new OnEc2.Network(
                described.cidr(),
                described.vpc().filter(id -> keep),
                keep ? described.subnets() : Collections.emptySortedMap(),
                Optional.empty());
    }

    private Dns dns() {
        String zone = stack.zones().isEmpty() ? "" : stack.zones().get(0);
        String region = description.region().orElse(zone.isEmpty() ? "" : zone.substring(0, zone.length() - 1));
        return new Dns(region + "." + description.environment() + ".internal", Optional.empty(), Optional.empty());
    }

    private static OnEc2.Volume volume(DataSize size) {
        return new OnEc2.Volume(size, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static OnEc2.ZooKeeper zookeeper() {
        return new OnEc2.ZooKeeper(
                ZONES,
                Optional.empty(),
                Optional.empty(),
                INSTANCE,
                Optional.empty(),
                volume(VOLUME_OF_ZOOKEEPER),
                Optional.empty(),
                Optional.empty(),
                Collections.emptySortedMap());
    }

    private static OnEc2.Controllers controllers() {
        return new OnEc2.Controllers(
                ZONES,
                INSTANCE,
                Optional.empty(),
                volume(VOLUME_OF_CONTROLLERS),
                Optional.empty(),
                Collections.emptySortedMap());
    }

    private void msk() {
        OnMsk.Msk msk = stack.msk();
        if (type == MskType.EXPRESS) {
            lose(
                    "msk.type",
                    type.word(),
                    "Storage has a size, and a broker that comes or goes moves its partitions over the network.",
                    "describe brokers.volume, and reassign partitions when brokers are added");
        }
        authentication(msk);
        msk.kmsKey()
                .ifPresent(key -> lose(
                        "msk.kmsKey",
                        key,
                        "Volumes are encrypted by the key of EBS in the account.",
                        "remove it, and make it the default key of EBS in the account"));
        msk.level()
                .ifPresent(level -> lose(
                        "msk.level",
                        level.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        "Brokers send no metrics to CloudWatch.",
                        "remove it, and let monitoring read the exporters, which show the same"));
        storage(msk);
        if (type.provisioned()) {
            watched(msk);
        }
        msk.access()
                .ifPresent(access -> lose(
                        "msk.access",
                        "described",
                        "Nodes have private addresses only, and no other network is connected.",
                        "connect networks by peering or a transit gateway, whose blocks must not overlap"));
        msk.names()
                .ifPresent(names -> lose(
                        "msk.names",
                        "described",
                        "No load balancer stands before the brokers: each has a name of its own, and bootstrap is all of"
                                + " them.",
                        "remove it, and give clients the bootstrap name"));
    }

    private void authentication(OnMsk.Msk msk) {
        List<String> ways = stack.authentication().stream()
                .map(way -> way.name().toLowerCase(Locale.ROOT))
                .toList();
        lose(
                "msk.authentication",
                Words.list(ways),
                "Nobody asks clients who they are, and what they send is plain text: brokers of Trivet's own listen at port"
                        + " 9092 without TLS.",
                "let nobody but clients into the network, and configure clients with PLAINTEXT");
        msk.clientEncryption()
                .ifPresent(spoken -> lose(
                        "msk.clientEncryption",
                        spoken.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        "Clients and brokers speak plain text.",
                        REMOVE));
        msk.scram()
                .ifPresent(scram -> lose(
                        "msk.scram", Words.count(scram.secrets().size(), "secret"), "There are no users.", REMOVE));
        msk.certificateAuthorities()
                .ifPresent(all -> lose(
                        "msk.certificateAuthorities",
                        Words.count(all.size(), "authority").replace("authoritys", "authorities"),
                        "Nobody reads the certificates of clients.",
                        REMOVE));
    }

    private void storage(OnMsk.Msk msk) {
        msk.storage()
                .flatMap(OnMsk.Storage::autoscaling)
                .ifPresent(
                        growth -> lose(
                                "msk.storage.autoscaling",
                                "up to " + growth.max(),
                                "No volume grows by itself.",
                                "write in brokers.volume.size what the volumes have grown to, and raise it before they are full"));
        msk.storage()
                .flatMap(OnMsk.Storage::tiered)
                .ifPresent(tiered -> lose(
                        "msk.storage.tiered",
                        tiered.toString(),
                        "All segments stay on the volumes: Kafka comes without a store for others.",
                        "describe brokers.volume for all that retention keeps"));
    }

    private void watched(OnMsk.Msk msk) {
        MskMonitoring monitoring =
                MskProvision.of(description, Optional.empty()).monitoring();
        List<String> kept = new ArrayList<>();
        monitoring.logDays().ifPresent(days -> kept.add("CloudWatch for " + Words.count(days, "day")));
        monitoring.logBucket().ifPresent(bucket -> kept.add("bucket " + bucket));
        lose(
                "msk.logs",
                Words.list(kept),
                "Logs stay in the journal of each node.",
                "send them where you read them with an agent in the image");
        lose(
                "msk.alarms",
                Words.count(monitoring.alarms().size(), "alarm"),
                "CloudWatch watches nothing of the brokers.",
                "alarm on the same metrics in Prometheus, with monitoring");
    }

    private OnEc2.BrokerNodes brokers() {
        Optional<OnMsk.BrokerNodes> described = stack.brokers();
        int nodes = described.map(OnMsk.BrokerNodes::nodes).orElse(BROKERS);
        int filled = (nodes + ZONES - 1) / ZONES * ZONES;
        if (filled != nodes) {
            lose(
                    "brokers.nodes",
                    "" + nodes,
                    "They no longer fill the zones evenly.",
                    "write " + filled + ", a multiple of three");
        }
        String instance = described.map(OnMsk.BrokerNodes::instance).orElse(INSTANCE);
        if (Instance.of(instance).isEmpty()) {
            lose("brokers.instance", instance, "EC2 has no such type that Trivet knows.", "write " + INSTANCE);
            instance = INSTANCE;
        }
        return new OnEc2.BrokerNodes(
                filled,
                instance,
                Optional.empty(),
                described
                        .flatMap(OnMsk.BrokerNodes::volume)
                        .map(MoveToEc2::volume)
                        .orElse(volume(VOLUME)),
                Optional.empty(),
                settings(described.map(OnMsk.BrokerNodes::settings).orElse(Collections.emptySortedMap())));
    }

    /** A gp3 volume that carries as much; for more than 750 MiB/s it needs more operations, too. */
    private static OnEc2.Volume volume(OnMsk.Volume described) {
        Optional<Throughput> rate = described.throughput();
        Optional<Integer> operations = rate.map(
                        passing -> (int) (passing.perSecond().toMib() * OPERATIONS_PER_MIB))
                .filter(count -> count > GP3_IOPS);
        long gib = Math.min(GP3_LARGEST_GIB, described.size().toGib());
        return new OnEc2.Volume(DataSize.gib(gib), Optional.empty(), operations, rate);
    }

    private SortedMap<String, String> settings(SortedMap<String, String> described) {
        SortedMap<String, String> kept = new TreeMap<>();
        described.forEach((key, value) -> {
            String path = "brokers.settings." + key;
            Optional<Setting> setting = kafka.broker(key);
            Optional<String> must = setting.flatMap(known -> known.check(value));
            if (OwnedSettings.reason(key).isPresent()) {
                lose(
                        path,
                        value,
                        "Trivet writes it: " + OwnedSettings.reason(key).get() + ".",
                        REMOVE);
            } else if (setting.isEmpty()) {
                lose(path, value, "Kafka " + version.text() + " has no such setting.", REMOVE);
            } else if (must.isPresent()) {
                lose(path, value, "It must " + must.get() + ".", "choose such a value, or " + REMOVE);
            } else if (mode == MetadataMode.KRAFT && key.startsWith("zookeeper.")) {
                lose(path, value, "A cluster with kraft has no ZooKeeper.", REMOVE);
            } else {
                kept.put(key, value);
            }
        });
        return Collections.unmodifiableSortedMap(kept);
    }

    private SortedMap<String, Topic> topics(OnEc2.BrokerNodes brokers) {
        int before = PartitionGuideline.partitions(
                stack.brokers().map(OnMsk.BrokerNodes::nodes).orElse(BROKERS));
        int after = PartitionGuideline.partitions(brokers.nodes());
        SortedMap<String, Topic> topics = new TreeMap<>();
        description.topics().forEach((name, topic) -> {
            Optional<Integer> partitions = topic.partitions();
            if (partitions.isEmpty() && before != after) {
                lose(
                        "topics." + name + ".partitions",
                        before + " by the guideline",
                        "The guideline counts brokers, of which there are others here.",
                        "write " + before + " to keep the number");
                partitions = Optional.of(before);
            }
            topics.put(name, new Topic(partitions, topic.replicas(), ofTopic(name, topic.settings())));
        });
        return Collections.unmodifiableSortedMap(topics);
    }

    private SortedMap<String, String> ofTopic(String name, SortedMap<String, String> described) {
        SortedMap<String, String> kept = new TreeMap<>();
        described.forEach((key, value) -> {
            String path = "topics." + name + ".settings." + key;
            Optional<Setting> setting = kafka.topic(key);
            Optional<String> must = setting.flatMap(known -> known.check(value));
            if (key.equals("remote.storage.enable") || key.startsWith("local.retention.")) {
                lose(path, value, "There are no tiers: all segments stay on the volumes.", REMOVE);
            } else if (setting.isEmpty()) {
                lose(
                        path,
                        value,
                        "Topics of Kafka " + version.text() + " have no such setting.",
                        key.equals("message.timestamp.difference.max.ms")
                                ? "write message.timestamp.before.max.ms and message.timestamp.after.max.ms"
                                : REMOVE);
            } else if (must.isPresent()) {
                lose(path, value, "It must " + must.get() + ".", "choose such a value, or " + REMOVE);
            } else {
                kept.put(key, value);
            }
        });
        return Collections.unmodifiableSortedMap(kept);
    }
}
