package io.trivet.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Descriptions written out, and read again. */
final class StackYamlTest {
    private static final Path ROOT = Path.of("").toAbsolutePath();

    @TempDir
    Path folder;

    private static Description<OnEc2> stack(String name) {
        return StackReader.read(ROOT, ROOT.resolve("stacks/Pulumi." + name + ".yaml"))
                .ec2()
                .orElseThrow();
    }

    private Description<OnEc2> read(String cluster) throws IOException {
        Files.writeString(folder.resolve("cluster.yaml"), cluster);
        Path file = Files.writeString(
                folder.resolve("Pulumi.read.yaml"),
                "config:\n  aws:region: us-east-1\n  trivet:cluster:\n    extends: cluster.yaml\n");
        Reading reading = StackReader.read(folder, file);
        assertThat(reading.problems().list()).as(cluster).isEmpty();
        return reading.ec2().orElseThrow();
    }

    /** All that is described; where it stands differs. */
    private static List<Record> said(Description<OnEc2> description) {
        return List.of(description.common(), description.on());
    }

    @Test
    void a_description_is_written_as_people_do() {
        assertThat(StackYaml.of(stack("kraft-us-east-1"))).startsWith("""
                name: films-kraft
                environment: prod
                platform: ec2
                kafka: {version: 4.3.1, metadata: kraft}
                zones: [us-east-1a, us-east-1b, us-east-1c]
                network: {cidr: 10.40.0.0/16}
                dns: {zone: us-east-1.prod-kraft.internal}
                controllers:
                  nodes: 3
                  instance: m7g.large
                  volume: {size: 20GiB}
                """);
    }

    @Test
    void text_that_yaml_would_take_for_something_else_is_quoted() throws IOException {
        String written = StackYaml.of(stack("dev")) + """
                tags: {"null": "~", "a: b": "one #two, {three} \\"four\\" \\\\ \\u00e9", "-": "- x", on: "", Null: "Null"}
                """;
        Description<OnEc2> odd = read(written);

        assertThat(said(read(StackYaml.of(odd)))).isEqualTo(said(odd));
        assertThat(odd.tags()).containsEntry("a: b", "one #two, {three} \"four\" \\ \u00e9");
    }

    @Test
    void nothing_changes_what_is_the_same() {
        assertThat(StackYaml.changes(stack("dev"), stack("dev"))).isEmpty();
    }

    @Test
    void changes_are_what_is_written_over_the_first() {
        assertThat(StackYaml.changes(stack("prod-us-east-1"), stack("prod-eu-west-1")))
                .isEqualTo("""
                zones: [eu-west-1a, eu-west-1b, eu-west-1c]
                network: {cidr: 10.30.0.0/16}
                dns: {zone: eu-west-1.prod.internal}
                brokers: {nodes: 9}
                clients:
                  player:
                    producer: {preset: compressing, topics: [playback-position, viewing-events]}
                  profile-builder:
                    producer: {preset: exactly-once, topics: [viewer-profiles]}
                    consumer: {preset: transactional, reset: none, topics: [viewing-events], stops: 14d}
                  recommender:
                    producer: {preset: safe, topics: [recommendations]}
                    consumer: {preset: manual, reset: latest, topics: [viewer-profiles]}
                    library: librdkafka
                """);
    }
}
