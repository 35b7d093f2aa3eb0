package io.trivet.cli;

import io.trivet.layout.PlannedTopic;
import io.trivet.operate.Failure;
import io.trivet.operate.LiveCluster;
import io.trivet.operate.Topics;
import io.trivet.operate.Waiting;
import io.trivet.operate.balance.LiveMoves;
import io.trivet.operate.balance.Replication;
import io.trivet.problem.Problems;
import io.trivet.show.ReplicationShown;
import io.trivet.stack.Description;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trivet operate replication}: topics get the number of replicas that is described. */
@Command(
        name = "replication",
        description =
                "Say which described topics have another number of replicas than is described, and what is to copy; with"
                        + " --apply give or take them, no zone holding two of one partition where it need not. The topics"
                        + " that Kafka makes for itself on EC2 have as many as brokers.settings say. Others that are not"
                        + " described are left alone. What was cut off goes on when the same command is run"
                        + " again.")
final class ReplicationCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "STACK", description = "Name of a stack, or path of its file.")
    private String stack = "";

    @Option(names = "--apply", description = "Make the changes.")
    private boolean apply;

    @Mixin
    private ThrottleOption throttle = new ThrottleOption();

    @Mixin
    private LoginOptions login = new LoginOptions();

    @Option(names = "--local", description = "The cluster of a stack on EC2 that runs on this machine.")
    private boolean local;

    @Option(names = "--exit-code", description = "End with 3 when there are changes to make and they were not made.")
    private boolean exitCode;

    @Mixin
    private FormatOption format = new FormatOption();

    ReplicationCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        throttle.require(apply);
        return Stacks.one(terminal, stack, this::replication);
    }

    private int replication(Description<?> description) {
        Optional<AskedCluster> asked = AskedCluster.of(terminal, description, login.authority(), local);
        if (asked.isEmpty()) {
            return terminal.problems(
                    new Problems(List.of(Stacks.otherPlatform(description, "trivet operate replication"))), false);
        }
        Secret secret = login.secret(asked.get().access());
        if (!secret.problems().isEmpty()) {
            terminal.problems(new Problems(secret.problems()), false);
            return ExitCode.ENVIRONMENT;
        }
        return replication(asked.get(), secret);
    }

    private int replication(AskedCluster asked, Secret secret) {
        List<PlannedTopic> described = new ArrayList<>(asked.topics());
        described.addAll(asked.ownTopics());
        ProgressLine progress = new ProgressLine(terminal.err(), terminal.live());
        try (LiveCluster cluster = asked.connect(secret)) {
            Topics topics = new Topics(cluster, asked.way());
            // A cluster that cannot be asked is told with the cause, which a wait would not know.
            topics.read(described.stream().map(PlannedTopic::name).toList());
            Waiting waiting = WatchedCopies.ofBrokers(asked.place(), progress);
            Replication wanted = Replication.of(new LiveMoves(cluster, waiting).view(), described);
            boolean made = apply && !wanted.isDone();
            if (made) {
                topics.take(wanted.before());
                new LiveMoves(cluster, waiting.giveUpAfter(WatchedCopies.STANDSTILL))
                        .carryOut(
                                wanted.view(),
                                wanted.targets(),
                                throttle.bytesPerSecond(),
                                partition -> wanted.targets().containsKey(partition.name()));
                topics.take(wanted.after());
            }
            progress.end();
            terminal.result(
                    ReplicationShown.of(asked.description().id(), asked.topics().size(), wanted, made),
                    format.isJson());
            return exitCode && !made && !wanted.isDone() ? ExitCode.CHANGES : ExitCode.OK;
        } catch (Failure e) {
            progress.end();
            return AskedCluster.failed(terminal, e, secret);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return AskedCluster.interrupted(terminal, asked.place());
        }
    }
}
