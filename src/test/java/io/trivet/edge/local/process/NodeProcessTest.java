package io.trivet.edge.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NodeProcessTest {
    @Test
    void a_process_is_alive_until_it_ends() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("cat").start();
        NodeProcess node = NodeProcess.of(process.toHandle());

        assertThat(node.alive()).contains(process.toHandle());

        process.destroyForcibly().waitFor();
        assertThat(node.alive()).isEmpty();
    }

    @Test
    void another_process_with_the_same_number_is_not_it() {
        NodeProcess self = NodeProcess.of(ProcessHandle.current());

        assertThat(self.alive()).contains(ProcessHandle.current());
        assertThat(new NodeProcess(self.pid(), self.started().minus(Duration.ofHours(1))).alive())
                .isEmpty();
    }
}
