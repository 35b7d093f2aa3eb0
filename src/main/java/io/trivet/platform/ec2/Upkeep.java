package io.trivet.platform.ec2;

import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import io.trivet.stack.Span;
import java.util.Optional;

/**
 * What is seen and kept of machines, with nothing left open. In production a disk that fills up must be seen without a
 * word in the description; elsewhere it is not paid for. Snapshots are asked for: the copies in other zones are what
 * keeps data, and those of a volume are consistent with no other volume.
 *
 * @param metrics whether CloudWatch gets disk and memory, and has alarms
 * @param logDays for which CloudWatch keeps the logs; empty where it gets none
 * @param told ARN of the topic that alarms tell
 * @param backupDays for which a snapshot is kept; empty where none is made
 * @param key ARN of the key of disks and bucket; empty for keys of AWS
 */
public record Upkeep(
        boolean metrics,
        Optional<Integer> logDays,
        Optional<String> told,
        Optional<Integer> backupDays,
        Optional<String> key) {
    private static final int LOG_DAYS = 30;

    /** What a description comes to. */
    public static Upkeep of(Description<OnEc2> description) {
        Optional<OnEc2.Machines> described = description.on().machines();
        Optional<OnEc2.Logs> logs = described.flatMap(OnEc2.Machines::logs);
        OnEc2.Watch usual = description.isProduction() ? OnEc2.Watch.CLOUDWATCH : OnEc2.Watch.NONE;
        boolean kept = logs.map(OnEc2.Logs::to).orElse(usual) == OnEc2.Watch.CLOUDWATCH;
        return new Upkeep(
                described.flatMap(OnEc2.Machines::metrics).orElse(usual) == OnEc2.Watch.CLOUDWATCH,
                kept
                        ? Optional.of(logs.flatMap(OnEc2.Logs::retention)
                                .map(Upkeep::days)
                                .orElse(LOG_DAYS))
                        : Optional.empty(),
                described.flatMap(OnEc2.Machines::alarms).map(OnEc2.Alarms::topic),
                described
                        .flatMap(OnEc2.Machines::backups)
                        .map(OnEc2.Backups::keep)
                        .map(Upkeep::days),
                description.on().encryption().map(OnEc2.Encryption::key));
    }

    private static int days(Span span) {
        return (int) span.duration().toDays();
    }

    /** Whether anything of a machine goes to CloudWatch. */
    public boolean isWatched() {
        return metrics || logDays.isPresent();
    }

    /** The log group of a role. */
    public static String logGroup(String stack, String role) {
        return "/trivet/" + stack + "/" + role;
    }
}
