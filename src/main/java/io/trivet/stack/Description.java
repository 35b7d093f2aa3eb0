package io.trivet.stack;

import java.util.Optional;

/**
 * The description of one stack, read.
 *
 * @param id name of the Pulumi stack, {@code prod-us-east-1}
 * @param region of AWS, from {@code aws:region}
 * @param stack what was described
 * @param places where each value stands
 */
public record Description(String id, Optional<String> region, Stack stack, Places places) {}
