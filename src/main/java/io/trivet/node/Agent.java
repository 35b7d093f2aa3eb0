package io.trivet.node;

import io.trivet.operate.Clock;
import io.trivet.operate.Failure;
import io.trivet.operate.LiveCluster;
import io.trivet.operate.Waiting;
import io.trivet.operate.ZooKeeperServers;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.stack.OnEc2;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The agent on a machine of EC2, run by {@code gate.sh} and {@code boot.sh} with the files that have come from the
 * bucket:
 *
 * <ul>
 *   <li>{@code apply --hash SHA-256 --together zone|node --role FILE --node FILE --home FOLDER [--root FOLDER]
 *       [--patience SECONDS]} brings the node to them;
 *   <li>{@code leaving --brokers COUNT --role FILE --home FOLDER [--patience SECONDS]} ends well when no partition is
 *       on other brokers than the first so many;
 *   <li>{@code first --role FILE --node FILE --home FOLDER} ends well when the controller has never been part of its
 *       quorum, as far as the answers tell.
 * </ul>
 *
 * <p>Each step is one line of JSON on standard output. It ends with 0 when all is well, and with 1 when it is not safe
 * to go on, or what it waits for does not come; run again, it goes on where it stopped.
 */
public final class Agent {
    /**
     * Time without any change after which a wait is given up. Less than the document of Systems Manager allows, so that
     * the agent says itself what it waited for.
     */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** A controller that starts finds its peers at once, or they are not there. */
    private static final Duration PEERS_TO_ANSWER = Duration.ofSeconds(8);

    private Agent() {}

    /** Runs the one command that there is. */
    public static void main(String[] arguments) throws InterruptedException {
        // Nothing but steps is printed, whichever Log4j lies beside Kafka: 1 with Kafka 3, 2 with Kafka 4.
        System.setProperty("log4j.configuration", "io/trivet/node/log4j.properties");
        System.setProperty("log4j2.configurationFile", "io/trivet/node/log4j2.properties");
        System.exit(run(List.of(arguments), System.out));
    }

    static int run(List<String> arguments, PrintStream out) throws InterruptedException {
        SortedMap<String, String> options = new TreeMap<>();
        for (int i = 1; i + 1 < arguments.size(); i += 2) {
            options.put(arguments.get(i), arguments.get(i + 1));
        }
        Steps steps = (node, step, detail) -> out.println(line(node, step, detail));
        try {
            Path home = Path.of(options.get("--home"));
            try (FileChannel lock =
                    FileChannel.open(home.resolve("agent.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                lock.lock();
                switch (arguments.get(0)) {
                    case "apply" -> apply(options, home, steps);
                    case "leaving" -> leaving(options, steps);
                    case "first" -> first(options, steps);
                    default ->
                        throw new IllegalStateException("the agent knows apply, leaving and first, and not "
                                + arguments.get(0) + "; this is a bug in Trivet");
                }
                return 0;
            }
        } catch (Failure e) {
            for (Problem problem : e.problems()) {
                steps.step(
                        problem.place().path(),
                        "failed",
                        problem.id() + ": was " + problem.found() + " but it must " + problem.must() + ". Mend: "
                                + problem.mend());
            }
            return 1;
        } catch (IOException | IllegalStateException e) {
            steps.step("", "failed", e.toString());
            return 1;
        }
    }

    private static void apply(SortedMap<String, String> options, Path home, Steps steps)
            throws IOException, Failure, InterruptedException {
        Path rolePath = Path.of(options.get("--role"));
        Path nodePath = Path.of(options.get("--node"));
        NodeFacts facts = NodeFacts.of(Files.readString(rolePath), Files.readString(nodePath));
        Member member = facts.member();
        Ec2Machine machine = new Ec2Machine(
                Path.of(options.getOrDefault("--root", "/")),
                home,
                rolePath,
                nodePath,
                options.getOrDefault("--hash", ""),
                facts.fact("PRODUCT"));
        steps.step(member.name(), "begin", options.getOrDefault("--hash", ""));
        OnEc2.Unit together = "zone".equals(options.get("--together")) ? OnEc2.Unit.ZONE : OnEc2.Unit.NODE;
        try (LivePeers peers = facts.peers(member)) {
            new Wave(List.of(member), peers, machine, waiting(options, machine, steps), steps).run(together);
        }
        machine.applied();
    }

    private static void leaving(SortedMap<String, String> options, Steps steps)
            throws IOException, Failure, InterruptedException {
        NodeFacts facts = NodeFacts.of(Files.readString(Path.of(options.get("--role"))), "");
        SortedSet<Integer> described = new TreeSet<>();
        for (int id = 1; id <= Integer.parseInt(options.get("--brokers")); id++) {
            described.add(id);
        }
        try (LivePeers peers = facts.brokers()) {
            Decommission.refuseWhatIsUsed(peers, described, waiting(options, () -> {}, steps));
        }
        steps.step("cluster", "done", "no partition is on a broker above " + options.get("--brokers"));
    }

    /**
     * A controller whose quorum knows it, and whose volume is empty, has lost what it promised when it voted: as the
     * same voter it could promise otherwise. It stays out until the operator decides.
     */
    private static void first(SortedMap<String, String> options, Steps steps)
            throws IOException, Failure, InterruptedException {
        NodeFacts facts = NodeFacts.of(
                Files.readString(Path.of(options.get("--role"))), Files.readString(Path.of(options.get("--node"))));
        int id = Integer.parseInt(facts.fact("ID"));
        String node = facts.fact("NODE");
        SortedSet<Integer> registered = registered(facts.fact("CONTROLLERS"));
        if (registered.contains(id)) {
            throw new Failure(Problem.error(
                            "controller-data-lost", Place.ofPath(node), "without data, although its quorum exists")
                    .must("come back with the data that it had, or as another voter")
                    .mend("attach its volume or a snapshot of it; where there is none, format its storage with"
                            + " --no-initial-controllers, and exchange the voter with kafka-metadata-quorum.sh"
                            + " remove-controller and add-controller"));
        }
        steps.step(node, "first", "registered so far: " + registered);
    }

    /** Ids of the controllers that have ever joined, as far as one answers. */
    private static SortedSet<Integer> registered(String controllers) throws InterruptedException {
        if (Stream.of(controllers.split(",")).noneMatch(ZooKeeperServers::listens)) {
            return new TreeSet<>();
        }
        try (LiveCluster cluster = LiveCluster.ofControllers(controllers, PEERS_TO_ANSWER)) {
            return new TreeSet<>(cluster.racks().orElseGet(TreeMap::new).keySet());
        }
    }

    private static Waiting waiting(SortedMap<String, String> options, StepWaiter.Alive alive, Steps steps) {
        Duration patience = options.containsKey("--patience")
                ? Duration.ofSeconds(Long.parseLong(options.get("--patience")))
                : PATIENCE;
        return StepWaiter.waiting(alive, steps, patience, Clock.SYSTEM);
    }

    private static String line(String node, String step, String detail) {
        return "{\"at\":\"" + Instant.now() + "\",\"node\":" + quoted(node) + ",\"step\":" + quoted(step)
                + ",\"detail\":" + quoted(detail) + "}";
    }

    /** By hand: a ZooKeeper server has no library for it. */
    private static String quoted(String text) {
        return text.chars()
                .mapToObj(c -> c == '"' || c == '\\'
                        ? "\\" + (char) c
                        : c < ' ' ? String.format(Locale.ROOT, "\\u%04x", c) : String.valueOf((char) c))
                .collect(Collectors.joining("", "\"", "\""));
    }
}
