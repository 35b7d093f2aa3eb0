package io.trivet.edge.local.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each search that must fetch starts the real process with the real Maven libraries, against a repository on loopback.
 */
final class ArtifactsIT {
    private static final Coordinates SERVER =
            new Coordinates("server", "1", List.of("test:server:1", "test:log:1"), List.of("test:native"));
    private static final String AGAIN = "then run the same command again; what was fetched before is kept";

    @TempDir
    Path temporary;

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private Repository repository;

    @BeforeEach
    void publish() throws IOException {
        repository = new Repository(temporary.resolve("home"));
        repository.publish(
                "server",
                "<artifactId>core</artifactId>",
                "<artifactId>native</artifactId>",
                "<artifactId>compiler</artifactId><scope>provided</scope>");
        repository.publish("core");
        repository.publish("log");
    }

    @AfterEach
    void stop() {
        repository.close();
    }

    @Test
    void the_class_path_has_the_program_first_and_neither_provided_nor_excluded_jars() {
        Resolution found = find(false);

        assertThat(found)
                .isEqualTo(new Resolution.Success(List.of(new ClassPath(
                        SERVER, List.of(repository.kept("server"), repository.kept("core"), repository.kept("log"))))));
        assertThat(text()).isEqualTo("""
                        fetching server 1 into the local Maven repository, once
                        fetched server 1: 6 files, 0.0 MB
                        """);
    }

    @Test
    void a_terminal_sees_one_line_that_moves() {
        find(true);

        assertThat(text())
                .startsWith("\r\u001b[Kfetching server 1  ")
                .endsWith("\r\u001b[Kfetched server 1: 6 files, 0.0 MB\n\r\u001b[K");
    }

    @Test
    void the_second_search_asks_nobody_and_says_nothing() {
        Resolution first = find(false);
        int asked = repository.asked();
        shown.reset();
        repository.close();

        Resolution second = find(false);

        assertThat(second).isEqualTo(first);
        assertThat(repository.asked()).isEqualTo(asked);
        assertThat(text()).isEmpty();
    }

    @Test
    void a_lost_list_is_made_again_without_the_network() throws IOException {
        Resolution first = find(false);
        Files.delete(temporary.resolve("lists/server-1.classpath"));
        repository.close();

        assertThat(find(false)).isEqualTo(first);
    }

    @Test
    void a_jar_that_went_missing_is_fetched_again() throws IOException {
        Resolution first = find(false);
        Files.delete(repository.kept("core"));

        assertThat(find(false)).isEqualTo(first);
        assertThat(repository.kept("core")).exists();
    }

    @Test
    void other_artifacts_under_the_same_name_are_searched_anew() {
        find(false);
        Coordinates less = new Coordinates("server", "1", List.of("test:server:1"), List.of("test:native"));

        assertThat(artifacts(false).find(List.of(less)))
                .isEqualTo(new Resolution.Success(
                        List.of(new ClassPath(less, List.of(repository.kept("server"), repository.kept("core"))))));
    }

    @Test
    void a_wrong_checksum_is_refused_and_the_next_search_succeeds() {
        String published = Repository.sha1(repository.served("core"));
        repository.damage("core");
        String served = Repository.sha1(repository.served("core"));

        assertThat(problem())
                .isEqualTo(Problem.error(
                                "artifact-checksum",
                                Place.ofPath("test:core:jar:1"),
                                "fetched from " + repository.url() + " with checksum " + served)
                        .must("have the published checksum " + published)
                        .mend(
                                "run the same command again; if it stays, the mirror or proxy alters files: check proxy and"
                                        + " mirror in ~/.m2/settings.xml"));
        assertThat(repository.kept("core")).doesNotExist();

        repository.publish("core");
        assertThat(find(false)).isInstanceOf(Resolution.Success.class);
    }

    @Test
    void a_missing_jar_is_named_with_the_repository_and_the_next_search_succeeds() {
        repository.remove("log", "jar");

        assertThat(problem())
                .isEqualTo(Problem.error(
                                "artifact-missing", Place.ofPath("test:log:jar:1"), "not found in " + repository.url())
                        .must("be there: this version was whole on Maven Central")
                        .mend("check that the mirror in ~/.m2/settings.xml serves all of Maven Central, " + AGAIN));

        repository.publish("log");
        assertThat(find(false)).isInstanceOf(Resolution.Success.class);
    }

    @Test
    void a_missing_pom_is_no_reason_to_leave_out_what_it_asks_for() {
        repository.remove("server", "pom");

        assertThat(problem())
                .isEqualTo(Problem.error(
                                "artifact-missing",
                                Place.ofPath("test:server:pom:1"),
                                "not found in " + repository.url())
                        .must("be there: this version was whole on Maven Central")
                        .mend("check that the mirror in ~/.m2/settings.xml serves all of Maven Central, " + AGAIN));
    }

    @Test
    void a_repository_that_does_not_answer_is_a_network_problem_and_the_next_search_succeeds() throws IOException {
        String url = repository.url();
        repository.close();

        assertThat(problem())
                .isEqualTo(Problem.error(
                                "artifact-network",
                                Place.ofPath("server 1"),
                                "not fetched from " + url + " (connect to " + url.substring(7, url.length() - 1)
                                        + " [/127.0.0.1] failed: Connection refused)")
                        .must("be fetched once, before the first start")
                        .mend("check the network, and proxy and mirror in ~/.m2/settings.xml, " + AGAIN));

        publish();
        assertThat(find(false)).isInstanceOf(Resolution.Success.class);
    }

    @Test
    void a_repository_that_wants_a_password_says_so() {
        repository.refuseWith(401);

        assertThat(problem())
                .isEqualTo(Problem.error(
                                "artifact-denied",
                                Place.ofPath("server 1"),
                                "refused by " + repository.url() + " (HTTP 401)")
                        .must("be readable with the rights of this user")
                        .mend("check server, proxy and mirror in ~/.m2/settings.xml, " + AGAIN));
    }

    @Test
    void a_jar_that_changed_in_the_local_repository_is_not_started() throws IOException {
        find(false);
        Files.delete(temporary.resolve("lists/server-1.classpath"));
        Files.write(repository.kept("core"), new byte[] {1, 2, 3});

        assertThat(problem())
                .isEqualTo(Problem.error(
                                "artifact-damaged",
                                Place.ofPath(repository.kept("core").toString()),
                                "not the file that was fetched (its SHA-1 is not the one beside it)")
                        .must("be the published file")
                        .mend("delete " + repository.kept("core").getParent() + ", then run the same command again"));
    }

    @Test
    void settings_that_maven_cannot_read_are_no_stack_trace() throws IOException {
        Path settings = temporary.resolve("home/.m2/settings.xml");
        Files.writeString(settings, "<settings><mirrors></settings>");

        assertThat(problem())
                .isEqualTo(Problem.error(
                                "artifact-settings",
                                Place.ofPath("~/.m2/settings.xml"),
                                "not readable (1 problem was encountered while building the effective settings [FATAL]"
                                        + " Non-parseable settings " + settings
                                        + ": end tag name </settings> must match start"
                                        + " tag name <mirrors> from line 1 (position: START_TAG seen"
                                        + " <settings><mirrors></settings>... @1:31) @ " + settings
                                        + ", line 1, column 31)")
                        .must("be settings that Maven reads, since they name mirrors and proxies")
                        .mend("correct the file; mvn help:effective-settings shows what Maven makes of it"));
    }

    @Test
    void a_process_that_dies_leaves_its_last_words() {
        Artifacts broken =
                new Artifacts(temporary.resolve("lists"), new PrintStream(shown), false, List.of("-XX:NoSuchOption"));

        assertThat(broken.find(List.of(SERVER)))
                .isEqualTo(new Resolution.Failure(Problem.error(
                                "artifact-failed",
                                Place.ofPath("server 1"),
                                "not fetched (its process ended with code 1: Unrecognized VM option 'NoSuchOption' / Error:"
                                        + " Could not create the Java Virtual Machine. / Error: A fatal exception has occurred."
                                        + " Program will exit.)")
                        .must("be fetched once")
                        .mend("run the same command again")));
    }

    private Problem problem() {
        Resolution found = find(false);
        if (found instanceof Resolution.Failure failed) {
            return failed.problem();
        }
        throw new AssertionError("found although it must fail: " + found);
    }

    private Resolution find(boolean live) {
        return artifacts(live).find(List.of(SERVER));
    }

    private Artifacts artifacts(boolean live) {
        return new Artifacts(
                temporary.resolve("lists"),
                new PrintStream(shown, true, StandardCharsets.UTF_8),
                live,
                repository.javaOptions());
    }

    private String text() {
        return shown.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
