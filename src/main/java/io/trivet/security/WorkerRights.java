package io.trivet.security;

import io.trivet.kafka.ConnectGroup;
import io.trivet.kafka.MirrorGroup;
import io.trivet.kafka.Right;
import io.trivet.stack.OnEc2;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the workers of Kafka Connect may do before any connector is given to them: be a group, keep what they know in
 * topics of their own, which they make, and read in the groups of sinks. What connectors read and write is described;
 * the topics of their dead letters follow from them, and sinks make these, too.
 *
 * <p>Source: https://kafka.apache.org/documentation/#connect_running and KIP-618; that they look how these topics are
 * compacted is {@code TopicAdmin.verifyTopicCleanupPolicyOnlyCompact} of 3.9.2 and 4.3.1.
 */
public final class WorkerRights {
    private static final String ONCE = "exactly.once.source.support";

    private WorkerRights() {}

    /**
     * What all that comes to the brokers of a described cluster on its own account needs, by the user as which it
     * comes: workers of Kafka Connect, and mirrors. Nothing without security.
     */
    public static SortedMap<String, SortedSet<Grant>> of(String cluster, OnEc2 stack) {
        SortedMap<String, SortedSet<Grant>> grants = new TreeMap<>();
        stack.securedWorkers().ifPresent(connect -> grants.put(ConnectGroup.USER, of(cluster, connect)));
        stack.securedMirrors().ifPresent(mirrors -> grants.put(MirrorGroup.USER, MirrorRights.of(mirrors)));
        return Collections.unmodifiableSortedMap(grants);
    }

    /** What workers need that are described beside the brokers of a cluster. */
    static SortedSet<Grant> of(String cluster, OnEc2.Connect described) {
        ConnectGroup group = ConnectGroup.of(cluster);
        SortedSet<Grant> grants = new TreeSet<>();
        grants.add(new Grant(Grant.Kind.GROUP, group.id(), false, Right.READ));
        grants.add(new Grant(Grant.Kind.GROUP, ConnectGroup.SINKS, true, Right.READ));
        for (String topic : group.topics()) {
            for (Right right : List.of(Right.READ, Right.WRITE, Right.CREATE, Right.DESCRIBE_CONFIGS)) {
                grants.add(new Grant(Grant.Kind.TOPIC, topic, false, right));
            }
        }
        described
                .connectors()
                .forEach((name, connector) -> connector
                        .deadLetterTopic(name)
                        .ifPresent(topic -> List.of(Right.WRITE, Right.CREATE)
                                .forEach(right -> grants.add(new Grant(Grant.Kind.TOPIC, topic, false, right)))));
        if (isExactlyOnce(described)) {
            group.transactions().forEach(id -> UserRights.transaction(id, grants));
        }
        return grants;
    }

    private static boolean isExactlyOnce(OnEc2.Connect described) {
        String support = described.settings().getOrDefault(ONCE, "").strip();
        return !support.isEmpty() && !support.equalsIgnoreCase("disabled");
    }
}
