package io.trivet.node.agent;

import io.trivet.node.Kraft;
import io.trivet.node.LiveKraft;
import io.trivet.node.StepWaiter;
import io.trivet.node.VoterChange;
import io.trivet.operate.Clock;
import io.trivet.operate.Failure;
import io.trivet.operate.LiveCluster;
import io.trivet.operate.Login;
import io.trivet.operate.Voters;
import io.trivet.operate.Waiting;
import io.trivet.operate.ZooKeeperServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Whether a controller whose volume is empty is one of those that its quorum begins with. Otherwise it is new in a
 * quorum that exists, or has lost what it promised when it voted: then it must come as another voter.
 *
 * @param facts of its role and itself
 * @param login as whom it asks
 */
record FirstVoter(NodeFacts facts, Login login, Journal journal) {
    /** Controllers that are up elect a leader within seconds. */
    private static final Duration ELECTION = Duration.ofSeconds(60);

    /** A controller that starts finds its peers at once, or they are not there. */
    private static final Duration PEERS_TO_ANSWER = Duration.ofSeconds(8);

    boolean isOne() throws Failure, InterruptedException {
        String controllers = facts.fact("CONTROLLERS");
        String node = facts.fact("NODE");
        int id = Integer.parseInt(facts.fact("ID"));
        List<String> initial = List.of(facts.fact("INITIAL_CONTROLLERS").split(","));
        // They come up one by one, so those behind the first majority always meet a leader.
        boolean meetsLeader = position(initial, id) > initial.size() / 2 + 1;
        if (!meetsLeader && Stream.of(controllers.split(",")).noneMatch(ZooKeeperServers::listens)) {
            journal.step(node, "first", "none of its quorum listens");
            return true;
        }
        Optional<Voters> voters = voters(new LiveKraft(controllers, "", login), node, meetsLeader);
        if (voters.isEmpty()) {
            journal.step(node, "first", "its quorum has no leader yet");
            return true;
        }
        boolean described = voters.get()
                .voter(id)
                .filter(voter -> initial.stream()
                        .anyMatch(entry -> entry.startsWith(id + "@") && entry.endsWith(":" + voter.directory())))
                .isPresent();
        boolean first = described && !registered(controllers).containsKey(id);
        journal.step(node, "first", first ? "its quorum begins with it" : "its quorum exists without it");
        if (!first) {
            // The leader speaks to a voter as to one that knows who votes, which one that begins anew does not bear
            // (Kafka 4.3.1): a vote that was lost goes before it starts.
            new VoterChange(new LiveKraft(controllers, "", login), waiting(), journal).leave(node, id);
        }
        return first;
    }

    private Waiting waiting() {
        return StepWaiter.waiting(() -> {}, journal, ELECTION, Clock.SYSTEM);
    }

    private static int position(List<String> initial, int id) {
        for (int i = 0; i < initial.size(); i++) {
            if (initial.get(i).startsWith(id + "@")) {
                return i + 1;
            }
        }
        return initial.size();
    }

    /**
     * Who votes; empty when there is no leader.
     *
     * @param must whether there has to be one: those before it are a majority
     */
    private Optional<Voters> voters(Kraft kraft, String node, boolean must) throws Failure, InterruptedException {
        Optional<Voters> first = kraft.voters();
        if (first.isPresent() || !must) {
            return first;
        }
        List<Voters> found = new ArrayList<>();
        waiting().until(node, "the leader of its quorum", () -> {
            kraft.voters().ifPresent(found::add);
            return found.isEmpty() ? List.of("the answer of the other controllers") : List.of();
        });
        return found.stream().findFirst();
    }

    /** The controllers that have ever joined, as far as one answers. */
    private SortedMap<Integer, String> registered(String controllers) throws InterruptedException {
        try (LiveCluster cluster = LiveCluster.ofControllers(controllers, login, PEERS_TO_ANSWER)) {
            return cluster.racks().orElseGet(TreeMap::new);
        }
    }
}
