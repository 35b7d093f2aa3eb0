package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trivet.node.s3.Credentials;
import io.trivet.node.s3.S3Bucket;
import io.trivet.operate.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A bucket of S3 on this machine, kept by moto; what it was asked stands in its log. */
final class MotoServer implements AutoCloseable {
    private static final Path PYTHON = Path.of("target/python");
    private static final Pattern OBJECT = Pattern.compile("<Key>([^<]*)</Key><LastModified>([^<]*)</LastModified>");
    private static final Path REQUIREMENTS = Path.of("src/test/python/requirements.txt");

    private static final Pattern WRITTEN = Pattern.compile("\"(PUT|DELETE) /[^/ ]+/([^ ]+) HTTP/1.1");

    private final Process process;
    private final Path log;
    private final URI address;
    private final String name;

    /** Has a bucket of that name; skips the test where there is no moto, and fails where CI is set. */
    MotoServer(String name, Path log) throws IOException, InterruptedException {
        Tool.needs(PYTHON, REQUIREMENTS, "moto is missing; run src/test/python/install");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        this.name = name;
        this.log = log;
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
        send(HttpRequest.newBuilder(address.resolve("/" + name)).PUT(HttpRequest.BodyPublishers.noBody()));
    }

    /** The secret that is current under a name of Secrets Manager. */
    JsonNode secret(String id) throws IOException, InterruptedException {
        String answer = send(HttpRequest.newBuilder(address)
                .header("X-Amz-Target", "secretsmanager.GetSecretValue")
                .header("Content-Type", "application/x-amz-json-1.1")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=testing/20260101/us-east-1/secretsmanager/aws4_request,"
                                + " SignedHeaders=host, Signature=none")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"SecretId\": \"" + id + "\", \"VersionStage\": \"AWSCURRENT\"}")));
        ObjectMapper json = new ObjectMapper();
        return json.readTree(json.readTree(answer).get("SecretString").asText());
    }

    URI address() {
        return address;
    }

    /** What was written and deleted until now, in that order: {@code PUT desired/broker1}. */
    List<String> log() {
        return WRITTEN.matcher(read(log))
                .results()
                .map(line -> line.group(1) + " " + line.group(2))
                .toList();
    }

    /** Keys of all objects below there. */
    List<String> keys(String prefix) {
        return List.copyOf(objects(prefix).keySet());
    }

    /** When an object was written; empty where there is none. */
    Optional<String> written(String key) {
        return Optional.ofNullable(objects(key).get(key));
    }

    private SortedMap<String, String> objects(String prefix) {
        String text = send(
                HttpRequest.newBuilder(address.resolve("/" + name + "?list-type=2&max-keys=1000&prefix=" + prefix)));
        SortedMap<String, String> objects = new TreeMap<>();
        OBJECT.matcher(text).results().forEach(object -> objects.put(object.group(1), object.group(2)));
        return objects;
    }

    /** Stores what is no text. */
    void put(String key, byte[] bytes) {
        send(HttpRequest.newBuilder(address.resolve("/" + name + "/" + key))
                .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes)));
    }

    private static String send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
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
