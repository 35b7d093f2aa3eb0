package io.trivet.sink;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.json.DecimalFormat;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.json.JsonConverterConfig;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Makes of each record what is done with its document. */
final class Operations {
    /** Of an id: {@code IndexRequest.MAX_DOCUMENT_ID_LENGTH_IN_BYTES}. */
    private static final int LONGEST_ID = 512;

    /** So often an update begins anew when another one came in between. */
    private static final int UPDATE_RETRIES = 3;

    private static final byte[] UPSERT_HEAD = "{\"doc\":".getBytes(StandardCharsets.UTF_8);
    private static final byte[] UPSERT_TAIL = ",\"doc_as_upsert\":true}".getBytes(StandardCharsets.UTF_8);

    private final JsonFactory json = new JsonFactory();
    private final JsonConverter converter = new JsonConverter();
    private final Map<String, String> indices;
    private final DocumentId documentId;
    private final WriteOperation operation;
    private final NullValues nullValues;

    Operations(SinkSettings settings) {
        this.indices = new TreeMap<>(settings.indices());
        this.documentId = settings.documentId();
        this.operation = settings.operation();
        this.nullValues = settings.nullValues();
        Map<String, Object> told = new TreeMap<>();
        told.put(JsonConverterConfig.SCHEMAS_ENABLE_CONFIG, false);
        told.put(JsonConverterConfig.DECIMAL_FORMAT_CONFIG, DecimalFormat.NUMERIC.name());
        converter.configure(told, false);
    }

    /**
     * Empty for a record that asks for nothing.
     *
     * @throws Unwritable where the record itself is to blame
     * @throws ConnectException where no record of its topic can be written
     */
    Optional<Operation> of(SinkRecord record) throws Unwritable {
        if (record.value() == null && nullValues == NullValues.IGNORE) {
            return Optional.empty();
        }
        Operation.Document document = new Operation.Document(index(record.topic()), id(record));
        if (record.value() == null) {
            if (nullValues == NullValues.FAIL) {
                throw new Unwritable("has no value but it must have one; set null.values to ignore or delete where"
                        + " records without a value are meant");
            }
            return Optional.of(new Operation(record, document, "delete", lines("delete", document, null)));
        }
        byte[] value = object(record);
        String action = switch (operation) {
            case INDEX -> "index";
            case CREATE -> "create";
            case UPSERT -> "update";
        };
        return Optional.of(new Operation(record, document, action, lines(action, document, value)));
    }

    private String index(String topic) {
        String index = indices.computeIfAbsent(topic, IndexName::of);
        IndexName.refusal(index).ifPresent(refusal -> {
            throw new ConnectException("topic " + topic + " has no index: " + refusal
                    + "; name another one for it in topic.indices, as " + topic + ":orders");
        });
        return index;
    }

    private String id(SinkRecord record) throws Unwritable {
        String id = documentId == DocumentId.POSITION ? Origin.of(record).name() : key(record);
        int bytes = id.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > LONGEST_ID) {
            throw new Unwritable("has a key of " + bytes + " bytes but it must have 1 to " + LONGEST_ID
                    + ", as the id of a document");
        }
        return id;
    }

    private String key(SinkRecord record) throws Unwritable {
        Object key = record.key();
        if (key instanceof String || key instanceof Boolean || isWhole(key)) {
            return key.toString();
        }
        if (key instanceof Struct) {
            // In the order of its schema, so that one key is always one text.
            return new String(converted(record.topic(), record.keySchema(), key, "key"), StandardCharsets.UTF_8);
        }
        throw new Unwritable(
                "has " + (key == null ? "no key" : "a key of " + key.getClass().getName())
                        + " but with document.id=key it must be a text, a whole number, a boolean or a Struct; choose a"
                        + " key.converter that reads it so, or set document.id=position");
    }

    private static boolean isWhole(@Nullable Object key) {
        return key instanceof Long || key instanceof Integer || key instanceof Short || key instanceof Byte;
    }

    /** The value as one JSON object in one line. */
    private byte[] object(SinkRecord record) throws Unwritable {
        Object value = record.value();
        if (value instanceof String text) {
            return line(text.getBytes(StandardCharsets.UTF_8));
        }
        if (value instanceof byte[] text) {
            return line(text.clone());
        }
        if (value instanceof Struct || value instanceof Map) {
            return line(converted(record.topic(), record.valueSchema(), value, "value"));
        }
        throw new Unwritable("has a value of " + value.getClass().getName()
                + " but it must be a Struct, a map, or the text of a JSON object; choose a value.converter that reads"
                + " it so");
    }

    private byte[] converted(String topic, @Nullable Schema schema, Object value, String what) throws Unwritable {
        try {
            return converter.fromConnectData(topic, schema, value);
        } catch (DataException e) {
            throw new Unwritable("has a " + what + " that is no JSON: " + e.getMessage());
        }
    }

    /** Within JSON an end of a line can only stand between its parts, where a space says as much. */
    private byte[] line(byte[] text) throws Unwritable {
        judgeObject(text);
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\n' || text[i] == '\r') {
                text[i] = ' ';
            }
        }
        return text;
    }

    private void judgeObject(byte[] text) throws Unwritable {
        try (JsonParser parser = json.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT) {
                throw new Unwritable("has a value that begins with " + (first == null ? "nothing" : first)
                        + " but it must be a JSON object, {…}");
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new Unwritable("has more behind its JSON object but it must be one object alone");
            }
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            throw new Unwritable("has a value that is no JSON at line " + place.getLineNr() + ", column "
                    + place.getColumnNr() + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new AssertionError("a text in memory cannot be read; this is a bug in Trivet", e);
        }
    }

    private byte[] lines(String action, Operation.Document document, byte @Nullable [] value) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream(value == null ? 128 : value.length + 160);
        try (JsonGenerator head = json.createGenerator(lines)) {
            head.writeStartObject();
            head.writeObjectFieldStart(action);
            head.writeStringField("_index", document.index());
            head.writeStringField("_id", document.id());
            if (action.equals("update")) {
                head.writeNumberField("retry_on_conflict", UPDATE_RETRIES);
            }
            head.writeEndObject();
            head.writeEndObject();
        } catch (IOException e) {
            throw new AssertionError("a text in memory cannot be written; this is a bug in Trivet", e);
        }
        lines.write('\n');
        if (value != null) {
            if (action.equals("update")) {
                lines.writeBytes(UPSERT_HEAD);
                lines.writeBytes(value);
                lines.writeBytes(UPSERT_TAIL);
            } else {
                lines.writeBytes(value);
            }
            lines.write('\n');
        }
        return lines.toByteArray();
    }
}
