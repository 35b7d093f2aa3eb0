package io.trivet.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.platform.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/rules.md} says of each reason what {@link Reason} says. */
final class ReasonDocTest {
    private static final Path DOC = Path.of("docs/rules.md");
    private static final String BEGIN = "<!-- begin of what ReasonDocTest writes -->\n";
    private static final String END = "<!-- end of what ReasonDocTest writes -->\n";

    @Test
    void every_reason_stands_in_the_document_with_its_risk_and_sentence() throws IOException {
        String text = Files.readString(DOC);
        String table = "| id | risk | what it means |\n|---|---|---|\n"
                + Arrays.stream(Reason.values())
                        .map(reason -> "| `" + reason.id() + "` | "
                                + reason.risk().words() + " | " + reason.sentence() + " |\n")
                        .collect(Collectors.joining());
        String wanted =
                text.substring(0, text.indexOf(BEGIN) + BEGIN.length()) + table + text.substring(text.indexOf(END));
        if (System.getProperty("golden.accept", "").equals("reasons") && System.getenv("CI") == null) {
            Files.writeString(DOC, wanted);
            return;
        }
        assertThat(text)
                .as("to write it: ./mvnw test -Dtest=ReasonDocTest -Dgolden.accept=reasons")
                .isEqualTo(wanted);
    }

    @Test
    void reasons_are_written_in_the_order_of_their_risk() {
        assertThat(Reason.values())
                .isSortedAccordingTo((one, other) -> one.risk().compareTo(other.risk()));
    }
}
