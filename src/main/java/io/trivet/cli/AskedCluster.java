package io.trivet.cli;

import io.trivet.edge.local.cluster.LocalCluster;
import io.trivet.kafka.Catalogue;
import io.trivet.kafka.ClientDefaults;
import io.trivet.kafka.KafkaVersion;
import io.trivet.layout.PlannedTopic;
import io.trivet.layout.Role;
import io.trivet.layout.Site;
import io.trivet.operate.Failure;
import io.trivet.operate.LiveCluster;
import io.trivet.operate.Login;
import io.trivet.operate.Way;
import io.trivet.plan.Plan;
import io.trivet.platform.Ec2Platform;
import io.trivet.platform.ServicePlatform;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.process.ClientAccess;
import io.trivet.process.ConnectWorker;
import io.trivet.process.KafkaSecurity;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import io.trivet.stack.OnService;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.UnaryOperator;

/**
 * A cluster that can be asked.
 *
 * @param way to it, and what is to blame when it cannot be reached
 * @param topics that are described
 * @param ownTopics that Kafka and workers of Kafka Connect make for themselves, and Trivet on this machine; those that
 *     are there follow the description, too
 * @param catalogue by which values are compared
 * @param login as whom a cluster on this machine is asked
 * @param workers {@code host:port} of the REST API of each worker of Kafka Connect; empty where none is described
 */
record AskedCluster(
        Description<?> description,
        Way way,
        ClientAccess access,
        List<PlannedTopic> topics,
        List<PlannedTopic> ownTopics,
        Catalogue catalogue,
        Login login,
        List<String> workers) {
    /**
     * The one of a description; empty on a platform of which no client of ours knows the way.
     *
     * @param authority where it lies on this machine, if not where the description says
     * @param local whether the one on this machine is meant
     */
    static Optional<AskedCluster> of(
            Terminal terminal, Description<?> description, Optional<Path> authority, boolean local) {
        return description.on(
                ec2 -> Optional.of(onEc2(terminal, ec2, authority, local)),
                msk -> Optional.empty(),
                service -> local ? Optional.empty() : Optional.of(onService(service, authority)));
    }

    private static AskedCluster onService(Description<OnService> description, Optional<Path> authority) {
        Plan<ServicePlatform> plan = Plan.ofService(description);
        ClientAccess access = authority
                .map(file -> plan.platform().access().trusting(file.toString()))
                .orElse(plan.platform().access());
        Way way = Way.described(description.places().at("external.bootstrap"));
        return new AskedCluster(
                description,
                way,
                access,
                plan.topics(),
                List.of(),
                Catalogue.of(KafkaVersion.latest()),
                Login.NONE,
                List.of());
    }

    private static AskedCluster onEc2(
            Terminal terminal, Description<OnEc2> description, Optional<Path> authority, boolean local) {
        Path root = terminal.home().resolve(".trivet").resolve(description.id());
        Plan<Ec2Platform> plan = Plan.of(description, local ? LocalCluster.site(root, false) : Site.EC2);
        List<String> bootstrap = Arrays.asList(plan.clientBootstrap().split(","));
        ClientAccess described = KafkaSecurity.access(description.on(), bootstrap);
        return new AskedCluster(
                description,
                Way.ours(
                        description.places().at("brokers"),
                        KafkaSecurity.ADMINISTRATOR,
                        local
                                ? "run ./trivet local up " + description.id()
                                : "run it where the names under dns.zone are resolved and port 9092 is let through"),
                local
                        ? ClientAccess.plain(bootstrap)
                        : authority
                                .map(file -> described.trusting(file.toString()))
                                .orElse(described),
                plan.topics(),
                local ? LocalCluster.ownTopics(plan) : plan.ownTopics(),
                Catalogue.of(plan.platform().kafka()),
                LocalCluster.login(plan),
                plan.nodes(Role.CONNECT).stream()
                        .map(node -> node.node().endpoint(ConnectWorker.REST_PORT))
                        .toList());
    }

    /** Where the description says how it is reached. */
    Place place() {
        return way.place();
    }

    /** A client, as the rendered file of administrators says, with the secret in it. */
    LiveCluster connect(Secret secret) throws Failure {
        SortedMap<String, String> settings = client(secret);
        ClientDefaults.admin().forEach(row -> settings.put(row.key(), row.value()));
        return LiveCluster.of(settings, way);
    }

    /** What any client needs to come in, with the secret in it. */
    SortedMap<String, String> client(Secret secret) {
        Map<String, String> settings = new LinkedHashMap<>(access.connection());
        access.settings().forEach(row -> settings.put(row.key(), row.value()));
        settings.putAll(login.settings());
        return secret.in(settings);
    }

    /** Says why it was not asked to the end, without the secret. */
    static int failed(Terminal terminal, Failure failure, Secret secret) {
        return failed(terminal, failure, secret::hiddenIn);
    }

    /** Says why it was not asked to the end, with what was found as it may be told. */
    static int failed(Terminal terminal, Failure failure, UnaryOperator<String> hidden) {
        terminal.problems(
                new Problems(failure.problems().stream()
                        .map(problem -> Problem.error(problem.id(), problem.place(), hidden.apply(problem.found()))
                                .must(problem.must())
                                .mend(problem.mend()))
                        .toList()),
                false);
        return ExitCode.ENVIRONMENT;
    }

    /** Says that it was cut off. */
    static int interrupted(Terminal terminal, Place place) {
        terminal.problems(
                new Problems(List.of(Problem.error("interrupted", place, "interrupted")
                        .must("run to its end")
                        .mend("run the same command again"))),
                false);
        return ExitCode.ENVIRONMENT;
    }
}
