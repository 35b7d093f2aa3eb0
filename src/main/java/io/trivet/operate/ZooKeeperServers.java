package io.trivet.operate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The servers of a ZooKeeper ensemble, asked one by one at {@code host:port}.
 *
 * <p>Source: https://zookeeper.apache.org/doc/r3.9.5/zookeeperAdmin.html#sc_4lw, {@code srvr}: a member of a quorum
 * answers with its mode, others that they do not serve.
 */
public final class ZooKeeperServers {
    private static final int TIMEOUT_MILLIS = 2000;

    private ZooKeeperServers() {}

    /** Whether the server is a member of a quorum. */
    public static boolean isMember(String server) {
        String answer = ask(server, "srvr");
        return answer.contains("Mode: leader")
                || answer.contains("Mode: follower")
                || answer.contains("Mode: observer")
                || answer.contains("Mode: standalone");
    }

    /** Whether the server leads its quorum. */
    public static boolean isLeader(String server) {
        return ask(server, "srvr").contains("Mode: leader");
    }

    /** Whether connections are taken there. */
    public static boolean listens(String server) {
        try (Socket socket = new Socket()) {
            connect(socket, server);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void connect(Socket socket, String server) throws IOException {
        int colon = server.lastIndexOf(':');
        InetAddress address = InetAddress.getByName(server.substring(0, colon));
        socket.connect(new InetSocketAddress(address, Integer.parseInt(server.substring(colon + 1))), TIMEOUT_MILLIS);
    }

    private static String ask(String server, String word) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            connect(socket, server);
            socket.getOutputStream().write(word.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return "";
        }
    }
}
