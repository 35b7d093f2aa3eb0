package io.trivet.stack;

import java.util.Optional;

/**
 * The description of a cluster whose nodes Trivet makes itself, on EC2.
 *
 * @param id name of the Pulumi stack, {@code prod-us-east-1}
 * @param region of AWS, from {@code aws:region}
 * @param stack what was described
 * @param places where each value stands
 */
public record Ec2Description(String id, Optional<String> region, Stack stack, Places places) implements Description {
    @Override
    public Ec2Description named(String other) {
        return new Ec2Description(other, region, stack, places);
    }
}
