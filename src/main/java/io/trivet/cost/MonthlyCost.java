package io.trivet.cost;

import io.trivet.kafka.Replicas;
import io.trivet.layout.Role;
import io.trivet.plan.Machine;
import io.trivet.plan.Provision;
import io.trivet.plan.ProvisionedRole;
import io.trivet.plan.msk.MskBrokers;
import io.trivet.plan.msk.MskProvision;
import io.trivet.plan.msk.MskVolume;
import io.trivet.stack.MskType;
import io.trivet.stack.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a cluster costs in a month of 730 hours, approximately: list prices, without discounts, taxes, NAT gateways,
 * endpoints, snapshots and traffic out of the region.
 *
 * @param date of the price table
 * @param region whose prices they are
 */
public record MonthlyCost(List<Item> items, String date, String region) {
    /**
     * One thing that is paid for.
     *
     * @param what it is, {@code 6 x m7g.xlarge for brokers}
     * @param dollars a month; empty where the table has no price
     */
    public record Item(String what, Optional<Double> dollars) {}

    private static final double SECONDS_PER_MONTH = 730 * 3600.0;
    private static final int GP3_IOPS = 3000;
    private static final int GP3_MIB_PER_SECOND = 125;

    /** What is provisioned costs, at the prices of its region, or of the first region of the table. */
    public static MonthlyCost of(Provision provision, Optional<Traffic> traffic, Prices prices) {
        String region = prices.knows(provision.region())
                ? provision.region()
                : prices.regions().get(0);
        List<Item> items = new ArrayList<>();
        for (ProvisionedRole role : provision.roles()) {
            long nodes = provision.nodes().stream()
                    .filter(node -> node.node().role() == role.role())
                    .count();
            instances(role, nodes, region, prices, items);
            volumes(role, nodes, region, prices, items);
        }
        traffic.ifPresent(described -> items.add(zoneTraffic(described, replicas(provision), region, prices)));
        return new MonthlyCost(List.copyOf(items), prices.date(), region);
    }

    /**
     * What is asked of MSK costs. It takes nothing for replicas that cross zones, only for what clients send and read;
     * volumes count with the size that they begin with, and storage without a size is an item without a price, since it
     * goes by what retention keeps.
     */
    public static MonthlyCost of(MskProvision provision, Optional<Traffic> traffic, Prices prices) {
        String region = prices.knows(provision.region())
                ? provision.region()
                : prices.regions().get(0);
        List<Item> items = new ArrayList<>();
        provision.brokers().ifPresent(brokers -> brokers(brokers, region, prices, items));
        if (provision.type() == MskType.SERVERLESS) {
            serverless(provision, region, prices, items);
        }
        traffic.ifPresent(described -> clients(provision, described, region, prices, items));
        return new MonthlyCost(List.copyOf(items), prices.date(), region);
    }

    private static void brokers(MskBrokers brokers, String region, Prices prices, List<Item> items) {
        int nodes = brokers.nodes();
        double hours = prices.of("hours-per-month", region).orElse(730.0);
        items.add(new Item(
                nodes + " x " + brokers.instance() + " (brokers)",
                prices.hour(brokers.instance(), region).map(hour -> hour * hours * nodes)));
        if (brokers.volume().isEmpty()) {
            items.add(new Item("storage, by what retention keeps", Optional.empty()));
            return;
        }
        MskVolume volume = brokers.volume().get();
        items.add(new Item(
                nodes + " x " + volume.gib() + " GiB (brokers)",
                prices.of("msk-storage", region).map(gib -> gib * volume.gib() * nodes)));
        volume.mibPerSecond()
                .ifPresent(rate -> items.add(new Item(
                        nodes + " x " + rate + " MiB/s of provisioned throughput",
                        prices.of("msk-throughput", region).map(each -> each * rate * nodes))));
        if (volume.tiered()) {
            items.add(new Item("tiered storage, by what retention keeps", Optional.empty()));
        }
    }

    private static void serverless(MskProvision provision, String region, Prices prices, List<Item> items) {
        double hours = prices.of("hours-per-month", region).orElse(730.0);
        long partitions = provision.topics().stream()
                .mapToLong(topic -> topic.partitions())
                .sum();
        items.add(new Item(
                "the cluster", prices.of("msk-serverless-cluster", region).map(hour -> hour * hours)));
        items.add(new Item(
                partitions + " partitions",
                prices.of("msk-serverless-partition", region).map(hour -> hour * hours * partitions)));
        items.add(new Item("storage, by what retention keeps", Optional.empty()));
    }

    private static void clients(
            MskProvision provision, Traffic traffic, String region, Prices prices, List<Item> items) {
        double gigabytes = traffic.ingress().perSecond().bytes() / 1e9 * SECONDS_PER_MONTH;
        int groups = traffic.consumerGroups().orElse(1);
        String read = groups + (groups == 1 ? " consumer group" : " consumer groups");
        switch (provision.type()) {
            case EXPRESS ->
                items.add(new Item(
                        "data in (" + traffic.ingress() + ")",
                        prices.of("msk-express-in", region).map(price -> price * gigabytes)));
            case SERVERLESS -> {
                items.add(new Item(
                        "data in (" + traffic.ingress() + ")",
                        prices.of("msk-serverless-in", region).map(price -> price * gigabytes)));
                items.add(new Item(
                        "data out (" + read + ")",
                        prices.of("msk-serverless-out", region).map(price -> price * gigabytes * groups)));
                return;
            }
            case STANDARD -> {}
        }
        int zones = Math.max(1, provision.zones().size());
        double crossings = (1 + groups) * (zones - 1.0) / zones;
        items.add(new Item(
                "traffic of clients between zones (" + traffic.ingress() + " in, " + read + ")",
                prices.of("zone-traffic", region).map(price -> price * gigabytes * crossings)));
    }

    private static void instances(ProvisionedRole role, long nodes, String region, Prices prices, List<Item> items) {
        String type = role.machine().instance();
        double hours = prices.of("hours-per-month", region).orElse(730.0);
        items.add(new Item(
                nodes + " x " + type + " (" + plural(role.role()) + ")",
                prices.hour(type, region).map(hour -> hour * hours * nodes)));
    }

    private static void volumes(ProvisionedRole role, long nodes, String region, Prices prices, List<Item> items) {
        Machine.DataVolume volume = role.machine().volume();
        Optional<Double> each = prices.of("volume " + volume.type(), region)
                .map(gib -> gib * volume.gib() + extras(volume, region, prices));
        items.add(new Item(
                nodes + " x " + volume.gib() + " GiB " + volume.type() + " (" + plural(role.role()) + ")",
                each.map(dollars -> dollars * nodes)));
    }

    private static double extras(Machine.DataVolume volume, String region, Prices prices) {
        boolean gp3 = volume.type().equals("gp3");
        int operations = Math.max(0, volume.iops().orElse(0) - (gp3 ? GP3_IOPS : 0));
        int rate = Math.max(0, volume.mibPerSecond().orElse(0) - GP3_MIB_PER_SECOND);
        return operations * prices.of(volume.type() + "-iops", region).orElse(0.0)
                + rate * prices.of(volume.type() + "-throughput", region).orElse(0.0);
    }

    /**
     * Each record is sent to the replicas in the other zones; two thirds of what producers send, and of what each
     * consumer group reads without {@code client.rack}, come from another zone.
     */
    private static Item zoneTraffic(Traffic traffic, int replicas, String region, Prices prices) {
        double gigabytes = traffic.ingress().perSecond().bytes() / 1e9 * SECONDS_PER_MONTH;
        int groups = traffic.consumerGroups().orElse(1);
        double crossings =
                (Math.min(Replicas.ZONES, replicas) - 1) + (1 + groups) * (Replicas.ZONES - 1.0) / Replicas.ZONES;
        return new Item(
                "traffic between zones (" + traffic.ingress() + " in, " + replicas + " replicas, " + groups
                        + (groups == 1 ? " consumer group)" : " consumer groups)"),
                prices.of("zone-traffic", region).map(price -> price * gigabytes * crossings));
    }

    private static int replicas(Provision provision) {
        String text = provision.roles().stream()
                .filter(role -> role.role() == Role.BROKER)
                .findFirst()
                .map(role -> role.settings().getOrDefault("default.replication.factor", "3"))
                .orElse("3");
        return text.matches("\\d") ? Integer.parseInt(text) : Replicas.COUNT;
    }

    private static String plural(Role role) {
        return role == Role.ZOOKEEPER ? "ZooKeeper" : role.word() + "s";
    }

    /** The sum of what has a price. */
    public double dollars() {
        return items.stream().mapToDouble(item -> item.dollars().orElse(0.0)).sum();
    }

    /** What has no price in the table. */
    public List<String> unknown() {
        return items.stream()
                .filter(item -> item.dollars().isEmpty())
                .map(Item::what)
                .toList();
    }
}
