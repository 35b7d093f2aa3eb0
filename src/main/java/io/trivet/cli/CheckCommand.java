package io.trivet.cli;

import io.trivet.edge.account.AwsAccount;
import io.trivet.edge.account.Preflight;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.problem.Severity;
import io.trivet.problem.Words;
import io.trivet.stack.Description;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code trivet check}: whether what a stack will be asked of has it. */
@Command(
        name = "check",
        synopsisSubcommandLabel = "COMMAND",
        description = "Ask beforehand whether a deployment would find what it needs. Nothing is changed.")
final class CheckCommand {
    private final Terminal terminal;

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Command(
            name = "aws",
            description =
                    "Ask the AWS account of the credentials that are found (environment, profile, single sign-on):"
                            + " region and zones, types of instances, images, quotas, a network and a hosted zone that exist,"
                            + " and what the caller may do. What it may not be asked is a warning.")
    int aws(
            @Parameters(paramLabel = "STACK", description = "Name of a stack, or path of its file.") String stack,
            @Mixin FormatOption format) {
        boolean json = format.isJson();
        return Stacks.one(
                terminal,
                stack,
                description -> description.on(
                        ec2 -> checked(ec2, account -> Preflight.ofEc2(ec2, account), json),
                        msk -> checked(msk, account -> Preflight.ofMsk(msk, account), json),
                        this::notOnAws));
    }

    private int checked(Description<?> description, Function<AwsAccount, Preflight> of, boolean json) {
        ProgressLine progress = new ProgressLine(terminal.err(), terminal.live());
        try (AwsAccount account = new AwsAccount(description.regionOrOfZones())) {
            Preflight.Outcome outcome = of.apply(account).run(question -> progress.step("asking AWS: " + question));
            progress.end();
            int code = terminal.problems(outcome.problems(), json);
            if (outcome.failed()) {
                return ExitCode.ENVIRONMENT;
            }
            if (!json && code == ExitCode.OK) {
                long warnings = outcome.problems().count(Severity.WARNING);
                terminal.result("account " + outcome.account().orElseThrow() + " has what " + description.id()
                        + " needs: " + Words.count(outcome.answered(), "answer") + ", "
                        + (warnings == 0 ? "no problems" : Words.count(warnings, "warning") + ", no errors") + "\n");
            }
            return code;
        }
    }

    private int notOnAws(Description<?> description) {
        return terminal.problems(
                new Problems(List.of(Problem.error(
                                "other-platform",
                                description.places().at("platform"),
                                description.platform().word())
                        .must("be ec2 or msk for trivet check aws: a service has an account of its own")
                        .mend("name a stack on EC2 or Amazon MSK"))),
                false);
    }
}
