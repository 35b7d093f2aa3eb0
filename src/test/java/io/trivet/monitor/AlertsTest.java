package io.trivet.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The rows of the alerts, before they are about a stack. */
final class AlertsTest {
    private static final Path DOC = Path.of("docs/monitoring.md");
    private static final String BEGIN = "<!-- begin of what AlertsTest writes -->\n";
    private static final String END = "<!-- end of what AlertsTest writes -->\n";
    private static final String BEGIN_OF_TOOLS = "<!-- begin of what AlertsTest writes of tools -->\n";
    private static final String END_OF_TOOLS = "<!-- end of what AlertsTest writes of tools -->\n";

    @Test
    void every_name_is_that_of_a_golden_metric_and_nothing_else() {
        SortedSet<String> known = new TreeSet<>(List.of("up"));
        GoldenMetric.all().forEach(metric -> known.add(metric.name()));
        Recorded.all().forEach(recorded -> {
            assertThat(known).containsAll(recorded.expression().metrics());
            known.add(recorded.name());
        });

        assertThat(Alert.all())
                .hasSizeGreaterThan(20)
                .allSatisfy(alert -> assertThat(known)
                        .as(alert.name())
                        .containsAll(alert.expression().metrics()));
    }

    @Test
    void the_document_says_of_each_what_the_rows_say() throws IOException {
        String text = Files.readString(DOC);
        String wanted = text.substring(0, text.indexOf(BEGIN) + BEGIN.length())
                + rows()
                + text.substring(text.indexOf(END), text.indexOf(BEGIN_OF_TOOLS) + BEGIN_OF_TOOLS.length())
                + unsaid()
                + text.substring(text.indexOf(END_OF_TOOLS));
        if (System.getProperty("golden.accept", "").equals("alerts") && System.getenv("CI") == null) {
            Files.writeString(DOC, wanted);
            return;
        }

        assertThat(text)
                .as("to write it: ./mvnw test -Dtest=AlertsTest -Dgolden.accept=alerts")
                .isEqualTo(wanted);
    }

    private static String rows() {
        StringBuilder text =
                new StringBuilder("| alert | severity | after | says | do first |\n|---|---|---|---|---|\n");
        Alert.all()
                .forEach(alert -> text.append("| `%s` | %s | %s%s | %s | %s |\n"
                        .formatted(
                                alert.name(),
                                alert.severity().word(),
                                alert.pending().equals("0m")
                                        ? "at once"
                                        : alert.pending().replace("m", " min"),
                                alert.inRolls() ? ", outlasts a roll" : "",
                                alert.summary()
                                        .replaceAll("\\{\\{ \\$labels\\.(\\w+) }}", "*$1*")
                                        .replaceAll("\\{\\{ \\$value[^}]*}}", "*n*"),
                                alert.first())));
        return text.toString();
    }

    private static String unsaid() {
        StringBuilder text = new StringBuilder("| tool | not told | why |\n|---|---|---|\n");
        for (Tool tool : Tool.values()) {
            ToolFiles.STACKS.stream()
                    .flatMap(stack -> ToolFiles.told(stack, tool).unsaid().stream())
                    .map(unsaid -> "| %s | %s | %s |\n"
                            .formatted(
                                    tool.title(),
                                    unsaid.kind() == Told.Unsaid.Kind.ALERT
                                            ? "`" + unsaid.name() + "`"
                                            : "the panel “" + unsaid.name().replaceFirst(", of \\d+", "") + "”",
                                    unsaid.why()))
                    .distinct()
                    .forEach(text::append);
        }
        return text.toString();
    }

    @Test
    void a_row_is_whole() {
        assertThat(Alert.all()).extracting(Alert::name).doesNotHaveDuplicates();
        assertThat(Alert.all()).allSatisfy(alert -> {
            assertThat(alert.name()).matches("([A-Z][a-z]+)+");
            assertThat(alert.pending()).matches("\\d+m");
            assertThat(alert.expression().metrics()).isNotEmpty();
            assertThat(alert.summary()).endsWith(".");
            assertThat(alert.first()).endsWith(".");
        });
    }

    @Test
    void the_stack_is_added_to_every_metric_and_to_nothing_else() {
        Expression expression =
                new Expression("sum by (node, zone) (rate(a_total{role=\"b\"}[5m])) / on (node) max(c:d)"
                        + " > 0.8 * QUEUE unless on () (min_over_time(e[10m]) < bool BROKERS)");

        assertThat(expression.metrics()).containsExactly("a_total", "c:d", "e");
        assertThat(expression.in("s", Map.of("QUEUE", 500, "BROKERS", 6)))
                .isEqualTo("sum by (node, zone) (rate(a_total{stack=\"s\",role=\"b\"}[5m])) / on (node)"
                        + " max(c:d{stack=\"s\"}) > 0.8 * 500 unless on ()"
                        + " (min_over_time(e{stack=\"s\"}[10m]) < bool 6)");
    }

    @Test
    void a_word_without_a_number_is_a_bug() {
        assertThatThrownBy(() -> new Expression("up < ZONES").in("s", Map.of())).hasMessage("ZONES in up < ZONES");
    }
}
