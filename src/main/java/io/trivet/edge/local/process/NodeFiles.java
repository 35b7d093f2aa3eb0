package io.trivet.edge.local.process;

import io.trivet.edge.local.artifact.AtomicFile;
import io.trivet.layout.Layout;
import io.trivet.operate.Failure;
import io.trivet.plan.CertificateFacts;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.plan.PlannedProcess;
import io.trivet.platform.Ec2Platform;
import io.trivet.process.ConfigFile;
import io.trivet.process.Software;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The files of the plan under {@link Home}: the bytes of EC2, but for addresses, folders and heap. */
public final class NodeFiles {
    /**
     * Beside the files of the plan: what the process of a node runs, since when, and whom it trusts, for the day when
     * that changes.
     */
    public static final String SOFTWARE = "/etc/trivet/software";

    private NodeFiles() {}

    /** The text of {@link #SOFTWARE}, as the agent reads such. */
    public static String software(Plan<Ec2Platform> plan, PlannedNode node) {
        PlannedProcess server = node.processes().get(0);
        Software software = server.launch().software();
        StringBuilder text = new StringBuilder("PRODUCT="
                + software.product().name().toLowerCase(Locale.ROOT) + "\nVERSION=" + software.version() + "\n"
                + server.restarted().map(day -> "RESTART=" + day + "\n").orElse(""));
        CertificateFacts.of(plan.platform(), node.node().role())
                .forEach((fact, said) ->
                        text.append(fact).append('=').append(said).append('\n'));
        return text.toString();
    }

    /** Writes what is new or different of what these processes read. */
    public static void write(Home home, Plan<Ec2Platform> plan, List<NodeTask> tasks) throws Failure {
        try {
            List<Layout> others = plan.platform().mirrored().stream()
                    .flatMap(source -> source.cluster().stream())
                    .toList();
            put(home.hosts(), NodeNames.text(plan.layout(), others));
            for (NodeTask task : tasks) {
                String name = task.node().node().name();
                for (ConfigFile file : task.files()) {
                    put(home.file(name, file.path()), file.text());
                }
                if (task.isServer()) {
                    put(home.file(name, SOFTWARE), software(plan, task.node()));
                }
                // Where dataFolder and the working folder lie; a server makes what is below.
                for (String folder : task.launch().dataFolders()) {
                    Files.createDirectories(Path.of(folder));
                }
                Files.createDirectories(task.folder(home));
            }
        } catch (IOException e) {
            throw Failure.file(home.root(), e);
        }
    }

    private static void put(Path file, String text) throws IOException {
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            AtomicFile.write(file, text);
        }
    }
}
