package io.trivet.operate.status;

import io.trivet.operate.Quorum;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What keeps the metadata of a cluster, as it was seen. */
public sealed interface Metadata {
    /** Voters: ids as their quorum knows them; none where that is not told. */
    SortedSet<Integer> voters();

    /** Those of them that do their part now. */
    SortedSet<Integer> present();

    /** Id of what leads: the controller that leads the quorum, or the broker that is the controller; -1 where none. */
    int leader();

    /**
     * A KRaft quorum that has a leader. A voter is present that was as far as the leader within {@link #RECENT}.
     *
     * @param quorum as its leader describes it
     */
    record Kraft(Quorum quorum) implements Metadata {
        /**
         * A voter that is there fetches ten times in this time, however idle the cluster is, so that a busy machine is
         * not taken for a dead one. Source: {@code KafkaRaftClient.MAX_FETCH_WAIT_MS} of Kafka 4.3.1, 500 ms.
         */
        static final Duration RECENT = Duration.ofSeconds(5);

        @Override
        public SortedSet<Integer> voters() {
            return new TreeSet<>(quorum.voters().keySet());
        }

        @Override
        public SortedSet<Integer> present() {
            return new TreeSet<>(quorum.caughtUp(RECENT).keySet());
        }

        @Override
        public int leader() {
            return quorum.leader();
        }
    }

    /** A KRaft quorum that does not answer, since it has no leader or cannot be reached. */
    record Silent() implements Metadata {
        @Override
        public SortedSet<Integer> voters() {
            return new TreeSet<>();
        }

        @Override
        public SortedSet<Integer> present() {
            return new TreeSet<>();
        }

        @Override
        public int leader() {
            return -1;
        }
    }

    /**
     * An ensemble of ZooKeeper.
     *
     * @param leader id of the broker that is the controller; -1 where none is
     * @param members whether each server serves as a member of the ensemble, by its id; none where they were not asked
     */
    record Ensemble(int leader, SortedMap<Integer, Boolean> members) implements Metadata {
        public Ensemble {
            members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
        }

        @Override
        public SortedSet<Integer> voters() {
            return new TreeSet<>(members.keySet());
        }

        @Override
        public SortedSet<Integer> present() {
            SortedSet<Integer> present = new TreeSet<>();
            members.forEach((id, member) -> {
                if (member) {
                    present.add(id);
                }
            });
            return present;
        }
    }

    /** What this cluster does not tell, or not to this user. */
    record Untold() implements Metadata {
        @Override
        public SortedSet<Integer> voters() {
            return new TreeSet<>();
        }

        @Override
        public SortedSet<Integer> present() {
            return new TreeSet<>();
        }

        @Override
        public int leader() {
            return -1;
        }
    }
}
