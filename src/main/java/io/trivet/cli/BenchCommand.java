package io.trivet.cli;

import io.trivet.edge.local.cluster.LocalCluster;
import io.trivet.operate.Failure;
import io.trivet.operate.bench.BenchResult;
import io.trivet.operate.bench.ClientBench;
import io.trivet.operate.bench.Payload;
import io.trivet.plan.Plan;
import io.trivet.platform.Ec2Platform;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.show.BenchShown;
import io.trivet.show.BenchSvg;
import io.trivet.stack.RegularFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code trivet bench}: measurements on a cluster that runs on this machine. */
@Command(
        name = "bench",
        synopsisSubcommandLabel = "COMMAND",
        description = "Measure on the cluster of a stack that runs on this machine.")
final class BenchCommand {
    private static final int MOST_RECORDS = 100_000_000;
    private static final int MOST_TURNS = 100;

    private final Terminal terminal;

    BenchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** What is measured, and how often. */
    static final class Options {
        @Spec(Spec.Target.MIXEE)
        private CommandSpec spec = CommandSpec.create();

        @Option(
                names = "--payload",
                paramLabel = "FILE",
                description = "File of which each line is a record; events of 334 bytes in JSON when left out.")
        private Optional<Path> payload = Optional.empty();

        @Option(
                names = "--records",
                paramLabel = "N",
                description = "Records that each preset sends in a turn (default 100000).")
        private int records = 100_000;

        @Option(
                names = "--turns",
                paramLabel = "N",
                description = "Turns, each of all presets; medians are shown (default 3).")
        private int turns = 3;

        @Option(names = "--plot", paramLabel = "FILE", description = "Write the figures as a picture, in SVG.")
        private Optional<Path> plot = Optional.empty();

        @Option(names = "--force", description = "Replace the file of the picture.")
        private boolean force;

        void check() {
            if (records < 1 || records > MOST_RECORDS) {
                throw new ParameterException(spec.commandLine(), "--records is 1 to " + MOST_RECORDS);
            }
            if (turns < 1 || turns > MOST_TURNS) {
                throw new ParameterException(spec.commandLine(), "--turns is 1 to " + MOST_TURNS);
            }
        }
    }

    @Command(
            name = "clients",
            description =
                    "Send records with each preset of producers, and with Kafka's defaults: bytes a record, records a"
                            + " second, and p99 latency at 5,000 records a second, on a topic that is made for it and removed.")
    int clients(@Mixin LocalCommand.Target target, @Mixin Options options) {
        options.check();
        return Stacks.oneOnEc2(terminal, target.stack(), "trivet bench", description -> {
            Optional<NewFile> picture = options.plot.map(path -> new NewFile(path, options.force));
            Problems problems = picture.map(NewFile::problems).orElse(Problems.NONE);
            if (problems.hasErrors()) {
                return terminal.problems(problems, target.isJson());
            }
            try {
                Payload payload = payload(options.payload);
                Path root = terminal.home().resolve(".trivet").resolve(description.id());
                Plan<Ec2Platform> plan = Plan.of(description, LocalCluster.site(root, target.onOneAddress()));
                BenchResult result = measured(
                        plan, root, new ClientBench(description.id(), payload, options.records, options.turns));
                terminal.result(BenchShown.of(result), target.isJson());
                Problems written =
                        picture.map(file -> file.write(BenchSvg.of(result))).orElse(Problems.NONE);
                return written.hasErrors() ? environment(written, false) : ExitCode.OK;
            } catch (Failure e) {
                e.evidence().forEach(terminal::progress);
                return environment(new Problems(e.problems()), target.isJson());
            }
        });
    }

    private BenchResult measured(Plan<Ec2Platform> plan, Path root, ClientBench bench) throws Failure {
        ProgressLine progress = new ProgressLine(terminal.err(), terminal.live());
        try {
            return LocalCluster.of(plan, root, terminal.err(), terminal.live(), progress)
                    .bench(bench);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(Problem.error("interrupted", Place.ofPath(plan.id()), "interrupted")
                    .must("run to its end")
                    .mend("run the same command again"));
        } finally {
            progress.end();
        }
    }

    private int environment(Problems problems, boolean json) {
        terminal.problems(problems, json);
        return ExitCode.ENVIRONMENT;
    }

    private static Payload payload(Optional<Path> file) throws Failure {
        if (file.isEmpty()) {
            return Payload.events();
        }
        Path path = file.get();
        try {
            Payload payload = Payload.lines("the lines of " + path.getFileName(), RegularFile.text(path));
            if (!payload.values().isEmpty()) {
                return payload;
            }
            throw new Failure(unusable(path, "a file without a line"));
        } catch (IOException e) {
            throw new Failure(unusable(path, "a file that cannot be read (" + RegularFile.reason(e) + ")"));
        }
    }

    private static Problem unusable(Path path, String found) {
        return Problem.error("payload-file", new Place(path.toString(), 0, 0, ""), found)
                .must("be a file of up to " + RegularFile.MOST_MIB + " MiB of UTF-8, each line a record")
                .mend("name another file, or leave out --payload");
    }
}
