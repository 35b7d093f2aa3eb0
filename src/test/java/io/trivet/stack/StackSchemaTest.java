package io.trivet.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.trivet.kafka.Catalogue;
import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.OwnedSettings;
import io.trivet.show.Expected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemas that editors read, held against the records that they come from and against real descriptions. */
final class StackSchemaTest {
    private static final Path FOLDER = Path.of("stacks");
    private static final String STACK_FILE = "stack.schema.json";
    private static final String CLUSTER = StackSchema.cluster(
            Arrays.stream(KafkaVersion.values()).map(Catalogue::of).toList());
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_7,
            registry -> registry.schemas(Map.of(
                    "test://stacks/schema/" + STACK_FILE,
                    StackSchema.stack(),
                    "test://stacks/schema/" + StackSchema.CLUSTER_FILE,
                    CLUSTER)));

    @TestFactory
    Stream<DynamicTest> the_committed_schemas_are_those_of_the_records() {
        Expected expected = new Expected("schema", StackSchemaTest.class);
        return Stream.of(
                DynamicTest.dynamicTest(
                        STACK_FILE,
                        () -> expected.holds(FOLDER.resolve("schema").resolve(STACK_FILE), StackSchema.stack())),
                DynamicTest.dynamicTest(
                        StackSchema.CLUSTER_FILE,
                        () -> expected.holds(FOLDER.resolve("schema").resolve(StackSchema.CLUSTER_FILE), CLUSTER)));
    }

    @TestFactory
    Stream<DynamicTest> every_file_in_stacks_follows_the_schema_that_it_names() throws IOException {
        return files(FOLDER)
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    String text = Files.readString(file);
                    String schema =
                            file.getFileName().toString().startsWith("Pulumi.") ? STACK_FILE : StackSchema.CLUSTER_FILE;
                    assertThat(text).contains("# yaml-language-server: $schema=schema/" + schema + "\n");
                    assertThat(problems(schema, text)).isEmpty();
                }));
    }

    @Test
    void a_stack_that_extends_nothing_must_say_everything_itself() throws IOException {
        assertThat(problems(STACK_FILE, """
                        config:
                          trivet:cluster:
                            name: orders
                            environment: dev
                            kafka: {version: 4.3.1}
                            zones: [us-east-1a, us-east-1b, us-east-1c]
                            network: {cidr: 10.20.0.0/16}
                            dns: {zone: dev.internal}
                            brokers: {nodes: 3, instance: m7g.large, volume: {type: gp3}}
                        """))
                .containsExactlyInAnyOrder(
                        "/config/trivet:cluster: required property 'platform' not found",
                        "/config/trivet:cluster/brokers/volume: required property 'size' not found");
    }

    @Test
    void a_stack_that_extends_says_only_what_is_its_own_and_takes_away_with_null() throws IOException {
        assertThat(problems(STACK_FILE, """
                        config:
                          aws:region: us-east-1
                          trivet:cluster:
                            extends: cluster.yaml
                            zookeeper: null
                            brokers: {heap: null, settings: {compression.type: null}}
                            topics: {orders: null, payments: {partitions: null, settings: null}}
                        """)).isEmpty();
    }

    @Test
    void what_is_mistyped_is_marked_where_it_stands() throws IOException {
        assertThat(problems(STACK_FILE, """
                        config:
                          trivet:clutser: {}
                          trivet:cluster:
                            extends: cluster.yaml
                            broker: {}
                            kafka: {version: 3.9.1, metadata: zookeper}
                            dns: {ttl: 60}
                            brokers:
                              nodes: six
                              volume: {size: 1TB, throughput: 250MiB}
                              settings:
                                compresion.type: zstd
                                compression.type: zstandard
                                min.insync.replicas: 0
                                auto.create.topics.enable: maybe
                            topics: {orders: {settings: {cleanup.policy: "compact, remove"}}}
                        """))
                .map(problem -> problem.substring(0, problem.indexOf(':', "/config/trivet:cluster".length())))
                .containsExactlyInAnyOrder(
                        "/config/trivet:clutser",
                        "/config/trivet:cluster",
                        "/config/trivet:cluster/kafka/version",
                        "/config/trivet:cluster/kafka/metadata",
                        "/config/trivet:cluster/dns/ttl",
                        "/config/trivet:cluster/brokers/nodes",
                        "/config/trivet:cluster/brokers/volume/size",
                        "/config/trivet:cluster/brokers/volume/throughput",
                        "/config/trivet:cluster/brokers/settings",
                        "/config/trivet:cluster/brokers/settings/compression.type",
                        "/config/trivet:cluster/brokers/settings/min.insync.replicas",
                        "/config/trivet:cluster/brokers/settings/auto.create.topics.enable",
                        "/config/trivet:cluster/topics/orders/settings/cleanup.policy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"listeners", "node.id", "ssl.keystore.password", "no.such.setting"})
    void what_is_computed_secret_or_unknown_is_no_setting_to_write(String name) throws IOException {
        assertThat(problems(StackSchema.CLUSTER_FILE, "brokers: {settings: {" + name + ": x}}"))
                .containsExactly("/brokers/settings: property '" + name
                        + "' is not defined in the schema and the schema does not allow additional properties");
    }

    @Test
    void values_may_stand_in_quotes() throws IOException {
        assertThat(problems(StackSchema.CLUSTER_FILE, """
                        brokers: {settings: {min.insync.replicas: "2", auto.create.topics.enable: "false"}}
                        topics: {orders: {settings: {cleanup.policy: "compact,delete"}}}
                        """)).isEmpty();
    }

    @Test
    void every_default_of_kafka_is_a_value_that_the_schema_takes() throws IOException {
        for (KafkaVersion version : KafkaVersion.values()) {
            StringBuilder text = new StringBuilder("brokers:\n  settings:\n");
            Catalogue.of(version).brokers().values().stream()
                    .filter(setting -> OwnedSettings.reason(setting.name()).isEmpty())
                    .filter(setting ->
                            setting.fallback().present() && CLUSTER.contains("\"" + setting.name() + "\": {"))
                    .forEach(setting -> text.append("    ")
                            .append(setting.name())
                            .append(": '")
                            .append(setting.fallback().text().replace("'", "''"))
                            .append("'\n"));

            assertThat(problems(StackSchema.CLUSTER_FILE, text.toString())).isEmpty();
        }
    }

    private static Stream<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    private static List<String> problems(String name, String yaml) throws IOException {
        Schema schema = REGISTRY.getSchema(SchemaLocation.of("test://stacks/schema/" + name));
        JsonNode document = new YAMLMapper().readTree(yaml);
        return schema.validate(document).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }
}
