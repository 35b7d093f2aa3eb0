package io.trivet.cli;

import io.trivet.edge.account.Account;
import io.trivet.edge.account.AwsAccount;
import io.trivet.edge.account.Unanswered;
import io.trivet.layout.Domain;
import io.trivet.operate.Kept;
import io.trivet.plan.Plan;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.show.RetirementShown;
import io.trivet.stack.Description;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code trivet operate retire}: what the end of a cluster keeps. It changes nothing. */
@Command(
        name = "retire",
        description =
                "Say what pulumi destroy takes of a cluster and what it keeps, with the ids of volumes, snapshots and"
                        + " hosted zones, which it asks the AWS account for; how it is ended, and how to come back."
                        + " Nothing is changed.")
final class RetireCommand implements Callable<Integer> {
    private static final String CLUSTER = "trivet:cluster";
    private static final String STACK = "trivet:stack";
    private static final String NODE = "trivet:node";

    /** broker2 before broker10. */
    private static final Comparator<Kept.Volume> BY_NODE = Comparator.comparing(
                    (Kept.Volume volume) -> volume.node().replaceAll("\\d", ""))
            .thenComparing(volume -> volume.node().length())
            .thenComparing(Kept.Volume::node)
            .thenComparing(Kept.Volume::id);

    private final Terminal terminal;
    private final List<Problem> problems = new ArrayList<>();

    @Parameters(paramLabel = "STACK", description = "Name of a stack, or path of its file.")
    private String stack = "";

    @Mixin
    private FormatOption format = new FormatOption();

    RetireCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return Stacks.one(terminal, stack, description -> description.on(this::onAws, this::onAws, this::elsewhere));
    }

    private int onAws(Description<?> description) {
        Plan<?> plan = Plan.of(description);
        try (AwsAccount account = new AwsAccount(plan.region())) {
            Kept kept = kept(plan, Domain.of(description), account);
            terminal.problems(new Problems(problems), false);
            terminal.result(RetirementShown.of(plan, kept), format.isJson());
            return ExitCode.OK;
        } catch (Unanswered e) {
            terminal.problems(new Problems(List.of(e.problem())), format.isJson());
            return ExitCode.ENVIRONMENT;
        }
    }

    private Kept kept(Plan<?> plan, Optional<Domain> domain, Account account) throws Unanswered {
        String number = account.identity().account();
        List<Kept.Volume> volumes = answered(
                        () -> account.volumes(CLUSTER, plan.layout().cluster()))
                .stream()
                .filter(volume -> plan.id().equals(volume.tags().get(STACK)))
                .map(volume -> new Kept.Volume(
                        volume.id(), volume.tags().getOrDefault(NODE, ""), volume.zone(), volume.gib(), volume.state()))
                .filter(volume -> !volume.node().isEmpty())
                .sorted(BY_NODE)
                .toList();
        List<String> ids = volumes.stream().map(Kept.Volume::id).toList();
        List<Account.Snapshot> snapshots = answered(() -> account.snapshots(ids)).stream()
                .sorted(Comparator.comparing(Account.Snapshot::started)
                        .reversed()
                        .thenComparing(Account.Snapshot::id))
                .toList();
        List<String> zones = domain.isEmpty()
                ? List.of()
                : answered(() -> domain.get().hostedZone().isPresent()
                        ? List.of(domain.get().hostedZone().get())
                        : account.hostedZones(domain.get().zone()));
        return new Kept(
                number,
                volumes,
                snapshots.stream()
                        .map(one -> new Kept.Snapshot(one.id(), one.volume(), one.gib(), one.started()))
                        .toList(),
                zones);
    }

    /** A question to the account. */
    @FunctionalInterface
    private interface Asks<T> {
        List<T> answer() throws Unanswered;
    }

    /** The answer; what was not answered is told, and leaves the rest to say. */
    private <T> List<T> answered(Asks<T> question) throws Unanswered {
        try {
            return question.answer();
        } catch (Unanswered e) {
            if (e.any()) {
                throw e;
            }
            problems.add(e.problem());
            return List.of();
        }
    }

    private int elsewhere(Description<?> description) {
        return terminal.problems(
                new Problems(List.of(Problem.error(
                                "other-platform",
                                description.places().at("platform"),
                                description.platform().word())
                        .must("be ec2 or msk for trivet operate retire: a service ends its clusters itself")
                        .mend("name a stack on EC2 or Amazon MSK"))),
                false);
    }
}
