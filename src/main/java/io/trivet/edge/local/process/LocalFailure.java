package io.trivet.edge.local.process;

import io.trivet.operate.Failure;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Ends a command on this machine. It never leaves this edge: what a command returns says the same as a value. */
public final class LocalFailure extends Failure {
    private static final long serialVersionUID = 1L;

    public LocalFailure(List<Problem> problems) {
        this(problems, List.of());
    }

    public LocalFailure(Problem problem) {
        this(List.of(problem), List.of());
    }

    public LocalFailure(List<Problem> problems, List<String> evidence) {
        super(problems, evidence);
    }

    /** A file or folder of the cluster cannot be used. */
    public static LocalFailure file(Path file, IOException e) {
        return new LocalFailure(Problem.error(
                        "local-files",
                        Place.ofPath(file.toString()),
                        "not usable (" + e.getClass().getSimpleName() + ": "
                                + String.valueOf(e.getMessage()).strip() + ")")
                .must("be readable and writable")
                .mend("check its owner, its rights and the space on its disk, then run the same command again"));
    }
}
