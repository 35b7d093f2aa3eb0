package io.trivet.operate;

import io.trivet.problem.Place;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;

/**
 * A group of consumers of Trivet's own, which is removed after use. One that an ended run left behind goes by itself:
 * its offsets are of a topic that is gone.
 */
public record ScratchGroup(LiveCluster cluster, String name) {
    private static final Duration SOON = Duration.ofMillis(100);

    /** Longer than members take to leave. */
    private static final int TRIES = 60;

    /** Removes it, once its members have left; one whose members do not leave is left behind. */
    public void remove() throws Failure, InterruptedException {
        for (int tries = 0; tries < TRIES && !removed(); tries++) {
            Clock.SYSTEM.pause(SOON);
        }
    }

    private boolean removed() throws Failure, InterruptedException {
        try {
            cluster.admin().deleteConsumerGroups(List.of(name)).all().get();
            return true;
        } catch (ExecutionException e) {
            Throwable cause = LiveCluster.cause(e);
            if (cause instanceof GroupIdNotFoundException) {
                return true;
            }
            if (cause instanceof GroupNotEmptyException) {
                return false;
            }
            throw new Failure(ClusterProblem.cluster(cause, Place.ofPath(name)));
        }
    }
}
