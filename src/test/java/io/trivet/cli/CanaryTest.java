package io.trivet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.gen.Whole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A secret that is written into a description by mistake is never printed, in whichever form a command answers. */
final class CanaryTest {
    private static final String CANARY = "cAnaryOfTrivet7";

    /** Forms of secrets, in which each place of a text is tried. */
    private static final List<String> ANYWHERE = List.of(
            "https://user:" + CANARY + "@example.com/kafka_2.13-3.9.2.tgz",
            "-----BEGIN PRIVATE KEY-----\\n" + CANARY + "\\n-----END PRIVATE KEY-----",
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"u\" password=\"" + CANARY
                    + "\";",
            "AKIAIOSFODNN7EXAMPLE" + "/" + CANARY,
            CANARY + "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ+/");

    /** Where any text may be a secret. */
    private static final List<String> PLACES =
            List.of("external.credentials.secret", "external.ca", "msk.scram.secrets[0]");

    @TempDir
    private Path folder;

    static Stream<Whole> wholes() {
        // Where a value stands says what becomes of it, and not the version or service.
        return Whole.all()
                .filter(whole -> !List.of("whole-kraft", "whole-confluent").contains(whole.name()));
    }

    @ParameterizedTest
    @MethodSource("wholes")
    void no_command_prints_it(Whole whole) throws IOException {
        whole.write(Files.createDirectories(folder.resolve("stacks")).resolve("Pulumi.right.yaml"));
        for (Whole.Leaf leaf : whole.leaves()) {
            List<String> texts = new ArrayList<>(ANYWHERE);
            if (PLACES.contains(leaf.path())) {
                texts.add("u:" + CANARY);
            }
            for (String text : texts) {
                commands(whole.with(leaf, text.replace("\\n", "\n")), leaf + " = " + text);
                if (text.contains("\\n")) {
                    commands(whole.with(leaf, text.replace("\\n", " ")), leaf + " = " + text);
                }
            }
        }
    }

    private void commands(Whole wrong, String tried) throws IOException {
        wrong.write(folder.resolve("stacks/Pulumi.wrong.yaml"));
        String file = folder.resolve("stacks/Pulumi.wrong.yaml").toString();
        String right = folder.resolve("stacks/Pulumi.right.yaml").toString();
        Outcome validated = silent(tried, "validate", "wrong");
        silent(tried, "diff", "right", "--base-file", file);
        if (validated.err().contains("secret-in-description")) {
            // Read no further, so that nothing else could print it; of one that is, all is tried.
            return;
        }
        silent(tried, "diff", "right", "--base-file", file, "--format", "markdown");
        silent(tried, "diff", "wrong", "--base-file", right, "--format", "json");
        Outcome shown = silent(tried, "show", "wrong", "--format", "json");
        if (shown.code() == ExitCode.OK) {
            assertThat(shown.out()).as(tried + " is taken").isEmpty();
        }
    }

    private Outcome silent(String tried, String... command) {
        Outcome outcome = Outcome.of(folder, command);
        assertThat(outcome.out() + outcome.err())
                .as(tried + ": " + String.join(" ", command))
                .doesNotContain(CANARY)
                .doesNotContain("This is a bug");
        return outcome;
    }

    @ParameterizedTest
    @MethodSource("settings")
    void a_setting_that_is_a_secret_is_never_printed_and_what_changes_is_told(String setting) throws IOException {
        Path stacks = Files.createDirectories(folder.resolve("stacks"));
        Whole right = Whole.all()
                .filter(whole -> whole.name().equals("whole-zookeeper"))
                .findFirst()
                .orElseThrow();
        right.write(stacks.resolve("Pulumi.right.yaml"));
        Whole wrong = new Whole(right.name(), right.cluster().deepCopy());
        ((com.fasterxml.jackson.databind.node.ObjectNode) wrong.cluster().at("/brokers/settings")).put(setting, CANARY);

        commands(wrong, setting);

        Outcome diff = silent(
                setting,
                "diff",
                "right",
                "--base-file",
                stacks.resolve("Pulumi.wrong.yaml").toString());
        assertThat(diff.out()).contains(setting);
    }

    static List<String> settings() {
        return List.of(
                "ssl.keystore.password",
                "sasl.jaas.config",
                "listener.name.clients.scram-sha-512.sasl.jaas.config",
                "delegation.token.secret.key",
                "ssl.truststore.certificates",
                "rsm.config.storage.s3.secret.access.key",
                "confluent.license.password");
    }
}
