package io.trivet.node;

import io.trivet.layout.Role;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.settings.Catalogue;
import io.trivet.settings.KafkaVersion;
import io.trivet.settings.ServerText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The agent on a machine of EC2, run by {@code gate.sh} with the files that have come from the bucket:
 *
 * <pre>apply --hash SHA-256 --together zone|node --role FILE --node FILE --home FOLDER [--root FOLDER]</pre>
 *
 * <p>Each step is one line of JSON on standard output. It ends with 0 when the node holds the files and is back among
 * its peers, and with 1 when that is not safe or does not come; run again, it goes on where it stopped.
 */
public final class Agent {
    static final String ROLE_FACTS = "/etc/trivet/role";
    static final String NODE_FACTS = "/etc/trivet/node";

    /** Less than the document of Systems Manager allows, so that the agent says itself what it waited for. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private Agent() {}

    /** Runs the one command that there is. */
    public static void main(String[] arguments) throws InterruptedException {
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
                apply(options, home, steps);
                return 0;
            }
        } catch (AgentFailure e) {
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
            throws IOException, AgentFailure, InterruptedException {
        Path rolePath = Path.of(options.get("--role"));
        Path nodePath = Path.of(options.get("--node"));
        SortedMap<String, String> files = files(Files.readString(rolePath), Files.readString(nodePath));
        SortedMap<String, String> facts = new TreeMap<>(ServerText.read(files.getOrDefault(ROLE_FACTS, "")));
        facts.putAll(ServerText.read(files.getOrDefault(NODE_FACTS, "")));
        Member member = member(facts, files);
        Ec2Machine machine = new Ec2Machine(
                Path.of(options.getOrDefault("--root", "/")),
                home,
                rolePath,
                nodePath,
                options.getOrDefault("--hash", ""),
                facts.getOrDefault("PRODUCT", ""));
        steps.step(member.name(), "begin", options.getOrDefault("--hash", ""));
        String zone = facts.getOrDefault("ZONE", "");
        boolean wholeZone = "zone".equals(options.get("--together"));
        new Wave(List.of(member), peers(facts, member), machine, steps).run(racks -> {
            SortedSet<Integer> down = new TreeSet<>();
            racks.forEach((id, rack) -> {
                if (wholeZone && rack.equals(zone)) {
                    down.add(id);
                }
            });
            return down;
        });
        machine.applied();
    }

    private static Member member(SortedMap<String, String> facts, SortedMap<String, String> files) throws AgentFailure {
        for (String fact : List.of("ROLE", "NODE", "ID", "PRODUCT", "VERSION", "CONFIGURATION", "DATA", "ZONE")) {
            if (!facts.containsKey(fact)) {
                throw new AgentFailure(Problem.error(
                        "agent-facts",
                        Place.ofPath(fact),
                        "missing from the files of the bucket",
                        "be said by " + ROLE_FACTS + " or " + NODE_FACTS,
                        "run pulumi up with one version of Trivet from start to end"));
            }
        }
        Role role = Role.valueOf(facts.getOrDefault("ROLE", "").toUpperCase(Locale.ROOT));
        return new Member(
                facts.getOrDefault("NODE", ""),
                role,
                Integer.parseInt(facts.getOrDefault("ID", "")),
                facts.getOrDefault("CONFIGURATION", "") + (role == Role.ZOOKEEPER ? "/zoo.cfg" : "/server.properties"),
                facts.getOrDefault("DATA", ""),
                files);
    }

    private static Peers peers(SortedMap<String, String> facts, Member member) {
        List<String> zookeeper = new ArrayList<>();
        if (member.role() == Role.ZOOKEEPER) {
            member.settings().forEach((name, value) -> {
                if (name.equals("server." + member.id())) {
                    zookeeper.add(member.host() + ":" + member.port());
                } else if (name.startsWith("server.")) {
                    zookeeper.add(value.replaceFirst(":.*", "") + ":" + member.port());
                }
            });
        }
        return new Peers(
                facts.getOrDefault("BROKERS", ""),
                facts.getOrDefault("CONTROLLERS", ""),
                zookeeper,
                () -> Catalogue.of(KafkaVersion.of(facts.getOrDefault("VERSION", ""))
                        .orElseThrow(
                                () -> new IllegalStateException("unknown Kafka " + facts.getOrDefault("VERSION", "")))),
                PATIENCE);
    }

    /** The files of two bundles; a blank line parts the halves of a file that is in both. */
    static SortedMap<String, String> files(String shared, String own) {
        SortedMap<String, String> files = unpacked(shared);
        unpacked(own).forEach((path, text) -> files.merge(path, text, (first, last) -> first + "\n" + last));
        return files;
    }

    private static SortedMap<String, String> unpacked(String bundle) {
        SortedMap<String, String> files = new TreeMap<>();
        String path = "";
        for (String line : bundle.lines().toList()) {
            if (line.startsWith("==> ") && line.endsWith(" <==")) {
                path = line.substring(4, line.length() - 4);
                files.put(path, "");
            } else {
                files.merge(path, line + "\n", String::concat);
            }
        }
        return files;
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
