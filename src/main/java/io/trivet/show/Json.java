package io.trivet.show;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.trivet.problem.Visible;
import io.trivet.process.JsonDocument;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * JSON text of records: two blanks of indent, keys in the order of the components, without those that are empty; a line
 * feed at the end. Characters that do not show are escaped, so that it can be read on a terminal, too.
 */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder(
                    new JsonFactoryBuilder().characterEscapes(new Hidden()).build())
            .addModule(new Jdk8Module())
            .addModule(new SimpleModule().addSerializer(new Words()))
            .defaultPropertyInclusion(JsonInclude.Value.ALL_NON_ABSENT)
            .build();

    private Json() {}

    static String of(Object answer) {
        return of(answer, MAPPER.writer(JsonDocument.printer()));
    }

    /** The same in one line, for one answer of many. */
    static String line(Object answer) {
        return of(answer, MAPPER.writer());
    }

    private static String of(Object answer, ObjectWriter writer) {
        try {
            return writer.writeValueAsString(answer) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("this is a bug in Trivet: a record that cannot be written", e);
        }
    }

    /** The constant of an enum as people and programs read it: {@code rolling-restart}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static final class Hidden extends CharacterEscapes {
        private static final long serialVersionUID = 1;
        private static final int DELETE = 0x7f;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = CharacterEscapes.standardAsciiEscapesForJSON();
            codes[DELETE] = CharacterEscapes.ESCAPE_STANDARD;
            return codes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int unit) {
            return Character.isSurrogate((char) unit) || Visible.shows(unit)
                    ? null
                    : new SerializedString(Visible.of(Character.toString(unit)));
        }
    }

    private static final class Words extends StdSerializer<Enum<?>> {
        Words() {
            super(Enum.class, false);
        }

        @Override
        public void serialize(Enum<?> constant, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(word(constant));
        }
    }
}
