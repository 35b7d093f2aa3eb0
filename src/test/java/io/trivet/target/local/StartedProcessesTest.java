package io.trivet.target.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartedProcessesTest {
    private static final List<String> FOREVER = List.of("sleep", "1000");

    @TempDir
    private Path folder;

    @Test
    void what_a_failed_command_started_is_gone() throws IOException {
        List<String> events = new ArrayList<>();
        Process process;
        try (StartedProcesses started = new StartedProcesses(() -> events.add("restored"))) {
            process = started.start(FOREVER, folder, folder.resolve("log"));
            assertThat(process.isAlive()).isTrue();
        }

        assertThat(process.isAlive()).isFalse();
        assertThat(events).containsExactly("restored");
    }

    @Test
    void what_is_kept_lives_on() throws IOException, InterruptedException {
        List<String> events = new ArrayList<>();
        Process process;
        try (StartedProcesses started = new StartedProcesses(() -> events.add("restored"))) {
            process = started.start(FOREVER, folder, folder.resolve("log"));
            started.keep();
        }

        assertThat(process.isAlive()).isTrue();
        assertThat(events).isEmpty();
        process.destroyForcibly().waitFor();
    }

    @Test
    void nothing_starts_after_the_kill() {
        StartedProcesses started = new StartedProcesses(() -> {});
        started.close();

        assertThatThrownBy(() -> started.start(FOREVER, folder, folder.resolve("log")))
                .isInstanceOf(IOException.class)
                .hasMessage("interrupted");
    }

    @Test
    void a_child_does_not_hear_the_signals_of_its_terminal() throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Process process = Child.start(
                List.of("/bin/sh", "-c", "kill -HUP $$; kill -INT $$; echo still here; echo \"in $(pwd)\""),
                folder,
                log);

        assertThat(process.waitFor()).isZero();
        assertThat(Files.readString(log)).isEqualTo("still here\nin " + folder.toRealPath() + "\n");
    }
}
