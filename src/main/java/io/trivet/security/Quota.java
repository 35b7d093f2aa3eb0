package io.trivet.security;

import io.trivet.stack.DataSize;
import io.trivet.stack.Throughput;
import io.trivet.stack.User;
import java.math.BigDecimal;
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

    /** As a description writes the value: {@code 20MiB/s}, {@code 50}. */
    public String text(double value) {
        BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
        return this != REQUEST_PERCENT && exact.scale() <= 0
                ? new Throughput(new DataSize(exact.longValueExact())).toString()
                : exact.toPlainString();
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
        for (Quota quota : values()) {
            if (quota.setting.equals(setting)) {
                return Optional.of(quota);
            }
        }
        return Optional.empty();
    }
}
