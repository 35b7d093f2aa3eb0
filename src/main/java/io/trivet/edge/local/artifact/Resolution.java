package io.trivet.edge.local.artifact;

import io.trivet.problem.Problem;
import java.util.List;

/** How the resolution of artifacts ended. */
public sealed interface Resolution {
    /**
     * Everything is on this machine.
     *
     * @param classPaths one per program, in the order in which they were asked for
     */
    record Success(List<ClassPath> classPaths) implements Resolution {
        public Success {
            classPaths = List.copyOf(classPaths);
        }
    }

    /**
     * Something could not be had. What was fetched before stays, and the next search goes on from there.
     *
     * @param problem its id is one of {@code artifact-network}, {@code artifact-denied}, {@code artifact-missing},
     *     {@code artifact-checksum}, {@code artifact-damaged}, {@code artifact-disk-full}, {@code artifact-settings},
     *     {@code artifact-failed}
     */
    record Failure(Problem problem) implements Resolution {}
}
