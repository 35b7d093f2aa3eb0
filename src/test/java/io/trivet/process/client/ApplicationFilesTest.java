package io.trivet.process.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.trivet.Golden;
import io.trivet.plan.Plan;
import io.trivet.process.ConfigFile;
import io.trivet.rule.Rules;
import io.trivet.stack.Description;
import io.trivet.stack.Reading;
import io.trivet.stack.StackReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

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
