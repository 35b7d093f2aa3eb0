package io.trivet.node;

import io.trivet.operate.Failure;
import io.trivet.operate.Waiting;
import java.util.List;
import java.util.Optional;

/**
 * The last step of a broker that has gone: the metadata of a KRaft cluster know it no more. One that stays registered
 * would keep the features of later releases from being finalised.
 */
public final class Unregistration {
    private Unregistration() {}

    /**
     * Takes a broker out of the metadata. It does not run: one that does would register again. With ZooKeeper there is
     * nothing to do, since a broker that stops is known no more by itself.
     */
    public static void run(String node, int id, Peers peers, Waiting waiting, Steps steps)
            throws Failure, InterruptedException {
        Optional<Kraft> kraft = peers.kraft();
        if (kraft.isPresent()) {
            waiting.until(
                    node,
                    "the end of its registration",
                    () -> kraft.get().unregister(id).map(List::of).orElse(List.of()));
            steps.step(node, "unregistered", "");
        }
    }
}
