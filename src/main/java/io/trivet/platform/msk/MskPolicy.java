package io.trivet.platform.msk;

import io.trivet.kafka.Right;
import io.trivet.process.JsonDocument;
import io.trivet.process.console.IamPolicy;
import io.trivet.security.Grant;
import io.trivet.security.UserRights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A policy of IAM with which a role in AWS may do what a described user may, at one cluster and no other. It is all
 * that the policy says: what a role may do by others is not known here.
 *
 * <p>Source: https://docs.aws.amazon.com/msk/latest/developerguide/kafka-actions.html (actions, what each needs
 * besides, forms of names) and
 * https://docs.aws.amazon.com/msk/latest/developerguide/create-iam-access-control-policies.html (idempotent writes),
 * read 2026-11-28; not tried on AWS.
 *
 * @param name in the account, where names of policies are of all regions
 * @param rights what is described of the user
 */
public record MskPolicy(String name, UserRights rights) {
    private static final String PREFIX = "kafka-cluster:";
    private static final String CLUSTER = "cluster";

    /**
     * As long as a name of a cluster in AWS gets: 12 digits of an account, a UUID and a number behind it, of which
     * those that are published have one to three digits.
     */
    private static final String LONGEST_IDS =
            "arn:%s:kafka:%s:123456789012:cluster/%s/12345678-1234-1234-1234-123456789012-123";

    /**
     * That of a user.
     *
     * @param cluster its name on MSK
     */
    public static MskPolicy of(UserRights user, String cluster, String region) {
        return new MskPolicy(cluster + "-" + region + "-" + user.user(), user);
    }

    /** The user. */
    public String user() {
        return rights.user();
    }

    /** Whether a policy can give this; Kafka knows settings of groups, and IAM has no action for them. */
    public static boolean knows(Grant.Kind kind, Right right) {
        return !actions(kind, right).isEmpty();
    }

    /**
     * What MSK wants to see allowed before it lets a client do so, without {@code kafka-cluster:}: the action itself
     * and those that it needs with the same thing.
     */
    private static List<String> actions(Grant.Kind kind, Right right) {
        return switch (kind) {
            case TOPIC ->
                switch (right) {
                    case READ -> List.of("DescribeTopic", "ReadData");
                    case WRITE -> List.of("DescribeTopic", "WriteData");
                    case DESCRIBE -> List.of("DescribeTopic");
                    case CREATE -> List.of("CreateTopic");
                    case ALTER -> List.of("DescribeTopic", "AlterTopic");
                    case DELETE -> List.of("DescribeTopic", "DeleteTopic");
                    case DESCRIBE_CONFIGS -> List.of("DescribeTopicDynamicConfiguration");
                    case ALTER_CONFIGS ->
                        List.of("DescribeTopicDynamicConfiguration", "AlterTopicDynamicConfiguration");
                };
            case GROUP ->
                switch (right) {
                    case READ -> List.of("DescribeGroup", "AlterGroup");
                    case DESCRIBE -> List.of("DescribeGroup");
                    case DELETE -> List.of("DescribeGroup", "DeleteGroup");
                    default -> List.of();
                };
            case TRANSACTION ->
                switch (right) {
                    case WRITE -> List.of("DescribeTransactionalId", "AlterTransactionalId");
                    case DESCRIBE -> List.of("DescribeTransactionalId");
                    default -> List.of();
                };
            // No described user has a right for all of a cluster.
            case CLUSTER -> List.of();
        };
    }

    /** How IAM calls a kind of things in their names. */
    private static String word(Grant.Kind kind) {
        return switch (kind) {
            case TOPIC -> "topic";
            case GROUP -> "group";
            case TRANSACTION -> "transactional-id";
            case CLUSTER -> CLUSTER;
        };
    }

    /**
     * The policy, as JSON. Things with which the same may be done stand together.
     *
     * @param clusterArn {@code arn:aws:kafka:us-east-1:123456789012:cluster/films-prod/1234abcd-…}
     */
    public String text(String clusterArn) {
        return JsonDocument.of(document(clusterArn));
    }

    /** How many characters IAM counts where the name of the cluster in AWS is as long as one can be. */
    public int size(String cluster, String region) {
        // Neither names nor actions have blanks, and IAM counts none.
        return JsonDocument.line(document(String.format(LONGEST_IDS, IamPolicy.partition(region), region, cluster)))
                .length();
    }

    private Map<String, Object> document(String clusterArn) {
        SortedMap<Grant.Kind, SortedMap<String, SortedSet<String>>> actions = new TreeMap<>();
        rights.grants()
                .forEach(grant -> actions.computeIfAbsent(grant.kind(), kind -> new TreeMap<>())
                        .computeIfAbsent(grant.described(), name -> new TreeSet<>())
                        .addAll(actions(grant.kind(), grant.right())));
        List<Map<String, Object>> statements = new ArrayList<>();
        statements.add(allow(ofCluster(), List.of(clusterArn)));
        actions.forEach((kind, ofNames) -> {
            String start = clusterArn.replaceFirst(":" + CLUSTER + "/", ":" + word(kind) + "/") + "/";
            Map<List<String>, List<String>> together = new LinkedHashMap<>();
            ofNames.forEach((name, allowed) -> together.computeIfAbsent(List.copyOf(allowed), key -> new ArrayList<>())
                    .add(start + name));
            together.forEach((allowed, names) -> statements.add(allow(allowed, names)));
        });
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("Version", "2012-10-17");
        policy.put("Statement", statements);
        return policy;
    }

    /**
     * To come in; and for who writes, to do so as producers do since Kafka 3.0, which MSK wants to see apart from the
     * topics.
     */
    private List<String> ofCluster() {
        boolean writes = rights.grants().stream()
                .anyMatch(grant -> grant.kind() == Grant.Kind.TOPIC && grant.right() == Right.WRITE);
        return writes ? List.of("Connect", "WriteDataIdempotently") : List.of("Connect");
    }

    private static Map<String, Object> allow(List<String> actions, List<String> resources) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Effect", "Allow");
        statement.put(
                "Action",
                actions.stream().map(action -> PREFIX + action).sorted().toList());
        statement.put("Resource", resources);
        return statement;
    }
}
