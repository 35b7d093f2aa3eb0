package io.trivet.security;

import io.trivet.kafka.Right;
import io.trivet.stack.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a console may do: look at everything and read every topic, and where it may write, what its pages change: topics
 * with their settings and records, and how far groups are. What else can be changed is described, and so is no matter
 * of a console: the rights of users, and the settings of brokers.
 *
 * <p>It reads in no group of its own: AKHQ and kafka-ui assign partitions to themselves, and so does kafka-viewer.
 *
 * <p>Source: https://kafka.apache.org/documentation/#operations_resources_and_protocols; {@code KafkaModule} and
 * {@code ConsumerGroupRepository} of AKHQ 0.25.1, {@code ReactiveAdminClient} of kafka-ui 1.5.0.
 */
public final class ConsoleRights {
    private static final String ALL = "*";

    private ConsoleRights() {}

    /** What a described console needs. */
    public static SortedSet<Grant> of(Console console) {
        SortedSet<Grant> grants = new TreeSet<>();
        // Lists of groups and ACLs, disks and the quorum; what the settings of brokers are.
        grants.add(new Grant(Grant.Kind.CLUSTER, Grant.CLUSTER, false, Right.DESCRIBE));
        grants.add(new Grant(Grant.Kind.CLUSTER, Grant.CLUSTER, false, Right.DESCRIBE_CONFIGS));
        List<Right> topics = new ArrayList<>(List.of(Right.READ, Right.DESCRIBE, Right.DESCRIBE_CONFIGS));
        List<Right> groups = new ArrayList<>(List.of(Right.DESCRIBE));
        if (console.mayWrite()) {
            topics.addAll(List.of(Right.WRITE, Right.CREATE, Right.ALTER, Right.DELETE, Right.ALTER_CONFIGS));
            groups.addAll(List.of(Right.READ, Right.DELETE));
        }
        topics.forEach(right -> grants.add(new Grant(Grant.Kind.TOPIC, ALL, false, right)));
        groups.forEach(right -> grants.add(new Grant(Grant.Kind.GROUP, ALL, false, right)));
        return grants;
    }
}
