package io.trivet.platform.msk;

import io.trivet.stack.Description;
import io.trivet.stack.MskType;
import io.trivet.stack.OnMsk;
import java.util.List;
import java.util.Optional;

/**
 * What can be seen of the brokers.
 *
 * @param level of the metrics in CloudWatch, as MSK spells it: {@code PER_BROKER}
 * @param prometheus whether MSK runs exporters beside the brokers
 * @param logDays how long CloudWatch keeps the logs of brokers; empty for no log group
 * @param logBucket that gets the logs too
 * @param told the SNS topic of the alarms, by ARN
 */
public record MskMonitoring(
        String level,
        boolean prometheus,
        Optional<Integer> logDays,
        Optional<String> logBucket,
        List<MskAlarm> alarms,
        Optional<String> told) {
    private static final int LOG_DAYS = 14;

    /** What is seen of the brokers of a description. */
    public static MskMonitoring of(Description<OnMsk> description) {
        OnMsk.Msk msk = description.on().msk();
        OnMsk.Level level =
                msk.level().orElse(description.isProduction() ? OnMsk.Level.PER_BROKER : OnMsk.Level.DEFAULT);
        Optional<OnMsk.Logs> logs = msk.logs();
        return new MskMonitoring(
                level.name(),
                description.monitoring().isPresent(),
                logs.isEmpty()
                        ? Optional.of(LOG_DAYS)
                        : logs.flatMap(OnMsk.Logs::retention)
                                .map(kept -> (int) kept.duration().toDays()),
                logs.flatMap(OnMsk.Logs::bucket),
                msk.type().provisioned() ? alarms(description, level) : List.of(),
                msk.alarms().map(OnMsk.Alarms::topic));
    }

    private static List<MskAlarm> alarms(Description<OnMsk> description, OnMsk.Level level) {
        MskType type = description.on().msk().type();
        Optional<OnMsk.BrokerNodes> brokers = description.on().brokers();
        return new MskAlarms(
                        MskName.of(description),
                        type,
                        level,
                        brokers.flatMap(described -> MskInstance.of(type, described.instance())))
                .all(brokers.map(OnMsk.BrokerNodes::nodes).orElse(0));
    }
}
