package io.trivet.edge.local.cluster;

import io.trivet.edge.local.process.NodeTask;
import io.trivet.plan.PlannedNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The JMX exporters of the nodes. */
final class Exporters {
    private static final int TIMEOUT_MILLIS = 10_000;

    private Exporters() {}

    /**
     * Whether the node's exporter answers, if it has one. A scrape would say the same and cost more: the first one of a
     * young JVM takes it a quarter of a second.
     *
     * <p>Source: {@code io.prometheus.metrics.exporter.httpserver.HTTPServer} 1.3.1, which 1.0.1 brings.
     */
    static boolean isUp(PlannedNode node) {
        return NodeTask.server(node)
                .exporter()
                .filter(address -> get("http://" + address + "/-/healthy").isEmpty())
                .isEmpty();
    }

    /** What a scrape of {@code host:port} brings; empty when there is no answer. */
    static String scrape(String address) {
        return get("http://" + address + "/metrics");
    }

    private static String get(String address) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(address).toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            try (InputStream body = connection.getInputStream()) {
                return new String(body.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            return "";
        }
    }
}
