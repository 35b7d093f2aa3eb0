package io.trivet.cli;

import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.show.Colour;
import io.trivet.stack.RegularFile;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code trivet}: the command line. */
@Command(
        name = "trivet",
        description = "Kafka over three availability zones from one description.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Version.class,
        footer = {
            "",
            "Exit codes: 0 done, 1 the input has problems or a cluster needs a hand, 2 usage, 3 changes pending,"
                    + " 4 the environment failed."
        })
public final class Main {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show what a command does, and end.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version, and end.")
    private boolean version;

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        PrintStream out = StandardStream.of(FileDescriptor.out);
        PrintStream err = StandardStream.of(FileDescriptor.err);
        boolean colour =
                System.console() != null && System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
        Path home =
                Path.of(System.getProperty("trivet.home", "")).toAbsolutePath().normalize();
        int code = run(
                new Terminal(out, err, home, colour ? Colour.ON : Colour.OFF, Boolean.getBoolean("trivet.live")), args);
        System.exit(code);
    }

    /** Runs one command on a terminal; the exit code. */
    static int run(Terminal terminal, String... args) {
        CommandLine line = new CommandLine(new Main())
                .addSubcommand(new ValidateCommand(terminal))
                .addSubcommand(new RenderCommand(terminal))
                .addSubcommand(new ShowCommand(terminal))
                .addSubcommand(new DiffCommand(terminal))
                .addSubcommand(new ImportCommand(terminal))
                .addSubcommand(new CheckCommand(terminal))
                .addSubcommand(new LocalCommand(terminal))
                .addSubcommand(new MonitorCommand(terminal))
                .addSubcommand(new BenchCommand(terminal))
                .addSubcommand(new DrillCommand(terminal))
                .addSubcommand(new CommandLine(new OperateCommand(terminal))
                        .addSubcommand(new ConnectorsCommand(terminal))
                        .addSubcommand(new FailoverCommand(terminal))
                        .addSubcommand(new LagCommand(terminal))
                        .addSubcommand(new MovesCommand(terminal))
                        .addSubcommand(new RebalanceCommand(terminal))
                        .addSubcommand(new ReplicationCommand(terminal))
                        .addSubcommand(new RetireCommand(terminal))
                        .addSubcommand(new SchemasCommand(terminal))
                        .addSubcommand(new StatusCommand(terminal))
                        .addSubcommand(new UsersCommand(terminal)))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(false)
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        terminal.colour() == Colour.ON ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setExecutionExceptionHandler((e, command, parsed) -> failed(terminal, e));
        return terminal.written(line.execute(args));
    }

    /** A file of this machine that fails where no command expects it is no bug, and says which it is. */
    private static int failed(Terminal terminal, Exception e) {
        Optional<IOException> failure = e instanceof UncheckedIOException unchecked
                ? Optional.ofNullable(unchecked.getCause())
                : Optional.of(e).filter(IOException.class::isInstance).map(IOException.class::cast);
        if (failure.isEmpty() && !(e instanceof InvalidPathException)) {
            terminal.progress("This is a bug in Trivet; please report it with what you did: " + e);
            if (System.getenv("TRIVET_DEBUG") != null) {
                e.printStackTrace(terminal.err());
            }
            return ExitCode.ENVIRONMENT;
        }
        String place = failure.isPresent() && failure.get() instanceof FileSystemException file
                ? String.valueOf(file.getFile())
                : "";
        terminal.problems(
                new Problems(List.of(Problem.error(
                                "local-files",
                                Place.ofPath(place),
                                "not usable ("
                                        + failure.map(RegularFile::reason).orElseGet(e::getMessage) + ")")
                        .must("be readable and writable")
                        .mend("check its name, its owner, its rights and the space on its disk"))),
                false);
        return ExitCode.ENVIRONMENT;
    }
}
