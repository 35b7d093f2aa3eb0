package io.trivet.cli;

import io.trivet.operate.Way;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.stack.Description;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Options of a command that looks at a cluster on any platform, and changes nothing. */
final class LookOptions {
    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--local", description = "The cluster of a stack on EC2 that runs on this machine.")
    private boolean local;

    @Mixin
    private LoginOptions login = new LoginOptions();

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description =
                    "Where brokers are asked, in place of what the description says; several with commas. On Amazon"
                            + " MSK only AWS knows it: aws kafka get-bootstrap-brokers tells it.")
    private Optional<String> bootstrap = Optional.empty();

    @Option(
            names = "--properties",
            paramLabel = "FILE",
            description =
                    "With --bootstrap: properties of the client that asks, with its login and TLS. May be given more"
                            + " than once.")
    private List<Path> properties = new ArrayList<>();

    /**
     * Does something with the cluster of a stack; what is wrong with the stack or with these options is printed first.
     *
     * @param command what cannot be done with {@code --local} on another platform than EC2
     * @return the exit code of the work, or that of the problems
     */
    int with(Terminal terminal, String stack, String command, ToIntFunction<LookedCluster> work) {
        if (bootstrap.isPresent() && local) {
            throw new ParameterException(spec.commandLine(), "--bootstrap does not go with --local");
        }
        if (!properties.isEmpty() && bootstrap.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--properties goes with --bootstrap");
        }
        return Stacks.one(
                terminal,
                stack,
                description -> bootstrap.isPresent()
                        ? typed(terminal, description, bootstrap.get(), work)
                        : described(terminal, description, command, work));
    }

    private int typed(
            Terminal terminal, Description<?> description, String addresses, ToIntFunction<LookedCluster> work) {
        PropertyFiles files = PropertyFiles.read(properties);
        List<Problem> problems = new ArrayList<>(files.problems());
        problems.addAll(RunningCluster.form(bootstrap));
        if (!problems.isEmpty()) {
            terminal.problems(new Problems(problems), false);
            return ExitCode.ENVIRONMENT;
        }
        return work.applyAsInt(new LookedCluster(
                description,
                Arrays.asList(addresses.split(",")),
                files.client(),
                Way.typed(addresses),
                LookedCluster.expected(terminal, description, false),
                files::hiddenIn));
    }

    private int described(
            Terminal terminal, Description<?> description, String command, ToIntFunction<LookedCluster> work) {
        Optional<AskedCluster> asked = AskedCluster.of(terminal, description, login.authority(), local);
        if (asked.isEmpty()) {
            if (local) {
                return terminal.problems(
                        new Problems(List.of(Stacks.otherPlatform(description, command + " --local"))), false);
            }
            throw new ParameterException(
                    spec.commandLine(),
                    "name brokers of " + description.id()
                            + " with --bootstrap HOST:PORT, as aws kafka get-bootstrap-brokers tells them");
        }
        Secret secret = login.secret(asked.get().access());
        if (!secret.problems().isEmpty()) {
            terminal.problems(new Problems(secret.problems()), false);
            return ExitCode.ENVIRONMENT;
        }
        return work.applyAsInt(new LookedCluster(
                description,
                asked.get().access().bootstrap(),
                asked.get().client(secret),
                Way.ofLooks(asked.get().place()),
                LookedCluster.expected(terminal, description, local),
                secret::hiddenIn));
    }
}
