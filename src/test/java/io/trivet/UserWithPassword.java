package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.drill.TryRights;
import io.trivet.edge.local.secret.TryPasswords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A user of a cluster on this machine that logs in with a password, {@code seller}, which may write to {@code orders}
 * and is the only one of its kind.
 *
 * @param description where it is described
 * @param administrator file with the secret of an administrator
 * @param said gathers what commands said
 */
record UserWithPassword(Trivet trivet, String stack, Path description, String administrator, StringBuilder said) {
    private static final String USER = "seller";
    private static final String REFUSED =
            "Authentication failed during authentication due to invalid credentials with SASL mechanism SCRAM-SHA-512";

    private Path root() {
        return trivet.home().resolve(".trivet").resolve(stack);
    }

    private Path password() {
        return root().resolve("secrets/users/seller.password");
    }

    /** The passwords that it had, until it has none any more. */
    List<String> comes_in_with_it_alone() throws IOException, InterruptedException {
        assertThat(Files.getPosixFilePermissions(password())).hasSize(2);
        assertThat(password().resolveSibling("seller.pem")).doesNotExist();
        Path first = Files.copy(password(), trivet.home().resolve("first"));
        assertThat(rights("orders")).isEqualTo("write: yes, read: GroupAuthorizationException\n");
        assertThat(rights("payments"))
                .isEqualTo("write: TopicAuthorizationException, read: TopicAuthorizationException\n");
        assertThat(doors(first)).isEqualTo("""
                in plain text: TimeoutException: Timed out waiting for a node assignment. Call: listTopics
                with the certificate of an administrator: TimeoutException: Timed out waiting for a node assignment. Call: listTopics
                with a wrong password: SaslAuthenticationException: %1$s
                as a user that is none: SaslAuthenticationException: %1$s
                as the nodes: SaslAuthenticationException: %1$s
                by PLAIN: UnsupportedSaslMechanismException: Client SASL mechanism 'PLAIN' not enabled in the server, enabled mechanisms are [SCRAM-SHA-512]
                by SCRAM-SHA-256: UnsupportedSaslMechanismException: Client SASL mechanism 'SCRAM-SHA-256' not enabled in the server, enabled mechanisms are [SCRAM-SHA-512]
                to brokers that another authority signed: SslAuthenticationException: SSL handshake failed
                at the listener for certificates: SslAuthenticationException: Failed to process post-handshake messages
                as an administrator: ClusterAuthorizationException: the request needs DESCRIBE permission.
                with the password: comes in
                """.formatted(REFUSED));

        another_one_takes_its_place();
        assertThat(doors(first)).contains("\nwith the password: SaslAuthenticationException");
        assertThat(doors(password())).endsWith("\nwith the password: comes in\n");
        assertThat(rights("orders")).startsWith("write: yes,");
        Path kept = as_on_ec2_it_goes_to_a_folder_that_is_named();
        assertThat(doors(kept)).endsWith("\nwith the password: comes in\n");
        Path secret = or_to_secrets_manager();
        assertThat(doors(secret)).endsWith("\nwith the password: comes in\n");
        assertThat(doors(kept)).contains("\nwith the password: SaslAuthenticationException");
        List<String> had = List.of(
                Files.readString(first),
                Files.readString(password()),
                Files.readString(kept),
                Files.readString(secret));
        for (long pid : trivet.pids(stack).values()) {
            assertThat(Files.readString(Path.of("/proc", Long.toString(pid), "cmdline")))
                    .doesNotContain(had);
        }

        the_last_one_is_taken_away_though_no_user_is_described();
        assertThat(doors(secret)).contains("\nwith the password: SaslAuthenticationException");
        return had;
    }

    private void another_one_takes_its_place() throws IOException, InterruptedException {
        Trivet.Ran rotated = trivet.succeed("operate", "users", stack, "--local", "--apply", "--rotate", USER);

        said.append(rotated);
        assertThat(rotated.out()).endsWith("""
                4 users described, 1 change made
                  rotate  seller  password; who comes with the old one is refused
                New passwords are in %s, a file each, for the eyes of their owner only.
                """.formatted(password().getParent()));
    }

    /** Another password, asked for as on EC2. */
    private List<String> rotation() {
        List<String> words = new ArrayList<>(List.of("operate", "users", stack, "--apply", "--rotate", USER));
        words.addAll(
                List.of("--ca-file", root().resolve("secrets/authority.pem").toString()));
        words.addAll(List.of("--secret-file", administrator));
        return words;
    }

    private SortedMap<String, String> names() {
        return new TreeMap<>(Map.of("JAVA_TOOL_OPTIONS", "-Djdk.net.hosts.file=" + root().resolve("hosts")));
    }

    /** The file into which the test has written what it found there. */
    private Path or_to_secrets_manager() throws IOException, InterruptedException {
        try (MotoServer moto = new MotoServer("of-no-use", trivet.home().resolve("moto.log"))) {
            SortedMap<String, String> environment = names();
            environment.putAll(Map.of(
                    "AWS_ENDPOINT_URL",
                    moto.address().toString(),
                    "AWS_ACCESS_KEY_ID",
                    "testing",
                    "AWS_SECRET_ACCESS_KEY",
                    "testing"));
            List<String> words = rotation();
            words.add("--secrets-manager");

            Trivet.Ran rotated = trivet.with(environment).succeed(words.toArray(String[]::new));

            said.append(rotated);
            assertThat(rotated.out()).endsWith("""
                    4 users described, 1 change made
                      rotate  seller  password; who comes with the old one is refused
                    New passwords are in AWS Secrets Manager of us-east-1, a secret each: trivet/sec/USER.
                    """);
            Path secret = trivet.home().resolve("secret");
            return Files.writeString(
                    secret, moto.secret("trivet/sec/seller").get("password").asText());
        }
    }

    private Path as_on_ec2_it_goes_to_a_folder_that_is_named() throws IOException, InterruptedException {
        Trivet elsewhere = trivet.with(names());
        List<String> words = rotation();

        Trivet.Ran nowhere = elsewhere.run(words.toArray(String[]::new));

        assertThat(nowhere.code()).isEqualTo(1);
        assertThat(nowhere.err()).contains("error passwords-nowhere  stacks/Pulumi.sec.yaml", """
                  was passwords to make for seller but it must go to a place of yours: the brokers keep hashes of them, and tell none.
                  Mend: add --secrets-manager, or --passwords FOLDER and put what is in it where the applications get their secrets from.
                """);

        Path folder = trivet.home().resolve("kept");
        words.addAll(List.of("--passwords", folder.toString()));
        Trivet.Ran rotated = elsewhere.succeed(words.toArray(String[]::new));

        said.append(nowhere).append(rotated);
        assertThat(rotated.out()).endsWith("""
                4 users described, 1 change made
                  rotate  seller  password; who comes with the old one is refused
                New passwords are in %s/sec, a file each, for the eyes of their owner only.
                """.formatted(folder));
        Path kept = folder.resolve("sec/seller.password");
        assertThat(Files.getPosixFilePermissions(kept)).hasSize(2);
        return kept;
    }

    private void the_last_one_is_taken_away_though_no_user_is_described() throws IOException, InterruptedException {
        String text = Files.readString(description);
        Files.writeString(description, text.substring(0, text.indexOf("    users:\n")));

        Trivet.Ran taken = trivet.succeed("operate", "users", stack, "--local", "--apply");

        said.append(taken);
        assertThat(taken.out()).endsWith("""
                0 users described, 1 change made
                  revoke  seller  password; who still needs it is refused
                """);
        assertThat(password()).doesNotExist();
    }

    private String rights(String topic) throws IOException, InterruptedException {
        String client = password().resolveSibling("seller.properties").toString();
        assertThat(trivet.drill(stack, TryRights.class, List.of(client, topic, "reader-1")))
                .isZero();
        return Files.readString(trivet.drilled(TryRights.class));
    }

    private String doors(Path password) throws IOException, InterruptedException {
        List<String> arguments =
                List.of(root().toString(), "broker1.sec.us-east-1.dev.internal", "orders", USER, password.toString());
        assertThat(trivet.drill(stack, TryPasswords.class, arguments)).isZero();
        return Files.readString(trivet.drilled(TryPasswords.class));
    }
}
