package io.trivet.cli;

import io.trivet.operate.Failure;
import io.trivet.operate.LiveCluster;
import io.trivet.operate.PasswordStore;
import io.trivet.operate.Users;
import io.trivet.operate.access.AccessDelta;
import io.trivet.operate.access.AccessStep;
import io.trivet.operate.access.Passwords;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.security.UserRights;
import io.trivet.show.UsersShown;
import io.trivet.stack.Description;
import io.trivet.stack.PlatformName;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trivet operate users}: what users may do with a cluster, and how much of it they get. */
@Command(
        name = "users",
        description =
                "List what differs between the rights and quotas of described users and those that the cluster knows; with"
                        + " --apply make it so, what is given before what is taken away. Users that are not described are left"
                        + " alone, and what a described one has besides is taken away only where it is owned. Users with"
                        + " login: scram get passwords, which are printed nowhere. A login comes"
                        + " from KAFKA_USERNAME and KAFKA_PASSWORD (KAFKA_CERTIFICATE and KAFKA_KEY with client certificates)"
                        + " or from files.")
final class UsersCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "STACK", description = "Name of a stack, or path of its file.")
    private String stack = "";

    @Option(names = "--apply", description = "Make the changes.")
    private boolean apply;

    @Mixin
    private PasswordOptions passwords = new PasswordOptions();

    @Option(names = "--local", description = "The cluster of a stack on EC2 that runs on this machine.")
    private boolean local;

    @Mixin
    private LoginOptions login = new LoginOptions();

    @Option(names = "--exit-code", description = "End with 3 when there are changes to make and they were not made.")
    private boolean exitCode;

    @Mixin
    private FormatOption format = new FormatOption();

    UsersCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return Stacks.one(terminal, stack, this::users);
    }

    private static Problem elsewhere(Description<?> description) {
        return Problem.error(
                        "other-platform",
                        description.places().at("platform"),
                        description.platform().word())
                .must(
                        "be ec2 or external for trivet operate users: on Amazon MSK pulumi up gives the rights, by policies of IAM")
                .mend("run pulumi up, and give each policy of its output userPolicies to the role of its application");
    }

    private static Problem none(Description<?> description) {
        return Problem.error("users-missing", description.places().at("platform"), "a description without users")
                .must("say who may do what: those that are not described are left alone")
                .mend("add users, as users: {shop: {topics: {orders: [write]}}}; on EC2 they need security");
    }

    private int users(Description<?> description) {
        Optional<AskedCluster> asked = AskedCluster.of(terminal, description, login.authority(), local);
        if (asked.isEmpty()) {
            Problem problem = local && description.platform() == PlatformName.EXTERNAL
                    ? Stacks.otherPlatform(description, "trivet operate users --local")
                    : elsewhere(description);
            return terminal.problems(new Problems(List.of(problem)), false);
        }
        List<UserRights> wanted = UserRights.of(description);
        List<Problem> problems = description.platform() == PlatformName.EC2
                ? passwords.problems(wanted, local)
                : passwords.problemsAtService();
        if (!problems.isEmpty()) {
            return terminal.problems(new Problems(problems), false);
        }
        Optional<PasswordStore> store = passwords.store(terminal.home(), description, local);
        try {
            SortedSet<String> made = store.orElse(PasswordStore.NONE).users();
            if (wanted.isEmpty() && made.isEmpty()) {
                return terminal.problems(new Problems(List.of(none(description))), false);
            }
            return users(asked.get(), wanted, store, made);
        } catch (Failure e) {
            return AskedCluster.failed(terminal, e, UnaryOperator.identity());
        } finally {
            store.ifPresent(PasswordStore::close);
        }
    }

    /**
     * @param store of the passwords that are made; empty where none is named
     * @param made users whose password is in it
     */
    private int users(
            AskedCluster asked, List<UserRights> wanted, Optional<PasswordStore> store, SortedSet<String> made) {
        Description<?> description = asked.description();
        Secret secret = login.secret(asked.access());
        if (!secret.problems().isEmpty()) {
            terminal.problems(new Problems(secret.problems()), false);
            return ExitCode.ENVIRONMENT;
        }
        try (LiveCluster cluster = asked.connect(secret)) {
            Users users = new Users(cluster, asked.way());
            AccessDelta delta = AccessDelta.between(
                    users.read(wanted.stream().map(UserRights::user).toList()),
                    wanted,
                    known(description, users, wanted, made));
            boolean makes = delta.steps().stream().anyMatch(AccessStep.SetPassword.class::isInstance);
            boolean taken = apply && !delta.steps().isEmpty();
            if (taken && makes && store.isEmpty()) {
                return terminal.problems(
                        new Problems(List.of(PasswordOptions.nowhere(asked.place(), delta.steps()))), false);
            }
            if (taken) {
                users.take(delta.steps(), store.orElse(PasswordStore.NONE));
            }
            String bootstrap = String.join(",", asked.access().bootstrap());
            Optional<PasswordStore> kept = store.filter(any -> taken && makes);
            terminal.result(
                    UsersShown.of(description.id(), bootstrap, wanted.size(), delta, taken, kept), format.isJson());
            return exitCode && !taken && !delta.steps().isEmpty() ? ExitCode.CHANGES : ExitCode.OK;
        } catch (Failure e) {
            return AskedCluster.failed(terminal, e, secret);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return AskedCluster.interrupted(terminal, asked.place());
        }
    }

    /** Who has a password, where brokers of ours keep them; a service has its own ways. */
    private Passwords known(Description<?> description, Users users, List<UserRights> wanted, SortedSet<String> made)
            throws Failure, InterruptedException {
        if (description.platform() != PlatformName.EC2) {
            return Passwords.NONE;
        }
        return new Passwords(users.withPassword(), passwords.anew(wanted, made, local), made);
    }
}
