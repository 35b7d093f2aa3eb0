package io.trivet.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes over the wire, to servers of HTTP on loopback. */
final class NodesTest {
    private static final byte[] BODY = "{}\n{}\n".getBytes(StandardCharsets.UTF_8);
    private static final char[] NO_SECRET = "changeit".toCharArray();

    @TempDir
    Path folder;

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final List<HttpServer> servers = new ArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    private String started(HttpServer server, int status) {
        server.createContext("/", exchange -> answer(exchange, status));
        server.start();
        servers.add(server);
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private String http(int status) throws IOException {
        return "http://" + started(HttpServer.create(loopback(), 0), status);
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private void answer(HttpExchange exchange, int status) throws IOException {
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                + exchange.getRequestHeaders().getFirst("Authorization") + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).replace("\n", "|"));
        byte[] answer = "{\"items\":[]}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static Bulk.Reply send(String... told) throws IOException {
        try (Nodes nodes = new Nodes(Records.settings(told).login(), 2)) {
            return nodes.send(BODY);
        }
    }

    @Test
    void a_request_is_sent_as_it_is_with_the_login_at_once() throws IOException {
        Bulk.Reply reply =
                send("connection.url", http(200), "connection.username", "writer", "connection.password", "pässword");

        String login = Base64.getEncoder().encodeToString("writer:pässword".getBytes(StandardCharsets.UTF_8));
        assertThat(asked)
                .containsExactly(
                        "POST /_bulk?filter_path=items.%2A.status%2Citems.%2A.error application/x-ndjson Basic " + login
                                + " {}|{}|");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).asString(StandardCharsets.UTF_8).isEqualTo("{\"items\":[]}");
    }

    @Test
    void a_refusal_is_an_answer_too() throws IOException {
        for (int status : new int[] {400, 401, 413, 429, 503}) {
            assertThat(send("connection.url", http(status)).status()).isEqualTo(status);
        }
    }

    @Test
    void a_node_that_is_gone_is_passed_over() throws IOException {
        String gone = http(200);
        servers.remove(0).stop(0);

        assertThat(send("connection.url", gone + "," + http(200)).status()).isEqualTo(200);
        assertThatThrownBy(() -> send("connection.url", gone)).isInstanceOf(IOException.class);
    }

    @Test
    void tls_trusts_the_described_authority_and_no_other() throws Exception {
        String url = "https://" + started(https(), 200);
        Path authority = folder.resolve("authority.pem");

        assertThat(send("connection.url", url, "connection.authorities", authority.toString())
                        .status())
                .isEqualTo(200);

        try (Nodes nodes = new Nodes(Records.settings("connection.url", url).login(), 2)) {
            Delivery delivery = new Delivery(
                    nodes,
                    new SinkSettings.Retries(
                            Optional.empty(), Records.settings().retries().backoff()),
                    () -> 1,
                    new CountDownLatch(1));
            assertThat(delivery.of(new Batch(0, new TreeMap<>(Batch.BY_NAME), List.of(Records.operation(0))))
                            .failure())
                    .hasValueSatisfying(why -> assertThat(why)
                            .startsWith("orders-0@0 to index orders: OpenSearch proves by no certificate that it is who"
                                    + " it should be: ")
                            .endsWith("; name in connection.authorities the file of those that sign for it, and in"
                                    + " connection.url the names that are in its certificates"));
        }
        assertThat(asked).hasSize(1);
    }

    @Test
    void a_file_without_an_authority_is_named() throws IOException {
        Path none = Files.writeString(folder.resolve("none.pem"), "");
        Path text = Files.writeString(folder.resolve("text.pem"), "no certificate");

        assertThatThrownBy(
                        () -> send("connection.url", "https://127.0.0.1:1", "connection.authorities", none.toString()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("Invalid value " + none + " for configuration connection.authorities: must hold a"
                        + " certificate in PEM, and holds none");
        for (Path wrong : List.of(text, folder.resolve("absent.pem"))) {
            assertThatThrownBy(() ->
                            send("connection.url", "https://127.0.0.1:1", "connection.authorities", wrong.toString()))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageStartingWith("Invalid value " + wrong + " for configuration connection.authorities: must"
                            + " be a PEM file with certificates on each worker, which its account may read: ");
        }
    }

    private HttpsServer https() throws Exception {
        Path store = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=opensearch",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(NO_SECRET))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store)) {
            keys.load(file, NO_SECRET);
        }
        Files.writeString(
                folder.resolve("authority.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(keys.getCertificate("server").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, NO_SECRET);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return server;
    }
}
