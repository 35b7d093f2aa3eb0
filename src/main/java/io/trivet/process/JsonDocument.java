package io.trivet.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Texts of JSON that other programs take for more than data: whatever a text in them holds, it stays a text. */
public final class JsonDocument {
    private static final ObjectWriter WRITER = JsonMapper.builder().build().writer(printer());

    private static final ObjectWriter LINE = JsonMapper.builder().build().writer();

    private JsonDocument() {}

    /**
     * The text of a document, with a line feed at the end.
     *
     * @param value maps, in their order, lists, texts, numbers and truth values
     */
    public static String of(Object value) {
        try {
            return WRITER.writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("this is a bug in Trivet: a document that cannot be written", e);
        }
    }

    /** The text of a document in one line, without its end. */
    public static String line(Object value) {
        try {
            return LINE.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("this is a bug in Trivet: a document that cannot be written", e);
        }
    }

    /** Two blanks of indent, a line for each member. */
    public static PrettyPrinter printer() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        Separators separators = Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator("");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        return printer;
    }
}
