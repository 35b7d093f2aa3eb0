package io.trivet.plan;

import io.trivet.layout.Node;
import io.trivet.layout.Site;
import io.trivet.monitor.AlertRoutes;
import io.trivet.monitor.AlertRules;
import io.trivet.monitor.Dashboards;
import io.trivet.monitor.NodeScrape;
import io.trivet.monitor.Told;
import io.trivet.monitor.Told.Unsaid;
import io.trivet.monitor.Tool;
import io.trivet.monitor.Watched;
import io.trivet.monitor.datadog.DatadogCheck;
import io.trivet.monitor.datadog.DatadogDashboards;
import io.trivet.monitor.datadog.DatadogMonitors;
import io.trivet.monitor.elastic.KibanaDashboards;
import io.trivet.monitor.elastic.KibanaRules;
import io.trivet.monitor.elastic.MetricbeatModule;
import io.trivet.monitor.newrelic.NewRelicConditions;
import io.trivet.monitor.newrelic.NewRelicDashboard;
import io.trivet.platform.Ec2Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a tool needs to watch the nodes of a plan. */
public final class MonitoringFiles {
    /** Kafka's own default. */
    private static final String QUEUE = "500";

    /** Where Prometheus sends to; in the European Union the host begins with {@code metric-api.eu}. */
    private static final String NEW_RELIC = "https://metric-api.newrelic.com/prometheus/v1/write?prometheus_server=";

    private MonitoringFiles() {}

    /** What is given to a tool. */
    public static Told of(Plan<Ec2Platform> plan, Tool tool) {
        Watched watched = watched(plan);
        Site site = plan.layout().site();
        return switch (tool) {
            case PROMETHEUS -> prometheus(watched, site);
            case DATADOG -> datadog(watched, site);
            case NEWRELIC -> newRelic(watched, site);
            case ELASTIC -> elastic(watched, site);
        };
    }

    /** With Alertmanager and Grafana. */
    private static Told prometheus(Watched watched, Site site) {
        SortedMap<String, String> files = new TreeMap<>();
        files.put("prometheus.yml", NodeScrape.of(watched, site));
        files.put(Tool.PROMETHEUS.mark(), AlertRules.of(watched));
        files.put("alertmanager.yml", AlertRoutes.of());
        put(files, "grafana/", Dashboards.of(watched));
        return new Told(files, unsaid(watched, Tool.PROMETHEUS));
    }

    private static Told datadog(Watched watched, Site site) {
        SortedMap<String, String> files = new TreeMap<>();
        files.put(Tool.DATADOG.mark(), DatadogCheck.of(watched, site));
        put(files, "monitors/", DatadogMonitors.of(watched));
        put(files, "dashboards/", DatadogDashboards.of(watched));
        return new Told(files, unsaid(watched, Tool.DATADOG));
    }

    /** With a Prometheus that judges, and sends what it found. */
    private static Told newRelic(Watched watched, Site site) {
        SortedMap<String, String> files = new TreeMap<>();
        files.put(
                Tool.NEWRELIC.mark(),
                NodeScrape.sending(
                        watched, site, NEW_RELIC + watched.stack(), NodeScrape.SECRETS + "/newrelic-license-key"));
        files.put("prometheus/" + Tool.PROMETHEUS.mark(), AlertRules.of(watched));
        put(files, "conditions/", NewRelicConditions.of(watched));
        files.put("dashboard.json", NewRelicDashboard.of(watched));
        return new Told(files, unsaid(watched, Tool.NEWRELIC));
    }

    private static Told elastic(Watched watched, Site site) {
        SortedMap<String, String> files = new TreeMap<>();
        files.put(Tool.ELASTIC.mark(), MetricbeatModule.of(watched, site));
        put(files, "rules/", KibanaRules.of(watched));
        KibanaDashboards.of(watched).forEach((name, text) -> files.put("dashboards/" + name + ".ndjson", text));
        return new Told(files, unsaid(watched, Tool.ELASTIC));
    }

    /** What a tool cannot be told of what there is to watch. */
    public static List<Unsaid> unsaid(Watched watched, Tool tool) {
        return switch (tool) {
            case PROMETHEUS, NEWRELIC -> List.of();
            case DATADOG -> {
                List<Unsaid> unsaid = new ArrayList<>(DatadogMonitors.unsaid(watched));
                unsaid.addAll(DatadogDashboards.unsaid(watched));
                yield unsaid;
            }
            case ELASTIC -> {
                List<Unsaid> unsaid = new ArrayList<>(KibanaRules.unsaid(watched));
                unsaid.addAll(KibanaDashboards.unsaid(watched));
                yield unsaid;
            }
        };
    }

    private static void put(SortedMap<String, String> files, String folder, SortedMap<String, String> texts) {
        texts.forEach((name, text) -> files.put(folder + name + ".json", text));
    }

    /** What there is to watch of a plan. */
    public static Watched watched(Plan<Ec2Platform> plan) {
        List<Watched.Fleet> fleets = new ArrayList<>();
        for (PlannedRole role : plan.roles()) {
            List<Node> nodes =
                    plan.nodes(role.role()).stream().map(PlannedNode::node).toList();
            role.launch()
                    .exporter()
                    .ifPresent(exporter ->
                            fleets.add(new Watched.Fleet(role.role(), exporter, plan.exporters(role.role()), nodes)));
        }
        return new Watched(
                plan.id(),
                plan.platform().metadata(),
                fleets,
                Integer.parseInt(plan.brokerSettings().getOrDefault("queued.max.requests", QUEUE)));
    }
}
