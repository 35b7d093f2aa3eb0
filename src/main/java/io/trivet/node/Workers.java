package io.trivet.node;

import io.trivet.layout.Role;
import io.trivet.operate.ConnectWorkers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What keeps a worker of Kafka Connect or of MirrorMaker from going down: another one that is away, and what the
 * connectors do not do. A worker that was killed is said to run its tasks for a while, so that none counts that is on
 * one that does not answer.
 *
 * @param deaf those that do not answer as one of their group
 * @param parts all connectors and tasks, as the first of them that answers knows them
 */
public record Workers(List<String> deaf, List<ConnectWorkers.Part> parts) {
    public Workers {
        deaf = List.copyOf(deaf);
        parts = List.copyOf(parts);
    }

    /** As they are now; those that are left out are not asked. */
    static Workers of(Peers peers, Role role, List<String> without) throws InterruptedException {
        List<String> deaf = new ArrayList<>();
        List<ConnectWorkers.Part> parts = new ArrayList<>();
        boolean known = false;
        for (String worker : peers.workers(role)) {
            if (without.contains(worker)) {
                continue;
            }
            Optional<List<ConnectWorkers.Part>> told = peers.connectors(worker);
            if (told.isEmpty()) {
                deaf.add(worker);
            } else if (!known) {
                known = true;
                parts.addAll(told.get());
            }
        }
        return new Workers(deaf, parts);
    }

    /** What is wrong, in words; nothing when every worker is there and every connector does its work. */
    List<String> wrong() {
        List<String> wrong = new ArrayList<>();
        deaf.forEach(worker -> wrong.add(worker + " does not answer"));
        for (ConnectWorkers.Part part : parts) {
            if (!part.isWell()) {
                wrong.add(part.title() + " is " + part.state());
            } else if (deaf.contains(part.worker())) {
                wrong.add(part.title() + " is on " + part.worker());
            }
        }
        return List.copyOf(wrong);
    }
}
