package io.trivet.edge.local.process;

import io.trivet.plan.PlannedNode;
import io.trivet.plan.PlannedProcess;
import io.trivet.process.ConfigFile;
import io.trivet.process.Launch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A process that a node is to run. A node may have several; those of today have one, the server, in whose JVM the
 * exporter is.
 *
 * @param name of the process, among those of its node
 * @param ports on which it listens on this machine; it serves when it answers on the first
 * @param files of the node that it reads
 */
public record NodeTask(PlannedNode node, String name, Launch launch, List<Integer> ports, List<ConfigFile> files) {
    /** The name of the process for which a node is there. */
    public static final String SERVER = "server";

    /** All that a node is to run, its server first. Nothing else here asks a plan for it. */
    public static List<NodeTask> of(PlannedNode node) {
        List<NodeTask> tasks = new ArrayList<>();
        for (PlannedProcess process : node.processes()) {
            Launch launch = process.launch();
            boolean server = tasks.isEmpty();
            tasks.add(new NodeTask(
                    node,
                    server ? SERVER : launch.name(),
                    launch,
                    process.ports().stream()
                            .map(port -> node.node().port(port.number()))
                            .toList(),
                    server ? node.files() : in(launch.folder(), node.files())));
        }
        return List.copyOf(tasks);
    }

    private static List<ConfigFile> in(String folder, List<ConfigFile> files) {
        return files.stream()
                .filter(file -> file.path().startsWith(folder + "/"))
                .toList();
    }

    /** All that these nodes are to run, in their order. */
    public static List<NodeTask> of(List<PlannedNode> nodes) {
        return nodes.stream().flatMap(node -> of(node).stream()).toList();
    }

    /** Whose processes these are. */
    public static List<PlannedNode> nodes(List<NodeTask> tasks) {
        return tasks.stream().map(NodeTask::node).distinct().toList();
    }

    /** The process for which a node is there. */
    public static NodeTask server(PlannedNode node) {
        return of(node).get(0);
    }

    /** Whether it is the process for which its node is there. */
    public boolean isServer() {
        return name.equals(SERVER);
    }

    /** As people are told of it: {@code broker1}, and {@code broker1 agent} for what runs beside the server. */
    public String title() {
        return isServer() ? node.node().name() : node.node().name() + " " + name;
    }

    /** The port on which it does what it is for. */
    public int port() {
        return ports.get(0);
    }

    public String address() {
        return node.node().address().toString();
    }

    /** {@code address:port} of its metrics, where it has an exporter. */
    public Optional<String> exporter() {
        return launch.exporter().map(exporter -> address() + ":" + node.node().port(exporter.port()));
    }

    /** Its working folder. */
    public Path folder(Home home) {
        return home.file(node.node().name(), launch.folder());
    }

    /** What it prints; beside it, with {@code .previous} at the end, what the process before it printed. */
    public Path log(Home home) {
        Path log = home.log(node.node().name());
        return isServer() ? log : log.resolveSibling(name + ".log");
    }
}
