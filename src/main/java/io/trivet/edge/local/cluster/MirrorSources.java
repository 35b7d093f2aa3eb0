package io.trivet.edge.local.cluster;

import io.trivet.edge.local.process.Home;
import io.trivet.edge.local.secret.Secrets;
import io.trivet.operate.Failure;
import io.trivet.operate.ZooKeeperServers;
import io.trivet.plan.Plan;
import io.trivet.platform.Ec2Platform;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.process.KafkaBroker;
import io.trivet.process.Mirrored;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The clusters that mirrors on this machine copy from. Each is another stack, on this machine, too: names of others
 * lead nowhere from here.
 */
final class MirrorSources {
    private MirrorSources() {}

    /** Fails where one of them is not there. */
    static void check(Plan<Ec2Platform> plan, Home home) throws Failure {
        List<Problem> problems = new ArrayList<>();
        for (Mirrored source : plan.platform().mirrored()) {
            Place place = Place.ofPath("mirrors.sources." + source.name());
            if (source.stack().isEmpty() || source.cluster().isEmpty()) {
                problems.add(Problem.error(
                                "mirror-elsewhere", place, "brokers elsewhere, " + String.join(",", source.bootstrap()))
                        .must(
                                "be a stack beside this one to be copied from on this machine, where names of others lead nowhere")
                        .mend("describe in a stack of its own what you try here, with a source that is a stack"));
            } else if (source.cluster().get().brokers().stream()
                    .noneMatch(broker ->
                            ZooKeeperServers.listens(broker.address() + ":" + broker.port(KafkaBroker.CLIENT_PORT)))) {
                String stack = source.stack().get();
                problems.add(Problem.error(
                                "mirror-source-down",
                                place,
                                "stack " + stack + ", of which no broker listens on this machine")
                        .must("be up before its mirrors are: they copy from it")
                        .mend("run ./trivet local up " + stack + ", then the same command again"));
            } else {
                source.login()
                        .ifPresent(login -> unknown(home, source.stack().get(), login, place)
                                .ifPresent(problems::add));
            }
        }
        if (!problems.isEmpty()) {
            throw new Failure(problems, List.of());
        }
    }

    /** A user that was described after its cluster came up here. */
    private static Optional<Problem> unknown(Home home, String stack, Mirrored.Login login, Place place) {
        return Files.exists(of(home, stack).user(login.user()))
                ? Optional.empty()
                : Optional.of(Problem.error(
                                "mirror-user-missing",
                                place,
                                "stack " + stack + ", which runs without its described user " + login.user())
                        .must("have the user, its rights and its certificate before its mirrors are up")
                        .mend("run ./trivet local up " + stack + ", then the same command again"));
    }

    /**
     * Lays what mirrors come with to their sources beside the settings of theirs.
     *
     * @param settings folder of the settings
     */
    static void certify(Plan<Ec2Platform> plan, Home home, Path settings) throws Failure {
        for (Mirrored source : plan.platform().mirrored()) {
            if (source.login().isPresent() && source.stack().isPresent()) {
                of(home, source.stack().get()).lay(source, source.login().get().user(), settings);
            }
        }
    }

    private static Secrets of(Home home, String stack) {
        return new Secrets(home.root().resolveSibling(stack));
    }
}
