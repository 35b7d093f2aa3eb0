package io.trivet.cli;

import io.trivet.layout.PlannedConnector;
import io.trivet.operate.Clock;
import io.trivet.operate.Failure;
import io.trivet.operate.PemFiles;
import io.trivet.operate.connectors.ConnectRest;
import io.trivet.operate.connectors.ConnectorDelta;
import io.trivet.operate.connectors.ConnectorStep;
import io.trivet.operate.connectors.Connectors;
import io.trivet.operate.connectors.ObservedConnector;
import io.trivet.operate.connectors.Settling;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.problem.Words;
import io.trivet.show.ConnectorsShown;
import io.trivet.stack.Description;
import io.trivet.stack.PlatformName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trivet operate connectors}: what the workers of Kafka Connect run. */
@Command(
        name = "connectors",
        description =
                "List what differs between the described connectors and those that the workers run; with --apply make it"
                        + " so, and wait until they run, or are paused or stopped, as described. What a connector would"
                        + " refuse is told before anything is changed. Connectors that are not described are left alone,"
                        + " and none is deleted. Ends with 1 when one is refused or has failed. With security a certificate"
                        + " comes from KAFKA_CERTIFICATE and KAFKA_KEY or from files.")
final class ConnectorsCommand implements Callable<Integer> {
    private static final String COMMAND = "trivet operate connectors";
    private static final String PATH = "connect.connectors.";

    private final Terminal terminal;

    @Parameters(paramLabel = "STACK", description = "Name of a stack, or path of its file.")
    private String stack = "";

    @Option(names = "--apply", description = "Make the changes.")
    private boolean apply;

    @Option(
            names = "--restart-failed",
            description = "Also start again what has failed of described connectors: the connector, or its tasks.")
    private boolean restart;

    @Mixin
    private LoginOptions login = new LoginOptions();

    @Option(names = "--local", description = "The cluster of a stack on EC2 that runs on this machine.")
    private boolean local;

    @Option(names = "--exit-code", description = "End with 3 when there are changes to make and they were not made.")
    private boolean exitCode;

    @Mixin
    private FormatOption format = new FormatOption();

    ConnectorsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return Stacks.one(terminal, stack, this::connectors);
    }

    private int connectors(Description<?> description) {
        if (description.platform() != PlatformName.EC2) {
            return terminal.problems(new Problems(List.of(Stacks.otherPlatform(description, COMMAND))), false);
        }
        AskedCluster asked =
                AskedCluster.of(terminal, description, login.authority(), local).orElseThrow();
        if (asked.workers().isEmpty()) {
            return terminal.problems(new Problems(List.of(none(description))), false);
        }
        Secret secret = login.secret(asked.access());
        if (!secret.problems().isEmpty()) {
            terminal.problems(new Problems(secret.problems()), false);
            return ExitCode.ENVIRONMENT;
        }
        ProgressLine progress = new ProgressLine(terminal.err(), terminal.live());
        Place place = description.places().at("connect");
        try {
            ConnectRest rest = new ConnectRest(place, asked.workers(), tls(asked, secret, place), Clock.SYSTEM);
            return connectors(asked, new Connectors(rest), progress);
        } catch (Failure e) {
            progress.end();
            return AskedCluster.failed(terminal, e, secret);
        } catch (InterruptedException e) {
            progress.end();
            Thread.currentThread().interrupt();
            return AskedCluster.interrupted(terminal, place);
        }
    }

    private static Problem none(Description<?> description) {
        return Problem.error("workers-missing", description.places().at("platform"), "a description without connect")
                .must("have workers, which connectors are given to")
                .mend("add connect, as connect: {nodes: 3, instance: m7g.large, volume: {size: 10GiB}}");
    }

    private static Optional<SSLContext> tls(AskedCluster asked, Secret secret, Place place) throws Failure {
        SortedMap<String, String> client = asked.client(secret);
        if (client.getOrDefault("security.protocol", "PLAINTEXT").equals("PLAINTEXT")) {
            return Optional.empty();
        }
        try {
            return Optional.of(PemFiles.context(client));
        } catch (IOException e) {
            throw new Failure(Problem.error("connect-tls", place, "no way to its workers (" + e.getMessage() + ")")
                    .must("be reached with a certificate, its key and an authority in PEM")
                    .mend("look at KAFKA_CERTIFICATE and KAFKA_KEY or --secret-file, and at --ca-file"));
        }
    }

    /** The step that a connector of which the workers have not heard must be asked about, and one that changes. */
    private static boolean isTold(ConnectorStep step) {
        return step instanceof ConnectorStep.Creation || step instanceof ConnectorStep.Change;
    }

    private int connectors(AskedCluster asked, Connectors connectors, ProgressLine progress)
            throws Failure, InterruptedException {
        Description<?> description = asked.description();
        List<PlannedConnector> wanted = description.on(PlannedConnector::of, msk -> List.of(), service -> List.of());
        progress.step("asking the workers of " + description.id());
        List<ObservedConnector> seen = connectors.read();
        SortedSet<String> told = ConnectorDelta.between(seen, wanted, new TreeMap<>(), restart).steps().stream()
                .filter(ConnectorsCommand::isTold)
                .map(ConnectorStep::connector)
                .collect(Collectors.toCollection(TreeSet::new));
        List<Problem> problems = new ArrayList<>();
        SortedMap<String, SortedSet<String>> secrets = new TreeMap<>();
        List<String> classes = told.isEmpty() ? List.of() : connectors.classes();
        for (PlannedConnector connector : wanted) {
            if (told.contains(connector.name())) {
                progress.step("asking connector " + connector.name() + " what it makes of its settings");
                secrets.put(connector.name(), refused(description, connectors, connector, classes, problems));
            }
        }
        ConnectorDelta delta = ConnectorDelta.between(seen, wanted, secrets, restart);
        SortedMap<String, List<String>> failed = new TreeMap<>();
        boolean taken = apply && problems.isEmpty() && !delta.steps().isEmpty();
        if (apply && problems.isEmpty() && !wanted.isEmpty()) {
            // Also where nothing differs: a command that was cut off gave its orders, and did not see what became of
            // them.
            connectors.take(delta.steps(), wanted);
            failed.putAll(new Settling(connectors, Clock.SYSTEM, progress::step).until(wanted));
        } else {
            delta.failed()
                    .forEach(part -> failed.computeIfAbsent(part.connector(), name -> new ArrayList<>())
                            .add(part.told()));
        }
        failed.forEach((connector, texts) -> texts.forEach(text -> problems.add(failed(description, connector, text))));
        progress.end();
        terminal.result(
                ConnectorsShown.of(description.id(), asked.workers(), wanted.size(), delta, failed, taken),
                format.isJson());
        int code = terminal.problems(new Problems(problems), false);
        if (code != ExitCode.OK) {
            return code;
        }
        return exitCode && !taken && !delta.steps().isEmpty() ? ExitCode.CHANGES : ExitCode.OK;
    }

    private static Problem failed(Description<?> description, String connector, String text) {
        return Problem.error("connector-failed", description.places().at(PATH + connector), text)
                .must("do what is described")
                .mend(
                        "mend its cause, then run it again with --apply --restart-failed; its worker's log says more. Where"
                                + " a worker is gone, start it, or wait until the others have what it ran");
    }

    /** Finds what a connector would refuse; the settings that it says are secrets. */
    private static SortedSet<String> refused(
            Description<?> description,
            Connectors connectors,
            PlannedConnector connector,
            List<String> classes,
            List<Problem> problems)
            throws Failure, InterruptedException {
        String path = PATH + connector.name() + ".";
        String type =
                connector.config().getOrDefault(PlannedConnector.CLASS, "").strip();
        if (!Connectors.isAmong(classes, type)) {
            problems.add(Problem.error(
                            "connector-class-missing",
                            description.places().at(path + PlannedConnector.key(PlannedConnector.CLASS)),
                            type + ", a class that no worker has")
                    .must("be one of " + Words.list(classes))
                    .mend(Words.nearest(type, classes)
                                    .map(nearest -> "write " + nearest + ", or ")
                                    .orElse("")
                            + "describe the plugin in connect.plugins and start the workers with it"));
            return new TreeSet<>();
        }
        Connectors.Verdict verdict = connectors.verdict(connector);
        verdict.errors()
                .forEach((setting, errors) -> errors.forEach(error -> problems.add(Problem.error(
                                "connector-refused",
                                description.places().at(path + PlannedConnector.key(setting)),
                                "refused by the connector (" + error + ")")
                        .must("be what it takes")
                        .mend("correct it as the connector's documentation says"))));
        verdict.literals(connector)
                .forEach(setting -> problems.add(Problem.error(
                                "connector-secret",
                                description.places().at(path + PlannedConnector.key(setting)),
                                "a secret, as the connector says")
                        .must("not hold one: whatever is described is shown in previews, files and state")
                        .mend("write where it stands, by a provider of the workers, as"
                                + " ${file:/etc/kafka-secrets/orders.properties:password}")));
        return verdict.secrets();
    }
}
