package io.trivet.cli;

import io.trivet.show.Colour;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
            "Exit codes: 0 done, 1 the input has problems, 2 usage, 3 changes pending, 4 the environment failed."
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
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        boolean colour =
                System.console() != null && System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
        Path home =
                Path.of(System.getProperty("trivet.home", "")).toAbsolutePath().normalize();
        int code = run(
                new Terminal(out, err, home, colour ? Colour.ON : Colour.OFF, Boolean.getBoolean("trivet.live")), args);
        out.flush();
        err.flush();
        System.exit(code);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
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
                .addSubcommand(new CommandLine(new OperateCommand(terminal)).addSubcommand(new RetireCommand(terminal)))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(false)
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        terminal.colour() == Colour.ON ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    terminal.err().println("This is a bug in Trivet; please report it with what you did: " + e);
                    if (System.getenv("TRIVET_DEBUG") != null) {
                        e.printStackTrace(terminal.err());
                    }
                    return ExitCode.ENVIRONMENT;
                });
        return line.execute(args);
    }
}
