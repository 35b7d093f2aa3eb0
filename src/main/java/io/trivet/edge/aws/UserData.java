package io.trivet.edge.aws;

import io.trivet.plan.PlannedNode;

/**
 * What a machine gets to know at its birth: who it is, and where the rest lies. No setting stands in it, so that an
 * edit of the description hardly ever changes it, which would replace the instance.
 */
final class UserData {
    private UserData() {}

    static String of(PlannedNode node, String region, String bucket, String volume) {
        return Scripts.USER_DATA
                .replace("{region}", region)
                .replace("{bucket}", bucket)
                .replace("{role}", node.node().role().word())
                .replace("{node}", node.node().name())
                .replace("{volume}", volume);
    }
}
