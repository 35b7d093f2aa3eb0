package io.trivet.node.agent;

import static java.util.Objects.requireNonNull;

import io.trivet.node.EmptyVolume;
import io.trivet.node.LivePeers;
import io.trivet.node.Member;
import io.trivet.node.StepWaiter;
import io.trivet.node.s3.Bucket;
import io.trivet.node.s3.Credentials;
import io.trivet.node.s3.InstanceMetadata;
import io.trivet.node.s3.Keys;
import io.trivet.node.s3.S3Bucket;
import io.trivet.operate.Clock;
import io.trivet.operate.Failure;
import io.trivet.operate.Waiting;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The agent on a machine of EC2, started by {@code boot.sh}:
 *
 * <ul>
 *   <li>{@code serve --node NAME --bucket NAME --region NAME --home FOLDER} brings the node to what is desired, for
 *       ever; with {@code --root FOLDER}, {@code --endpoint URL}, {@code --instance ID}, {@code --now INSTANT} and
 *       {@code --patience SECONDS} on something else than a machine of EC2, where credentials are those of the
 *       environment;
 *   <li>{@code first --role FILE --node FILE} ends with 0 when a controller without data is one of those that its
 *       quorum begins with, and with 3 when it has to follow a quorum that exists, to become another voter of it.
 *   <li>{@code empty --role FILE --node FILE} ends well when a broker whose data is lost is in sync with nothing, or
 *       the others are a quorum without a server of ZooKeeper whose data is lost; with {@code --data FOLDER,FOLDER}
 *       what lies in these folders is not lost.
 *   <li>{@code rest} writes certificate and key of a worker of Kafka Connect as its REST API takes them.
 * </ul>
 *
 * <p>All of them take {@code --root}. Each step is one line of JSON on standard output.
 */
public final class Agent {
    /** Time without any change after which a wait is given up, and the reason reported. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /**
     * After a failure, and between two words on the cluster: with the time that its servers take to answer, less than
     * the 30 seconds within which one is expected.
     */
    private static final Duration PAUSE = Duration.ofSeconds(25);

    /** From one look at what is desired to the next. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    private Agent() {}

    /** Runs a command. */
    public static void main(String[] arguments) throws InterruptedException {
        // Nothing but steps is printed, whichever Log4j lies beside Kafka: 1 with Kafka 3, 2 with Kafka 4.
        System.setProperty("log4j.configuration", "io/trivet/node/log4j.properties");
        System.setProperty("log4j2.configurationFile", "io/trivet/node/log4j2.properties");
        System.exit(run(List.of(arguments), System.out));
    }

    /** The exit code of {@code first} for a controller that follows a quorum. */
    private static final int FOLLOWS = 3;

    private static int run(List<String> arguments, PrintStream out) throws InterruptedException {
        SortedMap<String, String> options = new TreeMap<>();
        for (int i = 1; i + 1 < arguments.size(); i += 2) {
            options.put(arguments.get(i), arguments.get(i + 1));
        }
        Journal journal = new Journal(out);
        try {
            return switch (arguments.get(0)) {
                case "serve" -> {
                    serve(options, Path.of(need(options, "--home")), journal);
                    yield 0;
                }
                case "first" -> isFirst(options, journal) ? 0 : FOLLOWS;
                case "empty" -> {
                    empty(options, journal);
                    yield 0;
                }
                case "rest" -> {
                    new Certificate(root(options)).writeForRest();
                    yield 0;
                }
                default ->
                    throw new IllegalStateException("the agent knows serve, first, empty and rest, and not "
                            + arguments.get(0) + "; this is a bug in Trivet");
            };
        } catch (Failure e) {
            journal.failed(e);
            return 1;
        } catch (IOException | IllegalStateException e) {
            journal.step("", "failed", e.toString());
            return 1;
        }
    }

    private static void serve(SortedMap<String, String> options, Path home, Journal journal)
            throws Failure, IOException, InterruptedException {
        InstanceMetadata machine = new InstanceMetadata(InstanceMetadata.ADDRESS);
        Optional<Credentials> given = given(System.getenv());
        Keys keys = given.isPresent() ? given::get : machine;
        Bucket bucket = new S3Bucket(
                need(options, "--bucket"),
                need(options, "--region"),
                Optional.ofNullable(options.get("--endpoint")).map(URI::create),
                keys,
                java.time.Clock.systemUTC());
        String instance = options.containsKey("--instance") ? options.get("--instance") : machine.instance();
        Reports reports = new Reports(bucket, need(options, "--node"), instance);
        Target target = new Ec2Target(root(options), home, seconds(options, "--patience", PATIENCE), now(options));
        Duration pause = seconds(options, "--pause", PAUSE);
        // Two of them would bring one node to two places.
        try (FileChannel lock =
                FileChannel.open(home.resolve("agent.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            Thread pulse = new Thread(new Pulse(bucket, reports.node(), root(options), home, journal, pause), "pulse");
            pulse.setDaemon(true);
            pulse.start();
            new Service(bucket, reports, home, target, Clock.SYSTEM, journal, seconds(options, "--look", LOOK), pause)
                    .run();
        }
    }

    private static InstantSource now(SortedMap<String, String> options) {
        return options.containsKey("--now")
                ? InstantSource.fixed(Instant.parse(need(options, "--now")))
                : InstantSource.system();
    }

    private static Path root(SortedMap<String, String> options) {
        return Path.of(options.getOrDefault("--root", "/"));
    }

    private static String need(SortedMap<String, String> options, String name) {
        return requireNonNull(options.get(name), name);
    }

    private static Duration seconds(SortedMap<String, String> options, String name, Duration otherwise) {
        return options.containsKey(name) ? Duration.ofSeconds(Long.parseLong(options.get(name))) : otherwise;
    }

    /** The keys of an environment, by the names that all programs for AWS know. */
    private static Optional<Credentials> given(Map<String, String> environment) {
        String access = environment.get("AWS_ACCESS_KEY_ID");
        String secret = environment.get("AWS_SECRET_ACCESS_KEY");
        return access == null || secret == null
                ? Optional.empty()
                : Optional.of(
                        new Credentials(access, secret, Optional.ofNullable(environment.get("AWS_SESSION_TOKEN"))));
    }

    private static void empty(SortedMap<String, String> options, Journal journal) throws Failure, InterruptedException {
        NodeFacts facts = facts(options);
        Member member = facts.member();
        Waiting waiting = StepWaiter.waiting(() -> {}, journal, PATIENCE, Clock.SYSTEM);
        if (member.isZooKeeper()) {
            EmptyVolume.copyWhatOthersHave(member.name(), facts.others(member), waiting);
            journal.step(member.name(), "empty", "copies what the others have");
            return;
        }
        try (LivePeers peers = facts.peers(member, root(options))) {
            EmptyVolume.refuseWhatWasOn(peers, member.id(), held(options.getOrDefault("--data", "")), waiting);
        }
        journal.step(member.name(), "empty", "in sync with nothing");
    }

    /** The names of the partitions in folders of data, by which Kafka calls their own folders. */
    private static SortedSet<String> held(String folders) throws Failure {
        SortedSet<String> held = new TreeSet<>();
        for (String folder : folders.isEmpty() ? new String[0] : folders.split(",")) {
            held.addAll(Disk.names(Path.of(folder)));
        }
        return held;
    }

    private static NodeFacts facts(SortedMap<String, String> options) throws Failure {
        return NodeFacts.of(Disk.text(Path.of(need(options, "--role"))), Disk.text(Path.of(need(options, "--node"))));
    }

    private static boolean isFirst(SortedMap<String, String> options, Journal journal)
            throws Failure, InterruptedException {
        NodeFacts facts = facts(options);
        return new FirstVoter(facts, facts.login(root(options)), journal).isOne();
    }
}
