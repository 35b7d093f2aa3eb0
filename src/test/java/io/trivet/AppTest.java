package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.pulumi.core.Output;
import com.pulumi.core.internal.Internal;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.Resource;
import com.pulumi.test.PulumiTest;
import com.pulumi.test.TestOptions;
import com.pulumi.test.TestResult;
import com.pulumi.test.internal.PulumiTestInternal;
import io.trivet.edge.aws.AwsMocks;
import io.trivet.edge.aws.Example;
import io.trivet.layout.Site;
import io.trivet.plan.Comparison;
import io.trivet.plan.Plan;
import io.trivet.platform.Ec2Platform;
import io.trivet.platform.Prices;
import io.trivet.platform.Risk;
import io.trivet.show.DeltaShown;
import io.trivet.stack.StackReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Pulumi program, run by Pulumi's own test engine with the configuration that Pulumi makes of a stack file. */
final class AppTest {
    private static final Path ROOT = Path.of("").toAbsolutePath();
    /** Where a value stands, which Pulumi does not hand over. */
    private static final String POSITION = "Pulumi\\.prod\\.yaml:\\d+:\\d+  | in Pulumi\\.prod\\.yaml";

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

        Plan<Ec2Platform> plan = Plan.of(StackReader.read(ROOT, STACK).ec2().orElseThrow(), Site.EC2);
        assertThat(result.errors()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(titles(result)).containsExactlyInAnyOrderElementsOf(Example.titles("prod-us-east-1"));
        assertThat(values(result))
                .containsEntry("clusterId", plan.layout().clusterId())
                .containsEntry("bootstrapServers", "bootstrap.films.us-east-1.prod.internal:9092")
                .containsEntry("names", "*.films.us-east-1.prod.internal")
                .containsOnlyKeys(
                        "bootstrapServers",
                        "clientSecurityGroup",
                        "clusterId",
                        "description",
                        "details",
                        "hostedZone",
                        "monitoringSecurityGroup",
                        "names",
                        "vpc");
        assertThat((Map<?, ?>) values(result).get("details"))
                .isEqualTo(Map.of(
                        "addresses",
                        plan.nodes().stream()
                                .collect(Collectors.toMap(
                                        planned -> planned.node().dnsName(),
                                        planned -> planned.node().address().toString())),
                        "brokers",
                        plan.clientBootstrap(),
                        "exporters",
                        List.of(
                                "_zookeeper-exporter._tcp.films.us-east-1.prod.internal",
                                "_broker-exporter._tcp.films.us-east-1.prod.internal"),
                        "zooKeeper",
                        plan.brokerRole().orElseThrow().settings().get("zookeeper.connect")));
        assertThat(Internal.of(result.outputs().get("details")).isSecret().join())
                .isTrue();
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
        assertThat(("error " + result.errors().get(0)).split("\n\n"))
                .containsExactlyInAnyOrder(withoutPositions.split("\n\n"));
    }

    @Test
    void a_description_with_a_secret_fails_and_registers_nothing() throws IOException {
        Map<String, String> config = config(STACK);

        TestResult result = PulumiTestInternal.builder()
                .options(options(ROOT, true))
                .config(config, Set.of("trivet:cluster"))
                .standardLogger(silent(Level.WARNING, new ArrayList<>()))
                .mocks(new AwsMocks())
                .build()
                .runTest(App::stack);

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.outputs()).isEmpty();
        assertThat(titles(result)).isEmpty();
        assertThat(result.errors()).singleElement().isEqualTo("""
            secret-in-description  trivet:cluster
              was with an encrypted value but it must not hold a secret: whatever is described is shown in previews.
              Mend: remove it, which trivet validate prod-us-east-1 names; describe where the secret lives instead.

            1 error
            """);
    }

    @Test
    void a_description_is_stored_when_all_else_is_done() throws IOException {
        TestResult result = run(ROOT, config(STACK), Map.of(), false);

        Output<?> description = result.outputs().get("description");
        Set<String> from = Internal.of(description).getDataAsync().join().getResources().stream()
                .map(resource -> resource.pulumiResourceType() + " " + resource.pulumiResourceName())
                .collect(Collectors.toSet());
        assertThat(from).contains("trivet:aws:Seal films");
        assertThat(Internal.of(description).isSecret().join()).isTrue();
    }

    @Test
    void a_missing_description_fails_with_the_name_of_the_file_to_write() {
        TestResult result = run(folder, Map.of("aws:region", "us-east-1"));

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.outputs()).isEmpty();
        assertThat(result.errors()).singleElement().isEqualTo("""
            no-cluster  trivet:cluster
              was missing but it must be the description of a cluster.
              Mend: write it to stacks/Pulumi.prod-us-east-1.yaml, starting from one of the examples there.

            1 error
            """);
    }

    @Test
    void up_registers_what_the_preview_has_shown() throws IOException {
        TestResult preview = run(ROOT, config(STACK), Map.of(), true);
        TestResult up = run(ROOT, config(STACK), Map.of(), false);

        assertThat(up.errors()).isEmpty();
        assertThat(up.exitCode()).isZero();
        assertThat(up.resources())
                .extracting(resource -> resource.pulumiResourceType() + " " + resource.pulumiResourceName())
                .containsExactlyInAnyOrderElementsOf(preview.resources().stream()
                        .map(resource -> resource.pulumiResourceType() + " " + resource.pulumiResourceName())
                        .toList());
    }

    @TestFactory
    Stream<DynamicTest> what_a_live_cluster_cannot_take_fails_with_the_words_of_diff_and_registers_nothing()
            throws IOException {
        return Edit.all().stream()
                .filter(edit ->
                        Comparison.of("prod", Edit.reading(edit.before()), Edit.reading(edit.after()), Prices.read())
                                        .delta()
                                        .risk()
                                == Risk.REFUSED)
                .map(edit -> DynamicTest.dynamicTest(edit.toString(), () -> refused(edit)));
    }

    private static void refused(Edit edit) throws IOException {
        TestResult result = run(ROOT, config(edit.after()), deployed(edit.before()), false);

        String words = Files.readString(edit.folder().resolve("problems.txt")).replaceAll(POSITION, "");
        assertThat(result.exitCode()).isNotZero();
        assertThat(result.outputs()).isEmpty();
        assertThat(titles(result)).isEmpty();
        assertThat(result.exceptions()).hasAtLeastOneElementOfType(RunException.class);
        assertThat(result.errors()).hasSize(1);
        assertThat(("error " + result.errors().get(0)).split("\n\n")).containsExactlyInAnyOrder(words.split("\n\n"));
        PulumiTest.cleanup();
    }

    @ParameterizedTest
    @ValueSource(strings = {"add-brokers", "larger-volume", "order-and-comments"})
    void what_a_live_cluster_takes_goes_ahead(String name) throws IOException {
        Edit edit = Edit.of(Edit.CASES.resolve(name));

        TestResult result = run(ROOT, config(edit.after()), deployed(edit.before()), false);

        assertThat(result.errors()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(titles(result))
                .contains("trivet:aws:Cluster films", "aws:s3/bucketObjectv2:BucketObjectv2 desired/broker6");
        assertThat(values(result))
                .containsEntry("description", deployed(edit.after()).get("description"));
    }

    @Test
    void what_puts_data_at_stake_is_a_warning_in_the_words_of_diff() throws IOException {
        Edit edit = Edit.of(Edit.CASES.resolve("remove-topic"));
        List<String> warnings = new ArrayList<>();

        TestResult result = run(ROOT, config(edit.after()), deployed(edit.before()), true, warnings);

        assertThat(result.exitCode()).isZero();
        assertThat(titles(result)).contains("trivet:aws:Cluster films");
        assertThat(warnings)
                .singleElement()
                .satisfies(text -> assertThat("warning " + text)
                        .isEqualTo(Files.readString(edit.folder().resolve("problems.txt"))
                                .replaceAll(POSITION, "")));
    }

    @Test
    void the_steps_of_a_change_are_said_before_anything_and_nothing_where_nothing_changes() throws IOException {
        Edit edit = Edit.of(Edit.CASES.resolve("add-brokers"));
        List<String> said = new ArrayList<>();
        List<String> again = new ArrayList<>();

        PulumiTestInternal changes = test(ROOT, config(edit.after()), deployed(edit.before()), true, Level.INFO, said);
        changes.runTest(App::stack);
        PulumiTest.cleanup();
        test(ROOT, config(edit.after()), deployed(edit.after()), true, Level.INFO, again)
                .runTest(App::stack);

        assertThat(said).singleElement().isEqualTo("""
            prod-us-east-1  no risk
              3 brokers are made in 3 steps and no process restarts, about 10 min in all.
              + broker7, broker8 and broker9                                           none  node-added
              ~ 1 DNS record                  bootstrap.films.us-east-1.prod.internal  none  record
              + 3 DNS records                                                          none  record
              + SRV records of exporters                                               none  record
              step 1  us-east-1a  broker7  made  3 min
              step 2  us-east-1b  broker8  made  3 min
              step 3  us-east-1c  broker9  made  3 min\
            """);
        assertThat(again).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> the_steps_of_any_change_are_twelve_lines_at_most() throws IOException {
        return Edit.all().stream()
                .map(edit -> DynamicTest.dynamicTest(edit.toString(), () -> {
                    Comparison comparison = Comparison.of(
                            "prod", Edit.reading(edit.before()), Edit.reading(edit.after()), Prices.read());

                    assertThat(DeltaShown.brief(comparison).lines().count()).isLessThanOrEqualTo(12);
                    assertThat(DeltaShown.brief(comparison).isEmpty())
                            .isEqualTo(comparison.delta().isEmpty());
                }));
    }

    @Test
    void a_deployment_is_compared_with_the_output_of_the_one_before() throws IOException {
        Map<String, String> config = config(STACK);
        Map<String, Object> outputs = values(run(ROOT, config, Map.of(), false));
        PulumiTest.cleanup();

        config.put("trivet:cluster", config.get("trivet:cluster").replace("\"films\"", "\"movies\""));
        TestResult result = run(ROOT, config, outputs, false);

        assertThat(result.exitCode()).isNotZero();
        assertThat(titles(result)).isEmpty();
        assertThat(result.errors()).singleElement().isEqualTo("""
            cluster-name-changed  name
              was movies but it must stay films: names, paths and ids of every node follow from it.
              Mend: write name: films, or describe a new stack and mirror the data to it.

            1 error
            """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no YAML: [",
                "{\"config\":{\"trivet:cluster\":{\"name\":\"films\"}}}",
                "{\"of another\":\"program\"}"
            })
    void an_output_that_cannot_be_read_is_said_and_blocks_nothing(String output) throws IOException {
        List<String> warnings = new ArrayList<>();

        TestResult result = run(ROOT, config(STACK), Map.of("description", output), true, warnings);

        assertThat(result.errors()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(titles(result)).contains("trivet:aws:Cluster films");
        assertThat(warnings).singleElement().asString().matches("""
            not-compared  outputs.description
              was no description that this Trivet can read \\(\\d+ errors?\\) but it must say what was deployed, so that what a live \
            cluster cannot take is refused\\.
              Mend: look at the change yourself: \\./trivet diff prod-us-east-1 --base REVISION-THAT-WAS-DEPLOYED\\.

            1 warning
            """);
    }

    @Test
    void a_cluster_that_would_move_to_another_platform_is_not_deleted() throws IOException {
        Map<String, String> config = config(STACK);
        Map<String, Object> outputs = deployed(Files.readString(STACK));
        config.put("trivet:cluster", """
            {"name": "films", "environment": "prod", "platform": "msk", "zones": ["us-east-1a", "us-east-1b", "us-east-1c"],
             "network": {"cidr": "10.20.0.0/16"}, "msk": {"type": "serverless"}}\
            """);

        TestResult result = run(ROOT, config, outputs, false);

        assertThat(result.exitCode()).isNotZero();
        assertThat(titles(result)).isEmpty();
        assertThat(result.errors()).singleElement().isEqualTo("""
            platform-changed  platform
              was msk but it must stay ec2: a cluster never moves, and its nodes and volumes would be deleted.
              Mend: write platform: ec2, and describe a new stack to mirror the data to.

            1 error
            """);
    }

    @Test
    void what_msk_takes_only_of_a_cluster_that_is_there_comes_with_the_second_deployment() throws IOException {
        String text = Files.readString(ROOT.resolve("src/test/resources/golden/msk/everything/in/stack.yaml"));
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();

        TestResult created = run(ROOT, config(text), Map.of(), false, first);
        PulumiTest.cleanup();
        TestResult opened = run(ROOT, config(text), deployed(text), false, second);

        assertThat(created.exitCode()).isZero();
        assertThat(titles(created)).noneMatch(title -> title.startsWith("aws:msk/clusterPolicy:"));
        assertThat(first)
                .filteredOn(warning -> warning.startsWith("Run pulumi up once more: "))
                .hasSize(2);
        assertThat(opened.exitCode()).isZero();
        assertThat(titles(opened)).contains("aws:msk/clusterPolicy:ClusterPolicy films");
        assertThat(second).noneMatch(warning -> warning.startsWith("Run pulumi up once more: "));
    }

    /** What the program asks for, as type and name, beside the stack and the look at what it was. */
    private static List<String> titles(TestResult result) {
        return result.resources().stream()
                .map(resource -> resource.pulumiResourceType() + " " + resource.pulumiResourceName())
                .filter(title -> !title.startsWith("pulumi:pulumi:"))
                .toList();
    }

    /** What a deployment of a stack file leaves. */
    private static Map<String, Object> deployed(String text) throws IOException {
        Map<String, String> config = config(text);
        return Map.of(
                "description",
                StackReader.whole(
                        Optional.ofNullable(config.get("aws:region")),
                        config.getOrDefault("trivet:cluster", ""),
                        ROOT.resolve("stacks")));
    }

    private static TestResult run(Path root, Map<String, String> config) {
        return run(root, config, Map.of(), true);
    }

    private static TestResult run(Path root, Map<String, String> config, Map<String, Object> outputs, boolean preview) {
        return run(root, config, outputs, preview, new ArrayList<>());
    }

    /** Runs the program for a stack that has these outputs. */
    private static TestResult run(
            Path root,
            Map<String, String> config,
            Map<String, Object> outputs,
            boolean preview,
            List<String> warnings) {
        return test(root, config, outputs, preview, Level.WARNING, warnings).runTest(App::stack);
    }

    private static PulumiTestInternal test(
            Path root,
            Map<String, String> config,
            Map<String, Object> outputs,
            boolean preview,
            Level level,
            List<String> said) {
        return PulumiTestInternal.builder()
                .options(options(root, preview))
                .config(config)
                .standardLogger(silent(level, said))
                .mocks(new AwsMocks(outputs))
                .build();
    }

    private static TestOptions options(Path root, boolean preview) {
        return TestOptions.builder()
                .projectName("trivet")
                .stackName("prod-us-east-1")
                .rootDirectory(root.toString())
                .preview(preview)
                .build();
    }

    /** Prints nothing, and takes down what is said at a level. */
    private static Logger silent(Level level, List<String> said) {
        Logger logger = Logger.getAnonymousLogger();
        logger.setUseParentHandlers(false);
        logger.setFilter(line -> {
            if (line.getLevel().equals(level)) {
                said.add(line.getMessage());
            }
            return false;
        });
        return logger;
    }

    /** The configuration of a stack file as Pulumi hands it over: what is no text, as JSON. */
    private static Map<String, String> config(Path file) throws IOException {
        return config(Files.readString(file));
    }

    private static Map<String, String> config(String text) throws IOException {
        Map<String, String> config = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry :
                new YAMLMapper().readTree(text).get("config").properties()) {
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
