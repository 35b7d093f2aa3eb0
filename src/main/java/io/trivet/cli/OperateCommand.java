package io.trivet.cli;

import io.trivet.edge.local.cluster.LocalCluster;
import io.trivet.kafka.Catalogue;
import io.trivet.kafka.ClientDefaults;
import io.trivet.kafka.ClientProtocol;
import io.trivet.kafka.KafkaService;
import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.SaslMechanism;
import io.trivet.layout.PlannedTopic;
import io.trivet.layout.Site;
import io.trivet.operate.Failure;
import io.trivet.operate.LiveCluster;
import io.trivet.operate.TopicDelta;
import io.trivet.operate.Topics;
import io.trivet.plan.Plan;
import io.trivet.platform.Ec2Platform;
import io.trivet.platform.ServicePlatform;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.process.ClientAccess;
import io.trivet.show.TopicsShown;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import io.trivet.stack.OnService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import picocli.CommandLine.Command;
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

    /**
     * A cluster that can be asked.
     *
     * @param place of the description that is to blame when it cannot be reached
     * @param catalogue by which values are compared
     */
    private record AskedCluster(
            Description<?> description,
            Place place,
            ClientAccess access,
            List<PlannedTopic> topics,
            Catalogue catalogue) {}

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
            @Option(
                            names = "--secret-file",
                            paramLabel = "FILE",
                            description = "File with username and password (or certificate and key), as key=value or as"
                                    + " the JSON of Secrets Manager, in place of the environment; may be given twice.")
                    List<Path> secretFiles,
            @Option(
                            names = "--ca-file",
                            paramLabel = "FILE",
                            description =
                                    "The authority in PEM, where it lies elsewhere on this machine than external.ca"
                                            + " says.")
                    Optional<Path> authority,
            @Option(names = "--local", description = "The cluster of a stack on EC2 that runs on this machine.")
                    boolean local,
            @Option(
                            names = "--exit-code",
                            description = "End with 3 when there are changes to make and they were not made.")
                    boolean exitCode,
            @Option(names = "--format", paramLabel = "FORMAT", description = "text (the default) or json.")
                    Optional<Format> format) {
        return Stacks.one(terminal, stack, description -> {
            Optional<AskedCluster> asked = asked(description, authority, local);
            if (asked.isEmpty()) {
                return terminal.problems(
                        new Problems(List.of(Stacks.otherPlatform(description, "trivet operate topics"))), false);
            }
            List<Path> files = secretFiles == null ? List.of() : secretFiles;
            Secret secret = Secret.of(asked.get().access(), files, System::getenv);
            if (!secret.problems().isEmpty()) {
                terminal.problems(new Problems(secret.problems()), false);
                return ExitCode.ENVIRONMENT;
            }
            return topics(asked.get(), secret, apply, exitCode, format.orElse(Format.TEXT) == Format.JSON);
        });
    }

    private Optional<AskedCluster> asked(Description<?> description, Optional<Path> authority, boolean local) {
        return description.on(
                ec2 -> Optional.of(onEc2(ec2, local)),
                msk -> Optional.empty(),
                service -> local ? Optional.empty() : Optional.of(onService(service, authority)));
    }

    private static AskedCluster onService(Description<OnService> description, Optional<Path> authority) {
        Plan<ServicePlatform> plan = Plan.ofService(description);
        ClientAccess access = authority
                .map(file -> plan.platform().access().trusting(file.toString()))
                .orElse(plan.platform().access());
        KafkaVersion[] versions = KafkaVersion.values();
        Place place = description.places().at("external.bootstrap");
        return new AskedCluster(description, place, access, plan.topics(), Catalogue.of(versions[versions.length - 1]));
    }

    private AskedCluster onEc2(Description<OnEc2> description, boolean local) {
        Path root = terminal.home().resolve(".trivet").resolve(description.id());
        Plan<Ec2Platform> plan = Plan.of(description, local ? LocalCluster.site(root, false) : Site.EC2);
        ClientAccess access = ClientAccess.of(
                KafkaService.OTHER,
                Arrays.asList(plan.clientBootstrap().split(",")),
                ClientProtocol.PLAINTEXT,
                SaslMechanism.PLAIN,
                false,
                "");
        Place place = description.places().at("brokers");
        return new AskedCluster(
                description,
                place,
                access,
                plan.topics(),
                Catalogue.of(plan.platform().kafka()));
    }

    private int topics(AskedCluster asked, Secret secret, boolean apply, boolean exitCode, boolean json) {
        List<PlannedTopic> wanted = asked.topics();
        try (LiveCluster cluster = LiveCluster.of(client(asked.access(), secret), asked.place())) {
            Topics topics = new Topics(cluster, asked.place());
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
            Problem problem = e.problems().get(0);
            terminal.problems(
                    new Problems(List.of(Problem.error(problem.id(), problem.place(), secret.hiddenIn(problem.found()))
                            .must(problem.must())
                            .mend(problem.mend()))),
                    false);
            return ExitCode.ENVIRONMENT;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            terminal.problems(
                    new Problems(List.of(Problem.error("interrupted", asked.place(), "interrupted")
                            .must("run to its end")
                            .mend("run the same command again"))),
                    false);
            return ExitCode.ENVIRONMENT;
        }
    }

    /** As the rendered file of administrators says, with the secret in it. */
    private static SortedMap<String, String> client(ClientAccess access, Secret secret) {
        Map<String, String> settings = new LinkedHashMap<>(access.connection());
        access.settings().forEach(row -> settings.put(row.key(), row.value()));
        ClientDefaults.admin().forEach(row -> settings.put(row.key(), row.value()));
        return secret.in(settings);
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
