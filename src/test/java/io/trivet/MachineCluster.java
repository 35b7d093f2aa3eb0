package io.trivet;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trivet.edge.local.process.FormatMain;
import io.trivet.layout.Role;
import io.trivet.layout.Site;
import io.trivet.operate.Failure;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.platform.Ec2Platform;
import io.trivet.stack.StackReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A cluster of machines on this one, with the bucket that their agents ask and tell. */
final class MachineCluster implements AutoCloseable {
    static final String STACK = "machines";
    private static final Pattern OBJECT = Pattern.compile("<Key>([^<]*)</Key><LastModified>([^<]*)</LastModified>");

    final Trivet trivet;
    private final Path home;
    private final MotoServer bucket;
    private final SortedMap<String, NodeMachine> machines = new TreeMap<>();
    private final SortedSet<String> booted = new TreeSet<>();

    MachineCluster(Path home) throws IOException, InterruptedException {
        this.home = home;
        this.bucket = new MotoServer(STACK, home.resolve("moto.log"));
        this.trivet = Trivet.in(home);
    }

    /** The plan of a description, of which these lines are its own. */
    Plan<Ec2Platform> plan(String own) throws IOException {
        String text = """
                config:
                  aws:region: us-east-1
                  trivet:cluster:
                    extends: cluster.yaml
                    name: machines
                    environment: dev
                    zones: [us-east-1a, us-east-1b, us-east-1c]
                    network: {cidr: 10.94.0.0/20}
                    dns: {zone: us-east-1.dev.internal}
                """ + own.indent(4);
        Path stacks = trivet.home().resolve("stacks");
        Files.writeString(stacks.resolve("Pulumi." + STACK + ".yaml"), text);
        // The same with the addresses of this machine, which no description of a real cluster may have.
        Path here = Files.writeString(stacks.resolve("Pulumi.loopback.yaml"), text.replace("10.94.", "127.94."));
        Plan<Ec2Platform> plan =
                Plan.of(StackReader.read(trivet.home(), here).ec2().orElseThrow(), Site.EC2);
        Files.delete(here);
        return plan;
    }

    /** Machines that are not there yet, each with what {@code trivet local up} starts on it and an empty volume. */
    void prepare(Plan<Ec2Platform> plan) throws IOException, InterruptedException {
        trivet.succeed("local", "up", STACK);
        for (JsonNode node : trivet.status(STACK)) {
            String name = node.get("node").asText();
            Role role = plan.nodes().stream()
                    .map(PlannedNode::node)
                    .filter(planned -> planned.name().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .role();
            String command = Files.readString(Path.of("/proc", node.get("pid").asText(), "cmdline"));
            machines.put(
                    name,
                    new NodeMachine(
                            home.resolve("machines").resolve(name),
                            role,
                            name,
                            Arrays.asList(command.split("\0")),
                            trivet.home().resolve(".trivet").resolve(STACK).resolve("hosts")));
        }
        trivet.succeed("local", "down", STACK);
        format(plan);
    }

    private void format(Plan<Ec2Platform> plan) throws IOException, InterruptedException {
        List<String> formats = new ArrayList<>();
        for (PlannedNode node : plan.nodes()) {
            Path local = local(node.node().name());
            empty(local.resolve("var/lib/kafka"));
            String quorum = node.node().role().isVoter()
                    ? "--initial-controllers\t"
                            + plan.platform().initialControllers().orElseThrow()
                    : "--no-initial-controllers";
            formats.add(String.join(
                    "\t",
                    "format",
                    "--cluster-id",
                    plan.layout().clusterId(),
                    "--config",
                    local.resolve("etc/kafka/server.properties").toString(),
                    quorum));
        }
        Path file = Files.writeString(home.resolve("formats"), String.join("\n", formats) + "\n");
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        assertThat(new ProcessBuilder(
                                java,
                                "-cp",
                                machine("broker1").libraries(),
                                FormatMain.class.getName(),
                                file.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(home.resolve("formats.log").toFile())
                        .start()
                        .waitFor())
                .isZero();
    }

    private static void empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(folder);
    }

    private Path local(String node) {
        return trivet.home().resolve(".trivet").resolve(STACK).resolve("nodes").resolve(node);
    }

    NodeMachine machine(String node) {
        return requireNonNull(machines.get(node));
    }

    /** A machine that was never up takes what the bucket says, and its agent serves. */
    synchronized void bootOnce(String node) {
        if (booted.add(node)) {
            String[] desired = text("desired/" + node).orElseThrow().split("\n", 3);
            try {
                machine(node).boot(text(desired[1]).orElseThrow(), desired[2], local(node));
                machine(node).serve(bucket, STACK);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** What becomes of a machine whose type changes. */
    void restart(String node) {
        try {
            machine(node).killAgent();
            machine(node).systemctl("stop");
            machine(node).systemctl("start");
            machine(node).serve(bucket, STACK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void put(String key, String text) {
        try {
            bucket.put(key, text);
        } catch (Failure e) {
            throw new IllegalStateException(e);
        }
    }

    Optional<String> text(String key) {
        try {
            return bucket.get(key);
        } catch (Failure e) {
            throw new IllegalStateException(e);
        }
    }

    List<String> keys(String prefix) {
        return List.copyOf(objects(prefix).keySet());
    }

    String written(String key) {
        return requireNonNull(objects(key).get(key));
    }

    /** Nodes that have said that they are what the bucket wants them to be. */
    List<String> done() {
        List<String> keys = keys("");
        return keys.stream()
                .filter(key -> key.startsWith("desired/"))
                .map(key -> key.substring("desired/".length()))
                .filter(node -> {
                    String digest = text("desired/" + node).orElseThrow().replaceFirst("(?s)\n.*", "");
                    return keys.contains("reports/" + node + "/i-" + node + "/" + digest + "/done");
                })
                .toList();
    }

    /** When each object was written, by key. */
    private SortedMap<String, String> objects(String prefix) {
        URI list = bucket.address().resolve("/" + STACK + "?list-type=2&max-keys=1000&prefix=" + prefix);
        try {
            String text = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            SortedMap<String, String> objects = new TreeMap<>();
            Matcher object = OBJECT.matcher(text);
            while (object.find()) {
                objects.put(object.group(1), object.group(2));
            }
            return objects;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What all agents have said, for a test that fails. */
    String said() {
        StringBuilder said = new StringBuilder();
        machines.forEach((name, machine) -> said.append(name).append('\n').append(machine.said()));
        return said.toString();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (NodeMachine machine : machines.values()) {
            machine.killAgent();
            machine.kill();
        }
        bucket.close();
        trivet.succeed("local", "down", STACK, "--delete", "--yes");
    }
}
