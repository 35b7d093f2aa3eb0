package io.trivet.edge.local.process;

import io.trivet.layout.DnsRecord;
import io.trivet.layout.Layout;
import io.trivet.stack.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The names of the nodes on this machine: the same as in DNS, through the JVM's own hosts file. */
public final class NodeNames {
    /** Source: java.net.InetAddress of JDK 17; read once, when that class is initialised, and replaces DNS. */
    static final String PROPERTY = "jdk.net.hosts.file";

    private NodeNames() {}

    /**
     * Makes this JVM resolve names through the file from now on, which may be written later. It must come before
     * anything else that resolves a name.
     */
    public static void use(Path hosts) {
        System.setProperty(PROPERTY, hosts.toString());
    }

    /**
     * The text of the hosts file.
     *
     * @param others clusters on this machine that the nodes reach besides their own
     */
    static String text(Layout layout, List<Layout> others) {
        StringBuilder text = new StringBuilder("127.0.0.1 localhost\n");
        // Servers ask for the name of their machine; without an answer they complain, with a stack trace, and go on.
        String machine = machine();
        if (!machine.isEmpty() && !machine.equals("localhost")) {
            text.append("127.0.0.1 ").append(machine).append('\n');
        }
        append(layout, text);
        others.forEach(other -> append(other, text));
        return text.toString();
    }

    private static void append(Layout layout, StringBuilder text) {
        for (DnsRecord dns : layout.allRecords()) {
            for (Address address : dns.addresses()) {
                text.append(address).append(' ').append(dns.name()).append('\n');
            }
        }
    }

    /** Whether all names of a hosts file lead to one address. A file that cannot be read says nothing of the kind. */
    static boolean shareOneAddress(Path hosts) {
        try {
            return Files.readAllLines(hosts).stream().allMatch(line -> line.startsWith("127.0.0.1 "));
        } catch (IOException e) {
            return false;
        }
    }

    private static String machine() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            String name = System.getenv("HOSTNAME");
            return name == null ? "" : name.strip();
        }
    }
}
