package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trivet.drill.UseListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a description says of processes and listeners, seen on real servers that got it while they ran. */
final class ListenerIT {
    private static final String STACK = "dev";
    private static final String NETWORK = "network: {cidr: 10.61.0.0/20}\n";

    @TempDir
    private Path home;

    private Trivet trivet;

    @BeforeEach
    void a_home_of_its_own() throws IOException {
        trivet = Trivet.in(home);
        trivet.move(STACK, "10.60.", "10.61.");
    }

    @AfterEach
    void nothing_is_left_running() throws IOException, InterruptedException {
        trivet.succeed("local", "down", STACK, "--delete", "--yes");
    }

    @Test
    void clients_elsewhere_are_sent_to_the_names_that_are_theirs_and_a_level_and_an_option_reach_the_servers()
            throws IOException, InterruptedException {
        trivet.succeed("local", "up", STACK);
        SortedMap<String, Long> before = pids();
        Path stack = trivet.home().resolve("stacks/Pulumi.dev.yaml");
        String described = Files.readString(stack);
        Files.writeString(stack, described.replace(NETWORK, """
                                network:
                                      cidr: 10.61.0.0/20
                                      listeners:
                                        partners: {port: 9094, domain: kafka.partners.example.com, clients: [10.90.0.0/16]}
                                """).replace("      instance: t4g.medium\n", """
                                      instance: t4g.medium
                                      jvmOptions: [-Dtrivet.seen=here, "-XX:MaxDirectMemorySize=64m"]
                                      logLevels: {state.change.logger: TRACE}
                                """));

        trivet.succeed("local", "up", STACK);

        SortedMap<String, Long> after = pids();
        assertThat(before.keySet()).allSatisfy(node -> {
            if (node.startsWith("broker")) {
                assertThat(after.get(node)).as(node).isNotEqualTo(before.get(node));
            } else {
                assertThat(after.get(node)).as(node).isEqualTo(before.get(node));
            }
        });
        assertThat(trivet.drill(
                        STACK,
                        UseListener.class,
                        List.of("bootstrap.kafka.partners.example.com:9094", "viewing-events")))
                .isZero();
        assertThat(Files.readString(trivet.home().resolve("UseListener.log"))).contains("""
                sent to broker1.kafka.partners.example.com:9094
                sent to broker2.kafka.partners.example.com:9094
                sent to broker3.kafka.partners.example.com:9094
                read 9 of 9
                """);
        assertThat(trivet.drill(
                        STACK,
                        UseListener.class,
                        List.of("bootstrap.films.us-east-1.dev.internal:9092", "viewing-events")))
                .isZero();
        assertThat(Files.readString(trivet.home().resolve("UseListener.log")))
                .contains("sent to broker3.films.us-east-1.dev.internal:9092\nread 9 of 9\n");
        Path node = trivet.home().resolve(".trivet/dev/nodes/broker1");
        assertThat(properties(after.get("broker1")))
                .contains("trivet.seen=here")
                .contains("MaxDirectMemorySize=67108864");
        assertThat(Files.readString(node.resolve("log"))).contains(" TRACE ");
    }

    /** What the JVM itself says of its options. */
    private static String properties(long pid) throws IOException, InterruptedException {
        StringBuilder said = new StringBuilder();
        for (String command : List.of("VM.system_properties", "VM.flags")) {
            Process jcmd = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            "" + pid,
                            command)
                    .redirectErrorStream(true)
                    .start();
            said.append(new String(jcmd.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
            jcmd.waitFor();
        }
        return said.toString();
    }

    private SortedMap<String, Long> pids() throws IOException, InterruptedException {
        SortedMap<String, Long> pids = new TreeMap<>();
        for (JsonNode node : trivet.status(STACK)) {
            pids.put(node.get("node").asText(), node.get("pid").asLong());
        }
        return pids;
    }
}
