package io.trivet.operate;

import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.QuorumInfo;

/**
 * A KRaft metadata quorum that has a leader, as that describes it.
 *
 * @param highWatermark up to which records are on a majority; 0 before there are any
 */
public record Quorum(int leader, long highWatermark, SortedMap<Integer, Voter> voters) {
    public Quorum {
        voters = Collections.unmodifiableSortedMap(new TreeMap<>(voters));
    }

    /**
     * A voter as the leader sees it.
     *
     * @param end of its log; -1 when it has never fetched from this leader
     * @param caughtUp when it last had all that the leader had, in milliseconds by the clock of the leader; -1 never
     */
    public record Voter(long end, long caughtUp) {}

    static Quorum of(QuorumInfo quorum) {
        SortedMap<Integer, Voter> voters = new TreeMap<>();
        for (QuorumInfo.ReplicaState voter : quorum.voters()) {
            voters.put(
                    voter.replicaId(),
                    new Voter(
                            voter.logEndOffset(), voter.lastCaughtUpTimestamp().orElse(-1)));
        }
        return new Quorum(quorum.leaderId(), quorum.highWatermark(), voters);
    }

    /** When this voter last had all that the leader had, by the clock of the leader; -1 when never. */
    public long caughtUp(int voter) {
        return voters.getOrDefault(voter, new Voter(-1, -1)).caughtUp();
    }

    /** Records that this voter has still to fetch from the leader; all of them where it never has. */
    public long recordsBehind(int voter) {
        return Math.max(0, end(leader) - Math.max(0, end(voter)));
    }

    private long end(int voter) {
        return voters.getOrDefault(voter, new Voter(-1, -1)).end();
    }

    /** Time since this voter last had all that the leader had, by the clock of the leader; empty when it never had. */
    public Optional<Duration> timeBehind(int voter) {
        return caughtUp(voter) < 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(Math.max(0, caughtUp(leader) - caughtUp(voter))));
    }

    /** Voters that have fetched from the leader, or are it. */
    public SortedSet<Integer> joined() {
        SortedSet<Integer> joined = new TreeSet<>();
        voters.forEach((id, voter) -> {
            if (id == leader || voter.end() >= 0) {
                joined.add(id);
            }
        });
        return joined;
    }

    /**
     * Voters that were as far as the leader within this time, and when they last were, by its clock. The leader itself
     * is so now.
     */
    public SortedMap<Integer, Long> caughtUp(Duration within) {
        long now = caughtUp(leader);
        SortedMap<Integer, Long> caughtUp = new TreeMap<>();
        voters.forEach((id, voter) -> {
            if (id == leader || voter.caughtUp() >= 0 && now - voter.caughtUp() <= within.toMillis()) {
                caughtUp.put(id, voter.caughtUp());
            }
        });
        return caughtUp;
    }
}
