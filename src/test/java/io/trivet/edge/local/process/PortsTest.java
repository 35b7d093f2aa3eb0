package io.trivet.edge.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.operate.ZooKeeperServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PortsTest {
    private static final String LOCALHOST = "127.0.0.1";

    @Test
    void a_port_on_which_somebody_listens_is_busy() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOCALHOST))) {
            assertThat(Loopback.canListen(LOCALHOST, socket.getLocalPort())).isFalse();
            assertThat(ZooKeeperServers.listens(LOCALHOST + ":" + socket.getLocalPort()))
                    .isTrue();
        }
    }

    @Test
    void a_port_that_was_let_go_is_free() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOCALHOST))) {
            port = socket.getLocalPort();
        }

        assertThat(Loopback.canListen(LOCALHOST, port)).isTrue();
        assertThat(ZooKeeperServers.listens(LOCALHOST + ":" + port)).isFalse();
    }

    @Test
    void an_address_of_another_machine_is_missing() {
        // 192.0.2.0/24 is kept for documentation.
        assertThat(Loopback.canListen("192.0.2.1", 0)).isFalse();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void the_process_that_listens_is_named() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOCALHOST))) {
            String process = "process " + ProcessHandle.current().pid();
            assertThat(PortOwner.of(LOCALHOST, socket.getLocalPort()))
                    .contains(new PortOwner.Listener(process + " (java)", "end " + process));
        }
    }
}
