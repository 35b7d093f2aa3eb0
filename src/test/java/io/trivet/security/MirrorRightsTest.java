package io.trivet.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.Golden;
import io.trivet.stack.Description;
import io.trivet.stack.Mirrors;
import io.trivet.stack.OnEc2;
import io.trivet.stack.StackReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What mirrors may do, by what they copy. */
final class MirrorRightsTest {
    private static final Path CASE = Golden.HOME.resolve("aws/mirrors-secured/in");

    @TempDir
    private Path folder;

    private Mirrors mirrors(String source) throws Exception {
        String text = Files.readString(CASE.resolve("stack.yaml"))
                .replaceAll("west: \\{.*}", Matcher.quoteReplacement(source));
        Path file = folder.resolve("stack.yaml");
        Files.writeString(file, text);
        Files.copy(CASE.resolve("Pulumi.west.yaml"), folder.resolve("Pulumi.west.yaml"));
        Description<OnEc2> description = StackReader.read(folder, file).ec2().orElseThrow();
        return description.on().mirrors().orElseThrow();
    }

    private static List<String> text(SortedSet<Grant> grants) {
        return grants.stream().map(Grant::toString).toList();
    }

    private static SortedSet<Grant> ofSource(Mirrors mirrors) {
        return MirrorRights.ofSource(
                "east", mirrors, mirrors.sources().values().iterator().next());
    }

    @Test
    void the_source_is_only_read() throws Exception {
        Mirrors mirrors =
                mirrors("west: {stack: west, topics: [orders, 'audit\\..*', 'log.*'], groups: [billing, 'shop-.*']}");

        assertThat(text(ofSource(mirrors)))
                .containsExactly(
                        "read topic audit.*",
                        "describe-configs topic audit.*",
                        "read topic log*",
                        "describe-configs topic log*",
                        "read topic orders",
                        "describe-configs topic orders",
                        "describe group billing",
                        "describe group shop-*");
    }

    @Test
    void of_an_expression_of_which_no_beginning_is_known_it_is_all() throws Exception {
        Mirrors mirrors = mirrors("west: {stack: west, topics: [orders, '(a|b).*']}");

        assertThat(text(ofSource(mirrors)))
                .containsExactly("read topic *", "describe-configs topic *", "describe group *");
    }

    @Test
    void copies_that_keep_their_names_are_written_under_these() throws Exception {
        Mirrors mirrors = mirrors("west: {stack: west, names: same, groupOffsets: false, topics: [orders]}");

        assertThat(text(MirrorRights.of(mirrors)))
                .contains("write topic orders", "alter-configs topic orders", "create topic orders")
                .doesNotContain("write topic west.*", "describe topic *", "read group *")
                .contains("read group west-mm2");
    }

    @Test
    void syncs_that_stay_at_the_source_are_written_there() throws Exception {
        Mirrors mirrors =
                mirrors("west: {stack: west, topics: [orders], settings: {offset-syncs.topic.location: source}}");

        assertThat(text(ofSource(mirrors))).contains("write topic mm2-offset-syncs.east.internal");
    }
}
