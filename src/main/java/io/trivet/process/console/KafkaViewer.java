package io.trivet.process.console;

import io.trivet.process.ClientAccess;
import io.trivet.process.Properties;
import io.trivet.process.client.SchemaRegistry;
import java.util.List;

/**
 * The files of kafka-viewer, a program in Python that shows topics and records, and changes nothing. It has no login,
 * and so listens to the machine alone on which a person has started it; and it reads nothing from the environment, so
 * that it can come in plain text and with a certificate, and with no password.
 *
 * <p>Source: https://pypi.org/project/kafka-viewer/0.4.0: {@code config.py}; the variables are those of Streamlit,
 * which shows its page.
 */
final class KafkaViewer {
    /** Certificate of the console and its key, as {@code trivet local up} writes those of a user. */
    static final String PAIR = "console.pem";

    private KafkaViewer() {}

    static String text(ConsolePlace place) {
        ClientAccess access = place.access();
        Properties text = new Properties();
        ConsoleFiles.head(place, "is started with --config and this file", List.of())
                .lines()
                .forEach(line -> text.note(line.substring("# ".length())));
        text.section("Where, and as whom")
                .set("kafka.bootstrap.servers", String.join(",", access.bootstrap()))
                .set("kafka.security.protocol", access.protocol())
                .set("kafka.client.id", "console");
        if (!access.authority().isEmpty()) {
            text.set("kafka.ssl.cafile", access.authority());
        }
        if (access.login() instanceof ClientAccess.Login.Certificate) {
            text.note("certificate and key in one file, in PEM, for the eyes of its owner")
                    .set("kafka.ssl.certfile", PAIR)
                    .set("kafka.ssl.keyfile", PAIR);
        }
        place.confluent().flatMap(SchemaRegistry::confluentUrl).ifPresent(url -> text.set("schema.registry.url", url));
        return text.toString();
    }

    static String environment() {
        return "# kafka-viewer has no login: it is for the one person at this machine\n"
                + "STREAMLIT_SERVER_ADDRESS=127.0.0.1\n"
                + "STREAMLIT_SERVER_HEADLESS=true\n";
    }
}
