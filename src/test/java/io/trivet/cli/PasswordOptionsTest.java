package io.trivet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be meant is told before a cluster is asked. */
final class PasswordOptionsTest {
    @TempDir
    private Path home;

    private Outcome users(String ofUsers, String... options) throws IOException {
        return asked("""
                config:
                  aws:region: us-east-1
                  trivet:cluster:
                    name: films
                    environment: dev
                    platform: ec2
                    kafka: {version: 4.3.1}
                    zones: [us-east-1a, us-east-1b, us-east-1c]
                    network: {cidr: 10.40.0.0/16}
                    dns: {zone: us-east-1.dev.internal}
                    controllers: {nodes: 3, instance: t4g.small, volume: {size: 20GiB}}
                    brokers: {nodes: 3, instance: t4g.medium, volume: {size: 1TiB}}
                    security: {authentication: [mtls, scram], authority: arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/1234abcd-12ab-34cd-56ef-1234567890ab}
                    topics: {orders: {partitions: 6}}
                """ + ofUsers, options);
    }

    private Outcome asked(String stack, String... options) throws IOException {
        Files.writeString(Files.createDirectories(home.resolve("stacks")).resolve("Pulumi.films.yaml"), stack);
        String[] words = new String[options.length + 3];
        System.arraycopy(new String[] {"operate", "users", "films"}, 0, words, 0, 3);
        System.arraycopy(options, 0, words, 3, options.length);
        return Outcome.of(home, words);
    }

    @Test
    void another_password_is_for_users_that_have_one() throws IOException {
        Outcome outcome = users(
                """
                    users:
                      shop: {topics: {orders: [write]}, login: scram}
                      till: {topics: {orders: [write]}}
                """, "--local", "--rotate", "till", "--rotate", "shop", "--rotate", "shpo", "--passwords", "here");

        assertThat(outcome).isEqualTo(new Outcome(ExitCode.PROBLEMS, "", """
                    error passwords-elsewhere  --passwords
                      was here with --local but it must be left out: clients on this machine read them where trivet local up keeps them.
                      Mend: remove it.

                    error user-without-password  --rotate
                      was shpo but it must be a described user with login: scram.
                      Mend: name one of shop.

                    error user-without-password  --rotate
                      was till but it must be a described user with login: scram.
                      Mend: name one of shop.

                    3 errors
                    """));
    }

    @Test
    void without_users_with_a_password_it_says_how_one_is_described() throws IOException {
        Outcome outcome = users("""
                    users:
                      till: {topics: {orders: [write]}}
                """, "--local", "--rotate", "till");

        assertThat(outcome).isEqualTo(new Outcome(ExitCode.PROBLEMS, "", """
                    error user-without-password  --rotate
                      was till but it must be a described user with login: scram.
                      Mend: describe it, as users: {till: {login: scram}}.

                    1 error
                    """));
    }

    @Test
    void a_service_makes_the_passwords_of_its_users() throws IOException {
        Outcome outcome = asked("""
                config:
                  trivet:cluster:
                    name: films
                    environment: dev
                    platform: external
                    external: {service: other, bootstrap: [kafka.example.com:9093], credentials: {secret: prod/films/kafka}}
                    topics: {orders: {partitions: 6, replicas: 3, settings: {min.insync.replicas: 2}}}
                    users: {shop: {topics: {orders: [write]}}}
                """, "--rotate", "shop", "--passwords", "here");

        assertThat(outcome).isEqualTo(new Outcome(ExitCode.PROBLEMS, "", """
                    error passwords-elsewhere  --passwords
                      was here for a cluster that a service runs but it must be left out: the service makes the passwords of its users.
                      Mend: remove it.

                    error passwords-elsewhere  --rotate
                      was shop for a cluster that a service runs but it must be left out: the service makes the passwords of its users.
                      Mend: remove it.

                    2 errors
                    """));
    }

    @Test
    void passwords_have_one_place() throws IOException {
        String place = home.resolve("kept").toString();

        assertThat(users("", "--secrets-manager", "--passwords", place).err()).isEqualTo("""
                error passwords-elsewhere  --passwords
                  was given with --secrets-manager but it must be left out: each password is kept in one place.
                  Mend: remove one of the two.

                1 error
                """);
        assertThat(users("", "--secrets-manager", "--local").err()).isEqualTo("""
                error passwords-elsewhere  --secrets-manager
                  was given with --local but it must be left out: clients on this machine read them where trivet local up keeps them.
                  Mend: remove it.

                1 error
                """);
    }

    @Test
    void a_description_without_users_is_compared_where_passwords_were_made_for_it() throws IOException {
        assertThat(users("", "--local").err()).contains("error users-missing");
        assertThat(users("", "--passwords", home.resolve("kept").toString()).err())
                .contains("error users-missing");

        Files.writeString(
                Files.createDirectories(home.resolve(".trivet/films/secrets/users"))
                        .resolve("shop.password"),
                "text");

        assertThat(users("", "--local").err()).contains("error cluster-client").doesNotContain("users-missing");
    }
}
