package io.trivet.cli;

import io.trivet.edge.local.cluster.LocalCluster;
import io.trivet.operate.Failure;
import io.trivet.operate.drill.Drill;
import io.trivet.operate.drill.DrillResult;
import io.trivet.plan.Plan;
import io.trivet.platform.Ec2Platform;
import io.trivet.problem.Problems;
import io.trivet.show.DrillReport;
import io.trivet.show.DrillShown;
import io.trivet.show.DrillSvg;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trivet drill}: something happens to a cluster on this machine while records are written. */
@Command(
        name = "drill",
        description = {
            "Let something happen to the cluster of a stack that runs on this machine, under writes with acks=all from"
                    + " every zone, and prove that each acknowledged record is there, once, in order, at its offset,"
                    + " and came to a group of consumers.",
            "zone-loss: all nodes of a zone are killed, and started again. broker-loss: a broker is. pause: a broker"
                    + " hangs for half a minute. roll: all brokers restart in order, zone by zone. replace: a broker is"
                    + " killed, loses its disk, and comes back empty under its id. rebalance: the topic is crowded on a"
                    + " broker, and spread evenly again. replication: each partition loses a replica, and gets one"
                    + " again. change: the cluster is brought to what its description says now, as local up does."
        })
final class DrillCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "DRILL",
            description = "zone-loss, broker-loss, pause, roll, replace, rebalance, replication or change.")
    private String name = "";

    @Mixin
    private LocalCommand.Target target = new LocalCommand.Target();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Draws the zone or broker, and the moment; 1 when left out.")
    private long seed = 1;

    @Option(
            names = "--of",
            paramLabel = "NAME",
            description = "The zone or broker that it happens to, in place of a drawn one.")
    private Optional<String> of = Optional.empty();

    @Option(names = "--plot", paramLabel = "FILE", description = "Write the course of the writes as a picture, in SVG.")
    private Optional<Path> plot = Optional.empty();

    @Option(names = "--report", paramLabel = "FILE", description = "Write the judgement as a report of JUnit, in XML.")
    private Optional<Path> report = Optional.empty();

    @Option(names = "--force", description = "Replace files that are there.")
    private boolean force;

    DrillCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Drill.Kind kind = Arrays.stream(Drill.Kind.values())
                .filter(known -> known.word().equals(name))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "no drill is called " + name + ": there are "
                                + Arrays.stream(Drill.Kind.values())
                                        .map(Drill.Kind::word)
                                        .collect(Collectors.joining(", "))));
        if (of.isPresent() && !kind.isOfZone() && !kind.isOfBroker()) {
            throw new ParameterException(spec.commandLine(), "--of names one, and " + name + " happens to all");
        }
        return Stacks.oneOnEc2(terminal, target.stack(), "trivet drill", description -> {
            Problems problems = Stream.of(plot, report)
                    .flatMap(Optional::stream)
                    .map(path -> new NewFile(path, force).problems())
                    .reduce(Problems.NONE, Problems::and);
            if (problems.hasErrors()) {
                return terminal.problems(problems, target.isJson());
            }
            Path root = terminal.home().resolve(".trivet").resolve(description.id());
            Plan<Ec2Platform> plan = Plan.of(description, LocalCluster.site(root, target.onOneAddress()));
            ProgressLine progress = new ProgressLine(terminal.err(), terminal.live());
            try {
                DrillResult result = LocalCluster.of(plan, root, terminal.err(), terminal.live(), progress)
                        .drill(kind, seed, of);
                progress.end();
                terminal.result(DrillShown.of(result), target.isJson());
                Problems written = plot.map(path -> new NewFile(path, force).write(DrillSvg.of(result)))
                        .orElse(Problems.NONE)
                        .and(report.map(path -> new NewFile(path, force).write(DrillReport.of(result)))
                                .orElse(Problems.NONE));
                if (written.hasErrors()) {
                    terminal.problems(written, false);
                    return ExitCode.ENVIRONMENT;
                }
                return result.clean() ? ExitCode.OK : ExitCode.PROBLEMS;
            } catch (Failure e) {
                progress.end();
                e.evidence().forEach(terminal::progress);
                terminal.problems(new Problems(e.problems()), target.isJson());
                return ExitCode.ENVIRONMENT;
            } catch (InterruptedException e) {
                progress.end();
                Thread.currentThread().interrupt();
                return ImportCommand.interrupted(terminal);
            }
        });
    }
}
