package io.trivet.operate.mirror;

import java.util.Comparator;
import java.util.OptionalLong;

/**
 * Where a group goes on in a partition of the cluster that it moves to.
 *
 * @param topic as it is called there
 * @param from as it is called at the source
 * @param read offset that it reads next at the source, as far as that was heard of; empty where it was not
 * @param before offset that is committed where it goes on; empty where none is
 * @param end of the partition where it goes on
 * @param translation of what it has read at the source
 */
public record MovedPosition(
        String topic,
        int partition,
        String from,
        OptionalLong read,
        OptionalLong before,
        long end,
        Translation translation) {
    /** By topic and number. */
    public static final Comparator<MovedPosition> ORDER =
            Comparator.comparing(MovedPosition::topic).thenComparing(MovedPosition::partition);

    /** What happens to it. */
    public enum Step {
        /** It had none, or one behind the end, which is none. */
        SET,
        FORWARD,
        /** It is where it shall be. */
        NOTHING,
        /** It has read further here than at the source, and never goes back. */
        KEEP
    }

    /** What happens to it. */
    public Step step() {
        if (before.isEmpty() || before.getAsLong() > end) {
            return Step.SET;
        }
        int compared = Long.compare(before.getAsLong(), translation.position());
        return compared == 0 ? Step.NOTHING : compared < 0 ? Step.FORWARD : Step.KEEP;
    }

    /** Whether there is anything to write. */
    public boolean moves() {
        return step() == Step.SET || step() == Step.FORWARD;
    }

    /** The offset that is read next, once it has moved. */
    public long after() {
        return step() == Step.KEEP ? before.orElseThrow() : translation.position();
    }

    /** Records that are read again, at most. */
    public long again() {
        return step() == Step.KEEP ? translation.orLater(after()).again() : translation.again();
    }
}
