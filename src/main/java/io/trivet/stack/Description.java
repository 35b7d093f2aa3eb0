package io.trivet.stack;

import java.util.Optional;
import java.util.SortedMap;

/** The description of one stack, read: for each platform what can be described there. */
public sealed interface Description permits Ec2Description, MskDescription, ExternalDescription {
    /** Name of the Pulumi stack, {@code prod-us-east-1}. */
    String id();

    /** The region of AWS, from {@code aws:region}. */
    Optional<String> region();

    /** Where each value stands. */
    Places places();

    /** What was described. */
    Described stack();

    /** The same description of a stack of another name. */
    Description named(String stack);

    /** Name of the cluster. */
    default String cluster() {
        return stack().name();
    }

    /** Environment of the cluster. */
    default String environment() {
        return stack().environment();
    }

    /** What runs the brokers. */
    default Stack.Platform platform() {
        return stack().platform();
    }

    /** The topics that are described, by name. */
    default SortedMap<String, Stack.Topic> topics() {
        return stack().topics();
    }
}
