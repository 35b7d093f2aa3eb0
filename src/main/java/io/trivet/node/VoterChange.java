package io.trivet.node;

import io.trivet.operate.Failure;
import io.trivet.operate.Voters;
import io.trivet.operate.Waiting;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.util.List;
import java.util.Optional;

/**
 * A controller that becomes a voter of its quorum, or is one no more (KIP-853). Each does so for itself, and the leader
 * makes one change after the other: while one is under way it refuses the next, which is tried again.
 */
public final class VoterChange {
    private static final String NO_LEADER = "the controllers have no leader";

    private final Kraft kraft;
    private final Waiting waiting;
    private final Steps steps;

    /** Of the quorum of these controllers. */
    public VoterChange(Kraft kraft, Waiting waiting, Steps steps) {
        this.kraft = kraft;
        this.waiting = waiting;
        this.steps = steps;
    }

    /**
     * Returns when a controller votes with the folder that it has. One that had another folder loses the vote of that
     * one first, since it cannot keep what it promised there; then it follows the leader until it has all records.
     *
     * @param directory id of its folder
     */
    public void join(Member member, String directory) throws Failure, InterruptedException {
        String[] changed = {""};
        waiting.until(member.name(), "its vote", () -> {
            Optional<Voters> voters = kraft.voters();
            if (voters.isEmpty()) {
                return List.of(NO_LEADER);
            }
            if (voters.get().votes(member.id(), directory)) {
                return List.of();
            }
            Optional<Voters.Replica> lost = voters.get().voter(member.id());
            if (lost.isPresent()) {
                changed[0] = "in place of the folder that was lost";
                return List.of(kraft.remove(member.id(), lost.get().directory())
                        .orElse("the end of the vote of the folder that was lost"));
            }
            if (!voters.get().follows(member.id(), directory, Health.FETCH_TIMEOUT)) {
                return List.of("the records that the leader has");
            }
            changed[0] = changed[0].isEmpty() ? "new" : changed[0];
            return List.of(kraft.add(member.id(), directory, member.controllerListener(), member.advertisedController())
                    .orElse("the word of the leader"));
        });
        if (!changed[0].isEmpty()) {
            steps.step(member.name(), "votes", changed[0]);
        }
    }

    /**
     * Returns when a controller votes no more: it leaves, or its folder was lost. It stays while the others would be no
     * majority without it; when it leads it hands the lead over with its last record.
     */
    public void leave(String node, int id) throws Failure, InterruptedException {
        String[] changed = {""};
        waiting.until(node, "the quorum without it", () -> {
            Optional<Voters> voters = kraft.voters();
            if (voters.isEmpty()) {
                return List.of(NO_LEADER);
            }
            Optional<Voters.Replica> own = voters.get().voter(id);
            if (own.isEmpty()) {
                return List.of();
            }
            if (voters.get().voters().size() == 1) {
                throw new Failure(Problem.error("voter-still-used", Place.ofPath(node), "asked to go as the last voter")
                        .must("stay, since the metadata of the cluster are on it alone")
                        .mend("describe it again"));
            }
            if (!voters.get().sparing(id, Health.FETCH_TIMEOUT)) {
                return List.of("a majority of the others that is as far as the leader");
            }
            changed[0] = "no more";
            return List.of(kraft.remove(id, own.get().directory()).orElse("the end of its vote"));
        });
        if (!changed[0].isEmpty()) {
            steps.step(node, "votes", changed[0]);
        }
    }
}
