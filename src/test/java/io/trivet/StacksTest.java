package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.layout.Domain;
import io.trivet.layout.Site;
import io.trivet.plan.Plan;
import io.trivet.platform.Ec2Platform;
import io.trivet.platform.MskPlatform;
import io.trivet.platform.ServicePlatform;
import io.trivet.problem.Problems;
import io.trivet.rule.Rules;
import io.trivet.rule.StacksRules;
import io.trivet.show.Colour;
import io.trivet.show.LayoutShown;
import io.trivet.show.LayoutSvg;
import io.trivet.show.MskShown;
import io.trivet.show.Overview;
import io.trivet.show.ProblemsShown;
import io.trivet.show.RenderedFiles;
import io.trivet.show.ServiceShown;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import io.trivet.stack.OnMsk;
import io.trivet.stack.Reading;
import io.trivet.stack.StackReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The example stacks: without a problem, and with every line that they come to. */
final class StacksTest {
    private static final Path ROOT = Path.of("").toAbsolutePath();

    @TestFactory
    Stream<DynamicNode> every_example_comes_to_these_files() {
        return Golden.of(StacksTest.class, "stacks")
                .cases(folder -> outputs(folder.getFileName().toString()));
    }

    private static SortedMap<String, String> outputs(String stack) {
        Description<?> read = read(ROOT.resolve("stacks/Pulumi." + stack + ".yaml"));
        return read.on(StacksTest::onEc2, StacksTest::onMsk, service -> outputs(Plan.ofService(service)));
    }

    private static SortedMap<String, String> onMsk(Description<OnMsk> description) {
        Plan<MskPlatform> provision = Plan.ofMsk(description, Optional.empty());
        SortedMap<String, String> outputs = new TreeMap<>();
        outputs.put("layout.txt", MskShown.of(description, provision).wholeText(Colour.OFF));
        outputs.put("layout.json", MskShown.of(description, provision).json());
        outputs.put("layout.md", MskShown.of(description, provision).markdown());
        RenderedFiles.ofMsk(description, provision).forEach((path, text) -> outputs.put("files/" + path, text));
        return outputs;
    }

    private static SortedMap<String, String> onEc2(Description<OnEc2> description) {
        Plan<Ec2Platform> plan = Plan.of(description, Site.EC2);
        Overview overview = new Overview(description, plan);
        SortedMap<String, String> outputs = new TreeMap<>();
        outputs.put("layout.txt", LayoutShown.of(overview).wholeText(Colour.OFF));
        outputs.put("layout.json", LayoutShown.of(overview).json());
        outputs.put("layout.md", LayoutShown.of(overview).markdown());
        outputs.put("layout.svg", LayoutSvg.of(overview));
        RenderedFiles.of(description, plan).forEach((path, text) -> {
            // What a node only shares stands once, beneath cluster/; here is what is its own.
            if (path.startsWith("cluster/") || path.matches(".*/(server\\.properties|zoo\\.cfg|myid)")) {
                outputs.put("files/" + path, text);
            }
        });
        return outputs;
    }

    private static SortedMap<String, String> outputs(Plan<ServicePlatform> provision) {
        SortedMap<String, String> outputs = new TreeMap<>();
        outputs.put("layout.txt", ServiceShown.of(provision).text(Colour.OFF));
        outputs.put("layout.md", ServiceShown.of(provision).markdown());
        RenderedFiles.ofService(provision).forEach((path, text) -> outputs.put("files/" + path, text));
        return outputs;
    }

    private static Description<?> read(Path file) {
        Reading reading = StackReader.read(ROOT, file);
        assertThat(reading.problems().list()).isEmpty();
        return reading.description().orElseThrow();
    }

    @Test
    void the_examples_have_no_problem_and_none_between_them() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("stacks"))) {
            List<Description<?>> stacks = files.filter(
                            file -> file.getFileName().toString().startsWith("Pulumi."))
                    .sorted()
                    .map(StacksTest::read)
                    .toList();

            assertThat(stacks)
                    .flatExtracting(stack -> Rules.check(stack).list())
                    .isEmpty();
            assertThat(StacksRules.check(stacks).list()).isEmpty();
            assertThat(stacks)
                    .extracting(Description::id)
                    .allSatisfy(id -> assertThat(Path.of("src/test/resources/golden/stacks", id))
                            .as("a golden case for each example")
                            .isDirectory());
        }
    }

    @Test
    void two_stacks_may_share_neither_names_nor_addresses(@TempDir Path folder) throws IOException {
        String text = Files.readString(ROOT.resolve("stacks/Pulumi.prod-us-east-1.yaml"));
        Files.copy(ROOT.resolve("stacks/cluster.yaml"), folder.resolve("cluster.yaml"));
        Files.writeString(folder.resolve("Pulumi.one.yaml"), text);
        Files.writeString(folder.resolve("Pulumi.two.yaml"), text);
        List<Description<?>> stacks = Stream.of("one", "two")
                .<Description<?>>map(id -> StackReader.read(folder, folder.resolve("Pulumi." + id + ".yaml"))
                        .description()
                        .orElseThrow())
                .toList();

        Problems problems = StacksRules.check(stacks);

        assertThat(ProblemsShown.of(problems).text(Colour.OFF)).isEqualTo("""
                        warning network-overlap  Pulumi.two.yaml:15:21  network.cidr
                          was 10.20.0.0/16, which overlaps 10.20.0.0/16 of stack one but it must be a block of its own: \
                        overlapping networks can never be peered, so neither mirrored.
                          Mend: choose another block before the cluster holds data.

                        error record-twice  Pulumi.two.yaml:17:17  dns.zone
                          was bootstrap.films.us-east-1.prod.internal, which stack one writes too but it must be a name of \
                        its own: two stacks that write one record overwrite each other in silence.
                          Mend: give one of the two another name or dns.zone.

                        1 error, 1 warning in Pulumi.two.yaml
                        """);
    }

    @Test
    void an_alias_of_somebody_elses_cluster_is_no_name_of_ours(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("Pulumi.one.yaml"), Files.readString(ROOT.resolve("stacks/Pulumi.dev.yaml")));
        Files.copy(ROOT.resolve("stacks/cluster.yaml"), folder.resolve("cluster.yaml"));
        Files.writeString(
                folder.resolve("Pulumi.two.yaml"),
                Files.readString(ROOT.resolve("src/test/resources/golden/external/alias-in-a-new-zone/in/stack.yaml")));
        List<Description<?>> stacks = Stream.of("one", "two")
                .<Description<?>>map(id -> StackReader.read(folder, folder.resolve("Pulumi." + id + ".yaml"))
                        .description()
                        .orElseThrow())
                .toList();

        assertThat(ProblemsShown.of(StacksRules.check(stacks)).text(Colour.OFF)).isEqualTo("""
                error record-twice  Pulumi.two.yaml:12:17  dns.zone
                  was bootstrap.films.us-east-1.dev.internal, which stack one writes too but it must be a name of its own: two \
                stacks that write one record overwrite each other in silence.
                  Mend: give one of the two another name or dns.zone.

                1 error in Pulumi.two.yaml
                """);
    }

    @Test
    void two_stacks_cannot_make_one_registry_in_aws_glue(@TempDir Path folder) throws IOException {
        String text = Files.readString(ROOT.resolve("src/test/resources/golden/external/registries/in/stack.yaml"));
        Files.writeString(folder.resolve("Pulumi.one.yaml"), text);
        Files.writeString(folder.resolve("Pulumi.two.yaml"), text.replace("name: films\n", "name: orders\n"));
        Files.writeString(folder.resolve("Pulumi.elsewhere.yaml"), text.replace("eu-west-1", "us-east-1"));
        List<Description<?>> stacks = Stream.of("one", "two", "elsewhere")
                .<Description<?>>map(id -> StackReader.read(folder, folder.resolve("Pulumi." + id + ".yaml"))
                        .description()
                        .orElseThrow())
                .toList();

        assertThat(ProblemsShown.of(StacksRules.check(stacks)).text(Colour.OFF)).isEqualTo("""
                error registry-twice  Pulumi.two.yaml:15:34  registries.events.name
                  was films-events, the name of a registry of stack one but it must be of one stack: AWS Glue has one registry of \
                a name in a region.
                  Mend: write another name.

                1 error in Pulumi.two.yaml
                """);
    }

    @Test
    void two_stacks_in_one_network_may_not_share_a_subnet(@TempDir Path folder) throws IOException {
        String text = Files.readString(ROOT.resolve("src/test/resources/golden/aws/existing-network/in/stack.yaml"));
        Files.writeString(folder.resolve("Pulumi.one.yaml"), text);
        Files.writeString(
                folder.resolve("Pulumi.two.yaml"),
                text.replace("name: films", "name: orders")
                        .replace("10.20.16.0/24", "10.20.32.0/24")
                        .replace("10.20.17.0/24", "10.20.33.0/24"));
        List<Description<?>> stacks = Stream.of("one", "two")
                .<Description<?>>map(id -> StackReader.read(folder, folder.resolve("Pulumi." + id + ".yaml"))
                        .description()
                        .orElseThrow())
                .toList();

        assertThat(ProblemsShown.of(StacksRules.check(stacks)).text(Colour.OFF)).isEqualTo("""
                error address-twice  Pulumi.two.yaml:15:9  network.subnets.us-east-1c
                  was subnet-0123456789abcdef3, in which stack one has its nodes but it must be a subnet of its own: both stacks \
                compute the same addresses in it.
                  Mend: make another subnet in us-east-1c for this stack.

                1 error in Pulumi.two.yaml
                """);
    }

    @Test
    void a_network_of_clients_resolves_one_zone_of_a_name(@TempDir Path folder) throws IOException {
        String vpcs = "internal, vpcs: [{id: vpc-0123456789abcdef0}]}";
        List<Description<?>> stacks = new ArrayList<>();
        Files.copy(ROOT.resolve("stacks/cluster.yaml"), folder.resolve("cluster.yaml"));
        for (String id : List.of("prod-us-east-1", "prod-eu-west-1", "kraft-us-east-1")) {
            Path file = folder.resolve("Pulumi." + id + ".yaml");
            Files.writeString(
                    file,
                    Files.readString(ROOT.resolve("stacks").resolve(file.getFileName()))
                            .replace("internal}", vpcs));
            stacks.add(StackReader.read(folder, file).description().orElseThrow());
        }

        assertThat(StacksRules.check(stacks).list()).isEmpty();
        Path again = folder.resolve("Pulumi.again.yaml");
        Files.writeString(
                again,
                Files.readString(folder.resolve("Pulumi.kraft-us-east-1.yaml"))
                        .replace("name: films-kraft", "name: again")
                        .replace("10.40.0.0", "10.41.0.0"));
        stacks.add(StackReader.read(folder, again).description().orElseThrow());
        assertThat(ProblemsShown.of(StacksRules.check(stacks)).text(Colour.OFF)).isEqualTo("""
                error zone-name-twice  Pulumi.again.yaml:12:17  dns.zone
                  was us-east-1.prod-kraft.internal in vpc-0123456789abcdef0, which stack kraft-us-east-1 associates too but \
                it must be associated with a network once: it asks one zone of a name.
                  Mend: give one of the two another dns.zone, or describe the VPC in one of them.

                1 error in Pulumi.again.yaml
                """);
    }

    @Test
    void the_examples_make_zones_of_names_of_their_own() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("stacks"))) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("Pulumi."))
                            .sorted()
                            .map(StacksTest::read)
                            .flatMap(stack -> Domain.of(stack).stream())
                            .map(Domain::zone))
                    .hasSizeGreaterThan(3)
                    .doesNotHaveDuplicates();
        }
    }

    private static Description<?> msk(Path folder, String id, String cidr, int brokers) throws IOException {
        Path file = folder.resolve("Pulumi." + id + ".yaml");
        Files.writeString(file, """
                config:
                  aws:region: us-east-1
                  trivet:cluster:
                    extends: msk.yaml
                    network: {cidr: %s}
                    dns: {zone: us-east-1.prod.internal}
                    msk: {names: {certificate: "arn:aws:acm:us-east-1:123456789012:certificate/1"}}
                    brokers: {nodes: %d}
                """.formatted(cidr, brokers));
        Files.copy(
                ROOT.resolve("src/test/resources/golden/refused/msk.yaml"),
                folder.resolve("msk.yaml"),
                StandardCopyOption.REPLACE_EXISTING);
        Description<?> description =
                StackReader.read(folder, file).description().orElseThrow();
        assertThat(Rules.check(description).list()).isEmpty();
        return description;
    }

    @Test
    void two_stacks_on_msk_share_the_quota_of_their_account_and_may_not_share_a_name(@TempDir Path folder)
            throws IOException {
        List<Description<?>> stacks =
                List.of(msk(folder, "one", "10.20.0.0/16", 60), msk(folder, "two", "10.20.0.0/16", 33));

        assertThat(ProblemsShown.of(StacksRules.check(stacks)).text(Colour.OFF)).isEqualTo("""
                warning network-overlap  Pulumi.two.yaml:5:21  network.cidr
                  was 10.20.0.0/16, which overlaps 10.20.0.0/16 of stack one but it must be a block of its own: \
                overlapping networks can never be peered, so neither mirrored.
                  Mend: choose another block before the cluster holds data.

                error record-twice  Pulumi.two.yaml:6:17  dns.zone
                  was bootstrap.films.us-east-1.prod.internal, which stack one writes too but it must be a name of \
                its own: two stacks that write one record overwrite each other in silence.
                  Mend: give one of the two another name or dns.zone.

                warning msk-account-quota  Pulumi.two.yaml:8:22  brokers.nodes
                  was 33, which makes 93 brokers on MSK in all stacks of the region but it must make 90 at most, the quota of \
                an account, unless the stacks have several.
                  Mend: ask AWS for a higher quota first.

                1 error, 2 warnings in Pulumi.two.yaml
                """);
    }
}
