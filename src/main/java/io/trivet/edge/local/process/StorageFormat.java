package io.trivet.edge.local.process;

import io.trivet.edge.local.artifact.AtomicFile;
import io.trivet.layout.Role;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.process.Software;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Formats the storage of KRaft nodes, once: a folder that holds anything is never touched, because formatting again
 * would hide that data is gone.
 */
public final class StorageFormat {
    private StorageFormat() {}

    /** Formats the nodes that have nothing yet; whether controllers are among them. */
    public static boolean format(
            Plan plan,
            List<PlannedNode> nodes,
            Home home,
            Programs programs,
            Optional<Path> archive,
            StartedProcesses started)
            throws LocalFailure, InterruptedException {
        String voters = plan.initialControllers().orElse("");
        List<PlannedNode> fresh = new ArrayList<>();
        for (PlannedNode node : nodes) {
            if (node.launch().software().product() == Software.Product.KAFKA && !voters.isEmpty() && isFresh(node)) {
                fresh.add(node);
            }
        }
        if (fresh.isEmpty()) {
            return false;
        }
        refuseLost(plan, fresh);
        List<String> calls = fresh.stream()
                .map(node -> call(node, home, plan.layout().clusterId(), voters))
                .toList();
        run(fresh.get(0), calls, home, programs, archive, started);
        return fresh.stream().anyMatch(node -> node.node().role() == Role.CONTROLLER);
    }

    /** Whether the storage of a controller holds records: a quorum that it was part of has had a leader. */
    private static boolean hasRecords(PlannedNode node) throws LocalFailure {
        Path log = Path.of(node.launch().dataFolder(), "data", "__cluster_metadata-0");
        if (!Files.isDirectory(log)) {
            return false;
        }
        try (Stream<Path> files = Files.list(log)) {
            return files.anyMatch(
                    file -> file.toString().endsWith(".log") && file.toFile().length() > 0);
        } catch (IOException e) {
            throw LocalFailure.file(log, e);
        }
    }

    /**
     * A controller without data beside others that have some was part of their quorum. As the same voter, it could
     * break what it promised when it voted.
     */
    private static void refuseLost(Plan plan, List<PlannedNode> fresh) throws LocalFailure {
        List<PlannedNode> controllers = plan.nodes().stream()
                .filter(node -> node.node().role() == Role.CONTROLLER)
                .toList();
        boolean exists = false;
        for (PlannedNode controller : controllers) {
            exists |= hasRecords(controller);
        }
        for (PlannedNode node : fresh) {
            if (exists && node.node().role() == Role.CONTROLLER) {
                throw new LocalFailure(Problem.error(
                        "controller-data-lost",
                        Place.ofPath(node.node().name()),
                        "without data, although its quorum exists",
                        "come back with the data that it had",
                        "put " + node.launch().dataFolder() + " back, or begin anew with trivet local down --delete"));
            }
        }
    }

    private static boolean isFresh(PlannedNode node) throws LocalFailure {
        Path data = Path.of(node.launch().dataFolder(), "data");
        if (!Files.exists(data)) {
            return true;
        }
        try (Stream<Path> files = Files.list(data)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw LocalFailure.file(data, e);
        }
    }

    private static String call(PlannedNode node, Home home, String clusterId, String voters) {
        List<String> arguments = new ArrayList<>(List.of(
                "format",
                "--cluster-id",
                clusterId,
                "--config",
                NodeFiles.folder(home, node).resolve("server.properties").toString()));
        if (node.node().role() == Role.CONTROLLER) {
            arguments.addAll(List.of("--initial-controllers", voters));
        } else {
            arguments.add("--no-initial-controllers");
        }
        return String.join("\t", arguments);
    }

    private static void run(
            PlannedNode first,
            List<String> calls,
            Home home,
            Programs programs,
            Optional<Path> archive,
            StartedProcesses started)
            throws LocalFailure, InterruptedException {
        Path file = home.root().resolve("format");
        Path log = home.root().resolve("format.log");
        try {
            AtomicFile.write(file, String.join("\n", calls) + "\n");
            List<String> command =
                    NodeCommand.java(home, programs.classPath(first.launch().software()), archive);
            command.add("@jvm.options");
            command.addAll(List.of(FormatMain.class.getName(), file.toString()));
            Files.deleteIfExists(log);
            int code =
                    started.start(command, NodeFiles.folder(home, first), log).waitFor();
            if (code != 0) {
                throw new LocalFailure(
                        List.of(Problem.error(
                                "storage-format",
                                Place.ofPath(first.node().name()),
                                "the exit code " + code + " of Kafka's storage tool",
                                "be 0: KRaft nodes start from formatted storage only",
                                "read its words in " + log + "; trivet local down --delete begins anew")),
                        LogTail.of(log));
            }
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw LocalFailure.file(file, e);
        }
    }
}
