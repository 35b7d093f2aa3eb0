package io.trivet.node.agent;

import io.trivet.node.StepWaiter;
import io.trivet.node.Steps;
import io.trivet.operate.Failure;

/** Where a node can be brought; a way that was cut off in any place is simply begun again. */
interface Target {
    /**
     * Brings it there; returns when it is back among its peers.
     *
     * @param shared bundle of its role, which belongs to what is desired; empty where the node is to be nothing
     * @param alive fails when it is not to go there any more
     */
    void bring(Desired desired, String shared, StepWaiter.Alive alive, Steps steps)
            throws Failure, InterruptedException;

    /** Renews what lapses with time on a node that is where it must be; most often there is nothing to do. */
    default void renew(StepWaiter.Alive alive, Steps steps) throws Failure, InterruptedException {}
}
