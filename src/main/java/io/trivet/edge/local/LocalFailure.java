package io.trivet.edge.local;

import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Ends a command on this machine. It never leaves the package: {@link LocalCluster} turns it into
 * {@link Outcome.Failed}.
 */
final class LocalFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;
    private final transient List<String> evidence;

    LocalFailure(List<Problem> problems) {
        this(problems, List.of());
    }

    LocalFailure(Problem problem) {
        this(List.of(problem), List.of());
    }

    LocalFailure(List<Problem> problems, List<String> evidence) {
        super(problems.get(0).id());
        this.problems = List.copyOf(problems);
        this.evidence = List.copyOf(evidence);
    }

    List<Problem> problems() {
        return problems;
    }

    List<String> evidence() {
        return evidence;
    }

    /** A file or folder of the cluster cannot be used. */
    static LocalFailure file(Path file, IOException e) {
        return new LocalFailure(Problem.error(
                "local-files",
                Place.ofPath(file.toString()),
                "not usable (" + e.getClass().getSimpleName() + ": "
                        + String.valueOf(e.getMessage()).strip() + ")",
                "be readable and writable",
                "check its owner, its rights and the space on its disk, then run the same command again"));
    }
}
