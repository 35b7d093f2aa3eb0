package io.trivet.monitor;

import io.trivet.kafka.KafkaService;
import io.trivet.process.ConfigFile;
import io.trivet.stack.Description;
import io.trivet.stack.OnService;

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
        return """
                # An API key of the service for metrics, not one of the cluster.
                scrape_configs:
                  - job_name: %s
                    scrape_interval: 1m
                    scrape_timeout: 1m
                    honor_timestamps: true
                    scheme: https
                    metrics_path: /v2/metrics/cloud/export
                    params:
                      resource.kafka.id: [%s]
                    basic_auth:
                      username_file: metrics-username
                      password_file: metrics-password
                    static_configs:
                      - targets: [api.telemetry.confluent.cloud]
                """.formatted(job, cluster);
    }

    /**
     * Source: https://www.instaclustr.com/support/api-integrations/api-reference/monitoring-api/ for the login and the
     * 20 s; both paths are those that public programs read, which list targets as Prometheus wants them.
     */
    private static String discovery(String job, String address, String cluster) {
        String nodes = address.replaceFirst("/+$", "") + "/discovery/v1/" + cluster;
        return """
                # A user of the service and its Prometheus API key.
                scrape_configs:
                  - job_name: %s
                    scrape_interval: 20s
                    scheme: https
                    metrics_path: /metrics/v2/query
                    basic_auth:
                      username_file: metrics-username
                      password_file: metrics-password
                    http_sd_configs:
                      - url: %s
                        basic_auth:
                          username_file: metrics-username
                          password_file: metrics-password
                """.formatted(job, nodes);
    }

    /** Source: https://aiven.io/docs/platform/howto/integrations/prometheus-metrics; each node behind the name. */
    private static String endpoint(String job, String server, String authority) {
        String host = server.substring(0, server.lastIndexOf(':'));
        String port = server.substring(server.lastIndexOf(':') + 1);
        String tls = authority.isEmpty() ? "" : """
                    tls_config:
                      ca_file: %s
                      # Prometheus asks each address behind the name, and the certificates hold the name.
                      server_name: %s
                """.formatted(authority, host);
        return """
                # The user of the metrics, not one of the cluster.
                scrape_configs:
                  - job_name: %s
                    scheme: https
                    basic_auth:
                      username_file: metrics-username
                      password_file: metrics-password
                %s    dns_sd_configs:
                      - names: [%s]
                        type: A
                        port: %s
                """.formatted(job, tls, host, port);
    }
}
