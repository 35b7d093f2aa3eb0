package io.trivet.edge.aws;

import io.trivet.layout.Role;
import io.trivet.plan.PlannedNode;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a machine gets to know at its birth: who it is, and where the rest lies. No setting stands in it, so that an
 * edit of the description hardly ever changes it, which would replace the instance.
 */
final class UserData {
    /** The document is YAML with a file of variables in it: what is described must be a word in both. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._-]+");

    private UserData() {}

    static String of(PlannedNode node, String region, String bucket, List<String> volumes) {
        // Of the role boot.sh asks whether partitions are on the volume; they are there, too, where brokers vote.
        Role role = node.node().role();
        Role kind = role.isBroker() ? Role.BROKER : role;
        return Scripts.USER_DATA
                .replace("{region}", word(region))
                .replace("{bucket}", bucket)
                .replace("{role}", word(kind.word()))
                .replace("{node}", word(node.node().name()))
                .replace("{volume}", String.join(",", volumes));
    }

    private static String word(String text) {
        if (!WORD.matcher(text).matches()) {
            throw new IllegalStateException("this is a bug in Trivet: no word for user data: " + text);
        }
        return text;
    }
}
