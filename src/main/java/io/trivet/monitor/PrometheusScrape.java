package io.trivet.monitor;

import io.trivet.kafka.MetadataMode;
import io.trivet.layout.Role;
import io.trivet.process.YamlDocument;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What Prometheus needs to read the exporters that MSK runs: the golden metrics alone, under the names which MSK's
 * exporter gives them, once a minute as AWS asks.
 *
 * <p>That exporter has no rules, so a metric is called after domain, type and attribute of its bean,
 * {@code kafka_server_ReplicaManager_Value}, and the rest of the bean are labels.
 *
 * <p>Source: https://docs.aws.amazon.com/msk/latest/developerguide/open-monitoring.html.
 */
public final class PrometheusScrape {
    private PrometheusScrape() {}

    /**
     * A file of scrape configurations.
     *
     * @param cluster label of all its metrics
     * @param hosts of the brokers, without port
     * @param kafka port of the exporter of metrics of Kafka
     * @param machine port of the exporter of metrics of the machine
     */
    public static String of(String cluster, MetadataMode mode, List<String> hosts, int kafka, int machine) {
        Map<String, Object> golden = new LinkedHashMap<>();
        golden.put("source_labels", List.of("__name__"));
        golden.put("regex", String.join("|", names(mode)));
        golden.put("action", "keep");
        Map<String, Object> brokers = job(cluster + "-kafka", cluster, kafka, hosts);
        brokers.put("metric_relabel_configs", List.of(golden));
        return YamlDocument.of(List.of(brokers, job(cluster + "-node", cluster, machine, hosts)));
    }

    private static Map<String, Object> job(String name, String cluster, int port, List<String> hosts) {
        Map<String, Object> targets = new LinkedHashMap<>();
        targets.put("labels", Collections.singletonMap("cluster", cluster));
        targets.put("targets", hosts.stream().map(host -> host + ":" + port).toList());
        Map<String, Object> job = new LinkedHashMap<>();
        job.put("job_name", name);
        job.put("scrape_interval", "60s");
        job.put("scrape_timeout", "30s");
        job.put("static_configs", List.of(targets));
        return job;
    }

    /** The names under which MSK's exporter shows the golden metrics of brokers. */
    static TreeSet<String> names(MetadataMode mode) {
        TreeSet<String> names = new TreeSet<>();
        for (GoldenMetric metric : GoldenMetric.of(Role.BROKER.word(), mode)) {
            String domain =
                    metric.bean().substring(0, metric.bean().indexOf(':')).replaceAll("[^A-Za-z0-9]", "_");
            String type =
                    metric.bean().replaceFirst(".*[:,]type=([^,]+).*", "$1").replaceAll("[^A-Za-z0-9]", "_");
            String attribute = metric.attribute();
            List<String> attributes = attribute.contains("{")
                    ? List.of(attribute
                            .substring(attribute.indexOf('{') + 1, attribute.indexOf('}'))
                            .split("\\|"))
                    : List.of("");
            for (String one : attributes) {
                String name = attribute.replaceFirst("\\{[^}]*}", one).replaceAll("[^A-Za-z0-9]", "_");
                names.add(domain + "_" + type + "_" + name);
            }
        }
        return names;
    }
}
