package io.trivet.edge.local.process;

import io.trivet.kafka.MetadataMode;
import io.trivet.operate.Failure;
import io.trivet.plan.PlannedNode;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The data of a ZooKeeper ensemble. A server that lost its own copies that of a leader, and votes like any other: where
 * most of them lost it, they agree on having nothing, and the last copy is thrown away.
 */
public final class EnsembleData {
    private EnsembleData() {}

    /**
     * The names of servers that have lost their data while others have it; none where no server has any yet.
     *
     * <p>Fails: {@code zookeeper-data-lost} where those that have it are no majority.
     */
    public static List<String> lost(List<PlannedNode> nodes) throws Failure {
        List<PlannedNode> ensemble = nodes.stream()
                .filter(node -> node.node().role().votesOn(MetadataMode.ZOOKEEPER))
                .toList();
        List<String> kept = ensemble.stream()
                .filter(EnsembleData::hasRecords)
                .map(node -> node.node().name())
                .toList();
        List<String> lost = ensemble.stream()
                .map(node -> node.node().name())
                .filter(name -> !kept.contains(name))
                .toList();
        if (kept.isEmpty() || lost.isEmpty()) {
            return List.of();
        }
        if (kept.size() <= ensemble.size() / 2) {
            throw new Failure(Problem.error(
                            "zookeeper-data-lost",
                            Place.ofPath(String.join(", ", lost)),
                            "without the data that " + Words.list(kept) + (kept.size() == 1 ? " has" : " have"))
                    .must(
                            "have it on most servers: those without it are a majority, and would agree on an empty ensemble")
                    .mend("copy /var/lib/zookeeper of " + kept.get(0) + " without the file myid to them"
                            + ", or begin anew with trivet local down --delete"));
        }
        return lost;
    }

    /** Whether a server has logged a change: then most had it, too. */
    private static boolean hasRecords(PlannedNode node) {
        Path log = Path.of(NodeTask.server(node).launch().dataFolder(), "log", "version-2");
        try (Stream<Path> files = Files.list(log)) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith("log."));
        } catch (IOException e) {
            return false;
        }
    }
}
