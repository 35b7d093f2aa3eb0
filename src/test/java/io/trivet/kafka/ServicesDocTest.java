package io.trivet.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/external.md} says of each service what {@link KafkaService} says. */
final class ServicesDocTest {
    private static final Path DOC = Path.of("docs/external.md");
    private static final String BEGIN = "<!-- begin of what ServicesDocTest writes -->\n";
    private static final String END = "<!-- end of what ServicesDocTest writes -->\n";

    @Test
    void every_service_stands_in_the_document_as_it_is() throws IOException {
        String text = Files.readString(DOC);
        String wanted = text.substring(0, text.indexOf(BEGIN) + BEGIN.length())
                + services()
                + text.substring(text.indexOf(END));
        if (System.getProperty("golden.accept", "").equals("services") && System.getenv("CI") == null) {
            Files.writeString(DOC, wanted);
            return;
        }

        assertThat(text)
                .as("to write it: ./mvnw test -Dtest=ServicesDocTest -Dgolden.accept=services")
                .isEqualTo(wanted);
    }

    private static String services() {
        StringBuilder text = new StringBuilder("From copies of the pages below that were read on " + KafkaService.READ
                + "; a copy can be older than its page.\n\n"
                + "| service | protocols | mechanisms | authority | port | own names | replicas | settings of topics | metrics |\n"
                + "|---|---|---|---|---|---|---|---|---|\n");
        for (KafkaService service : KafkaService.values()) {
            KafkaService.Connection connection = service.connection();
            text.append("| ")
                    .append(String.join(
                            " | ",
                            "`" + service.word() + "`",
                            list(connection.protocols()),
                            list(connection.mechanisms()),
                            words(connection.authority()),
                            connection.port(),
                            words(connection.ownNames()),
                            replicas(service.topics()),
                            service.topics().settings().isEmpty()
                                    ? ""
                                    : service.topics().settings().size() + " of them",
                            words(service.metrics())))
                    .append(" |\n");
        }
        for (KafkaService service : KafkaService.values()) {
            text.append("\n**").append(service.title()).append("**");
            service.closure()
                    .ifPresent(closure -> text.append(" closed on ")
                            .append(closure.on())
                            .append(". What its users moved to: ")
                            .append(closure.movedTo())
                            .append(". Who says so: ")
                            .append(String.join(", ", closure.sources())));
            text.append(". Sources: ")
                    .append(String.join(", ", service.sources()))
                    .append(".\n");
            if (!service.topics().settings().isEmpty()) {
                text.append("Settings of topics: ")
                        .append(service.topics().settings().stream()
                                .map(setting -> "`" + setting + "`")
                                .collect(Collectors.joining(", ")))
                        .append(".\n");
            }
        }
        return text.append('\n').toString();
    }

    private static String list(List<?> constants) {
        return constants.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private static String words(Enum<?> constant) {
        return constant.toString().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String replicas(KafkaService.TopicLimits limits) {
        if (limits.mostReplicas() == Short.MAX_VALUE) {
            return "";
        }
        return limits.leastReplicas() == limits.mostReplicas()
                ? "" + limits.leastReplicas()
                : limits.leastReplicas() + " to " + limits.mostReplicas();
    }
}
