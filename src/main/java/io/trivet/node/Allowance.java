package io.trivet.node;

import io.trivet.operate.Failure;
import io.trivet.operate.Waiting;
import io.trivet.security.Grant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the workers of Kafka Connect may do is given before they start: one that may not read its own topics ends at
 * once. Nothing is taken away here, so that a worker that runs loses no right while others change.
 */
public final class Allowance {
    private Allowance() {}

    /**
     * Lets a user do what it may not do yet; returns when the brokers say that it may.
     *
     * @param node whose step it is
     */
    public static void give(
            Peers peers, String user, SortedSet<Grant> wanted, String node, Waiting waiting, Steps steps)
            throws Failure, InterruptedException {
        List<String> given = new ArrayList<>();
        waiting.until(node, "the rights of " + user, () -> {
            Optional<SortedSet<Grant>> known = peers.grants(user);
            if (known.isEmpty()) {
                return List.of("the answer of the brokers");
            }
            SortedSet<Grant> missing = new TreeSet<>(wanted);
            missing.removeAll(known.get());
            if (missing.isEmpty()) {
                return List.of();
            }
            Optional<String> refused = peers.allow(user, missing);
            if (refused.isEmpty() && given.isEmpty()) {
                missing.forEach(grant -> given.add(grant.toString()));
            }
            return List.of(refused.orElseGet(() -> missing.size() + " that were given just now"));
        });
        given.forEach(grant -> steps.step(node, "allowed", user + " may " + grant));
    }
}
