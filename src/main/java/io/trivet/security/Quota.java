package io.trivet.security;

import io.trivet.stack.DataSize;
import io.trivet.stack.Throughput;
import io.trivet.stack.User;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A bound on what a user gets of each broker.
 *
 * <p>Source: https://kafka.apache.org/documentation/#design_quotas, {@code org.apache.kafka.server.config.QuotaConfig}.
 */
public enum Quota {
    PRODUCE("produce", "producer_byte_rate"),
    CONSUME("consume", "consumer_byte_rate"),
    REQUEST_PERCENT("requestPercent", "request_percentage");

    private final String key;
    private final String setting;

    Quota(String key, String setting) {
        this.key = key;
        this.setting = setting;
    }

    /** Its key in a description. */
    public String key() {
        return key;
    }

    /** Kafka's name of it. */
    public String setting() {
        return setting;
    }

    /**
     * As a description writes the value: {@code 20MiB/s}, {@code 50}. A value of a cluster that no description could
     * hold, as the {@code Long.MAX_VALUE} that means no bound, is its digits.
     */
    public String text(double value) {
        boolean bytes = this != REQUEST_PERCENT && value >= 0 && value < Long.MAX_VALUE && value == Math.rint(value);
        return bytes
                ? new Throughput(new DataSize((long) value)).toString()
                : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /** What is described, by quota: bytes per second, or percent of a thread. */
    static SortedMap<Quota, Double> of(User.Quotas described) {
        SortedMap<Quota, Double> quotas = new TreeMap<>();
        described.produce().ifPresent(rate -> quotas.put(PRODUCE, bytes(rate)));
        described.consume().ifPresent(rate -> quotas.put(CONSUME, bytes(rate)));
        described.requestPercent().ifPresent(percent -> quotas.put(REQUEST_PERCENT, percent.doubleValue()));
        return quotas;
    }

    private static double bytes(Throughput rate) {
        return rate.perSecond().bytes();
    }

    /** The quota that Kafka calls so; empty for one that no description has. */
    public static Optional<Quota> ofSetting(String setting) {
        return Arrays.stream(values())
                .filter(quota -> quota.setting.equals(setting))
                .findFirst();
    }
}
