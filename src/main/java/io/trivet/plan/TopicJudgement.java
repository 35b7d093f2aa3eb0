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
 */
record TopicJudgement(Retention kept, SettingLoss loss) {
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
            case "replicas" -> Reason.REPLICAS_CHANGED;
            default -> loss.ofTopic(keys.get(3), old.settings(), now.settings()).orElse(Reason.TOPIC_SETTING);
        };
    }
}
