package io.trivet.edge.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trivet.edge.local.process.NodeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        State state =
                State.EMPTY.with("zk1", new NodeProcess(12, started)).with("broker1", new NodeProcess(4711, started));

        assertThat(state.text()).isEqualTo("""
                        {
                          "broker1" : {
                            "pid" : 4711,
                            "started" : "2026-03-01T10:15:30.120Z"
                          },
                          "zk1" : {
                            "pid" : 12,
                            "started" : "2026-03-01T10:15:30.120Z"
                          }
                        }
                        """);
    }

    @Test
    void comes_back_as_it_was_written() throws IOException {
        Path file = folder.resolve("new/folder/state.json");
        State state = State.EMPTY.with("zk1", new NodeProcess(12, started)).with("zk2", new NodeProcess(13, started));

        state.write(file);
        state.without("zk2").write(file);

        assertThat(State.read(file)).isEqualTo(State.EMPTY.with("zk1", new NodeProcess(12, started)));
    }

    @Test
    void refuses_a_damaged_file() throws IOException {
        Path file = folder.resolve("state.json");
        Files.writeString(file, "{\"zk1\": {\"pid\": 12, \"started\": \"yesterday\"}}");

        assertThatThrownBy(() -> State.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("damaged");
    }
}
