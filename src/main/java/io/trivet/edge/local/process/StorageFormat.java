package io.trivet.edge.local.process;

import io.trivet.edge.local.artifact.AtomicFile;
import io.trivet.operate.Failure;
import io.trivet.plan.Plan;
import io.trivet.platform.Ec2Platform;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.process.Software;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Formats the storage of KRaft nodes, once: a folder that holds anything is never touched, because formatting again
 * would hide that data is gone.
 */
public final class StorageFormat {
    private StorageFormat() {}

    /** Formats the nodes that have nothing yet; whether controllers are among them. */
    public static boolean format(
            Plan<Ec2Platform> plan, List<NodeTask> tasks, Home home, Programs programs, StartedProcesses started)
            throws Failure, InterruptedException {
        String voters = plan.platform().initialControllers().orElse("");
        List<NodeTask> fresh = new ArrayList<>();
        for (NodeTask task : tasks) {
            if (!voters.isEmpty() && hasStorage(task) && isFresh(task)) {
                fresh.add(task);
            }
        }
        if (fresh.isEmpty()) {
            return false;
        }
        String first = hasQuorum(plan) ? "" : voters;
        List<String> calls = new ArrayList<>();
        for (NodeTask task : fresh) {
            calls.add(call(task, home, plan.layout().clusterId(), first));
        }
        run(fresh.get(0), calls, home, programs, started);
        return fresh.stream().anyMatch(StorageFormat::isController);
    }

    /**
     * The controllers among these that have nothing yet although their quorum exists: they are new in it, or lost what
     * they had. Either becomes another voter, once it has followed the leader.
     */
    public static List<NodeTask> followers(Plan<Ec2Platform> plan, List<NodeTask> tasks) throws Failure {
        List<NodeTask> followers = new ArrayList<>();
        if (plan.platform().initialControllers().isPresent() && hasQuorum(plan)) {
            for (NodeTask task : tasks) {
                if (hasStorage(task) && isController(task) && isFresh(task)) {
                    followers.add(task);
                }
            }
        }
        return followers;
    }

    private static boolean hasStorage(NodeTask task) {
        return task.isServer()
                && task.launch().software().product() == Software.Product.KAFKA
                && !task.node().node().role().isWorker();
    }

    private static boolean isController(NodeTask task) {
        return task.node().node().role().isVoter();
    }

    /** Whether the storage of a controller holds records: a quorum that it was part of has had a leader. */
    private static boolean hasRecords(NodeTask task) throws Failure {
        Path log = Path.of(task.launch().dataFolder(), "data", "__cluster_metadata-0");
        if (!Files.isDirectory(log)) {
            return false;
        }
        try (Stream<Path> files = Files.list(log)) {
            return files.anyMatch(
                    file -> file.toString().endsWith(".log") && file.toFile().length() > 0);
        } catch (IOException e) {
            throw Failure.file(log, e);
        }
    }

    private static boolean hasQuorum(Plan<Ec2Platform> plan) throws Failure {
        boolean exists = false;
        for (NodeTask task : NodeTask.of(plan.nodes())) {
            exists |= isController(task) && hasRecords(task);
        }
        return exists;
    }

    /** Whether any of its folders of data is empty. */
    private static boolean isFresh(NodeTask task) throws Failure {
        for (String folder : task.launch().dataFolders()) {
            if (isEmpty(Path.of(folder, "data"))) {
                return true;
            }
        }
        return false;
    }

    /** Whether some of its folders are not: those stay as they are. */
    private static boolean isFormatted(NodeTask task) throws Failure {
        for (String folder : task.launch().dataFolders()) {
            if (!isEmpty(Path.of(folder, "data"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEmpty(Path data) throws Failure {
        if (!Files.exists(data)) {
            return true;
        }
        try (Stream<Path> files = Files.list(data)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw Failure.file(data, e);
        }
    }

    private static String call(NodeTask task, Home home, String clusterId, String voters) throws Failure {
        List<String> arguments = new ArrayList<>(List.of(
                "format",
                "--cluster-id",
                clusterId,
                "--config",
                task.folder(home).resolve("server.properties").toString()));
        if (isController(task) && !voters.isEmpty()) {
            arguments.addAll(List.of("--initial-controllers", voters));
        } else {
            arguments.add("--no-initial-controllers");
        }
        if (isFormatted(task)) {
            arguments.add("--ignore-formatted");
        }
        return String.join("\t", arguments);
    }

    private static void run(NodeTask first, List<String> calls, Home home, Programs programs, StartedProcesses started)
            throws Failure, InterruptedException {
        Path file = home.root().resolve("format");
        Path log = home.root().resolve("format.log");
        try {
            AtomicFile.write(file, String.join("\n", calls) + "\n");
            List<String> command = NodeCommand.java(first, home, programs);
            command.add("@jvm.options");
            command.addAll(List.of(FormatMain.class.getName(), file.toString()));
            Files.deleteIfExists(log);
            int code = started.start(command, first.folder(home), log).waitFor();
            if (code != 0) {
                throw new Failure(
                        List.of(Problem.error(
                                        "storage-format",
                                        Place.ofPath(first.title()),
                                        "the exit code " + code + " of Kafka's storage tool")
                                .must("be 0: KRaft nodes start from formatted storage only")
                                .mend("read its words in " + log + "; trivet local down --delete begins anew")),
                        LogTail.of(log));
            }
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw Failure.file(file, e);
        }
    }
}
