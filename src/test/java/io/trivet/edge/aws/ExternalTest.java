package io.trivet.edge.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.trivet.Golden;
import io.trivet.plan.Plan;
import io.trivet.platform.ServicePlatform;
import io.trivet.rule.Rules;
import io.trivet.show.Colour;
import io.trivet.show.ServiceShown;
import io.trivet.stack.Description;
import io.trivet.stack.OnService;
import io.trivet.stack.Reading;
import io.trivet.stack.StackReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What stands around a cluster that a service runs: what is asked of AWS, to the last letter, and what is shown. */
final class ExternalTest {
    private static final Path ROOT = Path.of("").toAbsolutePath();

    @TestFactory
    Stream<DynamicNode> every_case_asks_for_these_resources() {
        return Golden.of(ExternalTest.class, "external").cases(folder -> {
            Plan<ServicePlatform> plan = provision(folder);
            SortedMap<String, String> outputs = RegistrationsText.of(Registrations.ofService(plan));
            outputs.put("layout.txt", ServiceShown.of(plan).text(Colour.OFF));
            plan.files().forEach(file -> outputs.put(file.path().substring(1), file.text()));
            return outputs;
        });
    }

    @TestFactory
    Stream<DynamicTest> prometheus_is_told_one_job_in_yaml_without_a_secret() {
        return Stream.of("external-aiven", "confluent-cloud", "instaclustr")
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    JsonNode jobs = new YAMLMapper()
                            .readTree(Files.readString(Golden.file(
                                            Golden.HOME.resolve("external").resolve(name), "monitoring/prometheus.yaml")
                                    .orElseThrow()))
                            .get("scrape_configs");

                    assertThat(jobs).hasSize(1);
                    assertThat(jobs.get(0).get("scheme").asText()).isEqualTo("https");
                    assertThat(jobs.get(0).get("basic_auth").fieldNames())
                            .toIterable()
                            .containsExactlyInAnyOrder("username_file", "password_file");
                }));
    }

    static Plan<ServicePlatform> provision(Path folder) {
        Path own = folder.resolve("in/stack.yaml");
        Reading reading = StackReader.read(
                ROOT, Files.exists(own) ? own : ROOT.resolve("stacks/Pulumi." + folder.getFileName() + ".yaml"));
        assertThat(reading.problems().list()).isEmpty();
        Description<OnService> description = reading.service().orElseThrow();
        assertThat(Rules.check(description).hasErrors()).isFalse();
        return Plan.ofService(description);
    }
}
