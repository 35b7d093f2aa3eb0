package io.trivet.edge.local.process;

import io.trivet.operate.Failure;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.stack.DataSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What must hold of this machine before any process is started. All that is wrong is found at once. */
public final class MachineCheck {
    /** Indexes of logs are files of 10 MiB each, without content at first; what is written comes on top. */
    private static final DataSize DISK_PER_NODE = DataSize.mib(100);

    /** As long as a system under load may take for the sockets of a process that is gone: 5 s. */
    private static final int LOOKS = 100;

    private static final long PAUSE_MILLIS = 50;

    private MachineCheck() {}

    /** The problems of starting these processes under that folder. */
    public static List<Problem> of(List<NodeTask> tasks, Path root) throws InterruptedException {
        List<Problem> problems = new ArrayList<>();
        for (NodeTask task : tasks) {
            problems.addAll(listeners(task));
        }
        int nodes = NodeTask.nodes(tasks).size();
        problems.addAll(memory(tasks, nodes, Memory.available()));
        problems.addAll(disk(nodes, root));
        return problems;
    }

    private static List<Problem> listeners(NodeTask task) throws InterruptedException {
        String address = task.address();
        if (!Loopback.canListen(address, 0)) {
            return List.of(Problem.error(
                            "address-missing",
                            Place.ofPath(task.title()),
                            "the address " + address + ", on which nothing can listen here")
                    .must("be a loopback address of this machine")
                    .mend("make it one, as root: ip addr add " + address + "/8 dev lo"));
        }
        List<Problem> problems = new ArrayList<>();
        for (int port : task.ports()) {
            busy(address, port).ifPresent(owner -> problems.add(busy(task.title(), address, port, owner)));
        }
        return problems;
    }

    /**
     * Who listens on a port; empty when it is free. The port of a process that has just ended stays taken until the
     * system has closed its sockets, and no process has them by then.
     */
    private static Optional<PortOwner.Listener> busy(String address, int port) throws InterruptedException {
        for (int looks = 0; looks < LOOKS; looks++) {
            if (Loopback.canListen(address, port)) {
                return Optional.empty();
            }
            Optional<PortOwner.Listener> owner = PortOwner.of(address, port);
            if (owner.isPresent()) {
                return owner;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return Optional.of(new PortOwner.Listener("another process", "end the process that listens there"));
    }

    private static Problem busy(String title, String address, int port, PortOwner.Listener owner) {
        return Problem.error(
                        "port-busy",
                        Place.ofPath(title),
                        "port " + port + " of " + address + ", on which " + owner.words() + " listens")
                .must("be free")
                .mend(owner.mend());
    }

    private static List<Problem> memory(List<NodeTask> tasks, int nodes, OptionalLong available) {
        long needed =
                tasks.stream().mapToLong(task -> task.launch().memory().bytes()).sum();
        if (available.isEmpty() || available.getAsLong() >= needed) {
            return List.of();
        }
        return List.of(Problem.error("memory-short", Place.ofPath(""), mib(available.getAsLong()) + " of free memory")
                .must("be at least " + mib(needed) + ", what " + nodes + " nodes hold once they are up")
                .mend("end other programs, or describe fewer brokers"));
    }

    private static List<Problem> disk(int nodes, Path root) {
        long needed = DISK_PER_NODE.bytes() * nodes;
        try {
            Files.createDirectories(root);
            long free = Files.getFileStore(root).getUsableSpace();
            if (free >= needed) {
                return List.of();
            }
            return List.of(Problem.error("disk-short", Place.ofPath(root.toString()), mib(free) + " of free space")
                    .must("be at least " + mib(needed) + ", with which " + nodes + " nodes can begin")
                    .mend("free space on that disk"));
        } catch (IOException e) {
            return Failure.file(root, e).problems();
        }
    }

    private static DataSize mib(long bytes) {
        return DataSize.mib(bytes >> 20);
    }
}
