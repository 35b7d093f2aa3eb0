package io.trivet.edge.local.cluster;

import io.trivet.edge.local.process.LocalPorts;
import io.trivet.operate.ZooKeeperServers;
import io.trivet.plan.PlannedNode;

/** The servers of the ZooKeeper ensemble of a plan. */
final class ZooKeeperQuorum {
    private ZooKeeperQuorum() {}

    /** Whether the server is a member of a quorum. */
    static boolean isMember(PlannedNode node) {
        return ZooKeeperServers.isMember(node.node().address().toString(), LocalPorts.main(node));
    }
}
