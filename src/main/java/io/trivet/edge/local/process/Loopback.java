package io.trivet.edge.local.process;

import io.trivet.layout.Site;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;

/** The loopback addresses of this machine. */
public final class Loopback {
    private Loopback() {}

    /**
     * This machine as a site: an address per node where the system has the whole 127/8 block (Linux, Windows), else one
     * address and shifted ports (macOS, or where that is wanted). A cluster that is there keeps its addresses.
     */
    public static Site.ThisMachine site(Home home, boolean oneAddress) {
        boolean shared = Files.exists(home.hosts())
                ? NodeNames.shareOneAddress(home.hosts())
                : oneAddress || !canListen("127.20.0.10", 0);
        return new Site.ThisMachine(home.root().toString().replace('\\', '/'), shared);
    }

    /** Whether a process could listen there now; port 0 asks for the address alone. */
    static boolean canListen(String address, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
