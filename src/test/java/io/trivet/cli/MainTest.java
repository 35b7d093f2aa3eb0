package io.trivet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trivet.problem.Words;
import io.trivet.show.Colour;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

/** Commands on the example stacks, and on golden cases of wrong ones: exit codes, and what is written where. */
final class MainTest {
    private static final Path HOME = Path.of("").toAbsolutePath();
    private static final Path CASES = HOME.resolve("src/test/resources/golden/refused");
    private static final String WRONG = CASES.resolve("names/in/stack.yaml").toString();
    private static final String WARNED =
            CASES.resolve("uneven-zones/in/stack.yaml").toString();

    @TempDir
    Path folder;

    @Test
    void right_stacks_are_valid() {
        Outcome outcome = Outcome.of(HOME, "validate");

        int stacks = Stacks.known(HOME).size();
        assertThat(outcome).isEqualTo(new Outcome(ExitCode.OK, stacks + " stacks: no problems\n", ""));
    }

    @Test
    void problems_are_told_on_standard_error_and_end_with_1() throws IOException {
        Outcome outcome = Outcome.of(CASES, "validate", WRONG);

        assertThat(outcome)
                .isEqualTo(new Outcome(ExitCode.PROBLEMS, "", Files.readString(CASES.resolve("names/problems.txt"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"show", "validate"})
    void the_same_problems_whichever_command_meets_them(String command) throws IOException {
        Outcome outcome = Outcome.of(CASES, command, WRONG);

        assertThat(outcome.code()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).isEqualTo(Files.readString(CASES.resolve("names/problems.txt")));
    }

    @Test
    void a_warning_is_told_and_fails_only_where_it_shall() throws IOException {
        String warning = Files.readString(CASES.resolve("uneven-zones/problems.txt"));

        assertThat(Outcome.of(CASES, "validate", WARNED))
                .isEqualTo(new Outcome(ExitCode.OK, "1 stack: 1 warning, no errors\n", warning));
        assertThat(Outcome.of(CASES, "validate", "--strict", WARNED).code()).isEqualTo(ExitCode.PROBLEMS);
    }

    @Test
    void a_description_that_lets_the_cluster_end_is_shown_to_do_so() throws IOException {
        String stack = CASES.resolve("deletion-allowed/in/stack.yaml").toString();

        assertThat(Outcome.of(CASES, "show", stack).out())
                .containsPattern("\n +Deletion +allowed: pulumi destroy ends");
        assertThat(json(Outcome.of(CASES, "show", "--format", "json", stack).out())
                        .get("deletion")
                        .textValue())
                .isEqualTo("allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"validate", "show dev --format json", "diff --format json", "--help"})
    void results_that_are_lost_fail_the_command(String command) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        OutputStream full = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("No space left on device");
            }
        };

        int code = Main.run(
                new Terminal(
                        new PrintStream(full, false, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        HOME,
                        Colour.OFF,
                        false),
                command.split(" "));

        assertThat(code).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("error output-lost");
    }

    @Test
    void a_folder_that_cannot_be_read_is_a_problem_like_others() throws IOException {
        Files.createSymbolicLink(folder.resolve("loop"), folder.resolve("loop"));

        Outcome outcome = Outcome.of(HOME, "diff", "dev", "--format", "markdown", "--out", folder + "/loop/x");

        assertThat(outcome.err()).doesNotContain("bug in Trivet");
    }

    @Test
    void a_stack_has_a_name_that_pulumi_takes() throws IOException {
        Path file = Files.copy(HOME.resolve("stacks/Pulumi.dev.yaml"), folder.resolve("Pulumi.a b$(c).yaml"));
        Files.copy(HOME.resolve("stacks/cluster.yaml"), folder.resolve("cluster.yaml"));

        assertThat(Outcome.of(folder, "validate", file.toString()).err())
                .startsWith("""
                error stack-name  Pulumi.a b$(c).yaml:""")
                .contains("was the stack a b$(c) but it must be called by");
    }

    @Test
    void retiring_is_of_clusters_on_aws() {
        Outcome outcome = Outcome.of(HOME, "operate", "retire", "external-aiven");

        assertThat(outcome.code()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(outcome.err()).contains("must be ec2 or msk for trivet operate retire");
    }

    @Test
    void groups_move_to_a_stack_with_mirrors_from_one_of_its_sources() throws IOException {
        Path stacks = Files.createDirectories(folder.resolve("stacks"));
        Files.copy(HOME.resolve("stacks/cluster.yaml"), stacks.resolve("cluster.yaml"));
        String plain = Files.readString(HOME.resolve("stacks/Pulumi.kraft-us-east-1.yaml"));
        String mirrors = """
                    mirrors:
                      nodes: 3
                      instance: m7g.large
                      volume: {size: 10GiB}
                      sources:
                        west: {bootstrap: [b-1.legacy.internal:9092], network: 10.90.0.0/16}
                      settings: {offset-syncs.topic.location: source}
                """;
        Files.writeString(stacks.resolve("Pulumi.plain.yaml"), plain);
        Files.writeString(stacks.resolve("Pulumi.east.yaml"), plain.stripTrailing() + "\n" + mirrors);

        Outcome none = Outcome.of(folder, "operate", "failover", "plain", "--from", "west");
        Outcome other = Outcome.of(folder, "operate", "failover", "east", "--from", "wets");
        Outcome syncs = Outcome.of(folder, "operate", "failover", "east", "--from", "west");

        assertThat(none.code()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(none.err()).contains("error mirrors-missing", """
                  was a description without mirrors but it must copy from the cluster that its groups come from.
                  Mend: name the stack with mirrors: the one that is copied to.
                """);
        assertThat(other.err()).startsWith("""
                error no-source  --from
                  was wets but it must be one of mirrors.sources: west.
                  Mend: write west.
                """);
        assertThat(syncs.err()).contains("error failover-syncs", """
                  was offset-syncs.topic.location=source but it must be target to move groups: in a cluster that is lost no \
                sync can be read.
                  Mend: remove the setting, deploy, and wait until the groups were translated anew.
                """);
    }

    @Test
    void the_login_of_one_cluster_is_not_shown_to_the_other() throws IOException {
        Path stacks = Files.createDirectories(folder.resolve("stacks"));
        Path secured = HOME.resolve("src/test/resources/golden/aws/mirrors-secured/in");
        Files.copy(secured.resolve("stack.yaml"), stacks.resolve("Pulumi.east.yaml"));
        Files.copy(secured.resolve("Pulumi.west.yaml"), stacks.resolve("Pulumi.west.yaml"));
        Path own = folder.resolve("own.properties");
        Files.writeString(own, "certificate=a\nkey=b\n");
        String[] words = {"operate", "failover", "east", "--from", "west", "--secret-file", own.toString()};

        Outcome outcome = Outcome.of(folder, words);

        assertThat(outcome.code()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(outcome.err()).isEqualTo("""
                error secret-missing  --from-secret-file
                  was left out but it must name a file with certificate and key of an administrator of west, which has \
                security; those of the environment are for the cluster that is copied to.
                  Mend: write them to a file, as Secrets Manager holds them, and name it; the authority of that cluster \
                goes by --from-ca-file.

                1 error
                """);
    }

    @Test
    void problems_as_json_are_a_result() throws IOException {
        Outcome outcome = Outcome.of(CASES, "validate", "--format", "json", WRONG);

        JsonNode json = json(outcome.out());
        assertThat(outcome.code()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(outcome.err()).isEmpty();
        assertThat(json.get("errors").intValue() + json.get("warnings").intValue())
                .isEqualTo(json.get("problems").size());
        assertThat(json.get("problems").get(0).get("file").textValue()).isEqualTo("names/in/stack.yaml");
    }

    @Test
    void no_problems_as_json_are_a_result_too() throws IOException {
        Outcome outcome = Outcome.of(HOME, "validate", "--format", "json");

        assertThat(outcome.code()).isEqualTo(ExitCode.OK);
        assertThat(json(outcome.out()).get("problems")).isEmpty();
    }

    @Test
    void a_layout_as_json_has_every_node() throws IOException {
        Outcome outcome = Outcome.of(HOME, "show", "prod-us-east-1", "--format", "json");

        assertThat(outcome.code()).isEqualTo(ExitCode.OK);
        assertThat(outcome.err()).isEmpty();
        assertThat(json(outcome.out()).get("nodes").findValuesAsText("name"))
                .containsExactly("zk1", "zk2", "zk3", "broker1", "broker2", "broker3", "broker4", "broker5", "broker6");
    }

    @Test
    void a_layout_as_svg_is_xml() throws Exception {
        Outcome outcome = Outcome.of(HOME, "show", "kraft-us-east-1", "--format", "svg");

        assertThat(outcome.code()).isEqualTo(ExitCode.OK);
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(outcome.out())))
                        .getDocumentElement()
                        .getTagName())
                .isEqualTo("svg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "markdown"})
    void a_cluster_of_somebody_else_is_shown_without_its_secret(String format) {
        Outcome outcome = Outcome.of(HOME, "show", "external-aiven", "--format", format);

        assertThat(outcome.code()).isEqualTo(ExitCode.OK);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains("films-acme.a.aivencloud.com:12847", "playback-position", "KAFKA_PASSWORD");
    }

    @Test
    void there_are_no_nodes_of_somebody_elses_cluster_to_draw_or_to_start() {
        Outcome drawn = Outcome.of(HOME, "show", "external-aiven", "--format", "svg");
        Outcome started = Outcome.of(HOME, "local", "up", "external-aiven");

        assertThat(drawn.code()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(drawn.err()).contains("error other-platform", "Mend: choose text, json or markdown.");
        assertThat(started.code()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(started.err()).contains("error other-platform");
    }

    @Test
    void users_are_those_of_ec2_and_of_services() {
        Outcome outcome = Outcome.of(HOME, "operate", "users", "msk-us-east-1");

        assertThat(outcome.code()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("error other-platform", """
                but it must be ec2 or external for trivet operate users: on Amazon MSK pulumi up gives the rights, by policies of IAM.
                  Mend: run pulumi up, and give each policy of its output userPolicies to the role of its application.
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kraft-us-east-1", "external-aiven"})
    void a_cluster_without_described_users_is_not_asked_for_them(String stack) {
        Outcome outcome = Outcome.of(HOME, "operate", "users", stack);

        assertThat(outcome.code()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(outcome.err()).contains("error users-missing", """
                  was a description without users but it must say who may do what: those that are not described are left alone.
                  Mend: add users, as users: {shop: {topics: {orders: [write]}}}; on EC2 they need security.
                """);
    }

    @Test
    void an_unknown_stack_gets_the_name_that_is_near() {
        assertThat(Outcome.of(HOME, "show", "prod-us-eest-1"))
                .isEqualTo(new Outcome(ExitCode.PROBLEMS, "", """
                    error no-stack
                      was the stack prod-us-eest-1, which has no file but it must be one of %s, or the path of a stack file.
                      Mend: write prod-us-east-1.

                    1 error
                    """.formatted(Words.list(Stacks.known(HOME)))));
    }

    @Test
    void a_folder_without_stacks_is_told_so() {
        Outcome outcome = Outcome.of(folder, "validate");

        assertThat(outcome.code()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("error no-stack\n  was no stack file in " + folder.resolve("stacks"));
    }

    @Test
    void every_command_helps() {
        for (String command : List.of("--help", "validate --help", "show -h", "render -h", "local -h", "local up -h")) {
            Outcome outcome = Outcome.of(HOME, command.split(" "));

            assertThat(outcome.code()).as(command).isEqualTo(ExitCode.OK);
            assertThat(outcome.err()).as(command).isEmpty();
            assertThat(outcome.out()).as(command).startsWith("Usage: trivet").contains("--help");
        }
    }

    @Test
    void the_version_names_what_it_can_run() {
        Outcome outcome = Outcome.of(HOME, "--version");

        assertThat(outcome.code()).isEqualTo(ExitCode.OK);
        assertThat(outcome.out()).startsWith("trivet ").contains("Kafka 3.9.2, 4.3.1; ZooKeeper 3.9.5\n");
    }

    @Test
    void an_unknown_command_gets_the_command_that_is_near() {
        Outcome outcome = Outcome.of(HOME, "valdate");

        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).isEqualTo("""
            Unmatched argument at index 0: 'valdate'
            Did you mean: trivet validate or trivet operate or trivet local?
            """);
    }

    @Test
    void an_unknown_option_is_named() {
        Outcome outcome = Outcome.of(HOME, "validate", "--stict");

        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("Unknown option: '--stict'\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "show", "render", "render prod-us-east-1", "show --format pdf dev", "validate --format svg"})
    void what_is_typed_wrong_ends_with_2_and_its_usage_on_standard_error(String line) {
        Outcome outcome = Outcome.of(HOME, line.isEmpty() ? new String[0] : line.split(" "));

        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("Usage: trivet");
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readTree(text);
    }
}
