package io.trivet.edge.local.cluster;

import io.trivet.edge.local.process.NodeTask;
import io.trivet.operate.Copies;
import io.trivet.operate.Failure;
import io.trivet.operate.LiveCluster;
import io.trivet.plan.PlannedNode;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A broker on this machine that loses all that it keeps, as by another disk in the place of its own. It has its id from
 * its files, and copies every partition from the others when it starts again.
 *
 * <p>Fails: {@code drill-last-copy}, {@code drill-of-voter}.
 */
record DiskLoss(PlannedNode broker) {
    private int id() {
        return broker.node().id();
    }

    private String name() {
        return broker.node().name();
    }

    /** Refuses a broker that keeps what no other does: a vote, or the only copy in sync. It changes nothing. */
    void refuse(LiveCluster cluster) throws Failure, InterruptedException {
        if (broker.node().role().isVoter()) {
            throw new Failure(
                    Problem.error("drill-of-voter", Place.ofPath(name()), "a broker that is a controller, too")
                            .must("be a broker alone: a controller that lost its disk has to be made another voter")
                            .mend("run broker-loss, or the drill on a stack with controllers of their own"));
        }
        Optional<List<Copies>> copies = cluster.copies();
        while (copies.isEmpty()) {
            Thread.sleep(NodeWaiter.PAUSE.toMillis());
            copies = cluster.copies();
        }
        List<Copies> last = copies.get().stream()
                .filter(partition -> partition.replicas().contains(id()))
                .filter(partition -> partition.inSync().stream().allMatch(id -> id == id()))
                .toList();
        if (!last.isEmpty()) {
            throw new Failure(Problem.error(
                            "drill-last-copy",
                            Place.ofPath(last.get(0).name()),
                            "in sync on no other broker than " + name()
                                    + (last.size() == 1 ? "" : ", and so " + (last.size() - 1) + " more"))
                    .must("be in sync on another, since the drill takes the disk of " + name())
                    .mend("name another broker with --of, or give the topic more replicas"));
        }
    }

    /** How many partitions count on the broker still, in words: while there is one, its disk must not go. */
    List<String> counted(LiveCluster cluster) throws InterruptedException {
        Optional<List<Copies>> copies = cluster.copies();
        if (copies.isEmpty()) {
            return List.of("the brokers to answer");
        }
        long count = copies.get().stream()
                .filter(partition -> partition.inSync().contains(id()) || partition.leader() == id())
                .count();
        return count == 0 ? List.of() : List.of(Words.count(count, "partition"));
    }

    /**
     * Empties its folders of data. Each goes from its place at once: of a folder that is gone in part, a broker would
     * serve what is left.
     */
    void happen() throws Failure {
        for (String folder : NodeTask.server(broker).launch().dataFolders()) {
            Path data = Path.of(folder, "data");
            Path lost = data.resolveSibling("data.lost");
            try {
                delete(lost);
                Files.move(data, lost, StandardCopyOption.ATOMIC_MOVE);
                delete(lost);
            } catch (IOException e) {
                throw Failure.file(data, e);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}
