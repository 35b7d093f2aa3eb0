package io.trivet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trivet.Repository;
import io.trivet.problem.Words;
import io.trivet.show.DeltaShown;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code trivet diff} in repositories of its own: what is compared with what, what is written where, exit codes. */
final class DiffCommandTest {
    @TempDir
    Path folder;

    private Repository repository;

    @BeforeEach
    void a_repository() throws Exception {
        repository = Repository.in(folder);
    }

    private Outcome diff(String... arguments) {
        String[] all = Stream.concat(Stream.of("diff"), Stream.of(arguments)).toArray(String[]::new);
        return Outcome.of(repository.home(), all);
    }

    @Test
    void nothing_changed() {
        assertThat(diff()).isEqualTo(new Outcome(ExitCode.OK, unchanged(), ""));
        assertThat(diff("--exit-code").code()).isEqualTo(ExitCode.OK);
        assertThat(diff("--format", "markdown")).isEqualTo(new Outcome(ExitCode.OK, "", ""));
    }

    @Test
    void comments_and_order_are_no_change() throws IOException {
        repository.edit("cluster.yaml", "platform: ec2\n", "# Another comment.\nplatform:   ec2\n");

        assertThat(diff("--exit-code")).isEqualTo(new Outcome(ExitCode.OK, unchanged(), ""));
    }

    @Test
    void what_stacks_share_changes_all_of_them() throws IOException {
        repository.edit("cluster.yaml", "log.retention.hours: 168", "log.retention.hours: 336");

        Outcome outcome = diff("--exit-code");

        assertThat(outcome.code()).isEqualTo(ExitCode.CHANGES);
        assertThat(outcome.out())
                .contains("kraft-us-east-1  ", "prod-eu-west-1  rolling restart", "prod-us-east-1  rolling restart")
                .endsWith(unchanged("kraft-us-east-1", "msk-us-east-1", "prod-eu-west-1", "prod-us-east-1"));
        assertThat(diff().code()).isEqualTo(ExitCode.OK);
    }

    @Test
    void the_example_of_the_readme() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        int begin = readme.indexOf("prod-us-east-1  rolling restart");
        repository.edit(
                "cluster.yaml", "log.retention.hours: 168", "log.retention.hours: 168\n    queued.max.requests: 900");

        assertThat(diff("prod-us-east-1").out()).startsWith(readme.substring(begin, readme.indexOf("…", begin)));
    }

    /** The line about all example stacks but these. */
    private String unchanged(String... changed) {
        List<String> names = new ArrayList<>(Stacks.known(repository.home()));
        names.removeAll(List.of(changed));
        return "Unchanged since HEAD: " + Words.list(names) + ".\n";
    }

    @Test
    void topics_of_a_cluster_that_a_service_runs_are_compared() throws IOException {
        repository.edit("Pulumi.external-aiven.yaml", "partitions: 36", "partitions: 48");

        Outcome outcome = diff("external-aiven", "--exit-code");

        assertThat(outcome.code()).isEqualTo(ExitCode.CHANGES);
        assertThat(outcome.err()).isEqualTo("""
                warning partitions-more-keyed  stacks/Pulumi.external-aiven.yaml:30:21  topics.playback-position.partitions
                  was 48, instead of 36 but it must keep its number while keys matter: a key goes to another partition than its \
                older records, which compaction then never removes.
                  Mend: describe a new topic and copy the records, or write partitions: 36.

                1 warning in stacks/Pulumi.external-aiven.yaml
                """);
    }

    @Test
    void the_network_in_which_a_zone_of_a_service_was_made_stays() throws IOException {
        String before = """
                config:
                  aws:region: eu-west-1
                  trivet:cluster:
                    name: films
                    environment: dev
                    platform: external
                    external: {service: other, bootstrap: ["kafka.example.com:9092"], protocol: plaintext}
                    network: {vpc: vpc-0abcdef1234567890}
                    dns: {zone: eu-west-1.dev.internal}
                """;
        Path base = Files.writeString(repository.home().resolve("before.yaml"), before);
        Files.writeString(repository.stack("Pulumi.clicks.yaml"), before.replace("f1234567890", "f1234567891"));

        Outcome outcome = diff("clicks", "--base-file", base.toString());

        assertThat(outcome.code()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(outcome.err()).contains("""
                error network-changed  stacks/Pulumi.clicks.yaml:8:20  network.vpc
                  was vpc-0abcdef1234567891 but it must stay vpc-0abcdef1234567890, in which the zone was made.
                  Mend: keep it, and add the other VPC to dns.vpcs.
                """);
    }

    @Test
    void only_what_was_asked_for_is_compared() throws IOException {
        repository.edit("cluster.yaml", "log.retention.hours: 168", "log.retention.hours: 336");

        assertThat(diff("dev").out()).isEqualTo("Unchanged since HEAD: dev.\n");
    }

    @Test
    void an_older_revision_by_any_name() throws Exception {
        repository.git("tag", "first");
        repository.edit("Pulumi.dev.yaml", "nodes: 3", "nodes: 6");
        repository.commit("Six brokers");

        assertThat(diff("dev", "--base", "first").out()).startsWith("dev  data at stake\n");
        assertThat(diff("dev", "--base", "HEAD~1").out()).startsWith("dev  data at stake\n");
        assertThat(diff(
                                "dev",
                                "--base",
                                repository.git("rev-parse", "--short", "HEAD~1").strip())
                        .out())
                .startsWith("dev  data at stake\n");
        assertThat(diff("dev").out()).isEqualTo("Unchanged since HEAD: dev.\n");
    }

    @Test
    void the_working_tree_and_the_index_stay_as_they_are() throws Exception {
        repository.edit("cluster.yaml", "log.retention.hours: 168", "log.retention.hours: 336");
        Files.writeString(repository.stack("staged.txt"), "staged");
        repository.git("add", "stacks/staged.txt");
        Files.writeString(repository.stack("untracked.txt"), "untracked");
        String before = repository.git("status", "--porcelain") + repository.git("ls-files", "--debug");

        diff("--base", "HEAD");

        assertThat(repository.git("status", "--porcelain") + repository.git("ls-files", "--debug"))
                .isEqualTo(before);
    }

    @Test
    void a_stack_that_is_new() throws IOException {
        Files.writeString(
                repository.stack("Pulumi.test.yaml"),
                Files.readString(repository.stack("Pulumi.dev.yaml")).replace("10.60.0.0/20", "10.70.0.0/20"));

        Outcome outcome = diff("test", "--exit-code");

        assertThat(outcome.code()).isEqualTo(ExitCode.CHANGES);
        assertThat(outcome.out()).startsWith("""
                test  new stack
                  A stack that was not there: 3 ZooKeeper servers, 3 brokers.

                """);
    }

    @Test
    void a_stack_that_is_gone() throws IOException {
        Files.delete(repository.stack("Pulumi.dev.yaml"));

        Outcome outcome = diff();

        assertThat(outcome.out()).startsWith("""
                dev  data at stake
                  The stack is described no more (3 ZooKeeper servers, 3 brokers); what it has on AWS stays until it is \
                destroyed by hand, and its data with it.

                """);
        assertThat(diff("dev").out()).startsWith("dev  data at stake\n");
    }

    @Test
    void a_stack_that_never_was() {
        Outcome outcome = diff("dex");

        assertThat(outcome.code()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(outcome.err()).contains("error no-stack", "Mend: write dev.");
    }

    @Test
    void a_file_that_was_not_extended_before_is_read_from_the_revision() throws Exception {
        repository.edit("Pulumi.dev.yaml", "extends: cluster.yaml", "extends: other.yaml");
        Files.writeString(
                repository.stack("other.yaml"),
                Files.readString(repository.stack("cluster.yaml")).replace("nodes: 3", "nodes: 1"));

        assertThat(diff("dev").out()).contains("voters-many");
    }

    @Test
    void a_refused_change_ends_with_1_and_says_how_to_mend_it() throws IOException {
        repository.edit("cluster.yaml", "volume: {size: 1TiB, type: gp3}", "volume: {size: 500GiB, type: gp3}");

        Outcome outcome = diff("prod-us-east-1", "--exit-code");

        assertThat(outcome.code()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(outcome.err()).isEqualTo("""
                error storage-shrink  stacks/cluster.yaml:22:18  brokers.volume.size
                  was 500GiB but it must be at least 1TiB, the size that broker volumes have now.
                  Mend: set brokers.volume.size to 1TiB or more; EBS volumes cannot shrink.

                1 error in stacks/cluster.yaml
                """);
    }

    @Test
    void a_description_with_errors_ends_with_1() throws IOException {
        repository.edit("Pulumi.dev.yaml", "nodes: 3", "nodes: many");

        Outcome outcome = diff("dev");

        assertThat(outcome.code()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(outcome.err()).contains("error bad-value  stacks/Pulumi.dev.yaml:");
        assertThat(outcome.out()).isEqualTo("""
                dev  not valid
                  The description has 1 error, so that nothing follows from it.

                """);
    }

    @Test
    void a_description_before_with_errors_is_said_to_have_them() throws Exception {
        repository.edit("Pulumi.dev.yaml", "nodes: 3", "nodes: many");
        repository.commit("A mistake");
        repository.edit("Pulumi.dev.yaml", "nodes: many", "nodes: 3");

        Outcome outcome = diff("dev");

        assertThat(outcome.code()).isEqualTo(ExitCode.OK);
        assertThat(outcome.out()).startsWith("""
                dev  unknown
                  The description before has 1 error and cannot be compared; now it is 3 ZooKeeper servers, 3 brokers.

                """);
    }

    @Test
    void what_breaks_only_a_rule_is_compared_all_the_same() throws Exception {
        repository.edit("Pulumi.dev.yaml", "log.retention.hours: 24", "log.retention.hours: 0");
        repository.commit("A mistake");
        repository.edit("Pulumi.dev.yaml", "log.retention.hours: 0", "log.retention.hours: 24");

        assertThat(diff("dev").out()).contains("""
                  The description before has 1 error; compared all the same.
                """).contains("~ brokers log.retention.hours  0 -> 24");
    }

    @Test
    void a_file_instead_of_a_revision() throws IOException {
        Path base = repository.home().resolve("old.yaml");
        Files.writeString(
                base,
                Files.readString(repository.stack("Pulumi.dev.yaml"))
                        .replace("extends: cluster.yaml", "extends: stacks/cluster.yaml")
                        .replace("size: 50GiB", "size: 40GiB"));

        Outcome outcome = diff("dev", "--base-file", base.toString());

        assertThat(outcome.code()).isEqualTo(ExitCode.OK);
        assertThat(outcome.out()).contains("~ brokers volume size  40GiB -> 50GiB  dynamic  volume-larger");
        assertThat(diff("--base-file", base.toString()).code()).isEqualTo(ExitCode.USAGE);
        assertThat(diff("dev", "--base", "HEAD", "--base-file", base.toString()).code())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void a_revision_that_is_not_there() {
        Outcome outcome = diff("--base", "nowhere");

        assertThat(outcome.code()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(outcome.err()).isEqualTo("""
                error no-base
                  was nowhere, no commit of a git repository that holds %s but it must be a commit that this clone has.
                  Mend: fetch it, name another with --base, or compare with a file: --base-file FILE.

                1 error
                """.formatted(repository.home()));
        for (String odd : List.of("", " ", "HEAD\nHEAD", "HEAD:stacks", "a b")) {
            assertThat(diff("--base", odd).code()).as("'" + odd + "'").isEqualTo(ExitCode.PROBLEMS);
        }
    }

    @Test
    void a_folder_in_no_repository(@TempDir Path elsewhere) throws IOException {
        Files.createDirectories(elsewhere.resolve("stacks"));

        Outcome outcome = Outcome.of(elsewhere.toRealPath(), "diff");

        assertThat(outcome.code()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(outcome.err()).startsWith("error no-base\n");
    }

    @Test
    void a_home_below_the_top_of_the_repository() throws Exception {
        Path below = Files.createDirectories(repository.home().resolve("kafka/stacks"));
        Files.copy(repository.stack("Pulumi.dev.yaml"), below.resolve("Pulumi.dev.yaml"));
        Files.copy(repository.stack("cluster.yaml"), below.resolve("cluster.yaml"));
        repository.commit("Below");
        Files.writeString(
                below.resolve("cluster.yaml"),
                Files.readString(below.resolve("cluster.yaml")).replace("size: 50GiB", "size: 60GiB"));

        Outcome outcome = Outcome.of(repository.home().resolve("kafka"), "diff");

        assertThat(outcome.out()).isEqualTo("Unchanged since HEAD: dev.\n");
        Files.writeString(
                below.resolve("Pulumi.dev.yaml"),
                Files.readString(below.resolve("Pulumi.dev.yaml")).replace("size: 50GiB", "size: 60GiB"));
        assertThat(Outcome.of(repository.home().resolve("kafka"), "diff").out())
                .contains("~ brokers volume size  50GiB -> 60GiB");
    }

    @Test
    void the_comment_for_a_setting_of_a_thousand_brokers_is_read_in_a_minute() throws Exception {
        repository.edit(
                "Pulumi.prod-us-east-1.yaml", "environment: prod", "environment: prod\n    brokers: {nodes: 1000}");
        repository.commit("A thousand brokers");
        repository.edit(
                "cluster.yaml", "log.retention.hours: 168", "log.retention.hours: 168\n    queued.max.requests: 900");

        Outcome outcome = diff("prod-us-east-1", "--format", "markdown");

        assertThat(outcome.code()).isEqualTo(ExitCode.OK);
        assertThat(outcome.out().lines().count()).isLessThan(100);
        assertThat(outcome.out())
                .contains("1000 brokers restart in 3 steps")
                .contains("all 1000 brokers")
                .contains("+queued.max.requests=900");
    }

    @Test
    void comments_are_files_of_a_size_that_github_takes_and_old_ones_go() throws Exception {
        Path out = repository.home().resolve("target/comment");
        StringBuilder topics = new StringBuilder("topics:\n");
        for (int i = 0; i < 600; i++) {
            topics.append("  ").append("t".repeat(100)).append(i).append(": {partitions: 3}\n");
        }
        String without = Files.readString(repository.stack("cluster.yaml"));
        repository.edit("cluster.yaml", "topics:\n", topics.toString());
        repository.commit("Many topics");
        Files.writeString(repository.stack("cluster.yaml"), without);
        Files.createDirectories(out);
        Files.writeString(out.resolve("comment-99.md"), "old");
        Files.writeString(out.resolve("mine.md"), "mine");

        Outcome outcome = diff("dev", "--format", "markdown", "--out", out.toString());

        assertThat(outcome.out()).isEmpty();
        assertThat(out.resolve("mine.md")).exists();
        assertThat(out.resolve("comment-99.md")).doesNotExist();
        StringBuilder all = new StringBuilder();
        int count = 0;
        while (Files.exists(out.resolve("comment-" + (count + 1) + ".md"))) {
            count++;
            Path comment = out.resolve("comment-" + count + ".md");
            String text = Files.readString(comment);
            assertThat(Files.size(comment)).isLessThan(65_536);
            assertThat(text).startsWith(DeltaShown.MARK + count + " of ");
            assertThat(text.lines().filter(line -> line.equals("```")).count() % 2)
                    .as("fences that are opened are closed")
                    .isZero();
            assertThat(text.split("<details>", -1)).hasSameSizeAs(text.split("</details>", -1));
            all.append(text);
        }
        assertThat(count).isGreaterThan(3);
        // What is told on standard error, line for line: nothing was cut.
        outcome.err()
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(line -> assertThat(all).contains(line));
    }

    @Test
    void programs_get_every_fact() throws Exception {
        repository.edit("cluster.yaml", "log.retention.hours: 168", "log.retention.hours: 336");

        JsonNode json = new ObjectMapper().readTree(diff("--format", "json").out());

        assertThat(json.get("base").textValue()).isEqualTo("HEAD");
        List<String> stacks = Stacks.known(repository.home());
        assertThat(json.get("stacks")).hasSize(stacks.size());
        assertThat(json.get("stacks")
                        .get(stacks.indexOf("prod-us-east-1"))
                        .get("changes")
                        .get(0)
                        .get("path")
                        .textValue())
                .isEqualTo("/roles/broker/settings/log.retention.hours");
    }

    @Test
    void text_is_utf8_whatever_it_holds() throws Exception {
        repository.edit("cluster.yaml", "monitoring:", "tags: {owner: \"Zoë\"}\nmonitoring:");
        repository.commit("A tag");
        repository.edit("cluster.yaml", "Zoë", "Chloé");

        assertThat(diff("dev").out()).contains("~ tag owner  Zoë -> Chloé  none  label");
        assertThat(diff("dev").out().getBytes(StandardCharsets.UTF_8)).isNotEmpty();
    }
}
