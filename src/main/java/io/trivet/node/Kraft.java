package io.trivet.node;

import io.trivet.operate.Voters;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a KRaft cluster is made of, as an agent asks and orders it. Where it does not answer, answers are empty; an
 * order says why it was refused, and nothing when it was obeyed.
 */
public interface Kraft {
    /** The finalised level of each feature. */
    Optional<SortedMap<String, Short>> finalised() throws InterruptedException;

    /** Raises features to these levels. */
    Optional<String> finalise(SortedMap<String, Short> levels) throws InterruptedException;

    /** Takes a broker out of the metadata that does not run. */
    Optional<String> unregister(int broker) throws InterruptedException;

    /** Who votes, and who reads along; empty while the controllers have no leader. */
    Optional<Voters> voters() throws InterruptedException;

    /** Makes a controller that follows the quorum a voter, which listens there. */
    Optional<String> add(int id, String directory, String listener, String endpoint) throws InterruptedException;

    /** Takes a voter out of the quorum. */
    Optional<String> remove(int id, String directory) throws InterruptedException;
}
