package io.trivet.plan;

import io.trivet.layout.PlannedTopic;
import io.trivet.platform.Reason;
import io.trivet.platform.Retention;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what a change of a topic means, on every platform. */
final class TopicJudgement {
    private static final String TIERED = "remote.storage.enable";

    private TopicJudgement() {}

    /**
     * The reason of a change.
     *
     * @param keys of its path, {@code topics}, the name, and what of it
     * @param old the topic before; null where there was none
     * @param now the topic after; null where there is none
     * @param keptBefore by topics that say nothing themselves
     * @param keptAfter by topics that say nothing themselves
     */
    static Reason of(
            List<String> keys,
            Optional<String> was,
            @Nullable PlannedTopic old,
            @Nullable PlannedTopic now,
            Retention keptBefore,
            Retention keptAfter) {
        if (old == null) {
            return Reason.TOPIC_ADDED;
        }
        if (now == null) {
            return Reason.TOPIC_REMOVED;
        }
        Retention kept = keptBefore.ofTopic(old.settings());
        return switch (keys.get(2)) {
            case "partitions" -> {
                if (now.partitions() < old.partitions()) {
                    yield Reason.PARTITIONS_FEWER;
                }
                yield kept.policies().contains("compact") ? Reason.PARTITIONS_MORE_KEYED : Reason.PARTITIONS_MORE;
            }
            case "replicas" -> Reason.REPLICAS_CHANGED;
            default -> {
                String name = keys.get(3);
                if (name.equals(TIERED) && was.filter("true"::equals).isPresent()) {
                    yield Reason.TIERED_OFF;
                }
                yield Retention.SETTINGS.contains(name)
                                && keptAfter.ofTopic(now.settings()).keepsLessThan(kept)
                        ? Reason.TOPIC_KEEPS_LESS
                        : Reason.TOPIC_SETTING;
            }
        };
    }
}
