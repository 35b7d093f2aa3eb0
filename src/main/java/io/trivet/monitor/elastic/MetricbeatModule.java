package io.trivet.monitor.elastic;

import io.trivet.layout.Node;
import io.trivet.layout.Site;
import io.trivet.monitor.Watched;
import io.trivet.process.YamlDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The module of a Metricbeat that reads the exporters of all nodes, from one machine. It needs no key: Metricbeat has
 * its own. Of a counter it keeps the growth since the last reading as {@code rate}; whether a node answers is the
 * metric {@code up}.
 *
 * <p>Source: https://www.elastic.co/docs/reference/beats/metricbeat/metricbeat-metricset-prometheus-collector.
 */
public final class MetricbeatModule {
    private static final String PERIOD = "15s";

    /** What only Metricbeat reads. */
    private static final String SECRETS = "/etc/metricbeat/secrets";

    private MetricbeatModule() {}

    /** {@code modules.d/prometheus.yml} for a stack at a site. */
    public static String of(Watched watched, Site site) {
        List<Map<String, Object>> modules = new ArrayList<>();
        for (Watched.Fleet fleet : watched.fleets()) {
            for (Node node : fleet.nodes()) {
                modules.add(module(watched, fleet, node, site));
            }
        }
        return YamlDocument.of(modules);
    }

    private static Map<String, Object> module(Watched watched, Watched.Fleet fleet, Node node, Site site) {
        Map<String, Object> labels = new LinkedHashMap<>();
        labels.put("stack", watched.stack());
        labels.put("role", fleet.role().word());
        labels.put("zone", node.zone().name());
        labels.put("node", node.name());
        Map<String, Object> module = new LinkedHashMap<>();
        module.put("module", "prometheus");
        module.put("metricsets", List.of("collector"));
        module.put("period", PERIOD);
        module.put("hosts", List.of(fleet.exporter(node, site)));
        fleet.reader(SECRETS, watched.stack(), site).ifPresent(reader -> {
            Map<String, Object> ssl = new LinkedHashMap<>();
            ssl.put("certificate_authorities", List.of(reader.authority()));
            ssl.put("certificate", reader.certificate());
            ssl.put("key", reader.key());
            module.put("ssl", ssl);
        });
        module.put("metrics_filters", Collections.singletonMap("include", List.of("^(kafka|zookeeper)_", "^up$")));
        module.put("use_types", true);
        module.put("rate_counters", true);
        module.put(
                "processors",
                List.of(Collections.singletonMap("add_labels", Collections.singletonMap("labels", labels))));
        return module;
    }
}
