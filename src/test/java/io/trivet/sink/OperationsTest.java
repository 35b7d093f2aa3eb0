package io.trivet.sink;

import static io.trivet.sink.Records.FIRST;
import static io.trivet.sink.Records.record;
import static io.trivet.sink.Records.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

final class OperationsTest {
    private static String text(SinkRecord record, String... told) throws Unwritable {
        return new Operations(settings(told))
                .of(record)
                .map(operation -> new String(operation.text(), StandardCharsets.UTF_8))
                .orElse("nothing");
    }

    private static String refusal(SinkRecord record, String... told) {
        try {
            throw new AssertionError("taken: " + text(record, told));
        } catch (Unwritable e) {
            return e.getMessage();
        }
    }

    @Test
    void a_text_goes_as_it_is_in_one_line() throws Unwritable {
        assertThat(text(record(FIRST, 12, null, "{\"price\": 1.10,\r\n \"text\": \"a\\nb ü\"}")))
                .isEqualTo("""
                        {"index":{"_index":"orders","_id":"orders-0-12"}}
                        {"price": 1.10,   "text": "a\\nb ü"}
                        """);
    }

    @Test
    void bytes_are_the_same_text_and_stay_what_they_are() throws Unwritable {
        byte[] value = "{\n}".getBytes(StandardCharsets.UTF_8);

        assertThat(text(record(FIRST, 12, null, value))).endsWith("\n{ }\n");
        assertThat(value).asString(StandardCharsets.UTF_8).isEqualTo("{\n}");
    }

    @Test
    void a_map_and_a_struct_become_objects() throws Unwritable {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("b", 1L);
        map.put("a", List.of("x", true));
        Schema schema = SchemaBuilder.struct()
                .field("price", Decimal.schema(2))
                .field("name", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        Struct struct = new Struct(schema).put("price", new BigDecimal("1.10"));
        SinkRecord withSchema = new SinkRecord("orders", 0, null, null, schema, struct, 3);

        assertThat(text(record(FIRST, 1, null, map))).endsWith("\n{\"b\":1,\"a\":[\"x\",true]}\n");
        assertThat(text(withSchema)).endsWith("\n{\"price\":1.10,\"name\":null}\n");
    }

    @Test
    void what_is_done_with_a_document_that_is_there_is_said_in_its_first_line() throws Unwritable {
        assertThat(text(record(7), "write.operation", "create")).isEqualTo("""
                {"create":{"_index":"orders","_id":"orders-0-7"}}
                {"n":7}
                """);
        assertThat(text(record(7), "write.operation", "upsert", "document.id", "key"))
                .isEqualTo("""
                {"update":{"_index":"orders","_id":"k7","retry_on_conflict":3}}
                {"doc":{"n":7},"doc_as_upsert":true}
                """);
    }

    @Test
    void a_record_without_a_value_is_refused_or_ignored_or_deletes() throws Unwritable {
        SinkRecord empty = record(FIRST, 7, "k\"7", null);

        assertThat(refusal(empty))
                .isEqualTo("has no value but it must have one; set null.values to ignore or delete where records"
                        + " without a value are meant");
        assertThat(text(empty, "null.values", "ignore")).isEqualTo("nothing");
        assertThat(text(empty, "null.values", "delete", "document.id", "key")).isEqualTo("""
                {"delete":{"_index":"orders","_id":"k\\"7"}}
                """);
    }

    @Test
    void a_key_that_is_a_name_names_the_document() throws Unwritable {
        Schema schema = SchemaBuilder.struct().field("id", Schema.INT32_SCHEMA).build();
        SinkRecord struct =
                new SinkRecord("orders", 0, schema, new Struct(schema).put("id", 5), null, Map.of("n", 1), 3);

        assertThat(text(record(FIRST, 1, 42L, "{}"), "document.id", "key")).contains("\"_id\":\"42\"");
        assertThat(text(struct, "document.id", "key")).contains("\"_id\":\"{\\\"id\\\":5}\"");
        assertThat(refusal(record(FIRST, 1, null, "{}"), "document.id", "key"))
                .isEqualTo("has no key but with document.id=key it must be a text, a whole number, a boolean or a"
                        + " Struct; choose a key.converter that reads it so, or set document.id=position");
        assertThat(refusal(record(FIRST, 1, new byte[1], "{}"), "document.id", "key"))
                .startsWith("has a key of [B but with document.id=key");
        assertThat(refusal(record(FIRST, 1, "ü".repeat(257), "{}"), "document.id", "key"))
                .isEqualTo("has a key of 514 bytes but it must have 1 to 512, as the id of a document");
        assertThat(refusal(record(FIRST, 1, "", "{}"), "document.id", "key"))
                .isEqualTo("has a key of 0 bytes but it must have 1 to 512, as the id of a document");
    }

    @Test
    void what_is_no_object_is_refused_with_its_place() {
        assertThat(refusal(record(FIRST, 1, null, "[1]")))
                .isEqualTo("has a value that begins with START_ARRAY but it must be a JSON object, {…}");
        assertThat(refusal(record(FIRST, 1, null, "")))
                .isEqualTo("has a value that begins with nothing but it must be a JSON object, {…}");
        assertThat(refusal(record(FIRST, 1, null, "{} {}")))
                .isEqualTo("has more behind its JSON object but it must be one object alone");
        assertThat(refusal(record(FIRST, 1, null, "{\"a\": 1,\n \"b\" 2}")))
                .startsWith("has a value that is no JSON at line 2, column 6: Unexpected character ('2'");
        assertThat(refusal(record(FIRST, 1, null, new AtomicInteger())))
                .isEqualTo("has a value of java.util.concurrent.atomic.AtomicInteger but it must be a Struct, a map, or"
                        + " the text of a JSON object; choose a value.converter that reads it so");
        assertThat(refusal(record(FIRST, 1, null, Map.of(1, 2))))
                .isEqualTo("has a value that begins with START_ARRAY but it must be a JSON object, {…}");
    }

    @Test
    void a_topic_goes_to_its_index_in_lower_case_or_to_the_one_that_is_said() throws Unwritable {
        SinkRecord record = record(new TopicPartition("Orders.EU", 3), 1, null, "{}");

        assertThat(text(record)).contains("\"_index\":\"orders.eu\",\"_id\":\"Orders.EU-3-1\"");
        assertThat(text(record, "topic.indices", "x:y, Orders.EU:shop")).contains("\"_index\":\"shop\"");
        assertThatThrownBy(() -> text(record(new TopicPartition("_internal", 0), 1, null, "{}")))
                .isInstanceOf(ConnectException.class)
                .hasMessage(
                        "topic _internal has no index: index '_internal' must not begin with -, _ or +; name another"
                                + " one for it in topic.indices, as _internal:orders");
    }

    /** Positions are committed for the topic that was read. */
    @Test
    void a_transformed_topic_chooses_the_index_and_the_one_that_was_read_the_id() throws Unwritable {
        SinkRecord read = record(12);
        SinkRecord renamed = read.newRecord("other", 5, null, null, null, "{}", 1L);

        Optional<Operation> operation = new Operations(settings()).of(renamed);

        assertThat(operation.orElseThrow().document()).isEqualTo(new Operation.Document("other", "orders-0-12"));
        assertThat(operation.orElseThrow().origin()).isEqualTo(new Origin(FIRST, 12));
    }
}
