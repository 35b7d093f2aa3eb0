package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trivet.Trivet.Ran;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong on a machine, and that the next {@code up} works all the same. */
final class LocalIT {
    private static final String STACK = "dev";

    @TempDir
    private Path home;

    private Trivet trivet;

    @BeforeEach
    void a_home_of_its_own() throws IOException {
        trivet = Trivet.in(home);
    }

    @AfterEach
    void nothing_is_left_running() throws IOException, InterruptedException {
        trivet.succeed("local", "down", STACK, "--delete", "--yes");
        assertThat(trivet.home().resolve(".trivet").resolve(STACK)).doesNotExist();
    }

    @Test
    void up_twice_changes_nothing_and_down_keeps_the_data() throws IOException, InterruptedException {
        trivet.succeed("local", "up", STACK);
        SortedMap<String, Long> first = pids();
        Path metadata = trivet.home().resolve(".trivet/dev/nodes/broker1/var/lib/kafka/data/meta.properties");
        String before = clusterId(metadata);

        trivet.succeed("local", "up", STACK);

        assertThat(first).hasSize(6);
        assertThat(pids()).isEqualTo(first);

        trivet.succeed("local", "down", STACK);
        assertThat(first.values()).noneMatch(LocalIT::isAlive);
        assertThat(states()).containsOnly("stopped");

        trivet.succeed("local", "up", STACK);
        assertThat(clusterId(metadata)).isEqualTo(before);
        assertThat(states()).containsOnly("up");

        Ran unasked = trivet.run("local", "down", STACK, "--delete");
        assertThat(unasked.code()).isEqualTo(2);
        assertThat(unasked.err()).contains("--yes");
        assertThat(states()).containsOnly("up");
    }

    @Test
    void a_port_that_somebody_else_has_is_named_before_anything_starts() throws IOException, InterruptedException {
        try (ServerSocket other = new ServerSocket(9092, 1, InetAddress.getByName("127.60.0.100"))) {
            Ran ran = trivet.run("local", "up", STACK);

            assertThat(ran.code()).isEqualTo(4);
            assertThat(ran.err())
                    .contains("127.60.0.100")
                    .contains("" + other.getLocalPort())
                    .contains("broker1")
                    .contains("Mend: ")
                    .doesNotContain("\tat ");
            assertThat(states()).containsOnly("stopped");
        }
        trivet.succeed("local", "up", STACK);
    }

    @Test
    void an_interrupted_up_leaves_no_process_behind() throws IOException, InterruptedException {
        Process up = trivet.start("up", "local", "up", STACK);
        List<Long> started = awaitProcesses(up);

        // Ctrl-C ends the JVM in the same way, but a shell that runs tests in the background has it ignored.
        new ProcessBuilder("kill", "-TERM", Long.toString(up.pid())).start().waitFor();

        assertThat(up.waitFor()).isNotZero();
        assertThat(started).noneMatch(LocalIT::isAlive);
        trivet.succeed("local", "up", STACK);
        assertThat(states()).containsOnly("up");
    }

    @Test
    void a_node_that_dies_while_starting_is_named_with_its_last_words() throws IOException, InterruptedException {
        Process up = trivet.start("up", "local", "up", STACK);
        awaitProcesses(up);
        SortedMap<String, Long> pids = statePids();
        String victim = pids.firstKey();

        new ProcessBuilder("kill", "-KILL", Long.toString(pids.get(victim)))
                .start()
                .waitFor();

        assertThat(up.waitFor()).isEqualTo(4);
        assertThat(Files.readString(trivet.err("up")))
                .contains(victim)
                .contains("Mend: ")
                .doesNotContain("\tat io.trivet");
        assertThat(pids.values()).noneMatch(LocalIT::isAlive);
        trivet.succeed("local", "up", STACK);
    }

    @Test
    void two_at_once_do_not_meet() throws IOException, InterruptedException {
        Process first = trivet.start("first", "local", "up", STACK);
        awaitProcesses(first);

        Ran second = trivet.run("local", "up", STACK);

        assertThat(second.code()).isEqualTo(4);
        assertThat(second.err()).contains(Long.toString(first.pid())).contains("Mend: ");
        assertThat(first.waitFor()).isZero();
        assertThat(states()).containsOnly("up");
    }

    @Test
    void what_a_running_cluster_cannot_become_is_refused_and_a_lost_node_is_started_again()
            throws IOException, InterruptedException {
        trivet.succeed("local", "up", STACK);
        SortedMap<String, Long> before = pids();
        Path stack = trivet.home().resolve("stacks/Pulumi.dev.yaml");
        String described = Files.readString(stack);
        Files.writeString(stack, described.replace("cidr: 10.60.0.0/20", "cidr: 10.60.16.0/20"));

        Ran changed = trivet.run("local", "up", STACK);

        assertThat(changed.code()).isEqualTo(4);
        assertThat(changed.err())
                .contains("plan-changed")
                .contains("broker1 (listeners)")
                .contains("trivet local down dev");
        assertThat(statePids()).isEqualTo(before);

        Files.writeString(stack, described);
        long victim = before.get("broker2");
        ProcessHandle.of(victim).orElseThrow().destroyForcibly();
        ProcessHandle.of(victim).ifPresent(process -> process.onExit().join());
        trivet.succeed("local", "up", STACK);
        SortedMap<String, Long> after = pids();
        assertThat(after.get("broker2")).isNotEqualTo(victim);
        after.put("broker2", victim);
        assertThat(after).isEqualTo(before);
    }

    @Test
    void too_little_memory_is_said_before_anything_starts() throws IOException, InterruptedException {
        Path stack = trivet.home().resolve("stacks/Pulumi.dev.yaml");
        Files.writeString(stack, Files.readString(stack).replace("nodes: 3", "nodes: 199"));

        Ran ran = trivet.run("local", "up", STACK);

        assertThat(ran.code()).isEqualTo(4);
        assertThat(ran.err()).contains("memory").contains("Mend: ");
        assertThat(states()).containsOnly("stopped");
    }

    @Test
    void a_system_with_one_loopback_address_gets_shifted_ports() throws IOException, InterruptedException {
        trivet.succeed("local", "up", STACK, "--one-address");
        List<JsonNode> nodes = trivet.status(STACK);
        List<Integer> ports = new ArrayList<>();
        nodes.forEach(node -> node.get("ports").forEach(port -> ports.add(port.asInt())));

        assertThat(nodes).extracting(node -> node.get("address").asText()).containsOnly("127.0.0.1");
        assertThat(nodes).extracting(node -> node.get("state").asText()).containsOnly("up");
        assertThat(ports).hasSize(21).doesNotHaveDuplicates();
    }

    private List<String> states() throws IOException, InterruptedException {
        return trivet.status(STACK).stream()
                .map(node -> node.get("state").asText())
                .toList();
    }

    private SortedMap<String, Long> pids() throws IOException, InterruptedException {
        SortedMap<String, Long> pids = new TreeMap<>();
        for (JsonNode node : trivet.status(STACK)) {
            pids.put(node.get("node").asText(), node.get("pid").asLong());
        }
        return pids;
    }

    private SortedMap<String, Long> statePids() throws IOException {
        Path state = trivet.home().resolve(".trivet/dev/state.json");
        SortedMap<String, Long> pids = new TreeMap<>();
        if (Files.exists(state)) {
            new ObjectMapper()
                    .readTree(Files.readString(state))
                    .fields()
                    .forEachRemaining(node -> pids.put(
                            node.getKey(),
                            node.getValue().get("server").get("pid").asLong()));
        }
        return pids;
    }

    /** Waits until the command has started processes of nodes; they are alive then, and the cluster is not yet up. */
    private List<Long> awaitProcesses(Process command) throws IOException, InterruptedException {
        while (statePids().isEmpty()) {
            assertThat(command.waitFor(20, TimeUnit.MILLISECONDS))
                    .as("up ended before it started a node")
                    .isFalse();
        }
        return new ArrayList<>(statePids().values());
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent() && !isZombie(pid);
    }

    /** Dead, and not yet asked for its exit code by the process that adopted it. */
    private static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.startsWith(") Z", stat.lastIndexOf(')'));
        } catch (IOException e) {
            return true;
        }
    }

    private static String clusterId(Path metadata) throws IOException {
        return Files.readAllLines(metadata).stream()
                .filter(line -> line.startsWith("cluster.id="))
                .findFirst()
                .orElseThrow();
    }
}
