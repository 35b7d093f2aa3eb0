package io.trivet.platform.msk.rule;

import io.trivet.layout.PlannedTopic;
import io.trivet.platform.msk.MskQuotas;
import io.trivet.stack.MskType;

/** How many partitions MSK Serverless carries. */
final class ServerlessRules {
    private ServerlessRules() {}

    static void check(MskSubject subject) {
        if (subject.type() != MskType.SERVERLESS) {
            return;
        }
        long all = 0;
        long compacted = 0;
        for (PlannedTopic topic : PlannedTopic.of(subject.description())) {
            long partitions = Math.max(0, topic.partitions());
            all += partitions;
            if (topic.settings().getOrDefault("cleanup.policy", "delete").contains("compact")) {
                compacted += partitions;
            }
        }
        most(subject, all, MskQuotas.SERVERLESS_PARTITIONS, "");
        most(subject, compacted, MskQuotas.SERVERLESS_COMPACTED, " that are compacted");
    }

    private static void most(MskSubject subject, long partitions, int most, String which) {
        if (partitions > most) {
            subject.error(MskRule.MSK_PARTITIONS_MAX, "topics", partitions + " partitions" + which)
                    .must("be " + most + " at most, the quota of MSK Serverless")
                    .mend("describe fewer partitions, or take msk.type express");
        }
    }
}
