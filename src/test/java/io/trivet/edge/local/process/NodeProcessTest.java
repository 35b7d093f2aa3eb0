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

    @Test
    void a_dead_process_is_gone_when_its_last_thread_is() {
        String stat = "16621 (broker) 1) Z 1 16621 16621 0 -1 4228108 156718 6609 2 0 4 25 2 2 20 0 %d 0 1932724 0 0";

        assertThat(NodeProcess.isZombie(stat.formatted(2))).isFalse();
        assertThat(NodeProcess.isZombie(stat.formatted(1))).isTrue();
        assertThat(NodeProcess.isZombie(stat.formatted(1).replace(" Z ", " S ")))
                .isFalse();
    }
}
