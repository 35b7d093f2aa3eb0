package io.trivet.stack;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a {@link Tree} as JSON in one line: keys sorted, so that the order of lines in a file changes nothing; every
 * scalar as text, so that {@code 3.10} stays what it is.
 */
final class TreeJson {
    private TreeJson() {}

    static String of(Tree tree) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            write(json, tree);
        } catch (IOException e) {
            throw new UncheckedIOException("this is a bug in Trivet: text in memory cannot fail to be written", e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Tree tree) throws IOException {
        if (tree instanceof Tree.Fields fields) {
            json.writeStartObject();
            for (Map.Entry<String, Tree.Field> field : new TreeMap<>(fields.map()).entrySet()) {
                json.writeFieldName(field.getKey());
                write(json, field.getValue().value());
            }
            json.writeEndObject();
        } else if (tree instanceof Tree.Items items) {
            json.writeStartArray();
            for (Tree item : items.list()) {
                write(json, item);
            }
            json.writeEndArray();
        } else if (tree instanceof Tree.Leaf leaf && !leaf.isNull()) {
            json.writeString(leaf.text());
        } else {
            json.writeNull();
        }
    }
}
