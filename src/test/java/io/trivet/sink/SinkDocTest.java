package io.trivet.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;

/** {@code docs/opensearch.md} says of each setting what {@link SinkSettings} says. */
final class SinkDocTest {
    private static final Path DOC = Path.of("docs/opensearch.md");
    private static final String BEGIN = "<!-- begin of what SinkDocTest writes -->\n";
    private static final String END = "<!-- end of what SinkDocTest writes -->\n";

    @Test
    void every_setting_stands_in_the_document_as_it_is() throws IOException {
        String text = Files.readString(DOC);
        String wanted = text.substring(0, text.indexOf(BEGIN) + BEGIN.length())
                + settings()
                + text.substring(text.indexOf(END));
        if (System.getProperty("golden.accept", "").equals("sink") && System.getenv("CI") == null) {
            Files.writeString(DOC, wanted);
            return;
        }

        assertThat(text)
                .as("to write it: ./mvnw test -Dtest=SinkDocTest -Dgolden.accept=sink")
                .isEqualTo(wanted);
    }

    private static String settings() {
        StringBuilder text = new StringBuilder("| setting | default | must be | what it is |\n|---|---|---|---|\n");
        for (ConfigDef.ConfigKey setting : SinkSettings.DEFINITION.configKeys().values()) {
            text.append("| `%s` | %s | %s | %s |\n"
                    .formatted(
                            setting.name,
                            byDefault(setting),
                            setting.validator == null ? "" : setting.validator,
                            setting.documentation.replace("<", "&lt;")));
        }
        return text.toString();
    }

    private static String byDefault(ConfigDef.ConfigKey setting) {
        if (!setting.hasDefault()) {
            return "must be given";
        }
        Object value = setting.defaultValue instanceof Password password ? password.value() : setting.defaultValue;
        return value.toString().isEmpty() || value.toString().equals("[]") ? "none" : "`" + value + "`";
    }
}
