package io.trivet.stack;

import java.util.Optional;

/**
 * The description of a cluster on Amazon MSK.
 *
 * @param id name of the Pulumi stack, {@code prod-us-east-1}
 * @param region of AWS, from {@code aws:region}
 * @param stack what was described
 * @param places where each value stands
 */
public record MskDescription(String id, Optional<String> region, MskStack stack, Places places) implements Description {
    @Override
    public MskDescription named(String other) {
        return new MskDescription(other, region, stack, places);
    }
}
