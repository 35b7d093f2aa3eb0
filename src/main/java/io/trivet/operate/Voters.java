package io.trivet.operate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.common.Uuid;

/**
 * Who votes in a KRaft quorum that has a leader, and who only reads along, each with the directory that it keeps its
 * log in: a voter that lost it is another voter (KIP-853).
 *
 * @param leader id
 * @param voters in the order of their ids
 * @param observers brokers, too
 */
public record Voters(int leader, List<Replica> voters, List<Replica> observers) {
    public Voters {
        voters = List.copyOf(voters);
        observers = List.copyOf(observers);
    }

    /**
     * A replica of the metadata.
     *
     * @param directory id of its folder, as Kafka writes it into {@code meta.properties}
     * @param caughtUp when it last had all that the leader had, in milliseconds by the clock of the leader; -1 never
     */
    public record Replica(int id, String directory, long caughtUp) {
        Uuid uuid() {
            return Uuid.fromString(directory);
        }
    }

    static Voters of(QuorumInfo quorum) {
        return new Voters(quorum.leaderId(), replicas(quorum.voters()), replicas(quorum.observers()));
    }

    private static List<Replica> replicas(List<QuorumInfo.ReplicaState> states) {
        List<Replica> replicas = new ArrayList<>();
        for (QuorumInfo.ReplicaState state : states) {
            replicas.add(new Replica(
                    state.replicaId(),
                    state.replicaDirectoryId().toString(),
                    state.lastCaughtUpTimestamp().orElse(-1)));
        }
        replicas.sort((one, other) -> Integer.compare(one.id(), other.id()));
        return replicas;
    }

    /** The voter with an id, whichever its directory. */
    public Optional<Replica> voter(int id) {
        return voters.stream().filter(voter -> voter.id() == id).findFirst();
    }

    /** Whether that very directory votes. */
    public boolean votes(int id, String directory) {
        return voter(id).filter(voter -> voter.directory().equals(directory)).isPresent();
    }

    /** Whether that very directory reads along, and was as far as the leader within this time. */
    public boolean follows(int id, String directory, Duration within) {
        return observers.stream()
                .anyMatch(observer ->
                        observer.id() == id && observer.directory().equals(directory) && isRecent(observer, within));
    }

    /** Whether more than half of the voters would be left, as far as the leader, without that one. */
    public boolean sparing(int id, Duration within) {
        long left = voters.stream()
                .filter(voter -> voter.id() != id)
                .filter(voter -> voter.id() == leader || isRecent(voter, within))
                .count();
        return left > (voters.size() - 1) / 2;
    }

    private boolean isRecent(Replica replica, Duration within) {
        long now = voter(leader).map(Replica::caughtUp).orElse(-1L);
        return replica.caughtUp() >= 0 && now - replica.caughtUp() <= within.toMillis();
    }
}
