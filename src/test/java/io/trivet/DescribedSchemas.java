package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.Trivet.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Schemas of a description, given to a registry that runs.
 *
 * @param file of the description, with {@link #DESCRIBED} in it
 */
record DescribedSchemas(Trivet trivet, String stack, Path file, ApicurioServer registry) {
    /** What stands below the registry: a chain of three, so that there is an order, and one of each other type. */
    static final String DESCRIBED = "{money: {file: money.avsc},"
            + " prices: {file: prices.avsc, compatibility: full, references: {films.Money: {subject: money}}},"
            + " bookings-value: {file: bookings.avsc, compatibility: backward-transitive,"
            + " references: {films.Money: {subject: money}, films.Price: {subject: prices}}},"
            + " refunds-value: {file: refunds.json}, seats-value: {file: seats.proto, compatibility: backward}}";

    private void schema(String name, String text) throws IOException {
        Files.writeString(file.resolveSibling(name), text);
    }

    private static String type(String name, String fields) {
        return "{\n  \"type\": \"record\", \"namespace\": \"films\", \"name\": \"" + name + "\",\n  \"fields\": ["
                + fields + "]\n}\n";
    }

    private static String field(String name, String rest) {
        return "{\"name\": \"" + name + "\", \"type\": " + rest + "}";
    }

    void write() throws IOException {
        schema("money.avsc", type("Money", field("cents", "\"long\"")));
        schema("prices.avsc", type("Price", field("net", "\"films.Money\"")));
        schema(
                "bookings.avsc",
                type("Booking", field("paid", "\"films.Money\"") + ", " + field("price", "\"films.Price\"")));
        schema("refunds.json", "{\"type\": \"object\", \"properties\": {\"cents\": {\"type\": \"integer\"}}}\n");
        schema("seats.proto", "syntax = \"proto3\";\npackage films;\n\nmessage Seat {\n  string row = 1;\n}\n");
    }

    private Ran schemas(int code, String... options) throws IOException, InterruptedException {
        Ran ran = trivet.run(Stream.concat(Stream.of("operate", "schemas", stack), Stream.of(options))
                .toArray(String[]::new));
        assertThat(ran.code()).as(ran.toString()).isEqualTo(code);
        return ran;
    }

    private String answer(String path) throws IOException, InterruptedException {
        return registry.get("/apis/ccompat/v7" + path).body();
    }

    void are_registered_also_by_a_command_after_one_that_was_killed() throws IOException, InterruptedException {
        assertThat(schemas(3, "--exit-code").out()).contains("5 schemas described, 8 changes to make\n");
        assertThat(answer("/subjects")).isEqualTo("[]");

        Process killed = trivet.start("killed", "operate", "schemas", stack, "--apply");
        while (answer("/subjects").equals("[]") && killed.isAlive()) {
            Thread.onSpinWait();
        }
        killed.destroyForcibly().waitFor();

        assertThat(schemas(0, "--apply").out())
                .containsPattern("5 schemas described, (\\d changes? made|all as described)\n");
        assertThat(schemas(0, "--exit-code").out()).contains("5 schemas described, all as described\n");
        assertThat(answer("/subjects/bookings-value/versions")).isEqualTo("[1]");
        assertThat(answer("/config/bookings-value")).contains("BACKWARD_TRANSITIVE");
    }

    void get_compatible_versions_and_no_others() throws IOException, InterruptedException {
        schema("prices.avsc", type("Price", field("net", "\"films.Money\"") + ", " + field("tax", "\"int\"")));
        schema("seats.proto", "syntax = \"proto3\";\npackage films;\n\nmessage Seat {\n  int32 row = 1;\n}\n");
        schema("refunds.json", "{\"type\": \"object\", \"properties\": {\"cents\": {\"type\": \"number\"}}}\n");
        Ran refused = schemas(1, "--apply");
        assertThat(refused.err()).contains("error schema-refused", "registries.here.schemas.seats-value", "1 error");
        assertThat(refused.out()).contains("Nothing was changed");
        assertThat(answer("/subjects/refunds-value/versions")).isEqualTo("[1]");

        write();
        schema(
                "money.avsc",
                type(
                        "Money",
                        field("cents", "\"long\"") + ", " + field("currency", "\"string\", \"default\": \"EUR\"")));
        assertThat(schemas(0, "--apply").out().replaceAll(" +", " ")).contains("""
                5 schemas described, 3 changes made
                 version money after 1, compatible
                 version prices after 1, uses money
                 version bookings-value after 1, uses money, prices
                """);
        assertThat(answer("/subjects/bookings-value/versions/2")).contains("\"subject\":\"prices\",\"version\":2");
        assertThat(schemas(0, "--exit-code").out()).contains("5 schemas described, all as described\n");
    }

    void cannot_be_asked_for_where_nothing_answers() throws IOException, InterruptedException {
        Ran ran = schemas(4);
        assertThat(ran.err()).contains("error registry-unreachable", "1 error").doesNotContain("\tat ");
    }
}
