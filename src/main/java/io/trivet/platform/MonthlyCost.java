package io.trivet.platform;

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
