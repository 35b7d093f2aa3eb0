package io.trivet.cli;

import io.trivet.edge.account.SecretsManager;
import io.trivet.edge.local.secret.PasswordFolder;
import io.trivet.edge.local.secret.Secrets;
import io.trivet.operate.PasswordStore;
import io.trivet.operate.access.AccessStep;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Words;
import io.trivet.security.UserRights;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** Options of a command that makes passwords for users. */
final class PasswordOptions {
    @Option(
            names = "--rotate",
            paramLabel = "USER",
            description = "Make another password for a described user with login: scram; may be given more than once."
                    + " Connections that are there stay, new ones need the new one.")
    private List<String> rotated = new ArrayList<>();

    @Option(
            names = "--passwords",
            paramLabel = "FOLDER",
            description =
                    "Where new passwords go, a file STACK/USER.password each, for the eyes of its owner only. With"
                            + " --local they go where trivet local up keeps them.")
    private Optional<Path> passwords = Optional.empty();

    @Option(
            names = "--secrets-manager",
            description = "New passwords go to AWS Secrets Manager in the region of the stack, a secret"
                    + " trivet/STACK/USER each.")
    private boolean secretsManager;

    /** What cannot be meant where brokers of ours keep the passwords. */
    List<Problem> problems(Collection<UserRights> described, boolean local) {
        SortedSet<String> have = have(described);
        List<Problem> problems = new ArrayList<>();
        rotated.stream()
                .filter(user -> !have.contains(user))
                .forEach(user -> problems.add(Problem.error("user-without-password", Place.ofPath("--rotate"), user)
                        .must("be a described user with login: scram")
                        .mend(
                                have.isEmpty()
                                        ? "describe it, as users: {" + user + ": {login: scram}}"
                                        : "name one of " + Words.list(List.copyOf(have)))));
        if (local) {
            passwords.ifPresent(folder -> problems.add(here("--passwords", folder + " with --local")));
            if (secretsManager) {
                problems.add(here("--secrets-manager", "given with --local"));
            }
        } else if (secretsManager && passwords.isPresent()) {
            problems.add(
                    Problem.error("passwords-elsewhere", Place.ofPath("--passwords"), "given with --secrets-manager")
                            .must("be left out: each password is kept in one place")
                            .mend("remove one of the two"));
        }
        return problems;
    }

    private static Problem here(String option, String found) {
        return Problem.error("passwords-elsewhere", Place.ofPath(option), found)
                .must("be left out: clients on this machine read them where trivet local up keeps them")
                .mend("remove it");
    }

    /** The same at a service, which has its own ways. */
    List<Problem> problemsAtService() {
        List<Problem> problems = new ArrayList<>();
        rotated.forEach(user -> problems.add(atService("--rotate", user)));
        passwords.ifPresent(folder -> problems.add(atService("--passwords", folder.toString())));
        if (secretsManager) {
            problems.add(atService("--secrets-manager", "given"));
        }
        return problems;
    }

    private static Problem atService(String option, String value) {
        return Problem.error("passwords-elsewhere", Place.ofPath(option), value + " for a cluster that a service runs")
                .must("be left out: the service makes the passwords of its users")
                .mend("remove it");
    }

    /**
     * Where passwords are kept; empty where that is not said. Each stack has its own place, since users of two clusters
     * may have one name.
     */
    Optional<PasswordStore> store(Path home, Description<?> description, boolean local) {
        String stack = description.id();
        if (local) {
            return Optional.of(new Secrets(home.resolve(".trivet").resolve(stack)).passwords());
        }
        return secretsManager
                ? Optional.of(new SecretsManager(description.regionOrOfZones(), stack, key(description)))
                : passwords.map(folder -> new PasswordFolder(folder.resolve(stack)));
    }

    private static Optional<String> key(Description<?> description) {
        return description.on(
                ec2 -> ec2.on().encryption().map(OnEc2.Encryption::key),
                msk -> Optional.empty(),
                service -> Optional.empty());
    }

    /** Who is to get another password: those that are named, and on this machine those of whom it lies nowhere. */
    SortedSet<String> anew(Collection<UserRights> described, SortedSet<String> made, boolean local) {
        SortedSet<String> anew = local ? have(described) : new TreeSet<>();
        anew.removeAll(made);
        anew.addAll(rotated);
        return anew;
    }

    /** Passwords are to be made and it is not said where they go. */
    static Problem nowhere(Place place, List<AccessStep> steps) {
        List<String> users = steps.stream()
                .filter(AccessStep.SetPassword.class::isInstance)
                .map(AccessStep::user)
                .toList();
        return Problem.error("passwords-nowhere", place, "passwords to make for " + Words.list(users))
                .must("go to a place of yours: the brokers keep hashes of them, and tell none")
                .mend("add --secrets-manager, or --passwords FOLDER and put what is in it where the applications get"
                        + " their secrets from");
    }

    private static SortedSet<String> have(Collection<UserRights> described) {
        SortedSet<String> have = new TreeSet<>();
        described.stream().filter(UserRights::password).map(UserRights::user).forEach(have::add);
        return have;
    }
}
