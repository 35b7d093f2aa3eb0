package io.trivet.adopt;

import io.trivet.kafka.MetadataMode;
import io.trivet.kafka.Replicas;
import io.trivet.operate.found.FoundBroker;
import io.trivet.operate.found.FoundCluster;
import io.trivet.platform.ec2.UsualMachines;
import io.trivet.problem.Words;
import io.trivet.stack.Cidr;
import io.trivet.stack.Common;
import io.trivet.stack.DataSize;
import io.trivet.stack.Description;
import io.trivet.stack.Dns;
import io.trivet.stack.OnEc2;
import io.trivet.stack.Places;
import io.trivet.stack.PlatformName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What a description must say of a cluster on EC2 and brokers do not: read off their names and addresses where Trivet
 * made them, else assumed, and told so.
 */
final class Assumed {
    private static final String REGION = "us-east-1";
    private static final String ENVIRONMENT = "dev";
    private static final String NAME = "imported";
    static final String UNSAID = "which no broker says";

    private final FoundCluster found;
    private final FoundRelease release;
    private final Named named;
    private final Placement placement;
    private final List<Gap> gaps = new ArrayList<>();

    private Assumed(FoundCluster found, FoundRelease release, Named named) {
        this.found = found;
        this.release = release;
        this.named = named;
        this.placement = new Placement(found);
    }

    /** A description with neither settings nor topics, to be completed by what was found. */
    static Adoption<OnEc2> of(FoundCluster found, FoundRelease release, String stack, Named named) {
        Assumed assumed = new Assumed(found, release, named);
        Description<OnEc2> description = assumed.description(stack);
        return new Adoption<>(description, assumed.gaps);
    }

    private Description<OnEc2> description(String stack) {
        Optional<Placement.Names> names = placement.names();
        String name = named.name().or(() -> names.map(Placement.Names::cluster)).orElseGet(() -> assume("name", NAME));
        String environment = named.environment().orElseGet(() -> assume("environment", ENVIRONMENT));
        String region = named.region()
                .or(() -> placement.zones().stream().findFirst().flatMap(Placement::region))
                .orElseGet(() -> assume("aws:region", REGION));
        List<String> zones = zones(region);
        Dns dns = new Dns(
                names.filter(found -> found.cluster().equals(name))
                        .map(Placement.Names::zone)
                        .orElseGet(() -> assume("dns.zone", region + "." + environment + ".internal")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        OnEc2.Network network = new OnEc2.Network(
                network(),
                Optional.empty(),
                Collections.emptySortedMap(),
                Optional.empty(),
                Optional.empty(),
                Collections.emptySortedMap());
        boolean zookeeper = release.mode() == MetadataMode.ZOOKEEPER;
        OnEc2 on = new OnEc2(
                new OnEc2.Kafka(
                        release.version().text(),
                        Optional.of(release.mode()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Collections.emptySortedMap()),
                zones,
                network,
                dns,
                zookeeper ? Optional.of(zookeeper()) : Optional.empty(),
                zookeeper || isCombined(found) ? Optional.empty() : Optional.of(controllers()),
                brokers(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Collections.emptySortedMap(),
                Optional.empty());
        version();
        Common common = new Common(
                name,
                environment,
                PlatformName.EC2,
                Optional.empty(),
                Optional.empty(),
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                Optional.empty(),
                Collections.emptySortedMap());
        return new Description<>(stack, Optional.of(region), common, on, Places.NONE);
    }

    private String assume(String path, String value) {
        gaps.add(Gap.assumed(path, value, UNSAID));
        return value;
    }

    private void version() {
        gaps.add(Gap.assumed(
                "kafka.version",
                release.version().text(),
                release.sure()
                        ? "the release with the features and settings that the brokers know; they do not say theirs"
                        : "the nearest that Trivet knows; the brokers know features or settings of another one"));
    }

    /** Three of them: those of the brokers, and of the others of the region the first by letter. */
    private List<String> zones(String region) {
        List<String> zones = new ArrayList<>(placement.zones());
        boolean told = zones.size() == Replicas.ZONES;
        IntStream.rangeClosed('a', 'f')
                .mapToObj(letter -> region + (char) letter)
                .filter(zone -> !zones.contains(zone))
                .limit(Replicas.ZONES - zones.size())
                .toList()
                .forEach(zones::add);
        if (!told) {
            assume("zones", String.join(", ", zones));
        }
        return List.copyOf(zones);
    }

    private Cidr network() {
        Optional<Cidr> block = placement.network();
        if (block.isEmpty()) {
            return Cidr.parse(assume("network.cidr", "10.0.0.0/16")).orElseThrow();
        }
        if (placement.isLocal()) {
            gaps.add(Gap.assumed(
                    "network.cidr", block.get().toString(), "since the brokers listen on addresses of one machine"));
        }
        return block.get();
    }

    private OnEc2.BrokerNodes brokers() {
        assume("brokers.instance", UsualMachines.INSTANCE);
        long bytes = found.brokers().stream()
                .flatMap(broker -> broker.folders().stream())
                .mapToLong(size -> size)
                .max()
                .orElse(0);
        long gib = (bytes + (1L << 30) - 1) >> 30;
        DataSize size = gib > 0 ? DataSize.gib(gib) : UsualMachines.VOLUME;
        if (gib == 0) {
            assume("brokers.volume.size", size.toString());
        }
        return new OnEc2.BrokerNodes(
                found.brokers().size(),
                isCombined(found) ? Optional.of(true) : Optional.empty(),
                UsualMachines.INSTANCE,
                Optional.empty(),
                UsualMachines.volume(size),
                volumes(found),
                Optional.empty(),
                Optional.empty(),
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                Collections.emptySortedMap());
    }

    /** Whether its brokers can be described as its controllers. */
    static boolean isCombined(FoundCluster found) {
        return found.isCombined()
                && OnEc2.COMBINED.contains(found.brokers().size())
                && found.brokers().stream().allMatch(broker -> broker.folders().size() <= 1);
    }

    private OnEc2.Controllers controllers() {
        int nodes = found.voters().isEmpty() ? Replicas.ZONES : found.voters().size();
        if (found.voters().isEmpty()) {
            assume("controllers.nodes", Integer.toString(nodes));
        }
        assume("controllers.instance", UsualMachines.INSTANCE);
        assume("controllers.volume.size", UsualMachines.VOLUME_OF_CONTROLLERS.toString());
        return UsualMachines.controllers(nodes);
    }

    private OnEc2.ZooKeeper zookeeper() {
        assume("zookeeper.instance", UsualMachines.INSTANCE);
        assume("zookeeper.volume.size", UsualMachines.VOLUME_OF_ZOOKEEPER.toString());
        return UsualMachines.zookeeper(Ec2Adoption.ensemble(found));
    }

    /** How many folders of data the most brokers have, each a volume; empty for one, or where none tells. */
    static Optional<Integer> volumes(FoundCluster found) {
        SortedMap<Integer, Integer> counts = new TreeMap<>();
        found.brokers().stream()
                .map(broker -> broker.folders().size())
                .filter(folders -> folders > 0)
                .forEach(folders -> counts.merge(folders, 1, Integer::sum));
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .filter(folders -> folders > 1);
    }

    /** Brokers with another number of folders of data than most. */
    static void folders(FoundCluster found, List<Gap> gaps) {
        int most = volumes(found).orElse(1);
        for (FoundBroker broker : found.brokers()) {
            int folders = broker.folders().size();
            if (folders > 0 && folders != most) {
                gaps.add(Gap.leftOut(
                        "JBOD broker",
                        "broker " + broker.id() + " keeps its data in " + Words.count(folders, "folder") + ", where "
                                + Words.count(most, "volume") + (most == 1 ? " is" : " are") + " described"));
            }
        }
    }
}
