package io.trivet.monitor;

import io.trivet.kafka.KafkaService;
import io.trivet.process.ConfigFile;
import io.trivet.process.YamlDocument;
import io.trivet.stack.Description;
import io.trivet.stack.OnService;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What Prometheus must be told to read the metrics that a service shows of a cluster. User and password lie in files
 * beside it, which only Prometheus reads.
 *
 * <p>Source: https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config, and the pages of
 * the service in {@link KafkaService#sources()}.
 */
public final class ServiceScrape {
    private static final String PATH = "/monitoring/prometheus.yaml";

    private ServiceScrape() {}

    /** {@code /monitoring/prometheus.yaml} of a described cluster. */
    public static ConfigFile of(Description<OnService> description, KafkaService service) {
        OnService.External external = description.on().external();
        String job = "kafka-" + description.name();
        String text = switch (service.metrics()) {
            case EXPORT_OF_THE_SERVICE -> export(job, external.cluster().orElse(""));
            case DISCOVERY_OF_THE_SERVICE ->
                discovery(job, external.metrics().orElse(""), external.cluster().orElse(""));
            case ENDPOINT_OF_THE_CLUSTER ->
                endpoint(job, external.metrics().orElse(""), external.ca().orElse(""));
            case NONE -> "";
        };
        return new ConfigFile(PATH, text);
    }

    /** Source: https://docs.confluent.io/cloud/current/monitoring/third-party-integration.html; a sample a minute. */
    private static String export(String job, String cluster) {
        Map<String, Object> scrape = named(job);
        scrape.put("scrape_interval", "1m");
        scrape.put("scrape_timeout", "1m");
        scrape.put("honor_timestamps", true);
        scrape.put("scheme", "https");
        scrape.put("metrics_path", "/v2/metrics/cloud/export");
        scrape.put("params", Collections.singletonMap("resource.kafka.id", List.of(cluster)));
        scrape.put("basic_auth", login());
        scrape.put(
                "static_configs",
                List.of(Collections.singletonMap("targets", List.of("api.telemetry.confluent.cloud"))));
        return text("# An API key of the service for metrics, not one of the cluster.\n", scrape);
    }

    /**
     * Source: https://www.instaclustr.com/support/api-integrations/api-reference/monitoring-api/ for the login and the
     * 20 s; both paths are those that public programs read, which list targets as Prometheus wants them.
     */
    private static String discovery(String job, String address, String cluster) {
        Map<String, Object> nodes = new LinkedHashMap<>();
        nodes.put("url", address.replaceFirst("/+$", "") + "/discovery/v1/" + cluster);
        nodes.put("basic_auth", login());
        Map<String, Object> scrape = named(job);
        scrape.put("scrape_interval", "20s");
        scrape.put("scheme", "https");
        scrape.put("metrics_path", "/metrics/v2/query");
        scrape.put("basic_auth", login());
        scrape.put("http_sd_configs", List.of(nodes));
        return text("# A user of the service and its Prometheus API key.\n", scrape);
    }

    /** Source: https://aiven.io/docs/platform/howto/integrations/prometheus-metrics; each node behind the name. */
    private static String endpoint(String job, String server, String authority) {
        String host = server.substring(0, server.lastIndexOf(':'));
        Map<String, Object> scrape = named(job);
        scrape.put("scheme", "https");
        scrape.put("basic_auth", login());
        String names = "";
        if (!authority.isEmpty()) {
            Map<String, Object> tls = new LinkedHashMap<>();
            tls.put("ca_file", authority);
            tls.put("server_name", host);
            scrape.put("tls_config", tls);
            names =
                    "# Prometheus asks each address behind the name, and the certificates hold the name: server_name.\n";
        }
        Map<String, Object> behind = new LinkedHashMap<>();
        behind.put("names", List.of(host));
        behind.put("type", "A");
        behind.put("port", Integer.parseInt(server.substring(server.lastIndexOf(':') + 1)));
        scrape.put("dns_sd_configs", List.of(behind));
        return text("# The user of the metrics, not one of the cluster.\n" + names, scrape);
    }

    private static Map<String, Object> named(String job) {
        Map<String, Object> scrape = new LinkedHashMap<>();
        scrape.put("job_name", job);
        return scrape;
    }

    private static Map<String, Object> login() {
        Map<String, Object> login = new LinkedHashMap<>();
        login.put("username_file", "metrics-username");
        login.put("password_file", "metrics-password");
        return login;
    }

    private static String text(String comments, Map<String, Object> scrape) {
        return comments + YamlDocument.of(Collections.singletonMap("scrape_configs", List.of(scrape)));
    }
}
