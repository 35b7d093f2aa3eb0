package io.trivet.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.SecretName;
import io.trivet.kafka.SettingType;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How files become one description. What is refused, and with which words, stands in the golden cases. */
final class StackReaderTest {
    /** The least that is a description. */
    private static final String LEAST = """
            name: films
            environment: dev
            platform: ec2
            kafka: {version: 4.3.1, metadata: kraft}
            zones: [us-east-1a, us-east-1b, us-east-1c]
            network: {cidr: 10.20.0.0/16}
            dns: {zone: dev.internal}
            brokers:
              nodes: 3
              instance: m7g.large
              volume: {size: 1TiB}
            """;

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    @Test
    void what_is_left_out_stays_absent() throws IOException {
        write("cluster.yaml", LEAST);

        Description<OnEc2> stack = described("extends: cluster.yaml");

        assertThat(stack.on().kafka().clusterId()).isEmpty();
        assertThat(stack.on().dns().ttl()).isEmpty();
        assertThat(stack.on().zookeeper()).isEmpty();
        assertThat(stack.on().controllers()).isEmpty();
        assertThat(stack.monitoring()).isEmpty();
        assertThat(stack.topics()).isEmpty();
        assertThat(stack.on().brokers())
                .isEqualTo(new OnEc2.BrokerNodes(
                        3,
                        Optional.empty(),
                        "m7g.large",
                        Optional.empty(),
                        new OnEc2.Volume(DataSize.gib(1024), Optional.empty(), Optional.empty(), Optional.empty()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        new java.util.TreeMap<>(),
                        new java.util.TreeMap<>(),
                        new java.util.TreeMap<>()));
    }

    @Test
    void maps_are_merged_key_by_key_however_deep_and_the_stack_wins() throws IOException {
        write("cluster.yaml", LEAST);

        Description<OnEc2> stack = described("""
                extends: cluster.yaml
                brokers: {nodes: 6, volume: {type: gp3}, settings: {num.io.threads: 8}}
                topics: {orders: {partitions: 4}}
                """);

        assertThat(stack.on().brokers().nodes()).isEqualTo(6);
        assertThat(stack.on().brokers().instance()).isEqualTo("m7g.large");
        assertThat(stack.on().brokers().volume().size()).hasToString("1TiB");
        assertThat(stack.on().brokers().volume().type()).contains(OnEc2.VolumeType.GP3);
        assertThat(stack.on().brokers().settings()).containsExactly(java.util.Map.entry("num.io.threads", "8"));
        assertThat(stack.topics().get("orders").partitions()).contains(4);
        assertThat(stack.name()).isEqualTo("films");
    }

    @Test
    void a_list_is_replaced_as_a_whole() throws IOException {
        write("cluster.yaml", LEAST);

        assertThat(described("extends: cluster.yaml\nzones: [us-east-1d, us-east-1e]")
                        .on()
                        .zones())
                .containsExactly("us-east-1d", "us-east-1e");
    }

    @Test
    void null_takes_away_what_a_file_below_says() throws IOException {
        write("cluster.yaml", LEAST + """
                monitoring: {tool: prometheus}
                topics:
                  orders: {partitions: 4, replicas: 3}
                  payments: {}
                """);

        Description<OnEc2> stack = described("""
                extends: cluster.yaml
                monitoring: null
                topics: {orders: {replicas: ~}, payments: null}
                """);

        assertThat(stack.monitoring()).isEmpty();
        assertThat(stack.topics()).containsOnlyKeys("orders");
        assertThat(stack.topics().get("orders").partitions()).contains(4);
        assertThat(stack.topics().get("orders").replicas()).isEmpty();
    }

    @Test
    void a_chain_of_files_is_merged_from_its_end_and_each_name_is_relative_to_the_file_that_says_it()
            throws IOException {
        write("shared/least.yaml", LEAST);
        write("shared/films.yaml", "extends: least.yaml\nbrokers: {nodes: 6, instance: r7g.large}\n");

        Description<OnEc2> stack = described("extends: shared/films.yaml\nbrokers: {nodes: 9}");

        assertThat(stack.on().brokers().nodes()).isEqualTo(9);
        assertThat(stack.on().brokers().instance()).isEqualTo("r7g.large");
        assertThat(stack.environment()).isEqualTo("dev");
    }

    @Test
    void every_value_is_placed_where_it_is_written_in_whichever_file() throws IOException {
        write("cluster.yaml", LEAST);

        Places places = described("extends: cluster.yaml\nbrokers: {nodes: 6}").places();

        assertThat(places.at("brokers.nodes").position()).isEqualTo("Pulumi.films.yaml:5:22");
        assertThat(places.at("brokers.volume.size").position()).isEqualTo("cluster.yaml:11:18");
        assertThat(places.at("zones[1]").position()).isEqualTo("cluster.yaml:5:21");
    }

    @Test
    void what_is_not_written_is_placed_at_what_would_hold_it() throws IOException {
        write("cluster.yaml", LEAST);

        Places places = described("extends: cluster.yaml").places();

        assertThat(places.at("brokers.volume.iops").position())
                .isEqualTo(places.at("brokers.volume").position());
        assertThat(places.at("brokers.volume.iops").path()).isEqualTo("brokers.volume.iops");
        assertThat(places.has("brokers.volume.iops")).isFalse();
        assertThat(Places.NONE.at("brokers.nodes")).isEqualTo(Place.ofPath("brokers.nodes"));
    }

    @Test
    void a_problem_in_the_shared_file_is_told_with_its_place_there() throws IOException {
        write("cluster.yaml", LEAST.replace("1TiB", "1TB"));

        Reading reading = read("extends: cluster.yaml");

        assertThat(reading.description()).isEmpty();
        assertThat(reading.problems().list())
                .singleElement()
                .extracting(problem -> problem.place().position())
                .isEqualTo("cluster.yaml:11:18");
    }

    @Test
    void a_number_keeps_every_digit_that_was_written() throws IOException {
        write("cluster.yaml", LEAST.replace("4.3.1", "3.10").replace("name: films", "name: 007"));

        Description<OnEc2> stack =
                described("extends: cluster.yaml\nbrokers: {settings: {a: 1.50, b: 1e3, c: 0x10, d: off, e: 1_0}}");

        assertThat(stack.on().kafka().version()).isEqualTo("3.10");
        assertThat(stack.name()).isEqualTo("007");
        assertThat(stack.on().brokers().settings().values()).containsExactly("1.50", "1e3", "0x10", "off", "1_0");
    }

    @Test
    void one_unknown_key_does_not_hide_what_else_is_wrong() throws IOException {
        write("cluster.yaml", LEAST);

        Reading reading = read("extends: cluster.yaml\nzoness: []\nbrokers: {node: 6, nodes: six}");

        assertThat(reading.problems().list())
                .extracting(Problem::id)
                .containsExactly("unknown-key", "unknown-key", "bad-value");
    }

    @Test
    void an_encrypted_value_is_never_repeated() throws IOException {
        write("cluster.yaml", LEAST);

        Reading reading = read("extends: cluster.yaml\nbrokers: {settings: {a: {secure: v1:abc=:def}}}");

        assertThat(reading.description()).isEmpty();
        assertThat(reading.toString()).doesNotContain("abc", "def");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/shadow",
                "/dev/zero",
                "../other/cluster.yaml",
                "/tmp/cluster.yaml",
                "cluster.json",
                "\"a\\0b.yaml\"",
                "outside.yaml"
            })
    void only_yaml_of_the_same_repository_is_extended(String name) throws IOException {
        Path outside = Files.writeString(elsewhere.resolve("cluster.yaml"), LEAST);
        Files.createSymbolicLink(folder.resolve("outside.yaml"), outside);

        Reading reading = read("extends: " + name);

        assertThat(reading.description()).isEmpty();
        assertThat(reading.problems().list()).extracting(Problem::id).containsExactly("extends-elsewhere");
    }

    @Test
    void only_a_file_that_ends_is_read() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", folder.resolve("pipe.yaml").toString())
                        .start()
                        .waitFor())
                .isZero();
        Files.write(folder.resolve("long.yaml"), new byte[(RegularFile.MOST_MIB << 20) + 1]);
        Files.write(folder.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xe9});
        Files.createDirectory(folder.resolve("folder.yaml"));

        assertThat(Stream.of("pipe", "long", "latin", "folder", "missing").map(name -> found(name + ".yaml")))
                .containsExactly(
                        "the file pipe.yaml, which cannot be read (no regular file)",
                        "the file long.yaml, which cannot be read (longer than 4 mib)",
                        "the file latin.yaml, which cannot be read (no UTF-8)",
                        "the file folder.yaml, which cannot be read (a folder)",
                        "the file missing.yaml, which does not exist");
    }

    private String found(String base) {
        try {
            return read("extends: " + base).problems().list().get(0).found();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_setting_that_is_a_secret_is_known_by_its_name() {
        for (KafkaVersion version : KafkaVersion.values()) {
            assertThat(Catalogue.of(version).brokers().values())
                    .filteredOn(setting -> setting.type() == SettingType.PASSWORD)
                    .isNotEmpty()
                    .allSatisfy(
                            setting -> assertThat(SecretName.is(setting.name())).isTrue());
        }
    }

    @Test
    void a_setting_whose_name_only_sounds_like_a_secret_is_shown() throws IOException {
        write("cluster.yaml", LEAST);

        assertThat(described("extends: cluster.yaml\nbrokers: {settings: {delegation.token.max.lifetime.ms: 1, "
                                + "sasl.oauthbearer.client.credentials.client.id: us, "
                                + "a.password: '${env:A}'}}")
                        .on()
                        .brokers()
                        .settings()
                        .values())
                .containsExactly("${env:A}", "1", "us");
    }

    @Test
    void what_pulumi_hands_over_is_placed_by_its_path_alone() throws IOException {
        write("cluster.yaml", LEAST);

        Reading reading = StackReader.read(
                "films",
                Optional.of("us-east-1"),
                "{\"extends\": \"cluster.yaml\", \"brokers\": {\"nodes\": \"six\"}}",
                folder);

        assertThat(reading.problems().list())
                .singleElement()
                .extracting(Problem::place)
                .isEqualTo(Place.ofPath("brokers.nodes"));
    }

    @Test
    void what_pulumi_hands_over_may_extend_a_file() throws IOException {
        write("cluster.yaml", LEAST);

        Description<OnEc2> json = StackReader.read(
                        "films", Optional.of("us-east-1"), "{\"extends\": \"cluster.yaml\"}", folder)
                .ec2()
                .orElseThrow();

        assertThat(json.common()).isEqualTo(described("extends: cluster.yaml").common());
        assertThat(json.on()).isEqualTo(described("extends: cluster.yaml").on());
    }

    @Test
    void the_name_of_a_stack_is_the_middle_of_the_name_of_its_file() {
        assertThat(List.of("Pulumi.prod-us-east-1.yaml", "stacks/Pulumi.dev.yaml", "Pulumi.a.b.yml", "stack.yaml"))
                .extracting(name -> StackReader.stackOf(Path.of(name)))
                .containsExactly("prod-us-east-1", "dev", "a.b", "stack");
    }

    @Test
    void what_a_deployment_leaves_needs_no_other_file_and_knows_no_order_of_keys() throws IOException {
        write("cluster.yaml", "platform: ec2\nbrokers: {nodes: 3, settings: {a: 1, b: null}}\ntopics: {t: {}}\n");
        String one = """
                {"extends": "cluster.yaml", "name": "films", "kafka": {"version": "3.10", "metadata": "kraft"},
                 "zones": ["b", "a"], "brokers": {"settings": {"c": 0.5, "d": true}}, "topics": {"t": null}}""";
        String other = """
                {"brokers": {"settings": {"d": true, "c": 0.5}}, "zones": ["b", "a"],
                 "kafka": {"metadata": "kraft", "version": "3.10"}, "topics": {"t": null}, "name": "films",
                 "extends": "cluster.yaml"}""";

        assertThat(StackReader.whole(Optional.of("us-east-1"), one, folder))
                .isEqualTo(StackReader.whole(Optional.of("us-east-1"), other, folder))
                .isEqualTo("{'config':{'aws:region':'us-east-1','trivet:cluster':{"
                        .concat("'brokers':{'nodes':'3','settings':{'a':'1','c':'0.5','d':'true'}},")
                        .concat("'kafka':{'metadata':'kraft','version':'3.10'},'name':'films','platform':'ec2',")
                        .concat("'topics':{},'zones':['b','a']}}}")
                        .replace('\'', '"'));
    }

    @Test
    void the_stacks_that_mirrors_copy_from_are_read_beside_it_and_left_with_a_deployment() throws IOException {
        write("cluster.yaml", LEAST);
        write("Pulumi.west.yaml", """
                config:
                  aws:region: us-west-2
                  other:password: {secure: v1:abc}
                  trivet:cluster: {extends: cluster.yaml, name: west}
                """);
        String sources = "{west: {stack: west}, gone: {stack: gone}, itself: {stack: films}, up: {stack: ../west}}";
        Description<OnEc2> described = described(
                "extends: cluster.yaml\nmirrors: {nodes: 3, instance: m7g.large, volume: {size: 10GiB}, sources: "
                        + sources + "}\n");
        String left = StackReader.whole(
                Optional.of("us-east-1"),
                "{\"extends\": \"cluster.yaml\", \"mirrors\": {\"nodes\": 3, \"instance\": \"m7g.large\","
                        + " \"volume\": {\"size\": \"10GiB\"}, \"sources\": {\"west\": {\"stack\": \"west\"}}}}",
                folder);
        Files.delete(folder.resolve("Pulumi.west.yaml"));
        Files.delete(folder.resolve("cluster.yaml"));

        assertThat(described.sources()).containsOnlyKeys("west");
        assertThat(described.sources().get("west").region()).contains("us-west-2");
        assertThat(described.sources().get("west").name()).isEqualTo("west");
        assertThat(left)
                .contains("trivet:sources")
                .doesNotContain("other:password")
                .doesNotContain("v1:abc");
        assertThat(StackReader.read(folder, folder.resolve("Pulumi.films.yaml"), file -> left)
                        .ec2()
                        .orElseThrow()
                        .sources()
                        .get("west")
                        .on())
                .isEqualTo(described.sources().get("west").on());
    }

    private Description<OnEc2> described(String cluster) throws IOException {
        Reading reading = read(cluster);
        assertThat(reading.problems().list()).isEmpty();
        return reading.ec2().orElseThrow();
    }

    private Reading read(String cluster) throws IOException {
        Path file = folder.resolve("Pulumi.films.yaml");
        write("Pulumi.films.yaml", "config:\n  aws:region: us-east-1\n  trivet:cluster:\n" + cluster.indent(4));
        return StackReader.read(folder, file);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    /** SnakeYAML reads 1,024 units of UTF-16 at a time, and a character of two may lie across them. */
    @Test
    void a_character_may_lie_anywhere_in_a_file() throws IOException {
        for (int length = 1000; length < 1030; length++) {
            write(
                    "cluster.yaml",
                    LEAST + "tags: {team: films} #" + "x".repeat(length - LEAST.length()) + "\uD83D\uDE00\n");

            assertThat(described("extends: cluster.yaml").tags()).containsEntry("team", "films");
        }
    }
}
