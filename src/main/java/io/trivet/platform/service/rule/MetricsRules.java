package io.trivet.platform.service.rule;

import io.trivet.kafka.KafkaService;
import java.util.regex.Pattern;

/** Where Prometheus reads the metrics of the cluster. */
final class MetricsRules {
    private static final Pattern ADDRESS = Pattern.compile("https://[A-Za-z0-9.-]+(:\\d{1,5})?(/[A-Za-z0-9._~-]+)*/?");

    private static final Pattern CLUSTER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private MetricsRules() {}

    static void check(ServiceSubject subject) {
        boolean address = subject.service().metrics() == KafkaService.Metrics.DISCOVERY_OF_THE_SERVICE;
        subject.external()
                .metrics()
                .filter(where -> !(address ? ADDRESS.matcher(where).matches() : ConnectionRules.isServer(where)))
                .ifPresent(where -> subject.error(
                                ServiceRule.EXTERNAL_METRICS,
                                "external.metrics",
                                where.contains("@") ? "an address with a user in it" : where)
                        .must(
                                address
                                        ? "be an https address, without a user"
                                        : "be host:port, without a protocol or a user")
                        .mend("copy it from the page of the cluster at the service"));
        subject.external()
                .cluster()
                .filter(id -> !CLUSTER.matcher(id).matches())
                .ifPresent(id -> subject.error(ServiceRule.EXTERNAL_METRICS, "external.cluster", id)
                        .must("be 1 to 100 letters, digits, '.', '_' and '-'")
                        .mend("copy it from the page of the cluster at the service"));
        if (subject.description().monitoring().isPresent()) {
            monitoring(subject);
        }
    }

    private static void monitoring(ServiceSubject subject) {
        String service = subject.service().title();
        boolean cluster = subject.external().cluster().isPresent();
        boolean server = subject.external().metrics().isPresent();
        switch (subject.service().metrics()) {
            case NONE ->
                subject.error(ServiceRule.EXTERNAL_METRICS, "monitoring", "given")
                        .must("be left out: " + service + " shows Prometheus nothing")
                        .mend("remove it");
            case EXPORT_OF_THE_SERVICE -> {
                if (!cluster) {
                    subject.error(ServiceRule.EXTERNAL_METRICS, "external.cluster", "missing")
                            .must("be the id of the cluster, by which " + service + " shows its metrics")
                            .mend("add cluster: lkc-…, from the settings of the cluster");
                }
            }
            case DISCOVERY_OF_THE_SERVICE -> {
                if (!cluster || !server) {
                    subject.error(
                                    ServiceRule.EXTERNAL_METRICS,
                                    cluster ? "external.metrics" : "external.cluster",
                                    "missing")
                            .must(
                                    "be given, the https address of the metrics and the id of the cluster, where Prometheus finds the"
                                            + " nodes")
                            .mend("copy both from the page of the cluster at " + service);
                }
            }
            case ENDPOINT_OF_THE_CLUSTER -> {
                if (!server) {
                    subject.error(ServiceRule.EXTERNAL_METRICS, "external.metrics", "missing")
                            .must("be host:port of the metrics of this cluster")
                            .mend("turn Prometheus on at the service and copy its host and port, or remove monitoring");
                }
            }
        }
    }
}
