package io.trivet.process.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.trivet.Blocks;
import io.trivet.Golden;
import io.trivet.plan.Plan;
import io.trivet.problem.Problem;
import io.trivet.process.ConfigFile;
import io.trivet.rule.Rules;
import io.trivet.stack.Client;
import io.trivet.stack.Description;
import io.trivet.stack.Reading;
import io.trivet.stack.StackReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What described applications are given on each platform, every line of it. */
final class ApplicationFilesTest {
    private static final Path CASES = Golden.HOME.resolve("applications");

    @TestFactory
    Stream<DynamicNode> the_applications_of_each_platform_get_these_files() {
        return Golden.of(ApplicationFilesTest.class, "applications").cases(ApplicationFilesTest::files);
    }

    private static SortedMap<String, String> files(Path folder) {
        Reading reading = Rules.check(StackReader.read(CASES, folder.resolve("in/stack.yaml")));
        assertThat(reading.problems().hasErrors())
                .as(reading.problems().toString())
                .isFalse();
        Description<?> description = reading.description().orElseThrow();
        SortedMap<String, String> files = new TreeMap<>();
        for (ConfigFile file : Plan.of(description).files()) {
            if (file.path().matches("/clients/.*/.*")) {
                files.put(file.path().substring("/clients/".length()), file.text());
            }
        }
        return files;
    }

    @Test
    void kafka_knows_every_setting_and_takes_every_value() throws IOException {
        for (String platform : new String[] {"ec2", "msk", "aiven"}) {
            for (var file : files(CASES.resolve(platform)).entrySet()) {
                if (!file.getKey().matches(".*/(producer|consumer)\\.properties")) {
                    continue;
                }
                ConfigDef known = file.getKey().endsWith("producer.properties")
                        ? ProducerConfig.configDef()
                        : ConsumerConfig.configDef();
                SortedMap<String, String> settings = read(file.getValue());
                // The library of Amazon MSK is on the path of those who use it.
                settings.keySet()
                        .removeIf(key -> key.startsWith("config.providers") || key.endsWith("callback.handler.class"));
                assertThat(known.names()).as(file.getKey()).containsAll(settings.keySet());
                settings.forEach((key, value) -> assertThat(ConfigDef.parseType(
                                key, value, known.configKeys().get(key).type))
                        .as(key)
                        .isNotNull());
            }
        }
    }

    @Test
    void what_kafka_does_not_know_is_what_the_registry_asks_for() throws IOException {
        Description<?> description = StackReader.read(CASES, CASES.resolve("registries/in/stack.yaml"))
                .description()
                .orElseThrow();
        SortedMap<String, SchemaRegistry> registries = SchemaRegistry.of(description);
        for (var file : files(CASES.resolve("registries")).entrySet()) {
            if (!file.getKey().matches(".*/(producer|consumer)\\.properties")) {
                continue;
            }
            boolean writes = file.getKey().endsWith("producer.properties");
            Client client = Objects.requireNonNull(description
                    .clients()
                    .get(file.getKey().substring(0, file.getKey().indexOf('/'))));
            Schemas schemas = Schemas.of(client, registries).orElseThrow();
            SortedMap<String, String> settings = read(file.getValue());

            SortedSet<String> asked = new TreeSet<>();
            (writes ? schemas.ofProducer() : schemas.ofConsumer()).rows().forEach(row -> asked.add(row.key()));
            assertThat(settings.keySet()).as(file.getKey()).containsAll(asked);
            settings.keySet().removeAll(asked);
            settings.keySet().removeIf(key -> key.startsWith("config.providers"));
            assertThat(writes ? ProducerConfig.configNames() : ConsumerConfig.configNames())
                    .as(file.getKey())
                    .containsAll(settings.keySet());
        }
    }

    @Test
    void the_document_describes_registries_without_a_problem(@TempDir Path folder) throws IOException {
        String block = Blocks.of(Path.of("docs/registries.md"), "yaml").get(0);
        Files.copy(Golden.HOME.resolve("refused/right.yaml"), folder.resolve("right.yaml"));
        Path file = Files.writeString(
                folder.resolve("Pulumi.films.yaml"),
                "config:\n  aws:region: us-east-1\n  trivet:cluster:\n    extends: right.yaml\n" + block.indent(4));

        Reading reading = Rules.check(StackReader.read(folder, file));

        assertThat(reading.problems().list().stream().map(Problem::id))
                .containsExactly("registry-idle", "registry-idle", "client-registers");
    }

    @Test
    void a_login_is_read_from_the_environment_and_every_reference_is_allowed() {
        files(CASES.resolve("registries")).forEach((path, text) -> {
            if (path.endsWith(".properties") && text.contains("${env:")) {
                String allowed = text.lines()
                        .filter(line -> line.startsWith("config.providers.env.param.allowlist.pattern="))
                        .findFirst()
                        .orElseThrow();
                java.util.regex.Pattern.compile("\\$\\{env:(\\w+)}")
                        .matcher(text)
                        .results()
                        .forEach(reference -> assertThat(reference.group(1))
                                .as(path)
                                .matches(allowed.substring(allowed.indexOf('=') + 1)));
            }
        });
    }

    @Test
    void spring_and_the_environment_say_what_the_properties_say() throws IOException {
        SortedMap<String, String> files = files(CASES.resolve("ec2"));
        JsonNode kafka = new YAMLMapper()
                .readTree(files.get("profile-builder/application.yaml"))
                .at("/spring/kafka");
        SortedMap<String, String> producer = read(files.get("profile-builder/producer.properties"));
        SortedMap<String, String> variables = read(files.get("profile-builder/client.env"));

        assertThat(kafka.get("bootstrap-servers").asText()).isEqualTo(producer.get("bootstrap.servers"));
        assertThat(kafka.at("/producer/acks").asText()).isEqualTo("all");
        assertThat(kafka.at("/producer/transaction-id-prefix").asText()).isEqualTo("profile-builder-");
        assertThat(kafka.at("/producer/properties/[linger.ms]").asText()).isEqualTo(producer.get("linger.ms"));
        assertThat(kafka.at("/consumer/enable-auto-commit").asText()).isEqualTo("false");
        producer.forEach((key, value) -> assertThat(variables)
                .containsEntry(
                        "KAFKA_PRODUCER_"
                                + key.toUpperCase(java.util.Locale.ROOT).replace('.', '_'),
                        value));
    }

    private static SortedMap<String, String> read(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        SortedMap<String, String> settings = new TreeMap<>();
        properties.forEach((key, value) -> settings.put(key.toString(), value.toString()));
        return settings;
    }
}
