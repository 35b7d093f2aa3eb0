package io.trivet.monitor;

import io.trivet.layout.Node;
import io.trivet.layout.Site;
import io.trivet.layout.Zone;
import io.trivet.process.MetricsReader;
import io.trivet.process.YamlDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The configuration of a Prometheus that reads the exporters of nodes of ours. On EC2 it finds them by the SRV record
 * of each role, on this machine by address. Every series has the labels {@code stack}, {@code role}, {@code zone} and
 * {@code node}.
 *
 * <p>Source: https://prometheus.io/docs/prometheus/2.42/configuration/configuration/.
 */
public final class NodeScrape {
    /** The rules, beside the configuration. */
    private static final String RULES = "rules/*.yml";

    /** What only Prometheus reads. */
    public static final String SECRETS = "/etc/prometheus/secrets";

    /** Where Alertmanager listens when it is told nothing else, on the machine of Prometheus. */
    private static final String ALERTMANAGER = "127.0.0.1:9093";

    /** A restart is away for longer than this, so that no roll goes unseen. */
    private static final String INTERVAL = "15s";

    private NodeScrape() {}

    /** {@code prometheus.yml} for a stack at a site, with an Alertmanager on the same machine. */
    public static String of(Watched watched, Site site) {
        return file(
                watched,
                site,
                "alerting",
                Collections.singletonMap(
                        "alertmanagers",
                        List.of(Collections.singletonMap("static_configs", List.of(targets(ALERTMANAGER))))));
    }

    /**
     * The same, for a Prometheus that sends all that it reads, records and alerts on elsewhere.
     *
     * @param address where it sends to
     * @param key path of the file that holds what lets it in there, which only Prometheus reads
     */
    public static String sending(Watched watched, Site site, String address, String key) {
        Map<String, Object> authorization = new LinkedHashMap<>();
        authorization.put("credentials_file", key);
        Map<String, Object> sent = new LinkedHashMap<>();
        sent.put("url", address);
        sent.put("authorization", authorization);
        return file(watched, site, "remote_write", List.of(sent));
    }

    private static String file(Watched watched, Site site, String who, Object told) {
        Map<String, Object> global = new LinkedHashMap<>();
        global.put("scrape_interval", INTERVAL);
        global.put("evaluation_interval", INTERVAL);
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("global", global);
        file.put("rule_files", List.of(RULES));
        file.put(who, told);
        file.put(
                "scrape_configs",
                watched.fleets().stream()
                        .map(fleet -> job(watched, fleet, site))
                        .toList());
        return YamlDocument.of(file);
    }

    private static Map<String, Object> job(Watched watched, Watched.Fleet fleet, Site site) {
        String stack = watched.stack();
        Map<String, Object> job = new LinkedHashMap<>();
        job.put("job_name", stack + "-" + fleet.role().word());
        fleet.reader(SECRETS, stack, site).ifPresent(reader -> {
            job.put("scheme", fleet.exporter().scheme());
            job.put("tls_config", comingAs(reader));
        });
        if (site instanceof Site.Ec2) {
            job.put("dns_sd_configs", List.of(Collections.singletonMap("names", List.of(fleet.service()))));
        } else {
            job.put(
                    "static_configs",
                    fleet.nodes().stream().map(node -> here(node, fleet)).toList());
        }
        job.put("relabel_configs", relabeled(stack, fleet, site));
        return job;
    }

    /** What it shows and whom it trusts; each target is asked for a certificate of the name by which it was found. */
    private static Map<String, Object> comingAs(MetricsReader reader) {
        Map<String, Object> files = new LinkedHashMap<>();
        files.put("ca_file", reader.authority());
        files.put("cert_file", reader.certificate());
        files.put("key_file", reader.key());
        return files;
    }

    private static Map<String, Object> here(Node node, Watched.Fleet fleet) {
        Map<String, Object> labels = new LinkedHashMap<>();
        labels.put("node", node.name());
        Map<String, Object> here = new LinkedHashMap<>(targets(node.address() + ":" + fleet.port(node)));
        here.put("labels", labels);
        return here;
    }

    /** A node is the first part of its name, and its name tells the zone. */
    private static List<Map<String, Object>> relabeled(String stack, Watched.Fleet fleet, Site site) {
        List<Map<String, Object>> rules = new ArrayList<>();
        rules.add(label("stack", stack));
        rules.add(label("role", fleet.role().word()));
        if (site instanceof Site.Ec2) {
            Map<String, Object> name = from("__address__", "([^.]+)\\..*", "node");
            name.put("replacement", "$1");
            rules.add(name);
        }
        for (Zone zone : fleet.nodes().stream().map(Node::zone).distinct().toList()) {
            String nodes = fleet.nodes().stream()
                    .filter(node -> node.zone().equals(zone))
                    .map(Node::name)
                    .collect(Collectors.joining("|"));
            Map<String, Object> rule = from("node", nodes, "zone");
            rule.put("replacement", zone.name());
            rules.add(rule);
        }
        return rules;
    }

    private static Map<String, Object> from(String source, String regex, String target) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("source_labels", List.of(source));
        rule.put("regex", regex);
        rule.put("target_label", target);
        return rule;
    }

    private static Map<String, Object> label(String name, String value) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("target_label", name);
        rule.put("replacement", value);
        return rule;
    }

    private static Map<String, Object> targets(String... targets) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("targets", List.of(targets));
        return map;
    }
}
