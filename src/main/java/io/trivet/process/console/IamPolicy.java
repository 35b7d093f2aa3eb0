package io.trivet.process.console;

import io.trivet.process.ConfigFile;
import io.trivet.process.JsonDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the role in AWS of a console may do with a cluster on Amazon MSK that asks for IAM: what ACLs let it do
 * elsewhere. Account and id of the cluster are not known before it is there, so that its name alone says which.
 *
 * <p>Source: https://docs.aws.amazon.com/msk/latest/developerguide/kafka-actions.html, read 2026-11-28.
 */
public final class IamPolicy {
    private static final String PREFIX = "kafka-cluster:";

    private IamPolicy() {}

    /**
     * The policy, to be given to the role.
     *
     * @param cluster its name on MSK
     * @param region in which it is
     */
    public static ConfigFile of(String cluster, String region, boolean mayWrite) {
        List<String> ofCluster =
                new ArrayList<>(List.of("Connect", "DescribeCluster", "DescribeClusterDynamicConfiguration"));
        List<String> topics =
                new ArrayList<>(List.of("DescribeTopic", "DescribeTopicDynamicConfiguration", "ReadData"));
        List<String> groups = new ArrayList<>(List.of("DescribeGroup"));
        if (mayWrite) {
            ofCluster.add("WriteDataIdempotently");
            topics.addAll(
                    List.of("WriteData", "CreateTopic", "AlterTopic", "AlterTopicDynamicConfiguration", "DeleteTopic"));
            groups.addAll(List.of("AlterGroup", "DeleteGroup"));
        }
        String arn = "arn:" + partition(region) + ":kafka:" + region + ":*:";
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("Version", "2012-10-17");
        policy.put(
                "Statement",
                List.of(
                        allow(ofCluster, arn + "cluster/" + cluster + "/*"),
                        allow(topics, arn + "topic/" + cluster + "/*"),
                        allow(groups, arn + "group/" + cluster + "/*")));
        return new ConfigFile("/console/policy.json", JsonDocument.of(policy));
    }

    private static Map<String, Object> allow(List<String> actions, String resource) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Effect", "Allow");
        statement.put("Action", actions.stream().map(action -> PREFIX + action).toList());
        statement.put("Resource", List.of(resource));
        return statement;
    }

    /** The part of AWS in which a region lies, as the names of all that is in it have it: {@code aws-cn}. */
    public static String partition(String region) {
        return region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }
}
