package io.trivet.edge.local.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds out who listens on a port, where the system tells (Linux, and only of processes of the same user).
 *
 * <p>Source: proc(5), /proc/net/tcp: local address and port in hexadecimal, state 0A is LISTEN, the tenth field is the
 * inode of the socket, which stands among the open files of its process.
 */
final class PortOwner {
    private static final String LISTEN = "0A";

    private PortOwner() {}

    /** A listener and what ends it. */
    record Listener(String words, String mend) {}

    /** {@code process 4711 (nginx)}, or whose node it is; empty when no process is found. */
    static Optional<Listener> of(String address, int port) {
        List<String> sockets = new ArrayList<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            sockets.addAll(listening(Path.of(table), address, port));
        }
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.allProcesses()
                .filter(process -> holds(process.pid(), sockets))
                .findFirst()
                .map(process -> listener(process.pid()));
    }

    private static Listener listener(long pid) {
        String process = "process " + pid;
        return Leftovers.home(pid)
                .map(home -> new Listener(
                        process + ", a node of the cluster in " + home + ",",
                        "stop that cluster: trivet local down, in the folder that it was started from"))
                .orElseGet(() -> new Listener(process + " (" + name(pid) + ")", "end " + process));
    }

    private static List<String> listening(Path table, String address, int port) {
        String wanted = String.format(Locale.ROOT, ":%04X", port);
        List<String> sockets = new ArrayList<>();
        for (String line : lines(table)) {
            String[] fields = line.strip().split("\\s+");
            if (fields.length > 9
                    && fields[3].equals(LISTEN)
                    && fields[1].endsWith(wanted)
                    && covers(fields[1].substring(0, fields[1].length() - wanted.length()), address)) {
                sockets.add("socket:[" + fields[9] + "]");
            }
        }
        return sockets;
    }

    /** The kernel writes an IPv4 address as a little-endian number; IPv6 ends in the IPv4 address that it maps. */
    private static boolean covers(String hex, String address) {
        if (hex.chars().allMatch(digit -> digit == '0')) {
            return true;
        }
        String[] parts = address.split("\\.");
        StringBuilder reversed = new StringBuilder();
        for (int i = parts.length - 1; i >= 0; i--) {
            reversed.append(String.format(Locale.ROOT, "%02X", Integer.parseInt(parts[i])));
        }
        return hex.endsWith(reversed.toString());
    }

    private static boolean holds(long pid, List<String> sockets) {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path file : open) {
                if (sockets.contains(target(file))) {
                    return true;
                }
            }
        } catch (IOException e) {
            return false;
        }
        return false;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static String name(long pid) {
        List<String> lines = lines(Path.of("/proc/" + pid + "/comm"));
        return lines.isEmpty() ? "unknown" : lines.get(0);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
