package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.node.s3.Credentials;
import io.trivet.node.s3.S3Bucket;
import io.trivet.operate.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A bucket of S3 on this machine, kept by moto; what it was asked stands in its log. */
final class MotoServer implements AutoCloseable {
    private static final Path PYTHON = Path.of("target/python");
    private static final Path REQUIREMENTS = Path.of("src/test/python/requirements.txt");

    private final Process process;
    private final URI address;
    private final String name;

    /** Has a bucket of that name; skips the test where there is no moto, and fails where CI is set. */
    MotoServer(String name, Path log) throws IOException, InterruptedException {
        Path installed = PYTHON.resolve("requirements.txt");
        boolean there = Files.exists(installed) && Files.readString(installed).equals(Files.readString(REQUIREMENTS));
        String missing = "moto is missing; run src/test/python/install";
        if (System.getenv("CI") != null) {
            Assertions.assertTrue(there, missing);
        }
        Assumptions.assumeTrue(there, missing);
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        this.name = name;
        this.address = URI.create("http://127.0.0.1:" + port);
        this.process = new ProcessBuilder(List.of(
                        PYTHON.resolve("bin/python").toString(),
                        PYTHON.resolve("bin/moto_server").toString(),
                        "-H",
                        "127.0.0.1",
                        "-p",
                        "" + port))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        while (!listens(port)) {
            assertThat(process.isAlive()).as(() -> read(log)).isTrue();
            Thread.sleep(50);
        }
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/" + name))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }

    URI address() {
        return address;
    }

    void put(String key, String text) throws Failure {
        bucket().put(key, text);
    }

    void delete(String key) throws Failure {
        bucket().delete(key);
    }

    Optional<String> get(String key) throws Failure {
        return bucket().get(key, "").map(S3Bucket.Stored::text);
    }

    private S3Bucket bucket() {
        return new S3Bucket(
                name,
                "us-east-1",
                Optional.of(address),
                () -> new Credentials("test", "test", Optional.empty()),
                Clock.systemUTC());
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
