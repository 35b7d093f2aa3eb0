package io.trivet.plan.msk;

import java.util.List;
import java.util.Optional;

/**
 * What can be seen of the brokers.
 *
 * @param level of the metrics in CloudWatch, as MSK spells it: {@code PER_BROKER}
 * @param prometheus whether MSK runs exporters beside the brokers
 * @param logDays how long CloudWatch keeps the logs of brokers; empty for no log group
 * @param logBucket that gets the logs too
 * @param alarms in CloudWatch
 * @param told the SNS topic of the alarms, by ARN
 */
public record MskMonitoring(
        String level,
        boolean prometheus,
        Optional<Integer> logDays,
        Optional<String> logBucket,
        List<MskAlarm> alarms,
        Optional<String> told) {}
