package io.trivet.stack;

import io.trivet.problem.Problems;
import java.util.Optional;

/**
 * What reading a description came to.
 *
 * @param description absent when a value that nothing can do without is missing or unreadable
 * @param problems all that were found
 */
public record Reading(Optional<Description> description, Problems problems) {
    /** The description, where it is one of a cluster on EC2. */
    public Optional<Ec2Description> ec2() {
        return description.filter(Ec2Description.class::isInstance).map(Ec2Description.class::cast);
    }
}
