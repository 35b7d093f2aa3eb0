package io.trivet.plan;

import io.trivet.layout.PlannedTopic;
import io.trivet.platform.Reason;
import io.trivet.platform.Retention;
import io.trivet.platform.SettingLoss;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a change of a topic means, on every platform.
 *
 * @param kept before by topics that say nothing themselves
 * @param loss what settings can lose
 * @param reached whether Trivet has a client that reaches the cluster
 */
record TopicJudgement(Retention kept, SettingLoss loss, boolean reached) {
    /**
     * The reason of a change.
     *
     * @param keys of its path, {@code topics}, the name, and what of it
     * @param old the topic before; null where there was none
     * @param now the topic after; null where there is none
     */
    Reason of(List<String> keys, @Nullable PlannedTopic old, @Nullable PlannedTopic now) {
        if (old == null) {
            return Reason.TOPIC_ADDED;
        }
        if (now == null) {
            return Reason.TOPIC_REMOVED;
        }
        return switch (keys.get(2)) {
            case "partitions" -> {
                if (now.partitions() < old.partitions()) {
                    yield Reason.PARTITIONS_FEWER;
                }
                yield kept.ofTopic(old.settings()).policies().contains("compact")
                        ? Reason.PARTITIONS_MORE_KEYED
                        : Reason.PARTITIONS_MORE;
            }
            case "replicas" -> replicas(old, now);
            default -> loss.ofTopic(keys.get(3), old.settings(), now.settings()).orElse(Reason.TOPIC_SETTING);
        };
    }

    private Reason replicas(PlannedTopic old, PlannedTopic now) {
        if (!reached) {
            return Reason.REPLICAS_CHANGED;
        }
        return now.replicas() > old.replicas() ? Reason.REPLICAS_MORE : Reason.REPLICAS_FEWER;
    }
}
