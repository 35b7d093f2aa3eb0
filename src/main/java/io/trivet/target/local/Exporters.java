package io.trivet.target.local;

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

    /** Whether the node's exporter answers with metrics of its server, not of the JVM alone. */
    static boolean isScraped(PlannedNode node) {
        String metrics = scrape(LocalPorts.exporter(node));
        return metrics.contains("\nkafka_") || metrics.contains("\nzookeeper_") || metrics.contains("\njmx_");
    }

    /** What a scrape of {@code host:port} brings; empty when there is no answer. */
    static String scrape(String address) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://" + address + "/metrics").toURL().openConnection(Proxy.NO_PROXY);
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
