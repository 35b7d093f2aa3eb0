package io.trivet.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the agent is told, and what it says when it cannot do it; who may read from it is tried on a real cluster. */
final class SecuredExporterTest {
    @Test
    void it_listens_everywhere_or_at_one_address() {
        assertThat(Arguments.of("7071:exporter.yaml:tls/node.pem:tls/authority.pem"))
                .isEqualTo(new Arguments("0.0.0.0", 7071, "exporter.yaml", "tls/node.pem", "tls/authority.pem"));
        assertThat(Arguments.of("127.20.0.10:7090:exporter.yaml:tls/node.pem:tls/authority.pem"))
                .isEqualTo(new Arguments("127.20.0.10", 7090, "exporter.yaml", "tls/node.pem", "tls/authority.pem"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7071:exporter.yaml", "7071:exporter.yaml:tls/node.pem", "a:b:c:d:e", "7071::c:d"})
    void another_form_is_refused(String text) {
        assertThatThrownBy(() -> Arguments.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("it is not [address:]port:rules:certificate:authority");
    }

    /** A server that nothing can watch does not run on; the log of a node gets one line and no stack trace. */
    @Test
    void what_it_cannot_do_is_said_and_ends_the_server() throws IOException, InterruptedException {
        String rules = Path.of(
                        "src/test/resources/golden/stacks/kraft-us-east-1/files/cluster/broker/etc/kafka/exporter.yaml")
                .toString();
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.trivet.edge.local.process.NodeMain",
                        SecuredExporter.class.getName(),
                        "127.0.0.1:7071:" + rules + ":none.pem:authority.pem",
                        "kafka.Kafka")
                .redirectErrorStream(true)
                .start();
        String said = new String(server.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(List.of(said.strip(), server.waitFor() + ""))
                .containsExactly(
                        "trivet: no metrics over TLS at 127.0.0.1:7071:" + rules + ":none.pem:authority.pem: Failed to"
                                + " load PEM SSL keystore none.pem; the port must be free, and the files must be rules,"
                                + " a certificate with its key and what is trusted, both in PEM. Mend what is said, and"
                                + " start the server again.",
                        "1");
    }
}
