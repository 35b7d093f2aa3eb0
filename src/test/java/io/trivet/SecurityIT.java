package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.edge.local.secret.TryDoors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A KRaft cluster with TLS on every listener: who comes in, who does not, and where the keys are. */
final class SecurityIT {
    private static final String STACK = "sec";

    @TempDir
    private Path home;

    private Trivet trivet;
    private Path file;

    @BeforeEach
    void a_cluster_that_runs() throws IOException, InterruptedException {
        trivet = Trivet.in(home);
        file = trivet.home().resolve("stacks/Pulumi.sec.yaml");
        Files.writeString(file, """
                config:
                  aws:region: us-east-1
                  trivet:cluster:
                    platform: ec2
                    name: sec
                    environment: dev
                    zones: [us-east-1a, us-east-1b, us-east-1c]
                    network: {cidr: 10.97.0.0/20}
                    dns: {zone: us-east-1.dev.internal}
                    kafka: {version: 4.3.1}
                    controllers: {nodes: 3, instance: t4g.small, volume: {size: 10GiB}}
                    brokers: {nodes: 3, instance: t4g.medium, volume: {size: 50GiB}}
                    security: {authentication: [mtls], authority: arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/1234abcd-12ab-34cd-56ef-1234567890ab}
                    topics:
                      orders: {partitions: 3}
                    clients:
                      shop: {producer: {preset: safe, topics: [orders]}}
                """);
        trivet.succeed("local", "up", STACK);
    }

    @AfterEach
    void nothing_is_left_running() throws IOException, InterruptedException {
        trivet.succeed("local", "down", STACK, "--delete", "--yes");
    }

    @Test
    void brokers_that_vote_speak_it_too() throws IOException, InterruptedException {
        trivet.succeed("local", "down", STACK, "--delete", "--yes");
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst(" +controllers: .*\n", "")
                        .replace("brokers: {nodes: 3,", "brokers: {nodes: 3, controllers: true,"));

        trivet.succeed("local", "up", STACK);
        Files.writeString(file, Files.readString(file).replace("50GiB}}", "50GiB}, settings: {num.io.threads: 9}}"));
        trivet.succeed("local", "up", STACK);
        Files.writeString(file, Files.readString(file).replace("50GiB}, ", "50GiB}, jvmOptions: [-Dtried=1], "));

        assertThat(trivet.succeed("local", "up", STACK).toString()).contains("restarted broker1");
        assertThat(trivet.succeed("local", "status", STACK).toString()).contains("3 of 3 nodes up");
    }

    @Test
    void only_known_clients_come_in_and_keys_stay_where_they_are() throws IOException, InterruptedException {
        Path rendered = home.resolve("rendered");
        Path root = trivet.home().resolve(".trivet").resolve(STACK);
        StringBuilder said = new StringBuilder();
        said.append(trivet.succeed("render", STACK, "--out", rendered.toString()));
        trivet.drill(
                STACK,
                TryDoors.class,
                List.of(
                        root.toString(),
                        "broker1.sec.us-east-1.dev.internal:9092,broker2.sec.us-east-1.dev.internal:9092",
                        rendered.resolve("clients/shop/producer.properties").toString(),
                        "shop",
                        "orders"));
        assertThat(Files.readString(home.resolve("TryDoors.log"))).isEqualTo("""
                a client in plain text: TimeoutException: Timed out waiting for a node assignment. Call: listTopics
                a client without a certificate: SslAuthenticationException: Failed to process post-handshake messages
                a certificate of another authority: SslAuthenticationException: Failed to process post-handshake messages
                brokers that another authority signed: SslAuthenticationException: SSL handshake failed
                the described client without an ACL: TopicAuthorizationException: Not authorized to access topics: [orders]
                the described client with one: comes in
                the described client as an administrator: ClusterAuthorizationException: the request needs DESCRIBE permission.
                a new certificate without a restart: comes in
                """);

        said.append(trivet.succeed("local", "stop", STACK, "--zone", "us-east-1b"));
        said.append(trivet.succeed("local", "start", STACK, "--zone", "us-east-1b"));
        Files.writeString(file, Files.readString(file).replace("50GiB}}", "50GiB}, settings: {num.io.threads: 9}}"));
        said.append(trivet.succeed("local", "up", STACK));
        Files.writeString(file, Files.readString(file).replace("50GiB}, ", "50GiB}, jvmOptions: [-Dtried=1], "));
        said.append(trivet.succeed("local", "up", STACK));
        said.append(trivet.succeed("local", "status", STACK));
        said.append(trivet.succeed("operate", "topics", STACK, "--local"));
        said.append(trivet.succeed("operate", "rebalance", STACK, "--local"));
        said.append(trivet.succeed("show", STACK));
        assertThat(said).contains("restarted broker1").contains("6 of 6 nodes up");

        List<String> keys = keys(root);
        assertThat(keys).hasSize(9);
        assertThat(keys).noneMatch(key -> said.toString().contains(key));
        for (Path folder : List.of(root, rendered)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path each : files.filter(Files::isRegularFile).toList()) {
                    boolean isSecret = each.getFileName().toString().endsWith(".pem");
                    String text = new String(Files.readAllBytes(each), java.nio.charset.StandardCharsets.ISO_8859_1);
                    if (!isSecret) {
                        assertThat(keys).as(each.toString()).noneMatch(text::contains);
                    }
                }
            }
        }
    }

    /** The first line of each key, and that they are for the eyes of their owner. */
    private static List<String> keys(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<String> keys = new java.util.ArrayList<>();
            for (Path each :
                    files.filter(path -> path.toString().endsWith(".pem")).toList()) {
                String text = Files.readString(each);
                int begin = text.indexOf("BEGIN PRIVATE KEY-----\n");
                if (begin >= 0 && !each.endsWith("other.pem")) {
                    keys.add(text.substring(begin + 23, text.indexOf('\n', begin + 23)));
                    assertThat(Files.getPosixFilePermissions(each)).hasSize(2);
                }
            }
            return keys;
        }
    }
}
