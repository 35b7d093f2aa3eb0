package io.trivet.monitor.datadog;

import io.trivet.layout.Node;
import io.trivet.layout.Site;
import io.trivet.monitor.Watched;
import io.trivet.process.YamlDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The check of an agent of Datadog that reads the exporters of all nodes, from one machine. It needs no key: the agent
 * has its own.
 *
 * <p>Source: https://docs.datadoghq.com/integrations/openmetrics/, of Agent 7.32 and later.
 */
public final class DatadogCheck {
    /** Seconds between two runs, the agent's own default. */
    static final int INTERVAL = 15;

    /** What says of each run whether the exporter answered. */
    static final String HEALTH = DatadogQuery.NAMESPACE + ".openmetrics.health";

    /** What only the agent reads. */
    private static final String SECRETS = "/etc/datadog-agent/secrets";

    private DatadogCheck() {}

    /** {@code conf.yaml} for a stack at a site. */
    public static String of(Watched watched, Site site) {
        List<Map<String, Object>> instances = new ArrayList<>();
        for (Watched.Fleet fleet : watched.fleets()) {
            for (Node node : fleet.nodes()) {
                instances.add(instance(watched, fleet, node, site));
            }
        }
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("init_config", new LinkedHashMap<>());
        file.put("instances", instances);
        return YamlDocument.of(file);
    }

    private static Map<String, Object> instance(Watched watched, Watched.Fleet fleet, Node node, Site site) {
        Map<String, Object> instance = new LinkedHashMap<>();
        instance.put("openmetrics_endpoint", fleet.exporter(node, site));
        fleet.reader(SECRETS, watched.stack(), site).ifPresent(reader -> {
            instance.put("tls_ca_cert", reader.authority());
            instance.put("tls_cert", reader.certificate());
            instance.put("tls_private_key", reader.key());
        });
        instance.put("namespace", DatadogQuery.NAMESPACE);
        instance.put("metrics", List.of("^(kafka|zookeeper)_.+"));
        instance.put("min_collection_interval", INTERVAL);
        instance.put(
                "tags",
                List.of(
                        "stack:" + watched.stack(),
                        "role:" + fleet.role().word(),
                        "zone:" + node.zone().name(),
                        "node:" + node.name()));
        return instance;
    }
}
