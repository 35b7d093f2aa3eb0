package io.trivet.edge.local.process;

import io.trivet.edge.local.artifact.AtomicFile;
import io.trivet.layout.Layout;
import io.trivet.plan.PlannedNode;
import io.trivet.process.ConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The files of the plan under {@link Home}: the bytes of EC2, but for addresses, folders and heap. */
public final class NodeFiles {
    /** Beside the files of the plan: what the process of a node runs, for the day when that changes. */
    public static final String SOFTWARE = "/etc/trivet/software";

    private NodeFiles() {}

    /** The text of {@link #SOFTWARE}, as the agent reads such. */
    public static String software(PlannedNode node) {
        return "PRODUCT=" + node.launch().software().product().name().toLowerCase(Locale.ROOT) + "\nVERSION="
                + node.launch().software().version() + "\n";
    }

    /** Writes what is new or different. */
    public static void write(Home home, Layout layout, List<PlannedNode> nodes) throws LocalFailure {
        try {
            put(home.hosts(), NodeNames.text(layout));
            for (PlannedNode node : nodes) {
                String name = node.node().name();
                for (ConfigFile file : node.files()) {
                    put(home.file(name, file.path()), file.text());
                }
                put(home.file(name, SOFTWARE), software(node));
                // Where dataFolder and the working folder lie; a server makes what is below.
                Files.createDirectories(Path.of(node.launch().dataFolder()));
                Files.createDirectories(folder(home, node));
            }
        } catch (IOException e) {
            throw LocalFailure.file(home.root(), e);
        }
    }

    /**
     * Paths of files that are there with another text than the plan's, as {@code broker1/etc/kafka/server.properties}.
     */
    static List<String> changed(Home home, List<PlannedNode> nodes) throws LocalFailure {
        List<String> changed = new ArrayList<>();
        for (PlannedNode node : nodes) {
            String name = node.node().name();
            for (ConfigFile file : node.files()) {
                if (differs(home.file(name, file.path()), file.text())) {
                    changed.add(name + file.path());
                }
            }
        }
        return changed;
    }

    /** The working folder of a node's process. */
    public static Path folder(Home home, PlannedNode node) {
        return home.file(node.node().name(), node.launch().folder());
    }

    private static boolean differs(Path file, String text) throws LocalFailure {
        try {
            return !Files.exists(file) || !Files.readString(file).equals(text);
        } catch (IOException e) {
            throw LocalFailure.file(file, e);
        }
    }

    private static void put(Path file, String text) throws IOException {
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            AtomicFile.write(file, text);
        }
    }
}
