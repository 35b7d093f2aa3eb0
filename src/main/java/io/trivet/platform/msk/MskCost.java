package io.trivet.platform.msk;

import io.trivet.platform.MonthlyCost;
import io.trivet.platform.MonthlyCost.Item;
import io.trivet.platform.MskPlatform;
import io.trivet.platform.Prices;
import io.trivet.stack.MskType;
import io.trivet.stack.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a cluster on MSK costs in a month. */
public final class MskCost {
    private static final double SECONDS_PER_MONTH = 730 * 3600.0;

    private MskCost() {}

    /**
     * What is asked of MSK costs. It takes nothing for replicas that cross zones, only for what clients send and read;
     * volumes count with the size that they begin with, and storage without a size is an item without a price, since it
     * goes by what retention keeps.
     *
     * @param region whose prices count, where the table has them
     * @param zones in which brokers are
     * @param partitions of all topics
     */
    public static MonthlyCost of(
            MskPlatform platform, String region, int zones, long partitions, Optional<Traffic> traffic, Prices prices) {
        String column = prices.column(region);
        List<Item> items = new ArrayList<>();
        platform.brokers().ifPresent(brokers -> brokers(brokers, column, prices, items));
        if (platform.type() == MskType.SERVERLESS) {
            serverless(partitions, column, prices, items);
        }
        traffic.ifPresent(described -> clients(platform, zones, described, column, prices, items));
        return new MonthlyCost(List.copyOf(items), prices.date(), column);
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

    private static void serverless(long partitions, String region, Prices prices, List<Item> items) {
        double hours = prices.of("hours-per-month", region).orElse(730.0);
        items.add(new Item(
                "the cluster", prices.of("msk-serverless-cluster", region).map(hour -> hour * hours)));
        items.add(new Item(
                partitions + " partitions",
                prices.of("msk-serverless-partition", region).map(hour -> hour * hours * partitions)));
        items.add(new Item("storage, by what retention keeps", Optional.empty()));
    }

    private static void clients(
            MskPlatform platform, int zones, Traffic traffic, String region, Prices prices, List<Item> items) {
        double gigabytes = traffic.ingress().perSecond().bytes() / 1e9 * SECONDS_PER_MONTH;
        int groups = traffic.consumerGroups().orElse(1);
        String read = groups + (groups == 1 ? " consumer group" : " consumer groups");
        switch (platform.type()) {
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
        double crossings = (1 + groups) * (zones - 1.0) / zones;
        items.add(new Item(
                "traffic of clients between zones (" + traffic.ingress() + " in, " + read + ")",
                prices.of("zone-traffic", region).map(price -> price * gigabytes * crossings)));
    }
}
