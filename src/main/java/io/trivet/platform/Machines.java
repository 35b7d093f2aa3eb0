package io.trivet.platform;

import io.trivet.layout.Instance;
import java.util.Optional;

/**
 * The nodes of one role, as described.
 *
 * @param path at which the role is described, {@code brokers}
 * @param instance what each runs on; empty when it is no type that the platform has
 */
public record Machines(String path, int nodes, Optional<Instance> instance) {}
