package io.trivet.cli;

import io.trivet.edge.local.cluster.LocalCluster;
import io.trivet.edge.local.cluster.NodeSeen;
import io.trivet.edge.local.cluster.Outcome;
import io.trivet.edge.local.cluster.Selection;
import io.trivet.plan.Plan;
import io.trivet.platform.Ec2Platform;
import io.trivet.problem.Problems;
import io.trivet.show.NodeStatus;
import io.trivet.show.StatusShown;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trivet local}: the cluster of a stack, as real processes on this machine. */
@Command(
        name = "local",
        synopsisSubcommandLabel = "COMMAND",
        description = "Run the cluster of a stack on this machine, from the files that EC2 would get.")
final class LocalCommand {
    private final Terminal terminal;

    LocalCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** What every command about a local cluster takes. */
    static final class Target {
        @Parameters(paramLabel = "STACK", description = "Name of a stack, or path of its file.")
        private String stack = "";

        @Mixin
        private FormatOption format = new FormatOption();

        @Option(
                names = "--one-address",
                description =
                        "All nodes on 127.0.0.1 with shifted ports, even where each could have an address of its own.")
        private boolean oneAddress;

        String stack() {
            return stack;
        }

        boolean isJson() {
            return format.isJson();
        }

        boolean onOneAddress() {
            return oneAddress;
        }
    }

    /** Some of the nodes: those of a zone, or one. */
    static final class Part {
        @Option(names = "--zone", paramLabel = "ZONE", description = "Only the nodes of this availability zone.")
        private Optional<String> zone = Optional.empty();

        @Option(names = "--node", paramLabel = "NODE", description = "Only this node.")
        private Optional<String> node = Optional.empty();
    }

    private static Selection selection(@Nullable Part part) {
        if (part == null) {
            return new Selection.EveryNode();
        }
        return part.zone
                .<Selection>map(Selection.Zone::new)
                .orElseGet(() -> new Selection.OneNode(part.node.orElseThrow()));
    }

    @Command(
            name = "up",
            description = "Start what is down, bring what runs to the description zone by zone without stopping writes,"
                    + " create the described topics, and prove it: a record is written to each"
                    + " partition of a probe topic and read back from each zone.")
    int up(@Mixin Target target) {
        // What a broker would not start with is found before anything of the cluster changes.
        Stacks stacks = Stacks.load(terminal.home(), List.of(target.stack), terminal::fetched);
        int code = run(target, stacks, LocalCluster::up);
        if (code == ExitCode.OK) {
            terminal.progress("The files are those of EC2 but for " + LocalCluster.UNLIKE_EC2 + ".");
        }
        return code;
    }

    @Command(name = "status", description = "Show every node: process, memory, exporter, state.")
    int status(@Mixin Target target) {
        return run(target, LocalCluster::status);
    }

    @Command(
            name = "stop",
            description = "Stop every node in order; with --zone or --node kill it, as a power cut would.")
    int stop(@Mixin Target target, @ArgGroup @Nullable Part part) {
        return run(target, cluster -> cluster.stop(selection(part)));
    }

    @Command(name = "start", description = "Start what was stopped, and wait until every replica is in sync again.")
    int start(@Mixin Target target, @ArgGroup @Nullable Part part) {
        return run(target, cluster -> cluster.start(selection(part)));
    }

    @Command(name = "down", description = "Stop everything. Data stays for the next up.")
    int down(
            @Mixin Target target,
            @Option(names = "--delete", description = "Delete the data too, after asking.") boolean delete,
            @Option(names = "--yes", description = "Do not ask.") boolean yes) {
        if (delete && !yes && !terminal.confirms("Delete all data of " + target.stack + " on this machine?")) {
            terminal.progress("Nothing was stopped or deleted. Where there is no terminal to ask on, add --yes.");
            return ExitCode.USAGE;
        }
        return run(target, cluster -> cluster.down(delete));
    }

    private int run(Target target, Function<LocalCluster, Outcome> work) {
        return run(target, Stacks.load(terminal.home(), List.of(target.stack)), work);
    }

    private int run(Target target, Stacks stacks, Function<LocalCluster, Outcome> work) {
        return Stacks.oneOnEc2(terminal, stacks, "trivet local", description -> {
            Path root = terminal.home().resolve(".trivet").resolve(description.id());
            Plan<Ec2Platform> plan = Plan.of(description, LocalCluster.site(root, target.oneAddress));
            ProgressLine progress = new ProgressLine(terminal.err(), terminal.live());
            LocalCluster cluster = LocalCluster.of(plan, root, terminal.err(), terminal.live(), progress);
            Outcome outcome = work.apply(cluster);
            progress.end();
            return print(outcome, target.format.isJson());
        });
    }

    private int print(Outcome outcome, boolean json) {
        if (outcome instanceof Outcome.Failure failed) {
            failed.evidence().forEach(terminal::progress);
            terminal.problems(new Problems(failed.problems()), json);
            return ExitCode.ENVIRONMENT;
        }
        if (outcome instanceof Outcome.Success done) {
            done.changes().forEach(terminal::progress);
            List<NodeStatus> rows = done.nodes().stream().map(LocalCommand::row).toList();
            terminal.result(StatusShown.of(rows), json);
            return ExitCode.OK;
        }
        throw new AssertionError(outcome);
    }

    private static NodeStatus row(NodeSeen seen) {
        return new NodeStatus(
                seen.node().name(),
                seen.node().zone().name(),
                seen.node().dnsName(),
                seen.node().address().toString(),
                seen.ports(),
                seen.pid(),
                seen.memory(),
                Optional.of(seen.exporter()).filter(exporter -> !exporter.isEmpty()),
                seen.state());
    }
}
