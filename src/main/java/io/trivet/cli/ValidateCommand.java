package io.trivet.cli;

import io.trivet.problem.Severity;
import io.trivet.problem.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trivet validate}: every problem of the named stacks, and between them. */
@Command(
        name = "validate",
        description = "Print every problem of the named stacks, or of all of them, and of the stacks among each other.")
final class ValidateCommand implements Callable<Integer> {
    /** Problems have no drawing, and a pull request shows their text as it is. */
    private enum Answer {
        TEXT,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Terminal terminal;

    @Parameters(paramLabel = "STACK", description = "Name of a stack, or path of its file; all stacks when left out.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (the default) or json.")
    private Answer format = Answer.TEXT;

    @Option(names = "--strict", description = "Fail on warnings too.")
    private boolean strict;

    @Option(
            names = "--fetch",
            description = "Fetch plugins that are not on this machine, once, and prove their checksums.")
    private boolean fetch;

    ValidateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Stacks stacks =
                fetch ? Stacks.load(terminal.home(), names, terminal::fetched) : Stacks.load(terminal.home(), names);
        boolean json = format == Answer.JSON;
        int code = terminal.problems(stacks.problems(), json);
        long warnings = stacks.problems().count(Severity.WARNING);
        if (code == ExitCode.OK && !json) {
            String found = warnings == 0 ? "no problems" : Words.count(warnings, "warning") + ", no errors";
            terminal.result(Words.count(stacks.count(), "stack") + ": " + found + "\n");
        }
        return strict && warnings > 0 ? ExitCode.PROBLEMS : code;
    }
}
