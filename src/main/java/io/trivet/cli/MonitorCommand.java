package io.trivet.cli;

import io.trivet.edge.local.cluster.LocalCluster;
import io.trivet.layout.Site;
import io.trivet.monitor.Told;
import io.trivet.monitor.Tool;
import io.trivet.plan.MonitoringFiles;
import io.trivet.plan.Plan;
import io.trivet.platform.Ec2Platform;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.show.MonitoringShown;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trivet monitor}: what a tool needs to watch the nodes of a stack. */
@Command(
        name = "monitor",
        description =
                "Write what watches the nodes of a stack to DIR. For Prometheus: prometheus.yml, which finds their"
                        + " exporters, rules/ with the alerts, alertmanager.yml, an example of who is told, and grafana/ with"
                        + " dashboards. For Datadog: conf.d/ with the check that reads the exporters, monitors/ and dashboards/"
                        + " as its API takes them. For New Relic: prometheus/, which sends it what it reads and alerts on,"
                        + " conditions/ and dashboard.json. For Elastic: modules.d/ for Metricbeat, rules/ and dashboards/ for"
                        + " Kibana. DIR is replaced as a whole. The numbers in it are those of the description, so write it"
                        + " again when nodes come or go.")
final class MonitorCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "STACK", description = "Name of a stack, or path of its file.")
    private String name = "";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Folder to write: new, empty, or one that monitor wrote before.")
    private Path out = Path.of("");

    @Option(
            names = "--for",
            paramLabel = "TOOL",
            description = "What watches: ${COMPLETION-CANDIDATES}; prometheus by default.")
    private Tool tool = Tool.PROMETHEUS;

    @Option(names = "--local", description = "For the cluster on this machine in place of that on EC2.")
    private boolean local;

    @Option(
            names = "--one-address",
            description = "With --local, as it was said to trivet local up: all nodes on 127.0.0.1.")
    private boolean oneAddress;

    @Mixin
    private FormatOption format = new FormatOption();

    MonitorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return Stacks.one(
                terminal,
                name,
                description -> description.on(
                        this::write,
                        msk -> refused(
                                msk,
                                "Amazon MSK names the metrics of its exporters otherwise, and these alerts would never"
                                        + " fire",
                                "use its alarms in CloudWatch, which trivet show lists, or name a stack on EC2"),
                        service -> refused(
                                service,
                                "a service names its metrics otherwise, and these alerts would never fire",
                                "use the alerts of the service; trivet render writes what Prometheus needs to read its"
                                        + " metrics, where it shows any")));
    }

    private int write(Description<OnEc2> description) {
        Path root = terminal.home().resolve(".trivet").resolve(description.id());
        Site site = local ? LocalCluster.site(root, oneAddress) : Site.EC2;
        Plan<Ec2Platform> plan = Plan.of(description, site);
        Told told = MonitoringFiles.of(plan, tool);
        RenderedFolder folder = new RenderedFolder(out, "monitor", tool.mark());
        if (terminal.problems(folder.write(told.files()), false) != ExitCode.OK) {
            return ExitCode.ENVIRONMENT;
        }
        terminal.result(MonitoringShown.of(MonitoringFiles.watched(plan), tool, out.toString(), told), format.isJson());
        return ExitCode.OK;
    }

    private int refused(Description<?> description, String reason, String mend) {
        return terminal.problems(
                new Problems(List.of(Problem.error(
                                "other-platform",
                                description.places().at("platform"),
                                description.platform().word())
                        .must("be ec2 for trivet monitor: " + reason)
                        .mend(mend))),
                false);
    }
}
