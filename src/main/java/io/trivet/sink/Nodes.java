package io.trivet.sink;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.Timeout;
import org.apache.kafka.common.config.ConfigException;
import org.opensearch.client.json.jackson.JacksonJsonpMapper;
import org.opensearch.client.opensearch.generic.Body;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5Transport;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;
import org.opensearch.client.transport.httpclient5.ResponseException;

/** The nodes of an OpenSearch cluster, one asked after the other, over a few connections that stay open. */
final class Nodes implements Bulk, AutoCloseable {
    private static final Duration TO_CONNECT = Duration.ofSeconds(5);

    /** What is read of an answer; a document that was taken says nothing else. */
    private static final String READ = "items.*.status,items.*.error";

    private final ApacheHttpClient5Transport transport;
    private final OpenSearchGenericClient client;

    /**
     * Connects when the first request is sent.
     *
     * @param requests as many as are on their way at a time
     * @throws ConfigException where the file of authorities holds none
     */
    Nodes(SinkSettings.Login login, int requests) {
        SSLContext tls = tls(login);
        ConnectionConfig connection = ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(TO_CONNECT))
                .setSocketTimeout(Timeout.of(login.timeout()))
                .build();
        transport = ApacheHttpClient5TransportBuilder.builder(
                        login.nodes().stream().map(Nodes::host).toArray(HttpHost[]::new))
                // By itself it looks for modules of Jackson, and finds those of the worker for a Jackson that is not
                // ours.
                .setMapper(new JacksonJsonpMapper(new ObjectMapper()))
                .setDefaultHeaders(headers(login))
                .setRequestConfigCallback(request -> request.setResponseTimeout(Timeout.of(login.timeout()))
                        .setConnectionRequestTimeout(Timeout.of(login.timeout())))
                .setHttpClientConfigCallback(http -> http.disableAutomaticRetries()
                        .disableCookieManagement()
                        .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                                .setDefaultConnectionConfig(connection)
                                .setMaxConnPerRoute(requests)
                                .setMaxConnTotal(requests * login.nodes().size())
                                .setTlsStrategy(ClientTlsStrategyBuilder.create()
                                        .setSslContext(tls)
                                        .buildAsync())
                                .build()))
                .build();
        client = new OpenSearchGenericClient(transport);
    }

    private static HttpHost host(URI node) {
        int port = node.getPort() >= 0 ? node.getPort() : node.getScheme().equals("https") ? 443 : 80;
        return new HttpHost(node.getScheme(), node.getHost(), port);
    }

    /** The login goes with each request, so that none is sent twice for it. */
    private static Header[] headers(SinkSettings.Login login) {
        return login.user()
                .map(user -> new Header[] {
                    new BasicHeader(
                            "Authorization",
                            "Basic "
                                    + Base64.getEncoder()
                                            .encodeToString((user.name() + ":"
                                                            + user.password().value())
                                                    .getBytes(StandardCharsets.UTF_8)),
                            true)
                })
                .orElse(new Header[0]);
    }

    private static SSLContext tls(SinkSettings.Login login) {
        try {
            if (login.authorities().isEmpty()) {
                return SSLContext.getDefault();
            }
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (Certificate authority : authorities(login.authorities().get())) {
                trusted.setCertificateEntry("authority" + number++, authority);
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java has no TLS: " + e.getMessage(), e);
        }
    }

    private static List<Certificate> authorities(Path file) throws GeneralSecurityException {
        try (InputStream pem = Files.newInputStream(file)) {
            List<Certificate> found =
                    List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(pem));
            if (found.isEmpty()) {
                throw new ConfigException(
                        "connection.authorities", file, "must hold a certificate in PEM, and holds none");
            }
            return found;
        } catch (IOException | java.security.cert.CertificateException e) {
            throw new ConfigException(
                    "connection.authorities",
                    file,
                    "must be a PEM file with certificates on each worker, which its account may read: "
                            + e.getMessage());
        }
    }

    @Override
    public Reply send(byte[] body) throws IOException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("filter_path", READ);
        try (Response response = client.execute(
                Requests.create("POST", "/_bulk", List.of(), parameters, Body.from(body, "application/x-ndjson")))) {
            byte[] answer = new byte[0];
            if (response.getBody().isPresent()) {
                try (Body read = response.getBody().get()) {
                    answer = read.bodyAsBytes();
                }
            }
            return new Reply(response.getStatus(), answer);
        } catch (IOException e) {
            // Some of the answers that are a refusal the client throws, with what was answered as a cause.
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof ResponseException refusal) {
                    return new Reply(refusal.status(), refusal.toString().getBytes(StandardCharsets.UTF_8));
                }
            }
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        transport.close();
    }
}
