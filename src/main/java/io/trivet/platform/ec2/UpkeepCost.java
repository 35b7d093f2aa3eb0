package io.trivet.platform.ec2;

import io.trivet.platform.MonthlyCost.Item;
import io.trivet.platform.Prices;
import java.util.ArrayList;
import java.util.List;

/** What is seen and kept of machines costs in a month. A key costs what it does without them. */
final class UpkeepCost {
    /** What EC2 measures each minute. Source: https://aws.amazon.com/cloudwatch/pricing/, detailed monitoring. */
    private static final int METRICS_OF_EC2 = 7;

    /** The disk of the system and the memory; each volume for data comes on top. */
    private static final int METRICS_OF_OURS = 2;

    /** Beside one for each volume for data. */
    private static final int ALARMS = 3;

    private static final double MINUTES_PER_MONTH = 730 * 60.0;

    /** A guess: servers that are well write less, one in trouble far more. */
    private static final double LOG_GB_PER_MONTH = 1;

    private UpkeepCost() {}

    static List<Item> of(List<Ec2Cost.Fleet> fleets, Upkeep upkeep, String region, Prices prices) {
        List<Item> items = new ArrayList<>();
        long machines = fleets.stream().mapToLong(Ec2Cost.Fleet::count).sum();
        long volumes = fleets.stream()
                .mapToLong(fleet -> fleet.count() * fleet.machine().volumes())
                .sum();
        long metrics = machines * METRICS_OF_EC2 + (upkeep.metrics() ? machines * METRICS_OF_OURS + volumes : 0);
        long alarms = upkeep.metrics() ? machines * ALARMS + volumes : 0;
        double requests =
                upkeep.metrics() ? prices.of("cloudwatch-requests", region).orElse(0.0) * MINUTES_PER_MONTH / 1000 : 0;
        double alarm = prices.of("cloudwatch-alarm", region).orElse(0.0);
        items.add(new Item(
                "CloudWatch of " + machines + " machines (" + counts(metrics, alarms, machines, volumes) + ")",
                prices.of("cloudwatch-metric", region)
                        .map(metric -> metrics * metric + alarms * alarm + machines * requests)));
        upkeep.logDays()
                .ifPresent(days -> items.add(new Item(
                        "logs of " + machines + " machines (1 GB each is a guess)",
                        prices.of("cloudwatch-logs", region).map(gb -> gb * LOG_GB_PER_MONTH * machines))));
        upkeep.backupDays().ifPresent(days -> items.add(snapshots(fleets, days, region, prices)));
        return items;
    }

    /** Of each machine where all have one volume, else of all together. */
    private static String counts(long metrics, long alarms, long machines, long volumes) {
        boolean alike = volumes == machines && machines > 0;
        return (alike ? metrics / machines : metrics) + " metrics"
                + (alarms > 0 ? " and " + (alike ? alarms / machines : alarms) + " alarms" : "")
                + (alike ? " each" : "");
    }

    /**
     * The first snapshot of a volume holds what is on it, the later ones what changed; how much that is, is not known.
     */
    private static Item snapshots(List<Ec2Cost.Fleet> fleets, int days, String region, Prices prices) {
        long gib = fleets.stream()
                .mapToLong(fleet -> fleet.count() * fleet.machine().gib())
                .sum();
        return new Item(
                "snapshots of " + gib + " GiB of volumes, once and full (" + days
                        + " days of what changes come on top)",
                prices.of("snapshot", region).map(price -> price * gib));
    }
}
