package io.trivet.exporter;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import io.prometheus.jmx.BuildInfoMetrics;
import io.prometheus.jmx.JmxCollector;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import javax.management.MalformedObjectNameException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.jspecify.annotations.Nullable;

/**
 * The JMX exporter as a Java agent that speaks TLS and asks who comes for a certificate of the cluster's authority. It
 * shows what the released agent shows, with its classes; that one speaks TLS too, but knows no certificates of clients
 * before 1.3.0, which is not on Maven Central, and reads no PEM. Here Kafka reads it, as for its listeners: the
 * certificate with which the server starts is the one that its metrics show.
 *
 * <p>Source: {@code io.prometheus.jmx.JavaAgent} of jmx_exporter 1.0.1, and its {@code HTTPServerFactory}.
 */
public final class SecuredExporter {
    private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    private SecuredExporter() {}

    /**
     * Serves metrics from now on, on threads that keep no JVM alive. What it cannot do ends the JVM, as with the
     * released agent: a server that runs unseen would be missed only when it fails.
     *
     * @param arguments {@code [<address>:]<port>:<rules>:<certificate with its key>:<authorities>}, the last three
     *     paths of files
     * @param instrumentation which is not needed
     */
    public static void premain(String arguments, @Nullable Instrumentation instrumentation) {
        try {
            start(Arguments.of(arguments));
        } catch (IOException | MalformedObjectNameException | RuntimeException e) {
            // systemd, or the log of a node on this machine, has what a server says before it logs.
            System.err.println("trivet: no metrics over TLS at " + arguments + ": " + e.getMessage()
                    + "; the port must be free, and the files must be rules, a certificate with its key and what is"
                    + " trusted, both in PEM. Mend what is said, and start the server again.");
            System.exit(1);
        }
    }

    static HTTPServer start(Arguments arguments) throws IOException, MalformedObjectNameException {
        PrometheusRegistry registry = PrometheusRegistry.defaultRegistry;
        new BuildInfoMetrics().register(registry);
        JvmMetrics.builder().register(registry);
        new JmxCollector(new File(arguments.rules()), JmxCollector.Mode.AGENT).register(registry);
        return HTTPServer.builder()
                .inetAddress(InetAddress.getByName(arguments.address()))
                .port(arguments.port())
                .registry(registry)
                .httpsConfigurator(new BothSides(context(arguments)))
                .buildAndStart();
    }

    private static SSLContext context(Arguments arguments) {
        try (DefaultSslEngineFactory files = new DefaultSslEngineFactory()) {
            files.configure(Map.of(
                    "ssl.protocol",
                    PROTOCOLS.get(0),
                    "ssl.enabled.protocols",
                    PROTOCOLS,
                    "ssl.cipher.suites",
                    List.of(),
                    "ssl.keystore.type",
                    "PEM",
                    "ssl.keystore.location",
                    arguments.certificate(),
                    "ssl.truststore.type",
                    "PEM",
                    "ssl.truststore.location",
                    arguments.authority()));
            return files.sslContext();
        }
    }

    /** Who shows no certificate, or one of another authority, is told nothing. */
    private static final class BothSides extends HttpsConfigurator {
        BothSides(SSLContext context) {
            super(context);
        }

        @Override
        public void configure(HttpsParameters connection) {
            SSLParameters asked = getSSLContext().getDefaultSSLParameters();
            asked.setProtocols(PROTOCOLS.toArray(String[]::new));
            asked.setNeedClientAuth(true);
            connection.setSSLParameters(asked);
        }
    }
}
