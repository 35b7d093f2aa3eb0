package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Apicurio Registry 2 on this machine, which keeps its schemas in memory. */
final class ApicurioServer implements AutoCloseable {
    private static final Path PROGRAM = Path.of("target/registry/apicurio-registry-app-2.6.13.Final-runner.jar");

    private final Process process;
    private final URI address;

    /** Skips the test where the program is not there, and fails where CI is set. */
    ApicurioServer(Path log) throws IOException, InterruptedException {
        Tool.needs(Files.exists(PROGRAM), "Apicurio Registry is missing; run src/test/registry/install");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        this.address = URI.create("http://127.0.0.1:" + port);
        this.process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-jar",
                        PROGRAM.toAbsolutePath().toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        // It listens before it is ready.
        while (!isReady()) {
            assertThat(process.waitFor(100, TimeUnit.MILLISECONDS))
                    .as(Files.readString(log))
                    .isFalse();
        }
    }

    /** Where it is, without a path. */
    URI address() {
        return address;
    }

    /** What it answers to a question at a path. */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private boolean isReady() throws InterruptedException {
        try {
            return get("/apis/registry/v2/system/info").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
