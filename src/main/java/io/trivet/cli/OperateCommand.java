package io.trivet.cli;

import io.trivet.layout.PlannedTopic;
import io.trivet.operate.Failure;
import io.trivet.operate.LiveCluster;
import io.trivet.operate.TopicDelta;
import io.trivet.operate.Topics;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.show.TopicsShown;
import io.trivet.stack.Description;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trivet operate}: what is done to a cluster that runs. */
@Command(
        name = "operate",
        synopsisSubcommandLabel = "COMMAND",
        description = "Look at a cluster that runs, on any platform, and bring it to its description.")
final class OperateCommand {
    private final Terminal terminal;

    OperateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Command(
            name = "topics",
            description =
                    "List what differs between the described topics and those of the cluster; with --apply make it so."
                            + " Topics and settings that are not described are left alone, and no topic loses partitions."
                            + " A login comes from KAFKA_USERNAME and KAFKA_PASSWORD (KAFKA_CERTIFICATE and KAFKA_KEY with"
                            + " client certificates) or from files.")
    int topics(
            @Parameters(paramLabel = "STACK", description = "Name of a stack, or path of its file.") String stack,
            @Option(names = "--apply", description = "Make the changes.") boolean apply,
            @Mixin LoginOptions login,
            @Option(names = "--local", description = "The cluster of a stack on EC2 that runs on this machine.")
                    boolean local,
            @Option(
                            names = "--exit-code",
                            description = "End with 3 when there are changes to make and they were not made.")
                    boolean exitCode,
            @Mixin FormatOption format) {
        return Stacks.one(terminal, stack, description -> {
            Optional<AskedCluster> asked = AskedCluster.of(terminal, description, login.authority(), local);
            if (asked.isEmpty()) {
                return terminal.problems(
                        new Problems(List.of(Stacks.otherPlatform(description, "trivet operate topics"))), false);
            }
            Secret secret = login.secret(asked.get().access());
            if (!secret.problems().isEmpty()) {
                terminal.problems(new Problems(secret.problems()), false);
                return ExitCode.ENVIRONMENT;
            }
            return topics(asked.get(), secret, apply, exitCode, format.isJson());
        });
    }

    private int topics(AskedCluster asked, Secret secret, boolean apply, boolean exitCode, boolean json) {
        List<PlannedTopic> wanted = asked.topics();
        try (LiveCluster cluster = asked.connect(secret)) {
            Topics topics = new Topics(cluster, asked.way());
            TopicDelta delta = TopicDelta.between(
                    topics.read(wanted.stream().map(PlannedTopic::name).toList()), wanted, asked.catalogue());
            boolean taken =
                    apply && delta.refusals().isEmpty() && !delta.steps().isEmpty();
            if (taken) {
                topics.take(delta.steps());
            }
            terminal.result(
                    TopicsShown.of(
                            asked.description().id(),
                            String.join(",", asked.access().bootstrap()),
                            wanted.size(),
                            delta,
                            taken),
                    json);
            int refused = refused(asked.description(), delta);
            if (refused != ExitCode.OK) {
                return refused;
            }
            return exitCode && !taken && !delta.steps().isEmpty() ? ExitCode.CHANGES : ExitCode.OK;
        } catch (Failure e) {
            return AskedCluster.failed(terminal, e, secret);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return AskedCluster.interrupted(terminal, asked.place());
        }
    }

    private int refused(Description<?> description, TopicDelta delta) {
        List<Problem> problems = new ArrayList<>();
        for (TopicDelta.Refusal refusal : delta.refusals()) {
            problems.add(Problem.error(
                            refusal.id(),
                            description.places().at("topics." + refusal.topic() + "." + refusal.key()),
                            refusal.found())
                    .must(refusal.must())
                    .mend(refusal.mend()));
        }
        return terminal.problems(new Problems(problems), false);
    }
}
