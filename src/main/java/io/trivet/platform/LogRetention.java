package io.trivet.platform;

import io.trivet.problem.Rule;
import io.trivet.stack.Span;
import java.time.Duration;
import java.util.List;

/**
 * For how long CloudWatch can keep logs.
 *
 * <p>Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html.
 */
public final class LogRetention {
    private static final List<Integer> DAYS = List.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    private LogRetention() {}

    /** Says what is wrong with a described time, as that rule. */
    public static void check(Subject subject, Rule rule, String path, Span kept) {
        Duration duration = kept.duration();
        boolean whole = duration.equals(Duration.ofDays(duration.toDays()));
        if (whole && duration.toDays() <= Integer.MAX_VALUE && DAYS.contains((int) duration.toDays())) {
            return;
        }
        int next = DAYS.stream()
                .filter(days -> Duration.ofDays(days).compareTo(duration) >= 0)
                .findFirst()
                .orElse(DAYS.get(DAYS.size() - 1));
        subject.error(rule, path, kept.toString())
                .must("be a number of days that CloudWatch knows, as 1d, 7d, 14d, 30d, 90d or 365d")
                .mend("write " + next + "d");
    }
}
