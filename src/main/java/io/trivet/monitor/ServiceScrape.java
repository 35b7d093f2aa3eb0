package io.trivet.monitor;

import io.trivet.kafka.KafkaService;
import io.trivet.problem.Resource;
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
        return text("export-of-the-service.yaml").formatted(job, cluster);
    }

    /**
     * Source: https://www.instaclustr.com/support/api-integrations/api-reference/monitoring-api/ for the login and the
     * 20 s; both paths are those that public programs read, which list targets as Prometheus wants them.
     */
    private static String discovery(String job, String address, String cluster) {
        String nodes = address.replaceFirst("/+$", "") + "/discovery/v1/" + cluster;
        return text("discovery-of-the-service.yaml").formatted(job, nodes);
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
        return text("endpoint-of-the-cluster.yaml").formatted(job, tls, host, port);
    }

    private static String text(String name) {
        return Resource.text(ServiceScrape.class, name);
    }
}
