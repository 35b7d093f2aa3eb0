package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.pulumi.core.Output;
import com.pulumi.resources.Resource;
import com.pulumi.test.PulumiTest;
import com.pulumi.test.TestOptions;
import com.pulumi.test.TestResult;
import com.pulumi.test.internal.PulumiTestInternal;
import io.trivet.layout.Site;
import io.trivet.plan.Plan;
import io.trivet.stack.StackReader;
import io.trivet.target.aws.AwsMocks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Pulumi program, run by Pulumi's own test engine with the configuration that Pulumi makes of a stack file. */
final class AppTest {
    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final Path STACK = ROOT.resolve("stacks/Pulumi.prod-us-east-1.yaml");

    @TempDir
    Path folder;

    @AfterEach
    void clean() {
        PulumiTest.cleanup();
    }

    @Test
    void a_cluster_of_somebody_else_registers_nothing_but_itself_and_exports_how_it_is_reached() throws IOException {
        TestResult result = run(ROOT, config(ROOT.resolve("stacks/Pulumi.external-aiven.yaml")));

        assertThat(result.errors()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.resources())
                .extracting(Resource::pulumiResourceType)
                .containsExactlyInAnyOrder("pulumi:pulumi:Stack", "trivet:aws:External");
        assertThat(values(result))
                .containsEntry("bootstrapServers", "films-acme.a.aivencloud.com:12847")
                .containsEntry("clientSecret", "prod/films/kafka")
                .containsEntry("securityProtocol", "SASL_SSL");
    }

    @Test
    void a_right_description_registers_the_cluster_and_exports_what_others_need() throws IOException {
        TestResult result = run(ROOT, config(STACK));

        Plan plan = Plan.of(StackReader.read(ROOT, STACK).ec2().orElseThrow(), Site.EC2);
        assertThat(result.errors()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.resources()).extracting(Resource::pulumiResourceType).contains("trivet:aws:Cluster");
        assertThat(values(result))
                .containsEntry("clusterId", plan.layout().clusterId())
                .containsEntry("bootstrapServers", plan.clientBootstrap())
                .containsEntry(
                        "addresses",
                        plan.nodes().stream()
                                .collect(Collectors.toMap(
                                        planned -> planned.node().dnsName(),
                                        planned -> planned.node().address().toString())))
                .containsKeys(
                        "clientSecurityGroup",
                        "exporters",
                        "hostedZone",
                        "monitoringSecurityGroup",
                        "vpc",
                        "zooKeeper");
    }

    @Test
    void a_wrong_description_fails_with_the_words_of_validate_and_registers_nothing() throws IOException {
        Path cases = ROOT.resolve("src/test/resources/golden/refused");

        TestResult result = run(cases.resolve("names"), config(cases.resolve("names/in/stack.yaml")));

        // What Pulumi hands over has lost its file, and with it the order of the lines.
        String withoutPositions = Files.readString(cases.resolve("names/problems.txt"))
                .replaceAll("names/in/stack.yaml:\\d+:\\d+  ", "")
                .replace(" in names/in/stack.yaml", "");
        assertThat(result.exitCode()).isNotZero();
        assertThat(result.outputs()).isEmpty();
        // The stack itself is what outputs belong to.
        assertThat(result.resources()).extracting(Resource::pulumiResourceType).containsExactly("pulumi:pulumi:Stack");
        assertThat(result.errors()).hasSize(1);
        assertThat(result.errors().get(0).split("\n\n")).containsExactlyInAnyOrder(withoutPositions.split("\n\n"));
    }

    @Test
    void a_missing_description_fails_with_the_name_of_the_file_to_write() {
        TestResult result = run(folder, Map.of("aws:region", "us-east-1"));

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.outputs()).isEmpty();
        assertThat(result.errors()).singleElement().isEqualTo("""
                error no-cluster  trivet:cluster
                  was missing but it must be the description of a cluster.
                  Mend: write it to stacks/Pulumi.prod-us-east-1.yaml, starting from one of the examples there.

                1 error
                """);
    }

    @Test
    void up_registers_what_the_preview_has_shown() throws IOException {
        TestResult preview = run(ROOT, config(STACK), true);
        TestResult up = run(ROOT, config(STACK), false);

        assertThat(up.errors()).isEmpty();
        assertThat(up.exitCode()).isZero();
        assertThat(up.resources())
                .extracting(resource -> resource.pulumiResourceType() + " " + resource.pulumiResourceName())
                .containsExactlyInAnyOrderElementsOf(preview.resources().stream()
                        .map(resource -> resource.pulumiResourceType() + " " + resource.pulumiResourceName())
                        .toList());
    }

    private static TestResult run(Path root, Map<String, String> config) {
        return run(root, config, true);
    }

    private static TestResult run(Path root, Map<String, String> config, boolean preview) {
        return PulumiTestInternal.builder()
                .options(TestOptions.builder()
                        .projectName("trivet")
                        .stackName("prod-us-east-1")
                        .rootDirectory(root.toString())
                        .preview(preview)
                        .build())
                .config(config)
                .mocks(new AwsMocks())
                .build()
                .runTest(App::stack);
    }

    /** The configuration of a stack file as Pulumi hands it over: what is no text, as JSON. */
    private static Map<String, String> config(Path file) throws IOException {
        Map<String, String> config = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry :
                new YAMLMapper().readTree(file.toFile()).get("config").properties()) {
            JsonNode value = entry.getValue();
            config.put(entry.getKey(), value.isTextual() ? value.textValue() : value.toString());
        }
        return config;
    }

    private static Map<String, Object> values(TestResult result) {
        Map<String, Object> values = new TreeMap<>();
        for (Map.Entry<String, Output<?>> output : result.outputs().entrySet()) {
            values.put(output.getKey(), PulumiTest.extractValue(output.getValue()));
        }
        return values;
    }
}
