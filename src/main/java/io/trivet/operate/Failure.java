package io.trivet.operate;

import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What was begun on a cluster goes no further: it is not safe, is refused, or something that it needs does not come. It
 * never leaves an edge: what a command returns says the same as a value.
 */
public final class Failure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;
    private final transient List<String> evidence;

    /** For these problems, at least one, with lines of a log that say more. */
    public Failure(List<Problem> problems, List<String> evidence) {
        super(problems.get(0).id() + " " + problems.get(0).place().path() + ": "
                + problems.get(0).found());
        this.problems = List.copyOf(problems);
        this.evidence = List.copyOf(evidence);
    }

    public Failure(Problem problem) {
        this(List.of(problem), List.of());
    }

    /** A file or folder of a cluster on this machine cannot be used. */
    public static Failure file(Path file, IOException e) {
        return new Failure(Problem.error(
                        "local-files",
                        Place.ofPath(file.toString()),
                        "not usable (" + e.getClass().getSimpleName() + ": "
                                + String.valueOf(e.getMessage()).strip() + ")")
                .must("be readable and writable")
                .mend("check its owner, its rights and the space on its disk, then run the same command again"));
    }

    /** What is wrong, at least one. */
    public List<Problem> problems() {
        return problems;
    }

    /** Lines of a log, oldest first; may be empty. */
    public List<String> evidence() {
        return evidence;
    }
}
