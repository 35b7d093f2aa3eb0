package io.trivet.cli;

import io.trivet.adopt.FoundMsk;
import io.trivet.adopt.ServiceAdoption;
import io.trivet.edge.account.MskAccount;
import io.trivet.edge.account.Unanswered;
import io.trivet.edge.local.process.NodeNames;
import io.trivet.kafka.ClientProtocol;
import io.trivet.kafka.KafkaService;
import io.trivet.kafka.SaslMechanism;
import io.trivet.operate.Failure;
import io.trivet.operate.Survey;
import io.trivet.operate.found.FoundCluster;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The options that name a cluster which runs, and how it is asked. */
final class RunningCluster {
    private static final Pattern ADDRESSES = Pattern.compile("[^\\s,:]+(:[^\\s,]+)?:\\d{1,5}(,[^\\s,]+:\\d{1,5})*");

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "Where brokers of a running cluster are asked; several with commas. Nothing is changed.")
    private Optional<String> bootstrap = Optional.empty();

    @Option(
            names = "--msk",
            paramLabel = "ARN",
            description =
                    "A running cluster on Amazon MSK, asked with the credentials of AWS that are found. Its topics are"
                            + " asked of its brokers, with --bootstrap, or with --properties of a client alone.")
    private Optional<String> msk = Optional.empty();

    @Option(
            names = "--properties",
            paramLabel = "FILE",
            description =
                    "Properties of the client that asks, with its login and TLS; or a server.properties of a broker or"
                            + " controller, known by process.roles, broker.id, node.id, listeners, log.dirs or"
                            + " zookeeper.connect, for what brokers do not tell. May be given more than once.")
    private List<Path> properties = new ArrayList<>();

    @Option(
            names = "--hosts",
            paramLabel = "FILE",
            description =
                    "Resolve names by this file alone, written as /etc/hosts is: that of a cluster on this machine"
                            + " is .trivet/STACK/hosts.")
    private Optional<Path> hosts = Optional.empty();

    /** Whether a cluster was named. */
    boolean isNamed() {
        return bootstrap.isPresent() || msk.isPresent();
    }

    /** Whether it is named as one on Amazon MSK. */
    boolean isMsk() {
        return msk.isPresent();
    }

    /** What was named, as a person typed it. */
    String named() {
        return msk.or(() -> bootstrap).orElse("");
    }

    /** The region of its ARN; empty where there is none. */
    Optional<String> region() {
        return msk.flatMap(MskAccount::region);
    }

    /** The files that say how to ask, read. */
    PropertyFiles files() {
        return PropertyFiles.read(properties);
    }

    /** What is wrong with the options. */
    Problems problems(PropertyFiles files) {
        List<Problem> problems = new ArrayList<>(files.problems());
        problems.addAll(form(bootstrap));
        msk.filter(arn -> MskAccount.region(arn).isEmpty())
                .ifPresent(arn -> problems.add(Problem.error("msk-cluster-arn", Place.ofPath("--msk"), arn)
                        .must(
                                "be the ARN of a cluster on Amazon MSK, as"
                                        + " arn:aws:kafka:us-east-1:123456789012:cluster/films-prod/1234abcd-12ab-34cd-56ef-1234567890ab-1")
                        .mend("copy it from aws kafka list-clusters-v2")));
        hosts.filter(file -> !Files.isReadable(file) || !Files.isRegularFile(file))
                .ifPresent(file -> problems.add(Problem.error(
                                "hosts-unreadable", new Place(file.toString(), 0, 0, ""), "no file that can be read")
                        .must("be a file of lines with an address and names")
                        .mend("check its name and its rights")));
        return new Problems(problems);
    }

    /** What is wrong with what {@code --bootstrap} names. */
    static List<Problem> form(Optional<String> bootstrap) {
        return bootstrap.filter(addresses -> !isForm(addresses)).stream()
                .map(addresses -> Problem.error("bootstrap-form", Place.ofPath("--bootstrap"), addresses)
                        .must("be host:port of one broker or more, with commas between")
                        .mend("write it as --bootstrap kafka1.example.com:9092"))
                .toList();
    }

    private static boolean isForm(String addresses) {
        return ADDRESSES.matcher(addresses).matches()
                && Arrays.stream(addresses.split(","))
                        .mapToInt(address -> Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)))
                        .allMatch(port -> port > 0 && port < 65_536);
    }

    /** How the cluster is reached, as the brokers were asked. */
    ServiceAdoption.Reached reached(KafkaService service, PropertyFiles files) {
        String protocol = files.client().getOrDefault("security.protocol", ClientProtocol.PLAINTEXT.name());
        ClientProtocol spoken = ClientProtocol.valueOf(protocol.toUpperCase(Locale.ROOT));
        return new ServiceAdoption.Reached(
                service,
                Arrays.asList(bootstrap.orElse("").split(",")),
                spoken,
                spoken.sasl()
                        ? Arrays.stream(SaslMechanism.values())
                                .filter(known ->
                                        known.text().equals(files.client().get("sasl.mechanism")))
                                .findFirst()
                        : Optional.empty());
    }

    /** Asks the brokers; what goes wrong is told without anything of the files that may be a secret. */
    FoundCluster found(PropertyFiles files, Terminal terminal) throws Failure, InterruptedException {
        return found(bootstrap.orElseThrow(), files, terminal);
    }

    /** Asks AWS for the cluster on Amazon MSK. */
    FoundMsk foundMsk(Terminal terminal) throws Failure {
        ProgressLine progress = new ProgressLine(terminal.err(), terminal.live());
        progress.step("asking AWS for " + named());
        try (MskAccount account = MskAccount.of(named()).orElseThrow()) {
            Optional<FoundMsk> found = account.found();
            if (found.isEmpty()) {
                throw new Failure(account.missing());
            }
            return found.get();
        } catch (Unanswered e) {
            throw new Failure(e.problem());
        } finally {
            progress.end();
        }
    }

    /** Asks the brokers of a cluster on Amazon MSK, where it was said where, or as whom; empty where neither was. */
    Optional<FoundCluster> brokersOf(FoundMsk found, PropertyFiles files, Terminal terminal)
            throws Failure, InterruptedException {
        Optional<String> known = files.client().isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(found.bootstrap().get(way(files)));
        Optional<String> addresses = bootstrap.or(() -> known);
        return addresses.isEmpty() ? Optional.empty() : Optional.of(found(addresses.get(), files, terminal));
    }

    /** By which of the addresses of MSK a client with these settings comes. */
    private static String way(PropertyFiles files) {
        boolean iam = files.client().getOrDefault("sasl.mechanism", "").endsWith("IAM");
        return switch (files.client().getOrDefault("security.protocol", "PLAINTEXT")) {
            case "SASL_SSL" -> iam ? "iam" : "scram";
            case "SSL" -> "tls";
            default -> "plaintext";
        };
    }

    private FoundCluster found(String addresses, PropertyFiles files, Terminal terminal)
            throws Failure, InterruptedException {
        hosts.ifPresent(NodeNames::use);
        ProgressLine progress = new ProgressLine(terminal.err(), terminal.live());
        progress.step("asking the brokers at " + addresses);
        try {
            return Survey.of(addresses, files.client());
        } catch (Failure e) {
            throw new Failure(
                    e.problems().stream()
                            .map(problem -> new Problem(
                                    problem.severity(),
                                    problem.id(),
                                    problem.place(),
                                    files.hiddenIn(problem.found()),
                                    problem.must(),
                                    problem.mend()))
                            .toList(),
                    List.of());
        } finally {
            progress.end();
        }
    }
}
