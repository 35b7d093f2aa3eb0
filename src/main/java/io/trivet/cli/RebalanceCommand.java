package io.trivet.cli;

import io.trivet.edge.local.cluster.LocalCluster;
import io.trivet.layout.Node;
import io.trivet.layout.Site;
import io.trivet.operate.Failure;
import io.trivet.operate.LiveCluster;
import io.trivet.operate.Waiting;
import io.trivet.operate.balance.LiveMoves;
import io.trivet.operate.balance.Rebalance;
import io.trivet.plan.Plan;
import io.trivet.platform.Ec2Platform;
import io.trivet.problem.Problems;
import io.trivet.show.RebalanceShown;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trivet operate rebalance}: copies of partitions spread evenly over the brokers that are described. */
@Command(
        name = "rebalance",
        description =
                "Say which replicas must move until every described broker holds and leads as many, no zone holding two of"
                        + " one partition where it need not; with --apply move them. No other way moves fewer. What was cut"
                        + " off goes on when the same command is run again.")
final class RebalanceCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "STACK", description = "Name of a stack, or path of its file.")
    private String stack = "";

    @Option(names = "--apply", description = "Move them.")
    private boolean apply;

    @Mixin
    private ThrottleOption throttle = new ThrottleOption();

    @Option(names = "--local", description = "The cluster of the stack that runs on this machine.")
    private boolean local;

    @Option(names = "--exit-code", description = "End with 3 when there are copies to move and they were not moved.")
    private boolean exitCode;

    @Mixin
    private FormatOption format = new FormatOption();

    RebalanceCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        throttle.require(apply);
        return Stacks.oneOnEc2(terminal, stack, "trivet operate rebalance", this::rebalance);
    }

    private int rebalance(Description<OnEc2> description) {
        Path root = terminal.home().resolve(".trivet").resolve(description.id());
        Plan<Ec2Platform> plan = Plan.of(description, local ? LocalCluster.site(root, false) : Site.EC2);
        SortedSet<Integer> brokers = new TreeSet<>(plan.layout().nodes().stream()
                .filter(node -> node.role().isBroker())
                .map(Node::id)
                .toList());
        ProgressLine progress = new ProgressLine(terminal.err(), terminal.live());
        try (LiveCluster cluster =
                LiveCluster.ofBrokers(plan.clientBootstrap(), LocalCluster.login(plan), Duration.ofSeconds(5))) {
            Waiting waiting = WatchedCopies.ofBrokers(description.places().at("brokers"), progress);
            Rebalance wanted = Rebalance.of(new LiveMoves(cluster, waiting).view(), brokers);
            boolean all =
                    wanted.balance().moves().isEmpty() && wanted.view().moving().isEmpty();
            boolean moved = apply && !all;
            if (moved) {
                new LiveMoves(cluster, waiting.giveUpAfter(WatchedCopies.STANDSTILL))
                        .carryOut(wanted.view(), wanted.targets(), throttle.bytesPerSecond(), partition -> true);
            }
            progress.end();
            terminal.result(RebalanceShown.of(description.id(), wanted, moved), format.isJson());
            return exitCode && !moved && !all ? ExitCode.CHANGES : ExitCode.OK;
        } catch (Failure e) {
            progress.end();
            terminal.problems(new Problems(e.problems()), false);
            return ExitCode.ENVIRONMENT;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ImportCommand.interrupted(terminal);
        }
    }
}
