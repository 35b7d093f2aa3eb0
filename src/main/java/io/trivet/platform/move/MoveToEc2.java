package io.trivet.platform.move;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.MetadataMode;
import io.trivet.kafka.OwnedSettings;
import io.trivet.kafka.Replicas;
import io.trivet.layout.Instance;
import io.trivet.platform.ec2.UsualMachines;
import io.trivet.platform.move.Losses.Misfit;
import io.trivet.platform.msk.MskVersion;
import io.trivet.problem.Words;
import io.trivet.stack.Common;
import io.trivet.stack.DataSize;
import io.trivet.stack.Description;
import io.trivet.stack.Dns;
import io.trivet.stack.OnEc2;
import io.trivet.stack.OnMsk;
import io.trivet.stack.Places;
import io.trivet.stack.PlatformName;
import io.trivet.stack.Throughput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Turns what is described for MSK into what can be described for nodes of Trivet's own on EC2. */
record MoveToEc2(Description<OnMsk> description, OnMsk stack, KafkaVersion version, MetadataMode mode, Losses losses) {
    private static final int GP3_IOPS = 3000;
    /** MiB/s of gp3 for each of its operations. */
    private static final int OPERATIONS_PER_MIB = 4;

    private static final int GP3_LARGEST_GIB = 16_384;

    static Move of(Description<OnMsk> description) {
        Optional<OnMsk.Kafka> described = description.on().kafka();
        KafkaVersion version = described
                .flatMap(kafka -> MskVersion.of(kafka.version()))
                .map(MskVersion::kafka)
                .orElse(KafkaVersion.V4_3_1);
        MetadataMode mode =
                described.map(OnMsk.Kafka::metadata).filter(version::supports).orElse(MetadataMode.KRAFT);
        Losses losses = new Losses();
        Description<OnEc2> after = new MoveToEc2(description, description.on(), version, mode, losses).moved();
        return new Move(description, after, losses.found());
    }

    private Description<OnEc2> moved() {
        kafka();
        List<String> zones = zones();
        OnEc2.Network network = network();
        new FeaturesOfMsk(description, losses).lost();
        OnEc2.BrokerNodes brokers = brokers();
        OnEc2 on = new OnEc2(
                new OnEc2.Kafka(
                        version.text(),
                        Optional.of(mode),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        new TreeMap<>()),
                zones,
                network,
                stack.dns().orElseGet(this::dns),
                mode == MetadataMode.ZOOKEEPER
                        ? Optional.of(UsualMachines.zookeeper(Replicas.ZONES))
                        : Optional.empty(),
                mode == MetadataMode.KRAFT ? Optional.of(UsualMachines.controllers(Replicas.ZONES)) : Optional.empty(),
                brokers,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Collections.emptySortedMap(),
                stack.traffic());
        Common common = new Common(
                description.name(),
                description.environment(),
                PlatformName.EC2,
                description.common().deletion(),
                description.monitoring(),
                losses.topics(
                        description.topics(),
                        stack.brokerCount(),
                        brokers.nodes(),
                        (name, topic) -> topic.replicas(),
                        this::topic),
                description.registries(),
                losses.clients(
                        description.clients(),
                        "write the name of the zone, as "
                                + zones.stream().findFirst().orElse("us-east-1a"),
                        Optional.empty()),
                description.console(),
                description.tags());
        return new Description<>(description.id(), description.region(), common, on, Places.NONE);
    }

    private void kafka() {
        boolean zookeeper = mode == MetadataMode.ZOOKEEPER;
        String quorum = zookeeper ? "zookeeper" : "controllers";
        String runs = "AWS does not run " + (zookeeper ? "ZooKeeper" : "the controllers")
                + " any more, which cost nothing on MSK.";
        if (stack.kafka().isEmpty()) {
            losses.add(
                    "msk.type",
                    stack.msk().type(),
                    "Versions, brokers and volumes are described, and nothing follows traffic. " + runs,
                    "describe kafka, brokers and " + quorum + ", as below, and size them by what the cluster carries");
            return;
        }
        OnMsk.Kafka described = stack.kafka().get();
        losses.add(
                "kafka.version",
                described.version(),
                "No release of the line is installed by itself.",
                "write " + version.text() + ", and raise it yourself");
        losses.add("kafka.metadata", described.metadata(), runs, "describe " + quorum + ", as below");
    }

    /** Three of them: those that are described, and of the others of the region the first by letter. */
    private List<String> zones() {
        if (stack.zones().size() == Replicas.ZONES || stack.zones().isEmpty()) {
            return stack.zones();
        }
        List<String> zones = new ArrayList<>(stack.zones());
        IntStream.rangeClosed('a', 'f')
                .mapToObj(letter -> region(stack.zones().get(0)) + (char) letter)
                .filter(zone -> !stack.zones().contains(zone))
                .limit(Replicas.ZONES - zones.size())
                .forEach(zones::add);
        losses.add(
                "zones",
                Words.list(stack.zones()),
                "Nodes of Trivet's own stand in three zones.",
                "name a third: " + zones.get(Replicas.ZONES - 1) + ", where your account has it");
        return List.copyOf(zones);
    }

    private static String region(String zone) {
        return zone.substring(0, Math.max(0, zone.length() - 1));
    }

    private OnEc2.Network network() {
        OnMsk.Network described = stack.network();
        boolean keep = stack.zones().size() == Replicas.ZONES;
        if (!keep && described.vpc().isPresent()) {
            losses.add(
                    "network.vpc",
                    described.vpc(),
                    "The third zone has no subnet in it.",
                    "keep it, and name a subnet for each of three zones; without both, a VPC is made");
            if (!described.subnets().isEmpty()) {
                losses.add(
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
                Optional.empty(),
                described.clients(),
                Collections.emptySortedMap());
    }

    private Dns dns() {
        String region = description
                .region()
                .orElse(region(stack.zones().stream().findFirst().orElse("")));
        return new Dns(
                region + "." + description.environment() + ".internal",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private OnEc2.BrokerNodes brokers() {
        Optional<OnMsk.BrokerNodes> described = stack.brokers();
        int nodes = stack.brokerCount();
        int filled = (nodes + Replicas.ZONES - 1) / Replicas.ZONES * Replicas.ZONES;
        if (filled != nodes) {
            losses.add(
                    "brokers.nodes",
                    nodes,
                    "They no longer fill the zones evenly.",
                    "write " + filled + ", a multiple of three");
        }
        String instance = described.map(OnMsk.BrokerNodes::instance).orElse(UsualMachines.INSTANCE);
        if (Instance.of(instance).isEmpty()) {
            losses.add(
                    "brokers.instance",
                    instance,
                    "EC2 has no such type that Trivet knows.",
                    "write " + UsualMachines.INSTANCE);
            instance = UsualMachines.INSTANCE;
        }
        return new OnEc2.BrokerNodes(
                filled,
                Optional.empty(),
                instance,
                Optional.empty(),
                described
                        .flatMap(OnMsk.BrokerNodes::volume)
                        .map(MoveToEc2::volume)
                        .orElse(UsualMachines.volume(UsualMachines.VOLUME)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Collections.emptySortedMap(),
                losses.kept(
                        "brokers.settings",
                        described.map(OnMsk.BrokerNodes::settings).orElse(Collections.emptySortedMap()),
                        this::broker),
                Collections.emptySortedMap());
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

    /** Why nodes of Trivet's own do not take a setting of brokers. */
    private Optional<Misfit> broker(String key, String value) {
        return OwnedSettings.reason(key)
                .map(reason -> new Misfit("Trivet writes it: " + reason + "."))
                .or(() -> Misfit.of(
                        Catalogue.of(version).broker(key),
                        value,
                        "It",
                        new Misfit("Kafka " + version.text() + " has no such setting.")))
                .or(() -> mode == MetadataMode.KRAFT && key.startsWith("zookeeper.")
                        ? Optional.of(new Misfit("A cluster with kraft has no ZooKeeper."))
                        : Optional.empty());
    }

    private Optional<Misfit> topic(String key, String value) {
        if (key.equals("remote.storage.enable") || key.startsWith("local.retention.")) {
            return Optional.of(new Misfit("There are no tiers: all segments stay on the volumes."));
        }
        return Misfit.of(
                Catalogue.of(version).topic(key),
                value,
                "It",
                new Misfit(
                        "Topics of Kafka " + version.text() + " have no such setting.",
                        key.equals("message.timestamp.difference.max.ms")
                                ? "write message.timestamp.before.max.ms and message.timestamp.after.max.ms"
                                : Losses.REMOVE));
    }
}
