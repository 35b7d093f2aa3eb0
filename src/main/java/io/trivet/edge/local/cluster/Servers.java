package io.trivet.edge.local.cluster;

import io.trivet.edge.local.process.LocalPorts;
import io.trivet.edge.local.process.NodeTask;
import io.trivet.operate.LiveCluster;
import io.trivet.operate.ZooKeeperServers;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.platform.Ec2Platform;
import java.time.Duration;

/** The servers of a plan on this machine, as they are asked. */
final class Servers {
    /** A broker that still starts takes a question and does not answer it: then another one is asked. */
    static final Duration SOON = Duration.ofMillis(700);

    private Servers() {}

    static LiveCluster brokers(Plan<Ec2Platform> plan) {
        return LiveCluster.ofBrokers(plan.clientBootstrap(), SOON);
    }

    static LiveCluster controllers(Plan<Ec2Platform> plan) {
        return LiveCluster.ofControllers(plan.controllers(), SOON);
    }

    /** Whether something listens on the first port of a node. */
    static boolean listens(PlannedNode node) {
        return ZooKeeperServers.listens(node.node().address().toString(), LocalPorts.main(node));
    }

    /** Whether every process of a node listens on the first of its ports. */
    static boolean allListen(PlannedNode node) {
        return NodeTask.of(node).stream()
                .filter(task -> !task.ports().isEmpty())
                .allMatch(task -> ZooKeeperServers.listens(
                        node.node().address().toString(), task.ports().get(0)));
    }

    /** Whether a ZooKeeper server is a member of a quorum. */
    static boolean isMember(PlannedNode node) {
        return ZooKeeperServers.isMember(node.node().address().toString(), LocalPorts.main(node));
    }
}
