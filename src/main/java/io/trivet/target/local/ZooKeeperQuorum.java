package io.trivet.target.local;

import io.trivet.plan.PlannedNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The servers of the ZooKeeper ensemble, asked one by one.
 *
 * <p>Source: https://zookeeper.apache.org/doc/r3.9.5/zookeeperAdmin.html#sc_4lw, {@code srvr}: a member of a quorum
 * answers with its mode, others that they do not serve.
 */
final class ZooKeeperQuorum {
    private static final int TIMEOUT_MILLIS = 2000;

    private ZooKeeperQuorum() {}

    /** Whether the server is a member of a quorum. */
    static boolean isMember(PlannedNode node) {
        String answer = ask(node, "srvr");
        return answer.contains("Mode: leader")
                || answer.contains("Mode: follower")
                || answer.contains("Mode: observer")
                || answer.contains("Mode: standalone");
    }

    private static String ask(PlannedNode node, String word) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(
                    new InetSocketAddress(
                            InetAddress.getByName(node.node().address().toString()), LocalPorts.main(node)),
                    TIMEOUT_MILLIS);
            socket.getOutputStream().write(word.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return "";
        }
    }
}
