package io.trivet.cli;

import io.trivet.problem.Problems;
import io.trivet.show.Colour;
import io.trivet.show.ProblemJson;
import io.trivet.show.ProblemText;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * Where a command reads and writes.
 *
 * @param out results
 * @param err problems and progress
 * @param home folder that holds {@code stacks/} and {@code .trivet/}
 * @param colour whether people look at {@code err} and {@code out} on a terminal
 */
record Terminal(PrintStream out, PrintStream err, Path home, Colour colour) {
    /** Results, whole: they end in a line end already. */
    void result(String text) {
        out.print(text);
        out.flush();
    }

    /** A line of progress. */
    void progress(String line) {
        err.println(line);
    }

    /** Problems, as text on {@code err} or as JSON on {@code out}; returns the exit code that they call for. */
    int problems(Problems problems, boolean json) {
        if (json) {
            result(ProblemJson.of(problems));
        } else if (!problems.list().isEmpty()) {
            err.print(ProblemText.of(problems, colour));
            err.flush();
        }
        return problems.hasErrors() ? ExitCode.PROBLEMS : ExitCode.OK;
    }
}
