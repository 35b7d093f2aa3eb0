package io.trivet.cli;

import io.trivet.edge.local.artifact.Artifacts;
import io.trivet.edge.local.artifact.Cache;
import io.trivet.edge.local.artifact.PluginFiles;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.problem.Visible;
import io.trivet.show.Colour;
import io.trivet.show.ProblemsShown;
import io.trivet.show.Shown;
import io.trivet.stack.OnEc2;
import java.io.Console;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Where a command reads and writes.
 *
 * @param out results
 * @param err problems and progress
 * @param home folder that holds {@code stacks/} and {@code .trivet/}
 * @param colour whether people look at {@code err} and {@code out} on a terminal
 * @param live whether {@code err} is a terminal, so that a line of progress can be written over
 */
record Terminal(PrintStream out, PrintStream err, Path home, Colour colour, boolean live) {
    /** Asks a person; no where there is none. */
    boolean confirms(String question) {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        String answer = console.readLine("%s [y/N] ", question);
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }

    /** Fetches the plugins of a description that are not on this machine; what is in the way. */
    List<Problem> fetched(OnEc2 stack) {
        Artifacts artifacts = new Artifacts(Cache.folder().resolve("artifacts"), err, live, List.of());
        return new PluginFiles(PluginFiles.kept(), artifacts).fetch(stack);
    }

    /** Results, whole: they end in a line end already. */
    void result(String text) {
        out.print(text);
        out.flush();
    }

    /** A result as text for people or as JSON for programs. */
    void result(Shown shown, boolean json) {
        result(json ? shown.json() : shown.text(colour));
    }

    /** A line of progress. */
    void progress(String line) {
        err.println(Visible.of(line));
    }

    /**
     * The exit code of a command whose results and problems were written: its own, or that of an environment in which
     * they are lost, as on a full disk.
     */
    int written(int code) {
        boolean lost = out.checkError();
        if (lost && !StandardStream.isUnread(out)) {
            problems(
                    new Problems(
                            List.of(Problem.error("output-lost", Place.ofPath(""), "results that could not be written")
                                    .must("reach standard output as a whole")
                                    .mend("free some room where it goes, or send it elsewhere"))),
                    false);
        }
        return lost || err.checkError() && code == ExitCode.OK ? ExitCode.ENVIRONMENT : code;
    }

    /** Problems, as text on {@code err} or as JSON on {@code out}; returns the exit code that they call for. */
    int problems(Problems problems, boolean json) {
        if (json) {
            result(ProblemsShown.of(problems).json());
        } else if (!problems.list().isEmpty()) {
            err.print(ProblemsShown.of(problems).text(colour));
            err.flush();
        }
        return problems.hasErrors() ? ExitCode.PROBLEMS : ExitCode.OK;
    }
}
