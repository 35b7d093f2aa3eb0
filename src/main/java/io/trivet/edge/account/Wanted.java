package io.trivet.edge.account;

import io.trivet.layout.Instance;
import io.trivet.layout.Listener;
import io.trivet.layout.Machine;
import io.trivet.layout.Node;
import io.trivet.layout.Zone;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedRole;
import io.trivet.platform.Ec2Platform;
import io.trivet.platform.MskPlatform;
import io.trivet.platform.msk.MskBrokers;
import io.trivet.stack.Cidr;
import io.trivet.stack.OnEc2;
import io.trivet.stack.Security;
import io.trivet.stack.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a plan asks of an account.
 *
 * @param ours tags of all that belongs to the stack
 * @param fleets machines that are alike
 * @param network that exists; empty where one is made
 * @param hostedZones that exist; none where one is made or none is asked for
 * @param domain name of the hosted zone of the stack; empty where none is asked for
 * @param authorities ARNs of those of AWS Private CA whose certificates nodes let in, first the one that signs theirs;
 *     none where they have none
 * @param amounts against each quota, by zone; under an empty name where the quota is one of the region
 * @param version of Kafka as Amazon MSK names it
 */
record Wanted(
        String region,
        SortedMap<String, String> ours,
        List<String> zones,
        List<Fleet> fleets,
        Optional<ExistingNetwork> network,
        List<ExistingZone> hostedZones,
        Optional<String> domain,
        List<String> authorities,
        SortedMap<Quota, SortedMap<String, Double>> amounts,
        Optional<String> version) {
    private static final double GIB_PER_TIB = 1024;
    private static final String ANY = "";

    /**
     * Machines of one type.
     *
     * @param key of the description
     * @param instance as EC2 names it
     * @param image what they boot from; empty where MSK chooses
     * @param zones in which they are
     */
    record Fleet(String key, String instance, Optional<Machine.Image> image, List<String> zones) {}

    /**
     * A network that is used and not made.
     *
     * @param addresses that are computed, by node; none where MSK chooses them
     * @param perZone how many addresses are taken of each subnet
     */
    record ExistingNetwork(
            String vpc,
            Cidr block,
            SortedMap<String, Subnet> subnets,
            SortedMap<String, String> addresses,
            SortedMap<String, Integer> perZone) {}

    /**
     * A hosted zone that is used and not made.
     *
     * @param key of the description at which its id stands
     * @param domain whose names it is to keep
     * @param domainKey of the description at which that stands
     * @param ofNodes whether nodes resolve each other by it
     */
    record ExistingZone(String key, String id, String domain, String domainKey, boolean ofNodes) {
        static ExistingZone ofStack(String id, String domain) {
            return new ExistingZone("dns.zoneId", id, domain, "dns.zone", true);
        }

        static Optional<ExistingZone> of(Listener listener) {
            String key = "network.listeners." + listener.name() + ".";
            return listener.hostedZone()
                    .flatMap(id -> listener.domain()
                            .map(domain -> new ExistingZone(key + "zoneId", id, domain, key + "domain", false)));
        }
    }

    static Wanted ofEc2(Plan<Ec2Platform> plan) {
        List<Fleet> fleets = new ArrayList<>();
        Amounts amounts = new Amounts();
        for (PlannedRole role : plan.roles()) {
            List<Node> nodes = plan.layout().nodes(role.role());
            Machine machine = role.machine();
            fleets.add(new Fleet(
                    role.role().key(),
                    machine.instance(),
                    Optional.of(machine.image()),
                    nodes.stream().map(node -> node.zone().name()).distinct().toList()));
            if (!machine.instance().startsWith("x")) {
                amounts.add(
                        Quota.STANDARD_CPUS,
                        ANY,
                        Instance.of(machine.instance()).map(Instance::vcpus).orElse(0) * nodes.size());
            }
            amounts.volumes(machine.volume().type(), machine.gib() * nodes.size());
            amounts.volumes("gp3", (long) Machine.ROOT_GIB * nodes.size());
        }
        OnEc2.Network network = plan.platform().network();
        boolean made = network.vpc().isEmpty();
        boolean nat = made && network.egress().orElse(OnEc2.Egress.NAT) == OnEc2.Egress.NAT;
        if (made) {
            amounts.add(Quota.VPCS, ANY, 1);
        }
        if (nat) {
            plan.layout().zones().forEach(zone -> amounts.add(Quota.GATEWAYS, zone.name(), 1));
            amounts.add(Quota.ADDRESSES, ANY, plan.layout().zones().size());
        }
        amounts.add(Quota.RULES, ANY, GroupRules.most(plan, made && !nat));
        SortedMap<String, String> addresses = new TreeMap<>();
        SortedMap<String, Integer> perZone = new TreeMap<>();
        for (Node node : plan.layout().nodes()) {
            addresses.put(node.name(), node.address().toString());
            perZone.merge(node.zone().name(), 1, Integer::sum);
        }
        return new Wanted(
                plan.region(),
                ours(plan),
                names(plan),
                List.copyOf(fleets),
                network.vpc().map(id -> new ExistingNetwork(id, network.cidr(), network.subnets(), addresses, perZone)),
                Stream.concat(
                                plan
                                        .layout()
                                        .names()
                                        .hostedZone()
                                        .map(id -> ExistingZone.ofStack(
                                                id, plan.layout().names().zone()))
                                        .stream(),
                                plan.layout().listeners().stream()
                                        .flatMap(listener -> ExistingZone.of(listener).stream()))
                        .toList(),
                Optional.of(plan.layout().names().zone()),
                plan.platform().security().map(Security::authorities).orElse(List.of()),
                amounts.byQuota,
                Optional.empty());
    }

    static Wanted ofMsk(Plan<MskPlatform> plan) {
        MskPlatform platform = plan.platform();
        Amounts amounts = new Amounts();
        if (platform.network().vpc().isEmpty()) {
            amounts.add(Quota.VPCS, ANY, 1);
        }
        amounts.add(Quota.RULES, ANY, GroupRules.most(plan, false));
        SortedMap<String, Integer> perZone = new TreeMap<>();
        platform.brokers().ifPresent(brokers -> {
            amounts.add(Quota.MSK_BROKERS, ANY, brokers.nodes());
            names(plan)
                    .forEach(zone ->
                            perZone.put(zone, brokers.nodes() / names(plan).size()));
        });
        return new Wanted(
                plan.region(),
                ours(plan),
                names(plan),
                platform.brokers().map(brokers -> fleet(brokers, plan)).stream().toList(),
                platform.network()
                        .vpc()
                        .map(id -> new ExistingNetwork(
                                id,
                                platform.network().cidr(),
                                platform.network().subnets(),
                                new TreeMap<>(),
                                perZone)),
                platform
                        .names()
                        .flatMap(named -> named.zoneId().map(id -> ExistingZone.ofStack(id, named.zone())))
                        .stream()
                        .toList(),
                platform.names().map(named -> named.zone()),
                List.of(),
                amounts.byQuota,
                platform.version());
    }

    private static Fleet fleet(MskBrokers brokers, Plan<MskPlatform> plan) {
        return new Fleet(
                "brokers", brokers.instance().replaceFirst("^(kafka|express)\\.", ""), Optional.empty(), names(plan));
    }

    private static List<String> names(Plan<?> plan) {
        return plan.layout().zones().stream().map(Zone::name).toList();
    }

    private static SortedMap<String, String> ours(Plan<?> plan) {
        SortedMap<String, String> ours = new TreeMap<>(plan.tags());
        ours.keySet().removeIf(key -> !key.equals("trivet:cluster") && !key.equals("trivet:stack"));
        return ours;
    }

    /** Whether what has these tags belongs to the stack. */
    boolean isOurs(SortedMap<String, String> tags) {
        return tags.entrySet().containsAll(ours.entrySet());
    }

    /** Sums, by quota and zone. */
    private static final class Amounts {
        private final SortedMap<Quota, SortedMap<String, Double>> byQuota = new TreeMap<>();

        void add(Quota quota, String zone, double amount) {
            byQuota.computeIfAbsent(quota, key -> new TreeMap<>()).merge(zone, amount, Double::sum);
        }

        /**
         * Storage; the quotas of operations, of io1 and io2, are far beyond what the quotas of storage let one make.
         */
        void volumes(String type, long gib) {
            switch (type) {
                case "gp3" -> add(Quota.GP3_TIB, ANY, gib / GIB_PER_TIB);
                case "gp2" -> add(Quota.GP2_TIB, ANY, gib / GIB_PER_TIB);
                case "io1" -> add(Quota.IO1_TIB, ANY, gib / GIB_PER_TIB);
                case "io2" -> add(Quota.IO2_TIB, ANY, gib / GIB_PER_TIB);
                case "sc1" -> add(Quota.SC1_TIB, ANY, gib / GIB_PER_TIB);
                case "st1" -> add(Quota.ST1_TIB, ANY, gib / GIB_PER_TIB);
                default -> {}
            }
        }
    }
}
