package io.trivet.edge.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.trivet.edge.local.process.Home;
import io.trivet.edge.local.process.NodeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateTest {
    @TempDir
    private Path folder;

    private final Instant started = Instant.parse("2026-03-01T10:15:30.120Z");

    @Test
    void is_empty_before_the_first_start() throws IOException {
        assertThat(State.read(folder.resolve("state.json"))).isEqualTo(State.EMPTY);
    }

    @Test
    void is_text_that_people_can_read() throws IOException {
        State state = State.EMPTY
                .with("zk1", "server", new NodeProcess(12, started))
                .with("broker1", "server", new NodeProcess(4711, started))
                .with("broker1", "agent", new NodeProcess(4712, started));

        assertThat(state.text()).isEqualTo("""
                        {
                          "broker1" : {
                            "agent" : {
                              "pid" : 4712,
                              "started" : "2026-03-01T10:15:30.120Z"
                            },
                            "server" : {
                              "pid" : 4711,
                              "started" : "2026-03-01T10:15:30.120Z"
                            }
                          },
                          "zk1" : {
                            "server" : {
                              "pid" : 12,
                              "started" : "2026-03-01T10:15:30.120Z"
                            }
                          }
                        }
                        """);
    }

    @Test
    void comes_back_as_it_was_written() throws IOException {
        Path file = folder.resolve("new/folder/state.json");
        State state = State.EMPTY
                .with("zk1", "server", new NodeProcess(12, started))
                .with("zk1", "agent", new NodeProcess(14, started))
                .with("zk2", "server", new NodeProcess(13, started));

        state.write(file);
        state.without("zk2").write(file);

        assertThat(State.read(file)).isEqualTo(state.without("zk2"));
        assertThat(State.read(file).all()).containsExactly(new NodeProcess(14, started), new NodeProcess(12, started));
    }

    @Test
    void reads_a_file_from_before_a_node_had_several_processes() throws IOException {
        Path file = folder.resolve("state.json");
        Files.writeString(file, "{\"zk1\": {\"pid\": 12, \"started\": \"2026-03-01T10:15:30.120Z\"}}");

        assertThat(State.read(file)).isEqualTo(State.EMPTY.with("zk1", "server", new NodeProcess(12, started)));
    }

    @Test
    void tells_the_live_processes_of_a_node_apart() {
        ProcessHandle self = ProcessHandle.current();
        NodeProcess alive =
                new NodeProcess(self.pid(), self.info().startInstant().orElseThrow());
        State state =
                State.EMPTY.with("zk1", "agent", alive).with("zk1", "server", new NodeProcess(alive.pid(), started));

        assertThat(state.alive("zk1", "agent")).contains(self);
        assertThat(state.alive("zk1", "server")).isEmpty();
        assertThat(state.alive("zk1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"zk1\": {\"pid\": 12, \"started\": \"yesterday\"}}",
                "{\"zk1\": {\"server\": {}}}",
                "{\"zk1\": []}",
                "",
                "{",
                "null",
                "[]",
                "\0\1\2"
            })
    void knows_a_damaged_file(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("state.json"), text);

        assertThatThrownBy(() -> State.read(file))
                .isInstanceOf(State.Damaged.class)
                .hasMessageContaining("damaged: ");
    }

    /** A program that says that it is there, and does nothing until it is ended. */
    static final class Waits {
        private Waits() {}

        public static void main(String[] arguments) throws IOException {
            System.out.println();
            System.in.read();
        }
    }

    private static Process waits(String mark, Path folder) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        mark,
                        "-cp",
                        Path.of("target/test-classes").toAbsolutePath().toString(),
                        Waits.class.getName())
                .directory(folder.toFile())
                .start();
        // A process that begins has no command line for a moment.
        assertThat(process.getInputStream().read()).isNotNegative();
        return process;
    }

    @Test
    void finds_the_servers_of_a_stack_without_its_file() throws IOException, InterruptedException {
        assumeThat(Path.of("/proc/self/cwd")).exists();
        Home home = new Home(folder);
        Path work = Files.createDirectories(home.file("broker1", "/etc/kafka"));
        Process server = waits("-Dtrivet.stack=" + home.root(), work);
        Process other = waits("-Dtrivet.stack=" + home.root() + "2", work);
        try {
            assertThat(State.found(home))
                    .isEqualTo(State.EMPTY.with("broker1", "server", NodeProcess.of(server.toHandle())));
        } finally {
            server.destroyForcibly().waitFor();
            other.destroyForcibly().waitFor();
        }
    }
}
