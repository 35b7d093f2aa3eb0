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

    /** What was described: {@link Stack}, {@link MskStack} or {@link ExternalStack}. */
    Record stack();

    /** Name of the cluster. */
    String cluster();

    /** Environment of the cluster. */
    String environment();

    /** What runs the brokers. */
    Stack.Platform platform();

    /** The topics that are described, by name. */
    SortedMap<String, Stack.Topic> topics();

    /** The same description of a stack of another name. */
    Description named(String stack);
}
