package io.trivet.cli;

import io.trivet.layout.Site;
import io.trivet.plan.Plan;
import io.trivet.problem.Words;
import io.trivet.show.RenderedFiles;
import io.trivet.stack.Description;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trivet render}: every file of every node, in a folder. */
@Command(
        name = "render",
        description = "Write every file of every node to DIR/<node>/<path on the node>, and what the cluster shares to"
                + " DIR/cluster; of a cluster that a service runs the files of its clients, of MirrorMaker 2 and of"
                + " Prometheus. DIR is replaced as a whole.")
final class RenderCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "STACK", description = "Name of a stack, or path of its file.")
    private String name = "";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Folder to write: new, empty, or one that render wrote before.")
    private Path out = Path.of("");

    RenderCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return Stacks.one(terminal, name, this::render);
    }

    private int render(Description<?> description) {
        return write(description.on(
                ec2 -> RenderedFiles.of(ec2, Plan.of(ec2, Site.EC2)),
                msk -> RenderedFiles.ofMsk(msk, Plan.ofMsk(msk, Optional.empty())),
                service -> RenderedFiles.ofService(Plan.ofService(service))));
    }

    private int write(SortedMap<String, String> files) {
        int written = terminal.problems(new RenderedFolder(out, "render", RenderedFiles.MARK).write(files), false);
        if (written != ExitCode.OK) {
            return ExitCode.ENVIRONMENT;
        }
        terminal.progress(Words.count(files.size(), "file") + " in " + out);
        return ExitCode.OK;
    }
}
