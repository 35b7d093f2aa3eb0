package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.Trivet.Ran;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Connectors of a description, given to workers that run with security.
 *
 * @param file of the description
 */
record DescribedConnectors(Trivet trivet, String stack, Path file, Path home) {
    private static final String CANARY = "canary-3f9c1b7e";
    private static final String TEXT = "value.converter: org.apache.kafka.connect.storage.StringConverter";

    private void edit(String from, String to) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    /** A source, a sink, one that may not read, one that cannot read what is there, and one of its dead letters. */
    void write(Path in, Path out) throws IOException {
        Path secret = Files.writeString(home.resolve("connector.properties"), "password=" + CANARY + "\n");
        edit("t4g.medium, volume: {size: 10GiB}}", """
                t4g.medium, volume: {size: 10GiB}, settings: {config.providers: file,\
                 config.providers.file.class: org.apache.kafka.common.config.provider.FileConfigProvider},
                      connectors: {
                        source: {className: FileStreamSource,
                          settings: {file: "%s", topic: orders, connection.password: "${file:%s:password}", %s}},
                        sink: {className: FileStreamSink, settings: {file: "%s", topics: orders, %s}},
                        other: {className: FileStreamSink, settings: {file: "%s", topics: payments, %s}},
                        letters: {className: FileStreamSink, deadLetters: {},
                          settings: {file: "%s", topics: orders,
                            value.converter: org.apache.kafka.connect.json.JsonConverter}},
                        lost: {className: FileStreamSink, state: stopped,
                          settings: {file: "%s", topics: letters-dead-letters, %s}}}}""".formatted(
                        in,
                        secret,
                        TEXT,
                        out,
                        TEXT,
                        home.resolve("other.txt"),
                        TEXT,
                        home.resolve("letters.txt"),
                        home.resolve("lost.txt"),
                        TEXT));
    }

    private Ran connectors(int code, String... options) throws IOException, InterruptedException {
        Ran ran = trivet.run(Stream.concat(Stream.of("operate", "connectors", stack), Stream.of(options))
                .toArray(String[]::new));
        assertThat(ran.code()).as(ran.toString()).isEqualTo(code);
        assertThat(ran.toString()).doesNotContain(CANARY);
        return ran;
    }

    void are_made_and_what_fails_is_told() throws IOException, InterruptedException {
        assertThat(connectors(3, "--local", "--exit-code").out())
                .contains("5 connectors described, 5 changes to make\n")
                .containsPattern(
                        "create +source +running: connection.password=\\$\\{file:.*:password}, connector.class=")
                .contains("lost     stopped: ");

        Ran made = connectors(1, "--local", "--apply");
        assertThat(made.out()).contains("5 connectors described, 5 changes made\n");
        assertThat(made.err())
                .containsPattern(
                        "error connector-failed .* connect\\.connectors\\.other\n  was task 0 of other is FAILED on"
                                + " connect\\d.*TopicAuthorizationException: Not authorized to access topics: \\[payments]")
                .contains("1 error");
    }

    void are_changed_paused_and_mended_and_dead_letters_arrive(String administrator)
            throws IOException, InterruptedException {
        edit("topic: orders, connection", "topic: orders, batch.size: none, connection");
        assertThat(connectors(1, "--local", "--apply").err())
                .containsPattern("error connector-refused .* connect\\.connectors\\.source\\.settings\\.batch\\.size\n"
                        + "  was refused by the connector \\(Invalid value none for configuration batch.size");

        edit("batch.size: none", "batch.size: 5");
        edit("topics: payments", "topics: orders");
        edit("state: stopped", "state: running");
        edit("sink: {className: FileStreamSink,", "sink: {className: FileStreamSink, state: paused,");
        assertThat(connectors(0, "--local", "--apply").out().replaceAll(" +", " "))
                .contains(
                        "5 connectors described, 4 changes made\n",
                        " resume lost from stopped to running\n",
                        " set other topics from payments to orders\n",
                        " pause sink from running to paused\n",
                        " set source batch.size to 5\n",
                        "Left alone, since they are not described\n mine\n");
        Path lost = home.resolve("lost.txt");
        Instant end = Instant.now().plus(Duration.ofMinutes(2));
        while (!Files.exists(lost) || Files.size(lost) < "one\ntwo\n".length()) {
            assertThat(Instant.now()).isBefore(end);
        }
        assertThat(lost).content().startsWith("one\ntwo\n");

        Path root = trivet.home().resolve(".trivet").resolve(stack);
        Trivet elsewhere = trivet.with(
                new TreeMap<>(Map.of("JAVA_TOOL_OPTIONS", "-Djdk.net.hosts.file=" + root.resolve("hosts"))));
        Ran asked = elsewhere.succeed(
                "operate",
                "connectors",
                stack,
                "--exit-code",
                "--ca-file",
                root.resolve("secrets/authority.pem").toString(),
                "--secret-file",
                administrator);
        assertThat(asked.out()).contains("5 connectors described, all as described\n");
        nothing_under(root);
    }

    /** Neither logs of workers nor what they keep in their topics. */
    private static void nothing_under(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(path -> !path.toString().endsWith("index")))
                    .isNotEmpty()
                    .allSatisfy(path -> assertThat(new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1))
                            .doesNotContain(CANARY));
        }
    }
}
