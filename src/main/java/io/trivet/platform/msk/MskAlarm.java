package io.trivet.platform.msk;

import java.util.List;
import java.util.Optional;

/**
 * An alarm on metrics that MSK writes to CloudWatch.
 *
 * <p>Source: https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html and metrics-details.html.
 *
 * @param name {@code films-prod-broker2-cpu}; unique in an account and region
 * @param tells what it means, and what to look at
 * @param metrics whose sum is watched; one, but for the CPU
 * @param broker whose metrics they are; empty for those of the cluster
 * @param statistic of each minute, {@code Maximum}
 * @param comparison as CloudWatch spells it, {@code GreaterThanThreshold}
 * @param threshold beyond which it is wrong
 * @param minutes for which it must be wrong
 * @param silence what no data means, as CloudWatch spells it: {@code missing}, {@code breaching}
 * @param golden the golden metric of Kafka's own exporter that says the same
 */
public record MskAlarm(
        String name,
        String tells,
        List<String> metrics,
        Optional<Integer> broker,
        String statistic,
        String comparison,
        double threshold,
        int minutes,
        String silence,
        Optional<String> golden) {}
