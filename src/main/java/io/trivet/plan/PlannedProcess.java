package io.trivet.plan;

import io.trivet.process.Launch;
import io.trivet.process.Port;
import java.util.List;

/**
 * A process of a node.
 *
 * @param ports on which it listens, at their standard numbers; it serves when it answers on the first
 */
public record PlannedProcess(Launch launch, List<Port> ports) {}
