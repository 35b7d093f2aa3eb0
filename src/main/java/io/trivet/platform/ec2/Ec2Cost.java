package io.trivet.platform.ec2;

import io.trivet.kafka.Replicas;
import io.trivet.layout.Machine;
import io.trivet.layout.Role;
import io.trivet.platform.MonthlyCost;
import io.trivet.platform.MonthlyCost.Item;
import io.trivet.platform.Prices;
import io.trivet.stack.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What nodes of our own cost in a month, and the traffic between their zones. */
public final class Ec2Cost {
    private static final double SECONDS_PER_MONTH = 730 * 3600.0;
    private static final int GP3_IOPS = 3000;
    private static final int GP3_MIB_PER_SECOND = 125;
    private static final int FIRST_TIER = 32_000;
    private static final int SECOND_TIER = 64_000;
    private static final int MANY = Integer.MAX_VALUE;

    private Ec2Cost() {}

    /** Nodes of one role. */
    public record Fleet(Role role, long count, Machine machine) {}

    /**
     * What these nodes cost, at the prices of their region, or of the first region of the table.
     *
     * @param replicas of a topic that does not say how many
     */
    public static MonthlyCost of(
            List<Fleet> fleets, Upkeep upkeep, String region, int replicas, Optional<Traffic> traffic, Prices prices) {
        String column = prices.column(region);
        List<Item> items = new ArrayList<>();
        for (Fleet fleet : fleets) {
            instances(fleet, column, prices, items);
            volumes(fleet, column, prices, items);
        }
        items.addAll(UpkeepCost.of(fleets, upkeep, column, prices));
        traffic.ifPresent(described -> items.add(zoneTraffic(described, replicas, column, prices)));
        return new MonthlyCost(List.copyOf(items), prices.date(), column);
    }

    private static void instances(Fleet fleet, String region, Prices prices, List<Item> items) {
        String type = fleet.machine().instance();
        double hours = prices.of("hours-per-month", region).orElse(730.0);
        items.add(new Item(
                fleet.count() + " x " + type + " (" + fleet.role().group() + ")",
                prices.hour(type, region).map(hour -> hour * hours * fleet.count())));
    }

    private static void volumes(Fleet fleet, String region, Prices prices, List<Item> items) {
        Machine.DataVolume volume = fleet.machine().volume();
        Optional<Double> each = prices.of("volume " + volume.type(), region)
                .map(gib -> gib * volume.gib() + extras(volume, region, prices));
        long volumes = fleet.count() * fleet.machine().volumes();
        items.add(new Item(
                volumes + " x " + volume.gib() + " GiB " + volume.type() + " ("
                        + fleet.role().group() + ")",
                each.map(dollars -> dollars * volumes)));
    }

    private static double extras(Machine.DataVolume volume, String region, Prices prices) {
        int operations = volume.iops().orElse(0);
        double paid = switch (volume.type()) {
            case "gp3" -> between(GP3_IOPS, MANY, operations) * price("gp3-iops", region, prices);
            case "io2" ->
                between(0, FIRST_TIER, operations) * price("io2-iops", region, prices)
                        + between(FIRST_TIER, SECOND_TIER, operations) * price("io2-iops-over-32000", region, prices)
                        + between(SECOND_TIER, MANY, operations) * price("io2-iops-over-64000", region, prices);
            default -> operations * price(volume.type() + "-iops", region, prices);
        };
        int rate = Math.max(0, volume.mibPerSecond().orElse(0) - GP3_MIB_PER_SECOND);
        return paid + rate * price(volume.type() + "-throughput", region, prices);
    }

    /** How many of so many operations lie between these two. */
    private static int between(int low, int high, int operations) {
        return Math.max(0, Math.min(high, operations) - low);
    }

    /** Nothing where the type has no such line, since none of it can be had. */
    private static double price(String line, String region, Prices prices) {
        return prices.of(line, region).orElse(0.0);
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
}
