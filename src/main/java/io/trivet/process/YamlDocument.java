package io.trivet.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/** Texts of YAML for other programs, every text of which is quoted: whatever it holds, it stays a text. */
public final class YamlDocument {
    private static final ObjectWriter WRITER = new YAMLMapper(YAMLFactory.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .disable(YAMLGenerator.Feature.SPLIT_LINES)
                    .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
                    .build())
            .writer();

    private YamlDocument() {}

    /**
     * The text of a document.
     *
     * @param value maps, in their order, lists, texts, numbers and truth values
     */
    public static String of(Object value) {
        try {
            return WRITER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("this is a bug in Trivet: a document that cannot be written", e);
        }
    }
}
