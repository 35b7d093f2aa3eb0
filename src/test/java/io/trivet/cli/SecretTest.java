package io.trivet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.kafka.ClientProtocol;
import io.trivet.kafka.KafkaService;
import io.trivet.kafka.SaslMechanism;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.process.ClientAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretTest {
    private static final ClientAccess ACCESS = access(ClientProtocol.SASL_SSL);

    @TempDir
    Path folder;

    private static ClientAccess access(ClientProtocol protocol) {
        return ClientAccess.of(
                KafkaService.OTHER, List.of("kafka.example.com:9092"), protocol, SaslMechanism.PLAIN, true, "");
    }

    private Secret read(String text) throws IOException {
        return Secret.of(ACCESS, List.of(Files.writeString(folder.resolve("secret"), text)), name -> "not asked");
    }

    @Test
    void the_environment_holds_it_when_no_file_does() {
        Secret secret = Secret.of(ACCESS, List.of(), Map.of("KAFKA_USERNAME", "films", "KAFKA_PASSWORD", "x")::get);

        assertThat(secret.problems()).isEmpty();
        assertThat(secret.values())
                .containsOnly(Map.entry("KAFKA_USERNAME", "films"), Map.entry("KAFKA_PASSWORD", "x"));
    }

    @Test
    void a_file_holds_lines_or_what_secrets_manager_answers() throws IOException {
        assertThat(read("username=films\npassword=x=y\n").values()).containsEntry("KAFKA_PASSWORD", "x=y");
        assertThat(read("{\"username\": \"films\", \"password\": \"x=y\"}").values())
                .containsEntry("KAFKA_PASSWORD", "x=y");
    }

    @Test
    void two_files_are_one_secret() throws IOException {
        Path user = Files.writeString(folder.resolve("user"), "username=films");
        Path password = Files.writeString(folder.resolve("password"), "password=x");

        assertThat(Secret.of(ACCESS, List.of(user, password), name -> null).problems())
                .isEmpty();
    }

    @Test
    void what_is_missing_is_named_and_where_it_belongs() throws IOException {
        assertThat(read("username=films").problems())
                .containsExactly(Problem.error("secret-missing", Place.ofPath("password"), "missing")
                        .must("be in secret")
                        .mend("write password=… to it, or \"password\" where it is JSON"));
    }

    @Test
    void a_file_that_cannot_be_read_is_not_quoted() throws IOException {
        assertThat(read("{\"username\": hunter2").problems()).singleElement().satisfies(problem -> {
            assertThat(problem.id()).isEqualTo("secret-unreadable");
            assertThat(problem.toString()).doesNotContain("hunter2");
        });
        assertThat(Secret.of(ACCESS, List.of(folder.resolve("none")), name -> null)
                        .problems())
                .extracting(Problem::id)
                .containsExactly("secret-unreadable");
    }

    @Test
    void nobody_needs_none() {
        assertThat(Secret.of(access(ClientProtocol.PLAINTEXT), List.of(), name -> null)
                        .problems())
                .isEmpty();
    }

    @Test
    void it_is_filled_in_where_it_belongs_and_ends_no_text_before_its_end() throws IOException {
        Secret secret = read("username=films\npassword=a\\\\b\"c");

        assertThat(secret.in(ACCESS.connection()))
                .containsEntry(
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"films\""
                                + " password=\"a\\\\b\\\"c\";");
        assertThat(secret.toString()).isEqualTo("Secret[KAFKA_PASSWORD, KAFKA_USERNAME]");
        assertThat(secret.hiddenIn("no a\\b\"c for films")).isEqualTo("no *** for ***");
    }

    @Test
    void certificates_are_filled_in_as_they_are() throws IOException {
        ClientAccess certificates = access(ClientProtocol.SSL);
        Path file = Files.writeString(folder.resolve("secret"), "certificate=one\nkey=two\n");

        assertThat(Secret.of(certificates, List.of(file), name -> null).in(certificates.connection()))
                .containsEntry("ssl.keystore.certificate.chain", "one")
                .containsEntry("ssl.keystore.key", "two");
    }
}
