package io.trivet.stack;

import io.trivet.problem.Problems;
import java.util.Optional;

/**
 * What reading a description came to.
 *
 * @param description absent when a value that nothing can do without is missing or unreadable
 */
public record Reading(Optional<Description<?>> description, Problems problems) {
    /** The description, where it is one of a cluster on EC2. */
    public Optional<Description<OnEc2>> ec2() {
        return description.flatMap(read -> read.on(Optional::of, msk -> Optional.empty(), service -> Optional.empty()));
    }

    /** The description, where it is one of a cluster on Amazon MSK. */
    public Optional<Description<OnMsk>> msk() {
        return description.flatMap(read -> read.on(ec2 -> Optional.empty(), Optional::of, service -> Optional.empty()));
    }

    /** The description, where it is one of a cluster that a service runs. */
    public Optional<Description<OnService>> service() {
        return description.flatMap(read -> read.on(ec2 -> Optional.empty(), msk -> Optional.empty(), Optional::of));
    }
}
