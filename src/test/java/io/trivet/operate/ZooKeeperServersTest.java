package io.trivet.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ZooKeeperServersTest {
    @ParameterizedTest
    @CsvSource({
        "Zookeeper version: 3.9.5\\nMode: leader\\n, true, true",
        "Zookeeper version: 3.9.5\\nMode: follower\\n, true, false",
        "Zookeeper version: 3.9.5\\nMode: standalone\\n, true, false",
        "This ZooKeeper instance is not currently serving requests\\n, false, false",
        "srvr is not executed because it is not in the whitelist.\\n, false, false"
    })
    void the_mode_says_whether_a_server_is_in_a_quorum_and_leads_it(String answer, boolean member, boolean leader)
            throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            Thread answers = new Thread(() -> answer(server, answer.replace("\\n", "\n")), "answers");
            answers.setDaemon(true);
            answers.start();
            String endpoint = "127.0.0.1:" + server.getLocalPort();

            assertThat(ZooKeeperServers.isMember(endpoint)).isEqualTo(member);
            assertThat(ZooKeeperServers.isLeader(endpoint)).isEqualTo(leader);
        }
    }

    @Test
    void where_nothing_listens_there_is_no_member() throws IOException {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        String endpoint = "127.0.0.1:" + server.getLocalPort();
        assertThat(ZooKeeperServers.listens(endpoint)).isTrue();
        server.close();

        assertThat(ZooKeeperServers.listens(endpoint)).isFalse();
        assertThat(ZooKeeperServers.isMember(endpoint)).isFalse();
    }

    private static void answer(ServerSocket server, String answer) {
        while (true) {
            try (Socket socket = server.accept()) {
                socket.getInputStream().readNBytes(4);
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                return;
            }
        }
    }
}
