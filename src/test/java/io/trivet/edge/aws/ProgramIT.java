package io.trivet.edge.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The packaged jar, started as Pulumi starts it. */
final class ProgramIT {
    private static final Path JAR = Path.of("target/trivet.jar").toAbsolutePath();
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @Test
    void pulumi_finds_the_plugin_that_the_program_needs() {
        Tool.Outcome outcome = Tool.run(
                JAR.getParent(),
                Map.of(),
                List.of(JAVA, "-cp", JAR.toString(), "com.pulumi.bootstrap.internal.Main", "packages"));

        assertThat(outcome)
                .isEqualTo(new Tool.Outcome(0, "[{\"resource\":true,\"name\":\"aws\",\"version\":\"6.83.0\"}]\n"));
    }

    @Test
    void what_nodes_run_beside_kafka_is_packaged_with_the_program() {
        assertThat(JAR.resolveSibling("agent/jmx_prometheus_javaagent.jar")).isNotEmptyFile();
    }
}
