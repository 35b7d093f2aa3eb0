package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.trivet.drill.TryConsole;
import io.trivet.drill.TryRights;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A console beside a cluster with TLS: kafka-viewer, started with the files that Trivet renders for it, shows what the
 * cluster holds; and as the user that it is nothing can be changed that it is not described to change.
 */
final class ConsoleIT {
    private static final String STACK = "seen";
    private static final Path PYTHON = Path.of("target/console");
    private static final Path SOURCES = Path.of("src/test/console").toAbsolutePath();

    @TempDir
    private Path home;

    private Trivet trivet;
    private Path file;

    @BeforeEach
    void a_description() throws IOException {
        trivet = Trivet.in(home);
        file = trivet.home().resolve("stacks/Pulumi.seen.yaml");
        trivet.describeSmallest(STACK, "10.101.0.0/20", "orders");
        Files.writeString(file, Files.readString(file) + """
                    security: {authentication: [mtls], authority: arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/1234abcd-12ab-34cd-56ef-1234567890ab}
                    users:
                      shop: {topics: {orders: [write]}}
                    console: {kind: kafka-viewer}
                """);
    }

    @AfterEach
    void nothing_is_left_running() throws IOException, InterruptedException {
        trivet.succeed("local", "down", STACK, "--delete", "--yes");
    }

    @Test
    void it_shows_topics_and_records_and_changes_nothing() throws IOException, InterruptedException {
        assertThat(trivet.succeed("local", "up", STACK).err())
                .contains("console may read topic *\n", "console may describe cluster kafka-cluster\n");
        assertThat(tried("shop")).startsWith("write: yes");

        assertThat(seen())
                .contains(
                        "heading Status: Connected\n",
                        "selectbox Topic: orders",
                        "metric Total Records 1\n",
                        "\ncode a record\n");

        assertThat(tried("console"))
                .isEqualTo("write: ClusterAuthorizationException, read: GroupAuthorizationException\n");
        assertThat(asked(client("console"))).isEqualTo("""
                topics: yes
                settings of a topic: yes
                settings of a broker: yes
                disks: yes
                quorum: yes
                groups: yes
                rights: yes
                make a topic: TopicAuthorizationException
                add partitions: TopicAuthorizationException
                set a topic: TopicAuthorizationException
                set a broker: ClusterAuthorizationException
                give a right: ClusterAuthorizationException
                delete a topic: TopicAuthorizationException
                """);
        where_it_may_write_it_changes_topics_and_no_brokers_and_rights_until_it_may_no_more();
    }

    private void where_it_may_write_it_changes_topics_and_no_brokers_and_rights_until_it_may_no_more()
            throws IOException, InterruptedException {
        String reads = Files.readString(file);
        Files.writeString(file, reads.replace("kafka-viewer}", "akhq, access: write}"));
        trivet.succeed("operate", "users", STACK, "--local", "--apply");

        assertThat(tried("console")).isEqualTo("write: yes, read: yes\n");
        assertThat(asked(as_akhq_is_told())).endsWith("""
                make a topic: yes
                add partitions: yes
                set a topic: yes
                set a broker: ClusterAuthorizationException
                give a right: ClusterAuthorizationException
                delete a topic: yes
                """);

        Files.writeString(file, reads);
        assertThat(trivet.succeed("operate", "users", STACK, "--local", "--apply")
                        .out())
                .contains("revoke  console  delete topic *; who still needs it is refused");
        assertThat(asked(client("console"))).contains("make a topic: TopicAuthorizationException\n");
    }

    private Path root() {
        return trivet.home().resolve(".trivet").resolve(STACK);
    }

    private String client(String user) {
        return root().resolve("secrets/users/" + user + ".properties").toString();
    }

    private String tried(String user) throws IOException, InterruptedException {
        assertThat(trivet.drill(STACK, TryRights.class, List.of(client(user), "orders", "lookers")))
                .isZero();
        return Files.readString(trivet.drilled(TryRights.class));
    }

    /** The connection of the rendered file, with what AKHQ takes from the environment in its place. */
    private String as_akhq_is_told() throws IOException, InterruptedException {
        Path rendered = trivet.home().resolve("as-akhq");
        trivet.succeed("render", STACK, "--out", rendered.toString());
        Path secrets = root().resolve("secrets");
        String pair = Files.readString(secrets.resolve("users/console.pem"));
        Properties settings = new Properties();
        new YAMLMapper()
                .readTree(rendered.resolve("console/akhq.yaml").toFile())
                .at("/akhq/connections/seen/properties")
                .fields()
                .forEachRemaining(setting -> settings.put(
                        setting.getKey(),
                        setting.getValue()
                                .asText()
                                .replace("${KAFKA_CERTIFICATE}", pair)
                                .replace("${KAFKA_KEY}", pair)
                                .replace(
                                        "authority.pem",
                                        secrets.resolve("authority.pem").toString())));
        assertThat(settings).hasSize(7);
        Path client = home.resolve("akhq.properties");
        try (OutputStream out = Files.newOutputStream(client)) {
            settings.store(out, null);
        }
        return client.toString();
    }

    private String asked(String client) throws IOException, InterruptedException {
        assertThat(trivet.drill(STACK, TryConsole.class, List.of(client, "orders")))
                .isZero();
        return Files.readString(trivet.drilled(TryConsole.class));
    }

    /**
     * What stands on its page when it was told to load records, a line for each element; empty where it is not here.
     */
    private String seen() throws IOException, InterruptedException {
        Tool.needs(
                PYTHON, SOURCES.resolve("requirements.txt"), "kafka-viewer is missing; run src/test/console/install");
        Path rendered = trivet.home().resolve("rendered");
        trivet.succeed("render", STACK, "--out", rendered.toString());
        Path folder = rendered.resolve("console");
        for (String secret : List.of("authority.pem", "users/console.pem")) {
            Path from = root().resolve("secrets").resolve(secret);
            Files.copy(from, folder.resolve(from.getFileName()));
        }
        int port = free();
        Process viewer = start(folder, port);
        try {
            HttpRequest health = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/_stcore/health"))
                    .build();
            while (!isUp(health)) {
                assertThat(viewer.isAlive())
                        .as(() -> read(folder.resolve("log")))
                        .isTrue();
                Thread.sleep(100);
            }
            Path page = trivet.home().resolve("page.txt");
            String address = "ws://127.0.0.1:" + port + "/_stcore/stream";
            int code = new ProcessBuilder(
                            List.of(python("python"), SOURCES.resolve("look.py").toString(), address, "orders"))
                    .redirectErrorStream(true)
                    .redirectOutput(page.toFile())
                    .start()
                    .waitFor();
            assertThat(code).as(() -> read(page) + read(folder.resolve("log"))).isZero();
            assertThat(read(page)).doesNotContain("Unsupported Kafka property", "Unable to");
            return read(page);
        } finally {
            List<ProcessHandle> all = new ArrayList<>(viewer.descendants().toList());
            viewer.destroy();
            all.forEach(ProcessHandle::destroy);
            viewer.waitFor();
        }
    }

    /** As docs/console.md says it is started, in the folder of its files and with the environment beside them. */
    private Process start(Path folder, int port) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        List.of(python("python"), python("kafka-viewer"), "--config", "kafka-viewer.properties"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        for (String line : Files.readAllLines(folder.resolve("kafka-viewer.env"))) {
            if (!line.startsWith("#")) {
                builder.environment().put(line.split("=")[0], line.split("=")[1]);
            }
        }
        builder.environment()
                .putAll(Map.of(
                        "STREAMLIT_SERVER_PORT",
                        "" + port,
                        "PYTHONPATH",
                        SOURCES.toString(),
                        "TRIVET_HOSTS",
                        root().resolve("hosts").toString()));
        return builder.start();
    }

    private static boolean isUp(HttpRequest health) throws InterruptedException {
        try {
            return HttpClient.newHttpClient()
                    .send(health, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .equals("ok");
        } catch (IOException e) {
            return false;
        }
    }

    private static String python(String program) {
        return PYTHON.resolve("bin").resolve(program).toAbsolutePath().toString();
    }

    private static int free() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
