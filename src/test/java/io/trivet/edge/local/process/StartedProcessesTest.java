package io.trivet.edge.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartedProcessesTest {
    private static final List<String> FOREVER = List.of("sleep", "1000");

    @TempDir
    private Path folder;

    @Test
    void what_a_failed_command_started_is_gone() throws IOException, InterruptedException {
        List<String> events = new ArrayList<>();
        Process process;
        try (StartedProcesses started = new StartedProcesses(() -> events.add("restored"))) {
            process = started.start(FOREVER, folder, folder.resolve("log"));
            assertThat(process.isAlive()).isTrue();
        }

        // The system knows of its end before Java does.
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as("128 and SIGKILL").isEqualTo(137);
        assertThat(events).containsExactly("restored");
    }

    @Test
    void what_a_failed_command_detached_is_gone_too() throws IOException {
        NodeProcess process;
        try (StartedProcesses started = new StartedProcesses(() -> {})) {
            process = started.detach(List.of(forever())).get(0);
            assertThat(process.alive()).isPresent();
        }

        assertThat(process.alive()).isEmpty();
    }

    @Test
    void what_started_before_one_that_could_not_is_gone_as_well() throws IOException {
        List<String> sleep = List.of("sleep", "86399");
        Child.Call here = new Child.Call(sleep, folder, folder.resolve("log"));
        Child.Call nowhere = new Child.Call(sleep, folder.resolve("absent"), folder.resolve("log"));

        try (StartedProcesses started = new StartedProcesses(() -> {})) {
            assertThatThrownBy(() -> started.detach(List.of(here, nowhere)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("absent");
            assertThat(running(sleep)).isNotEmpty();
        }

        assertThat(running(sleep)).isEmpty();
    }

    @Test
    void what_is_kept_lives_on_and_is_no_child() throws IOException, InterruptedException {
        List<String> events = new ArrayList<>();
        NodeProcess process;
        try (StartedProcesses started = new StartedProcesses(() -> events.add("restored"))) {
            process = started.detach(List.of(forever())).get(0);
            started.keep();
        }

        assertThat(process.alive()).isPresent();
        assertThat(ProcessHandle.current().children().map(ProcessHandle::pid)).doesNotContain(process.pid());
        assertThat(events).isEmpty();
        List<ProcessHandle> handle = process.alive().stream().toList();
        handle.forEach(ProcessHandle::destroyForcibly);
        NodeProcess.awaitEnd(handle);
    }

    @Test
    void nothing_starts_after_the_kill() {
        StartedProcesses started = new StartedProcesses(() -> {});
        started.close();

        assertThatThrownBy(() -> started.start(FOREVER, folder, folder.resolve("log")))
                .isInstanceOf(IOException.class)
                .hasMessage("interrupted");
        assertThatThrownBy(() -> started.detach(List.of(forever())))
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

    @Test
    void a_detached_process_does_not_hear_them_either() throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        List<String> command =
                List.of("/bin/sh", "-c", "kill -HUP $$; kill -INT $$; echo still here; echo \"in $(pwd)\" >&2");
        NodeProcess process = Child.detach(new Child.Call(command, folder, log)).await();

        NodeProcess.awaitEnd(process.alive().stream().toList());
        assertThat(Files.readString(log)).isEqualTo("still here\nin " + folder.toRealPath() + "\n");
    }

    @Test
    void a_command_that_is_none_says_so_in_its_log() throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        NodeProcess process = Child.detach(new Child.Call(List.of("/no/such/program"), folder, log))
                .await();

        NodeProcess.awaitEnd(process.alive().stream().toList());
        assertThat(process.alive()).isEmpty();
        assertThat(Files.readString(log)).contains("/no/such/program").contains("not found");
    }

    private Child.Call forever() {
        return new Child.Call(FOREVER, folder, folder.resolve("log"));
    }

    private static List<ProcessHandle> running(List<String> command) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(String.join(" ", command)))
                .filter(process -> NodeProcess.of(process).alive().isPresent())
                .toList();
    }
}
