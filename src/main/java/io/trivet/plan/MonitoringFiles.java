package io.trivet.plan;

import io.trivet.layout.Node;
import io.trivet.monitor.AlertRoutes;
import io.trivet.monitor.AlertRules;
import io.trivet.monitor.Dashboards;
import io.trivet.monitor.NodeScrape;
import io.trivet.monitor.Watched;
import io.trivet.platform.Ec2Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What Prometheus, Alertmanager and Grafana need to watch the nodes of a plan, by path within a folder. */
public final class MonitoringFiles {
    /** A file that is always among them, so that a folder tells that they were written there. */
    public static final String MARK = "rules/trivet.yml";

    /** Kafka's own default. */
    private static final String QUEUE = "500";

    private MonitoringFiles() {}

    /** The files, sorted by path. */
    public static SortedMap<String, String> of(Plan<Ec2Platform> plan) {
        Watched watched = watched(plan);
        SortedMap<String, String> files = new TreeMap<>();
        files.put("prometheus.yml", NodeScrape.of(watched, plan.layout().site()));
        files.put(MARK, AlertRules.of(watched));
        files.put("alertmanager.yml", AlertRoutes.of());
        Dashboards.of(watched).forEach((name, text) -> files.put("grafana/" + name + ".json", text));
        return files;
    }

    /** What there is to watch of a plan. */
    public static Watched watched(Plan<Ec2Platform> plan) {
        List<Watched.Fleet> fleets = new ArrayList<>();
        for (PlannedRole role : plan.roles()) {
            List<Node> nodes =
                    plan.nodes(role.role()).stream().map(PlannedNode::node).toList();
            role.launch()
                    .exporterPort()
                    .ifPresent(port ->
                            fleets.add(new Watched.Fleet(role.role(), port, plan.exporters(role.role()), nodes)));
        }
        return new Watched(
                plan.id(),
                plan.platform().metadata(),
                fleets,
                Integer.parseInt(plan.brokerSettings().getOrDefault("queued.max.requests", QUEUE)));
    }
}
