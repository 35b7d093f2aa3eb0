package io.trivet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.Blocks;
import io.trivet.show.Colour;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Schemas of a description and a registry that answers as Confluent's and Karapace do. */
final class SchemasCommandTest {
    private static final String MONEY = "{\"type\": \"record\", \"name\": \"Money\", \"fields\": []}";

    @TempDir
    private Path home;

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(home.resolve("stacks/schemas"));
        schema("money.avsc", MONEY);
        schema("orders.avsc", MONEY.replace("Money", "Order"));
    }

    private void schema(String name, String text) throws IOException {
        Files.writeString(home.resolve("stacks/schemas").resolve(name), text);
    }

    private void describe(String registries) throws IOException {
        Files.writeString(home.resolve("stacks/Pulumi.films.yaml"), """
                config:
                  trivet:cluster:
                    name: films
                    environment: dev
                    platform: external
                    external: {service: other, bootstrap: ["films.example.com:9092"], protocol: plaintext}
                    topics: {orders: {partitions: 3}}
                    registries:
                """ + registries.indent(6));
    }

    /** One registry, with orders that refer to money. */
    private void describe(SubjectsStandIn registry, String money, String orders) throws IOException {
        describe("""
                here:
                  kind: confluent
                  url: "%s"
                  schemas:
                    money: {file: schemas/money.avsc%s}
                    orders-value: {file: schemas/orders.avsc, references: {Money: {subject: money}}%s}
                """.formatted(registry.address(), money, orders));
    }

    private Outcome schemas(String... options) {
        String[] words = new String[options.length + 3];
        System.arraycopy(new String[] {"operate", "schemas", "films"}, 0, words, 0, 3);
        System.arraycopy(options, 0, words, 3, options.length);
        return Outcome.of(home, words);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_is_new_comes_in_the_order_of_references_and_then_nothing_is_left_to_do(boolean karapace)
            throws IOException {
        try (SubjectsStandIn registry = new SubjectsStandIn(karapace)) {
            describe(registry, ", compatibility: full", "");

            Outcome listed = schemas("--exit-code");

            assertThat(listed)
                    .isEqualTo(new Outcome(ExitCode.CHANGES, """
                    films, registry here at %s
                    2 schemas described, 3 changes to make
                      set     money         compatibility to full
                      create  money         avro
                      create  orders-value  avro
                    Nothing was changed. To make these changes, add --apply.
                    """.formatted(registry.address()), listed.err()));
            assertThat(registry.written).isEmpty();
            assertThat(schemas("--apply").out()).contains("2 schemas described, 3 changes made\n");
            assertThat(registry.written)
                    .containsExactly(
                            "level money FULL",
                            "version money ",
                            "version orders-value [{\"name\":\"Money\",\"subject\":\"money\",\"version\":1}]");

            schema("money.avsc", MONEY.replace("\"fields\"", "\n  \"fields\""));
            Outcome again = schemas("--apply", "--exit-code");

            assertThat(again.code()).isEqualTo(ExitCode.OK);
            assertThat(again.out())
                    .isEqualTo("films, registry here at " + registry.address()
                            + "\n2 schemas described, all as described\n");
            assertThat(registry.written).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void what_was_cut_off_at_any_write_is_ended_by_the_same_command(int writes) throws IOException {
        try (SubjectsStandIn registry = new SubjectsStandIn(false)) {
            describe(registry, ", compatibility: full", "");
            registry.endsAfter = writes;

            Outcome cut = schemas("--apply");

            assertThat(cut.code()).isEqualTo(ExitCode.ENVIRONMENT);
            assertThat(cut.err()).contains("error registry-refused", "(ends)");
            assertThat(registry.written).hasSize(writes + 1);
            assertThat(schemas("--apply").code()).isEqualTo(ExitCode.OK);
            assertThat(schemas().out()).contains("2 schemas described, all as described\n");
            assertThat(registry.written).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void an_incompatible_one_is_refused_with_the_reasons_and_nothing_is_changed(boolean karapace) throws IOException {
        try (SubjectsStandIn registry = new SubjectsStandIn(karapace)) {
            describe(registry, "", "");
            schemas("--apply");
            registry.written.clear();
            schema("orders.avsc", MONEY.replace("Money", "badly"));
            schema("money.avsc", MONEY.replace("Money", "bad"));

            Outcome refused = schemas("--apply");

            assertThat(refused.code()).isEqualTo(ExitCode.PROBLEMS);
            assertThat(refused.out().replaceAll(" +", " ")).contains("""
                     version money after 1, refused
                     version orders-value after 1, uses money, to be tested once money is there
                    Nothing was changed.""");
            assertThat(refused.err()).contains("""
                    error schema-refused  stacks/Pulumi.films.yaml:13:11  registries.here.schemas.money
                      was refused by the registry (no default; at /b) but it must be what it takes after the versions that are there, under the compatibility of the subject.
                    """);
            assertThat(registry.written).isEmpty();
        }
    }

    @Test
    void one_that_can_be_tested_only_when_its_reference_is_there_is_refused_then_and_the_rest_goes_on_later()
            throws IOException {
        try (SubjectsStandIn registry = new SubjectsStandIn(false)) {
            describe(registry, "", "");
            schemas("--apply");
            registry.written.clear();
            schema("orders.avsc", MONEY.replace("Money", "bad"));
            schema("money.avsc", MONEY.replace("Money", "Cents"));

            Outcome refused = schemas("--apply");

            assertThat(refused.code()).isEqualTo(ExitCode.PROBLEMS);
            assertThat(refused.out().replaceAll(" +", " ")).contains("""
                    2 schemas described, 1 of 2 changes made
                     version money after 1, compatible
                     version orders-value after 1, uses money, not made
                    """);
            assertThat(refused.err()).contains("(incompatible with an earlier schema)");
            assertThat(registry.written).containsExactly("version money ");

            schema("orders.avsc", MONEY.replace("Money", "Order"));
            assertThat(schemas("--apply").out()).contains("2 schemas described, 1 change made\n");
            assertThat(registry.written.get(1)).contains("\"version\":2");
        }
    }

    @ParameterizedTest
    @CsvSource({"FORWARD,level orders-value FORWARD", ",DELETE level orders-value"})
    void a_version_is_tested_by_the_compatibility_that_is_described_which_goes_back_where_it_is_refused(
            String before, String back) throws IOException {
        try (SubjectsStandIn registry = new SubjectsStandIn(false)) {
            describe(registry, "", "");
            schemas("--apply");
            registry.written.clear();
            if (before != null) {
                registry.levels.put("orders-value", before);
            }
            schema("orders.avsc", MONEY.replace("Money", "bad"));
            describe(registry, "", ", compatibility: backward-transitive");

            assertThat(schemas().out()).contains("to be tested once its compatibility is set");
            Outcome refused = schemas("--apply");

            assertThat(refused.code()).isEqualTo(ExitCode.PROBLEMS);
            assertThat(refused.out()).contains("0 of 2 changes made");
            assertThat(registry.written).containsExactly("level orders-value BACKWARD_TRANSITIVE", back);

            registry.written.clear();
            describe(registry, "", ", compatibility: none");
            assertThat(schemas("--apply").out()).contains("2 changes made");
            assertThat(registry.written).hasSize(2);
        }
    }

    @Test
    void compatibility_goes_back_also_beside_a_subject_that_is_not_there_yet() throws IOException {
        try (SubjectsStandIn registry = new SubjectsStandIn(true)) {
            describe(registry, "", "");
            schemas("--apply");
            registry.written.clear();
            schema("orders.avsc", MONEY.replace("Money", "bad"));
            describe("""
                    here:
                      kind: karapace
                      url: "%s"
                      schemas:
                        money: {file: schemas/money.avsc}
                        new: {file: schemas/money.avsc, compatibility: forward}
                        orders-value:
                          file: schemas/orders.avsc
                          compatibility: full-transitive
                          references: {Money: {subject: money}}
                    """.formatted(registry.address()));

            Outcome refused = schemas("--apply");

            assertThat(refused.code()).isEqualTo(ExitCode.PROBLEMS);
            assertThat(refused.err()).contains("error schema-refused", "1 error");
            assertThat(registry.written)
                    .containsExactly(
                            "level new FORWARD", "level orders-value FULL_TRANSITIVE", "DELETE level orders-value");
        }
    }

    @Test
    void what_is_not_described_is_left_alone_and_a_later_version_is_told() throws IOException {
        try (SubjectsStandIn registry = new SubjectsStandIn(false)) {
            describe(registry, "", "");
            schemas("--apply");
            schema("money.avsc", MONEY.replace("Money", "Cents"));
            describe(registry, "", "");
            schemas("--apply");
            schema("money.avsc", MONEY);
            registry.subjects.put("mine", registry.subjects.get("money"));
            registry.written.clear();

            Outcome outcome = schemas("--apply", "--format", "json");

            assertThat(outcome.code()).isEqualTo(ExitCode.OK);
            assertThat(outcome.out())
                    .contains("\"leftAlone\": [\n        \"mine\"\n      ]", "\"money\": \"version 1 of 2\"");
            assertThat(outcome.err())
                    .contains("warning schema-older", "was version 1 of 2 but it must be the last one");
            assertThat(registry.written).isEmpty();
        }
    }

    @Test
    void files_are_read_by_every_command_and_what_is_wrong_is_told_at_its_place() throws IOException {
        schema("orders.avsc", "{\"type\": \"record\",\n  \"name\": }");
        schema("no.avsc", "{\"properties\": {}}");
        Files.writeString(home.resolve("outside.avsc"), MONEY);
        Files.writeString(Files.createDirectories(home.resolve("stacks/.git")).resolve("key"), "key");
        Files.createSymbolicLink(home.resolve("stacks/linked.proto"), home.resolve("stacks/.git/key"));
        describe("""
                here:
                  kind: confluent
                  url: "http://127.0.0.1:1"
                  schemas:
                    absent: {file: schemas/absent.avsc}
                    broken: {file: schemas/orders.avsc}
                    folder: {file: schemas, type: avro}
                    key: {file: .git/key, type: protobuf}
                    linked: {file: linked.proto}
                    no: {file: schemas/no.avsc}
                    outside: {file: ../../outside.avsc}
                """);

        Outcome outcome = Outcome.of(home, "validate", "films");

        assertThat(outcome.code()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(outcome.err())
                .contains(
                        "error no-file  stacks/Pulumi.films.yaml:13:26  registries.here.schemas.absent.file\n"
                                + "  was the file schemas/absent.avsc, which does not exist",
                        "was the file schemas/orders.avsc, which is no JSON at line 2, column 11 (Unexpected character",
                        "was the file schemas, which cannot be read (a folder)",
                        "was the file schemas/no.avsc, which is a map without type but it must be a schema of Avro",
                        "error schema-elsewhere  stacks/Pulumi.films.yaml:19:27  registries.here.schemas.outside.file\n"
                                + "  was the file ../../outside.avsc but it must be a file of the same repository, in no"
                                + " folder whose name begins with a dot.",
                        "was the file .git/key but",
                        "was the file linked.proto but");
    }

    @Test
    void avro_is_read_with_what_it_refers_to_and_what_is_in_the_registry_alone_is_left_to_it() throws IOException {
        schema("money.avsc", MONEY);
        schema("uses.avsc", MONEY.replace("Money", "Uses").replace("[]", "[{\"name\": \"a\", \"type\": \"Money\"}]"));
        schema("kind.avsc", "{\"type\": \"recrd\"}");
        describe("""
                here:
                  kind: confluent
                  url: "http://127.0.0.1:1"
                  schemas:
                    alone: {file: schemas/uses.avsc}
                    behind: {file: schemas/uses.avsc, references: {Money: {subject: kind}}}
                    kind: {file: schemas/kind.avsc}
                    money: {file: schemas/money.avsc}
                    there: {file: schemas/uses.avsc, references: {Money: {subject: other, version: 3}}}
                    twice: {file: schemas/uses.avsc, references: {a: {subject: with}, b: {subject: money}}}
                    with: {file: schemas/money.avsc, references: {Money: {subject: money}}}
                    works: {file: schemas/uses.avsc, references: {Money: {subject: money}}}
                """);

        Outcome outcome = Outcome.of(home, "validate", "films");

        assertThat(outcome.err())
                .contains(
                        "error schema-syntax  stacks/Pulumi.films.yaml:13:25  registries.here.schemas.alone.file\n"
                                + "  was the file schemas/uses.avsc, which Avro does not read (\"Money\" is not a defined name.",
                        "registries.here.schemas.kind.file\n"
                                + "  was the file schemas/kind.avsc, which Avro does not read (Type not supported: recrd)",
                        "registries.here.schemas.with.file\n"
                                + "  was the file schemas/money.avsc, which Avro does not read (Can't redefine: Money)",
                        "3 errors, 1 warning in");
    }

    @Test
    void a_login_is_of_the_environment_and_of_one_registry_alone() throws IOException {
        try (SubjectsStandIn registry = new SubjectsStandIn(false)) {
            describe("""
                    one: {kind: confluent, login: basic, url: "%s", schemas: {money: {file: schemas/money.avsc}}}
                    two: {kind: karapace, login: token, url: "%s", schemas: {money: {file: schemas/money.avsc}}}
                    """.formatted(registry.address(), registry.address()));
            Map<String, String> environment =
                    Map.of("SCHEMA_REGISTRY_USERNAME", "me", "SCHEMA_REGISTRY_PASSWORD", "canary");

            assertThat(with(environment, "films").err())
                    .contains("error registry-which", "one and two, each with a login");
            assertThat(with(environment, "films", "--registry", "two"))
                    .matches(outcome -> outcome.code() == ExitCode.ENVIRONMENT)
                    .matches(outcome -> outcome.err().contains("error secret-missing  SCHEMA_REGISTRY_TOKEN"));
            assertThat(with(environment, "films", "--registry", "tow").err()).contains("Mend: write two.");
            assertThat(registry.authorizations).isEmpty();

            Outcome outcome = with(environment, "films", "--registry", "one", "--apply");

            assertThat(outcome.code()).isEqualTo(ExitCode.OK);
            assertThat(outcome.toString()).doesNotContain("canary");
            assertThat(registry.authorizations)
                    .isNotEmpty()
                    .containsOnly("Basic "
                            + Base64.getEncoder().encodeToString("me:canary".getBytes(StandardCharsets.UTF_8)));
        }
    }

    private Outcome with(Map<String, String> environment, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                home,
                Colour.OFF,
                false);
        int code = new CommandLine(
                        new SchemasCommand(terminal, name -> Objects.requireNonNullElse(environment.get(name), "")))
                .execute(words);
        return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void without_a_registry_that_answers_it_is_told_which_was_asked() throws IOException {
        describe("""
                here: {kind: confluent, url: "http://127.0.0.1:1", schemas: {money: {file: schemas/money.avsc}}}
                """);

        Outcome outcome = schemas();

        assertThat(outcome.code()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .contains(
                        "error registry-unreachable  stacks/Pulumi.films.yaml:9:7  registries.here\n"
                                + "  was a registry without an answer at http://127.0.0.1:1 (ConnectException: Connection refused");
    }

    @Test
    void the_document_does_what_it_says() throws IOException {
        try (SubjectsStandIn registry = new SubjectsStandIn(false)) {
            Path document = Path.of("docs/registries.md");
            String described = Blocks.of(document, "yaml").get(1);
            assertThat(described).contains("https://schemas.example.com");
            schema("bookings.avsc", MONEY.replace("Money", "Booking"));
            describe(described
                    .replace("registries:\n", "")
                    .replace("https://schemas.example.com", registry.address())
                    .stripIndent());

            List<Integer> codes = Blocks.of(document, "sh")
                    .get(0)
                    .lines()
                    .map(line -> Outcome.of(
                                    home, line.replaceFirst("^trivet ", "").split(" "))
                            .code())
                    .toList();

            assertThat(codes).containsExactly(ExitCode.CHANGES, ExitCode.OK);
            assertThat(registry.subjects).containsOnlyKeys("bookings-value", "money");
            assertThat(registry.levels).containsExactly(Map.entry("bookings-value", "FULL"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, registry-forbidden, let in who comes with its login",
        "403, registry-forbidden, at the rights of that user",
        "307, registry-refused, one that speaks the API of Confluent's",
        "404, registry-refused, whether kind and url are right",
        "502, registry-refused, (HTTP 502)",
        "200, registry-refused, (an answer that is no JSON)"
    })
    void an_answer_that_is_none_of_a_registry_is_a_problem_and_a_login_follows_no_redirection(
            int status, String id, String told) throws IOException {
        try (SubjectsStandIn registry = new SubjectsStandIn(false)) {
            describe(registry, "", "");
            registry.page = status;

            Outcome outcome = schemas("--apply");

            assertThat(outcome.code()).isEqualTo(ExitCode.ENVIRONMENT);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err()).contains("error " + id + "  stacks/Pulumi.films.yaml:9:7", told, "1 error");
            assertThat(registry.authorizations).hasSize(1);
        }
    }

    @Test
    void a_description_without_schemas_has_nothing_to_compare() throws IOException {
        describe("here: {kind: confluent, url: \"http://127.0.0.1:1\"}\n");

        assertThat(schemas().err()).contains("error schemas-missing");
    }
}
