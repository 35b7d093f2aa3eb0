package io.trivet.platform.ec2;

import io.trivet.layout.Machine;
import io.trivet.platform.MonthlyCost.Item;
import io.trivet.platform.Prices;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is seen and kept of machines costs in a month. A key costs what it does without them. */
final class UpkeepCost {
    /** What EC2 measures each minute. Source: https://aws.amazon.com/cloudwatch/pricing/, detailed monitoring. */
    private static final int METRICS_OF_EC2 = 7;

    /** Two disks and the memory. */
    private static final int METRICS_OF_OURS = 3;

    private static final int ALARMS = 4;
    private static final double MINUTES_PER_MONTH = 730 * 60.0;

    /** A guess: servers that are well write less, one in trouble far more. */
    private static final double LOG_GB_PER_MONTH = 1;

    private UpkeepCost() {}

    static List<Item> of(List<Ec2Cost.Fleet> fleets, Upkeep upkeep, String region, Prices prices) {
        List<Item> items = new ArrayList<>();
        long machines = fleets.stream().mapToLong(Ec2Cost.Fleet::count).sum();
        int metrics = METRICS_OF_EC2 + (upkeep.metrics() ? METRICS_OF_OURS : 0);
        Optional<Double> each = prices.of("cloudwatch-metric", region).map(metric -> metric * metrics);
        if (upkeep.metrics()) {
            double alarms = prices.of("cloudwatch-alarm", region).orElse(0.0) * ALARMS;
            double requests = prices.of("cloudwatch-requests", region).orElse(0.0) * MINUTES_PER_MONTH / 1000;
            each = each.map(dollars -> dollars + alarms + requests);
        }
        items.add(new Item(
                "CloudWatch of " + machines + " machines (" + metrics + " metrics"
                        + (upkeep.metrics() ? " and " + ALARMS + " alarms each)" : " each)"),
                each.map(dollars -> dollars * machines)));
        upkeep.logDays()
                .ifPresent(days -> items.add(new Item(
                        "logs of " + machines + " machines (1 GB each is a guess)",
                        prices.of("cloudwatch-logs", region).map(gb -> gb * LOG_GB_PER_MONTH * machines))));
        upkeep.backupDays().ifPresent(days -> items.add(snapshots(fleets, days, region, prices)));
        return items;
    }

    /**
     * The first snapshot of a volume holds what is on it, the later ones what changed; how much that is, is not known.
     */
    private static Item snapshots(List<Ec2Cost.Fleet> fleets, int days, String region, Prices prices) {
        long gib = fleets.stream()
                .mapToLong(fleet -> fleet.count() * gib(fleet.machine()))
                .sum();
        return new Item(
                "snapshots of " + gib + " GiB of volumes, once and full (" + days
                        + " days of what changes come on top)",
                prices.of("snapshot", region).map(price -> price * gib));
    }

    private static long gib(Machine machine) {
        return machine.volume().gib();
    }
}
