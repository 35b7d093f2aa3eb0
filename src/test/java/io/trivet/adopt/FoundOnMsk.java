package io.trivet.adopt;

import io.trivet.plan.Plan;
import io.trivet.platform.MskPlatform;
import io.trivet.platform.msk.MskBrokers;
import io.trivet.platform.msk.MskVolume;
import io.trivet.stack.Description;
import io.trivet.stack.OnMsk;
import io.trivet.stack.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Clusters on Amazon MSK as AWS tells them when they are what a description asks for. */
final class FoundOnMsk {
    private FoundOnMsk() {}

    /** What AWS would tell of a cluster that was deployed twice, in a network that exists. */
    static FoundMsk of(Description<OnMsk> description) {
        MskPlatform asked = Plan.ofMsk(description, Optional.of(description)).platform();
        OnMsk.Network network = description.on().network();
        List<FoundMsk.Subnet> subnets = new ArrayList<>();
        for (String zone : description.on().zones()) {
            int index = subnets.size();
            Subnet subnet = network.subnets()
                    .getOrDefault(
                            zone,
                            new Subnet(
                                    "subnet-0123456789abcdef" + index,
                                    network.cidr().quarter(index)));
            subnets.add(new FoundMsk.Subnet(
                    subnet.id(), zone, subnet.cidr().toString(), network.vpc().orElse("vpc-0123456789abcdef0")));
        }
        SortedMap<String, String> tags = new TreeMap<>(description.tags());
        tags.put("Name", asked.name());
        tags.put("trivet:environment", description.environment());
        return new FoundMsk(
                asked.name(),
                description.regionOrOfZones(),
                asked.type(),
                "ACTIVE",
                asked.brokers().map(brokers -> brokers(brokers, asked)),
                new FoundMsk.Network(subnets, network.cidr().toString(), List.of("sg-0123456789abcdef0")),
                new FoundMsk.Security(
                        asked.encryption().authentication(),
                        asked.encryption().inTransit(),
                        asked.encryption().users(),
                        asked.encryption().authorities(),
                        asked.encryption().key().orElse("arn:aws:kms:us-east-1:123456789012:key/made"),
                        asked.access().flatMap(OnMsk.Access::internet).orElse(false),
                        asked.access().flatMap(OnMsk.Access::vpcs).orElse(List.of())),
                new FoundMsk.Watch(
                        asked.monitoring().level(),
                        asked.monitoring().prometheus(),
                        asked.monitoring().logDays().isPresent() ? "/trivet/" + asked.name() + "/brokers" : "",
                        asked.monitoring().logBucket().orElse(""),
                        ""),
                tags,
                new TreeMap<>(),
                List.of());
    }

    private static FoundMsk.Brokers brokers(MskBrokers brokers, MskPlatform asked) {
        Optional<MskVolume> volume = brokers.volume();
        return new FoundMsk.Brokers(
                asked.version().orElseThrow(),
                brokers.nodes(),
                brokers.instance(),
                volume.map(MskVolume::gib).orElse(0L),
                volume.flatMap(MskVolume::mibPerSecond).orElse(0),
                volume.map(MskVolume::tiered).orElse(false),
                volume.flatMap(MskVolume::growth).map(growth -> new FoundMsk.Growth(growth.maxGib(), growth.percent())),
                asked.settings());
    }
}
