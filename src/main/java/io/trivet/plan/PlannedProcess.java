package io.trivet.plan;

import io.trivet.process.Launch;
import io.trivet.process.Port;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A process of a node.
 *
 * @param ports on which it listens, at their standard numbers; it serves when it answers on the first
 * @param restarted day since which it must have been started again; empty where none is described
 */
public record PlannedProcess(Launch launch, List<Port> ports, Optional<LocalDate> restarted) {}
