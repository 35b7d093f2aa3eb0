package io.trivet.cli;

import io.trivet.edge.local.artifact.PluginFiles;
import io.trivet.operate.Failure;
import io.trivet.plan.Comparison;
import io.trivet.platform.Prices;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.revision.Revision;
import io.trivet.rule.Rules;
import io.trivet.show.DeltaShown;
import io.trivet.stack.Reading;
import io.trivet.stack.StackReader;
import io.trivet.stack.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trivet diff}: what a change of descriptions does to the nodes. */
@Command(
        name = "diff",
        description =
                "Show what changes since a revision of git, or beside a cluster that runs: which nodes restart, in"
                        + " which order, what is refused and why. Reads the revision from git and leaves the working tree alone.")
final class DiffCommand implements Callable<Integer> {
    /** What a difference can be printed as; a layout's drawing is of no use here. */
    private enum Answer {
        TEXT,
        JSON,
        MARKDOWN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "STACK", description = "Name of a stack, or path of its file; all stacks when left out.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--base",
            paramLabel = "REF",
            description = "Revision of git to compare with: a branch, a tag, a hash; HEAD when left out.")
    private Optional<String> base = Optional.empty();

    @Option(
            names = "--base-file",
            paramLabel = "FILE",
            description = "Stack file to compare one stack with, instead of a revision.")
    private Optional<Path> baseFile = Optional.empty();

    @Mixin
    private RunningCluster cluster = new RunningCluster();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (the default), markdown or json.")
    private Answer format = Answer.TEXT;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "With markdown: write comments of a size that GitHub takes to DIR/comment-1.md and so on; none"
                            + " when nothing changes.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--exit-code", description = "End with 3 when anything changes.")
    private boolean exitCode;

    DiffCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (baseFile.isPresent() && (base.isPresent() || names.size() != 1)) {
            throw new ParameterException(spec.commandLine(), "--base-file goes with one STACK and without --base");
        }
        if (out.isPresent() && format != Answer.MARKDOWN) {
            throw new ParameterException(spec.commandLine(), "--out goes with --format markdown");
        }
        if (cluster.isNamed()) {
            if (base.isPresent() || baseFile.isPresent() || names.size() != 1) {
                throw new ParameterException(
                        spec.commandLine(), "a running cluster goes with one STACK and without another base");
            }
            return withCluster();
        }
        return baseFile.isPresent() ? withFile(baseFile.get()) : withRevision(base.orElse("HEAD"));
    }

    private int withFile(Path old) {
        Path file = Stacks.file(terminal.home(), names.get(0));
        Path whole = old.toAbsolutePath().normalize();
        for (Path needed : List.of(file, whole)) {
            if (!Files.isRegularFile(needed)) {
                return terminal.problems(
                        new Problems(List.of(Stacks.noStack(needed.toString(), Stacks.known(terminal.home())))), false);
            }
        }
        Reading before = Rules.check(renamed(StackReader.read(terminal.home(), whole), file), PluginFiles::known);
        Comparison comparison =
                Comparison.of(StackReader.stackOf(file), before, read(file, Texts.FILES), Prices.read());
        return answer(List.of(comparison), old.toString());
    }

    private int withCluster() {
        Path file = Stacks.file(terminal.home(), names.get(0));
        if (!Files.isRegularFile(file)) {
            return terminal.problems(
                    new Problems(List.of(Stacks.noStack(names.get(0), Stacks.known(terminal.home())))), false);
        }
        PropertyFiles files = cluster.files();
        if (terminal.problems(cluster.problems(files), false) != ExitCode.OK) {
            return ExitCode.ENVIRONMENT;
        }
        String stack = StackReader.stackOf(file);
        Reading after = read(file, Texts.FILES);
        try {
            boolean broken = after.description().isEmpty() || after.problems().hasErrors();
            Comparison comparison = broken
                    ? Comparison.of(stack, after, after, Prices.read())
                    : new LiveComparison(terminal, cluster, files).of(stack, after);
            return answer(List.of(comparison), "the answer of " + cluster.named());
        } catch (Failure e) {
            terminal.problems(new Problems(e.problems()), false);
            return ExitCode.ENVIRONMENT;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ImportCommand.interrupted(terminal);
        }
    }

    /** The file before may have any name; the stack is the same. */
    private static Reading renamed(Reading reading, Path file) {
        return new Reading(
                reading.description().map(description -> description.named(StackReader.stackOf(file))),
                reading.problems());
    }

    private int withRevision(String ref) {
        try (Revision revision = Revision.open(terminal.home(), ref)) {
            List<Path> files = new ArrayList<>();
            List<Problem> missing = new ArrayList<>();
            TreeSet<String> known = new TreeSet<>(Stacks.known(terminal.home()));
            if (!revision.exists()) {
                return noBase(ref, "no commit", ExitCode.PROBLEMS);
            }
            for (String name : revision.names(terminal.home().resolve(Stacks.FOLDER))) {
                if (name.matches("Pulumi\\..+\\.yaml")) {
                    known.add(StackReader.stackOf(Path.of(name)));
                }
            }
            for (String name : names.isEmpty() ? known : new TreeSet<>(names)) {
                Path file = Stacks.file(terminal.home(), name);
                if (Files.isRegularFile(file) || isThere(revision, file)) {
                    files.add(file);
                } else {
                    missing.add(Stacks.noStack(name, List.copyOf(known)));
                }
            }
            if (!missing.isEmpty()) {
                return terminal.problems(new Problems(missing), false);
            }
            List<Comparison> comparisons = new ArrayList<>();
            for (Path file : files) {
                comparisons.add(compared(file, revision));
            }
            return answer(comparisons, ref);
        } catch (IOException e) {
            return noBase(ref, "nothing that git can read (" + e.getMessage() + ")", ExitCode.ENVIRONMENT);
        }
    }

    private int noBase(String ref, String found, int code) {
        terminal.problems(
                new Problems(List.of(Problem.error(
                                "no-base",
                                Place.ofPath(""),
                                ref + ", " + found + " of a git repository that holds " + terminal.home())
                        .must("be a commit that this clone has")
                        .mend("fetch it, name another with --base, or compare with a file: --base-file FILE"))),
                false);
        return code;
    }

    private static boolean isThere(Texts texts, Path file) throws IOException {
        try {
            texts.read(file);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private Comparison compared(Path file, Revision revision) throws IOException {
        String stack = StackReader.stackOf(file);
        if (!Files.isRegularFile(file)) {
            return Comparison.removed(stack, StackReader.read(terminal.home(), file, revision), Prices.read());
        }
        Map<Path, String> texts = new LinkedHashMap<>();
        Texts remembered = path -> {
            String text = Texts.FILES.read(path);
            texts.put(path, text);
            return text;
        };
        Reading after = StackReader.read(terminal.home(), file, remembered);
        if (!isThere(revision, file)) {
            return Comparison.added(stack, Rules.check(after, PluginFiles::known), Prices.read());
        }
        boolean same = !texts.isEmpty() && !after.problems().hasErrors();
        for (Map.Entry<Path, String> text : texts.entrySet()) {
            same = same
                    && isThere(revision, text.getKey())
                    && revision.read(text.getKey()).equals(text.getValue());
        }
        if (same) {
            return Comparison.unchanged(stack);
        }
        return Comparison.of(
                stack,
                Rules.check(StackReader.read(terminal.home(), file, revision), PluginFiles::known),
                Rules.check(after, PluginFiles::known),
                Prices.read());
    }

    private Reading read(Path file, Texts texts) {
        return Rules.check(StackReader.read(terminal.home(), file, texts), PluginFiles::known);
    }

    private int answer(List<Comparison> comparisons, String against) {
        Problems problems = Problems.NONE;
        for (Comparison comparison : comparisons) {
            problems = problems.and(comparison.problems());
        }
        if (format != Answer.JSON) {
            terminal.problems(problems, false);
        }
        switch (format) {
            case TEXT, JSON -> terminal.result(DeltaShown.of(comparisons, against), format == Answer.JSON);
            case MARKDOWN -> {
                Optional<Problem> unwritten = markdown(DeltaShown.comments(comparisons));
                if (unwritten.isPresent()) {
                    terminal.problems(new Problems(List.of(unwritten.get())), false);
                    return ExitCode.ENVIRONMENT;
                }
            }
        }
        boolean refused = comparisons.stream()
                .anyMatch(comparison -> comparison.state() == Comparison.State.BROKEN || comparison.isRefused());
        if (refused) {
            return ExitCode.PROBLEMS;
        }
        boolean changes = comparisons.stream().anyMatch(Comparison::isChange);
        return exitCode && changes ? ExitCode.CHANGES : ExitCode.OK;
    }

    /** Prints the comments or writes them to files; what is in the way of that. */
    private Optional<Problem> markdown(List<String> comments) {
        if (out.isEmpty()) {
            comments.forEach(terminal::result);
            return Optional.empty();
        }
        try {
            Path folder = Files.createDirectories(out.get());
            try (Stream<Path> old = Files.list(folder)) {
                for (Path file : old.filter(
                                path -> path.getFileName().toString().matches("comment-\\d+\\.md"))
                        .toList()) {
                    Files.delete(file);
                }
            }
            for (int i = 0; i < comments.size(); i++) {
                Files.writeString(folder.resolve("comment-" + (i + 1) + ".md"), comments.get(i));
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(RenderedFolder.notWritten(out.get(), e));
        }
    }
}
