package io.trivet.stack;

import java.util.Optional;

/**
 * The description of a cluster that somebody else runs.
 *
 * @param id name of the Pulumi stack, {@code prod-us-east-1}
 * @param region of AWS, from {@code aws:region}
 * @param stack what was described
 * @param places where each value stands
 */
public record ExternalDescription(String id, Optional<String> region, ExternalStack stack, Places places)
        implements Description {
    @Override
    public ExternalDescription named(String other) {
        return new ExternalDescription(other, region, stack, places);
    }
}
