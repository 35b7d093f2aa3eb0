package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.trivet.plan.Comparison;
import io.trivet.platform.Change;
import io.trivet.platform.Prices;
import io.trivet.platform.Reason;
import io.trivet.platform.Risk;
import io.trivet.problem.Problem;
import io.trivet.show.Colour;
import io.trivet.show.DeltaShown;
import io.trivet.show.ProblemsShown;
import io.trivet.show.Schemas;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import io.trivet.stack.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Edits that people make, each in a folder of its own: {@code in/edit.txt} says what is replaced in {@code base.yaml}
 * (or in the file that its first line names), and beside it stands all that a reviewer is told.
 */
final class DiffTest {
    private static final Path CASES = Edit.CASES;

    @TestFactory
    Stream<DynamicNode> every_edit_is_told_in_full() {
        return Golden.of(DiffTest.class, "diff").cases(DiffTest::outputs);
    }

    private static SortedMap<String, String> outputs(Path folder) {
        Comparison comparison = comparison(folder);
        SortedMap<String, String> outputs = new TreeMap<>();
        outputs.put("diff.txt", DeltaShown.of(List.of(comparison), "the base").text(Colour.OFF));
        outputs.put("diff.md", String.join("\n", DeltaShown.comments(List.of(comparison))));
        if (!comparison.problems().list().isEmpty()) {
            outputs.put("problems.txt", ProblemsShown.of(comparison.problems()).text(Colour.OFF));
        }
        return outputs;
    }

    private static Comparison comparison(Path folder) {
        Edit edit = Edit.of(folder);
        return Comparison.of("prod", Edit.reading(edit.before()), Edit.reading(edit.after()), Prices.read());
    }

    private static List<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    @Test
    void there_are_at_least_forty_edits_and_they_have_every_reason_but_one() throws IOException {
        Set<Reason> met = EnumSet.noneOf(Reason.class);
        for (Path folder : cases()) {
            comparison(folder).delta().changes().stream().map(Change::reason).forEach(met::add);
        }

        assertThat(cases()).hasSizeGreaterThanOrEqualTo(40);
        assertThat(met).containsExactlyInAnyOrder(Reason.values());
    }

    @Test
    void everything_that_is_refused_or_puts_data_at_stake_is_told_as_a_problem_by_a_case() throws IOException {
        Set<String> told = new java.util.TreeSet<>();
        for (Path folder : cases()) {
            comparison(folder).problems().list().stream().map(Problem::id).forEach(told::add);
        }

        assertThat(told)
                .containsAll(Arrays.stream(Reason.values())
                        .filter(reason -> reason.risk() == Risk.REFUSED || reason.risk() == Risk.DATA_AT_STAKE)
                        // Two descriptions never give a node another identity without a cause that is told instead.
                        .filter(reason -> reason != Reason.NODE_IDENTITY)
                        .map(Reason::id)
                        .toList());
    }

    @Test
    void a_refusal_is_never_silent_and_never_alone() throws IOException {
        for (Path folder : cases()) {
            Comparison comparison = comparison(folder);
            boolean errors = comparison.problems().hasErrors();
            if (comparison.state() == Comparison.State.CHANGED) {
                assertThat(errors)
                        .as(folder.toString())
                        .isEqualTo(comparison.delta().risk() == Risk.REFUSED);
            }
        }
    }

    @Test
    void what_programs_read_follows_the_published_schema() throws IOException {
        Path file = Path.of("stacks/schema/diff.schema.json");
        if (System.getProperty("golden.accept", "").equals("diff-schema") && System.getenv("CI") == null) {
            Files.writeString(file, Schemas.diff());
        }
        assertThat(Files.readString(file))
                .as("to write it: ./mvnw test -Dtest=DiffTest -Dgolden.accept=diff-schema")
                .isEqualTo(Schemas.diff());
        Schema schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(Schemas.diff());
        List<Comparison> all = new ArrayList<>();
        for (Path folder : cases()) {
            all.add(comparison(folder));
        }
        JsonNode json =
                new ObjectMapper().readTree(DeltaShown.of(all, "the base").json());

        assertThat(schema.validate(json)).isEmpty();
        assertThat(json.get("stacks")).hasSize(all.size());
    }

    @Test
    void a_description_with_errors_is_compared_with_nothing() {
        Reading broken = Edit.reading("config: {trivet:cluster: {}}");
        Reading right = Edit.reading(read(CASES.resolve("zookeeper.yaml")));

        Comparison comparison = Comparison.of("prod", right, broken, Prices.read());

        assertThat(comparison.state()).isEqualTo(Comparison.State.BROKEN);
        assertThat(DeltaShown.of(List.of(comparison), "HEAD").text(Colour.OFF))
                .startsWith("prod  not valid\n  The description has ");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_description_before_that_had_errors_is_said_to_have_them() {
        Reading broken = Edit.reading("config: {trivet:cluster: {}}");
        Description<OnEc2> now =
                Edit.reading(read(CASES.resolve("zookeeper.yaml"))).ec2().orElseThrow();

        Comparison comparison =
                Comparison.of("prod", broken, Edit.reading(read(CASES.resolve("zookeeper.yaml"))), Prices.read());

        assertThat(now.name()).isEqualTo("films");
        assertThat(DeltaShown.of(List.of(comparison), "HEAD").text(Colour.OFF)).isEqualTo("""
                prod  unknown
                  The description before has 8 errors and cannot be compared; now it is 3 ZooKeeper servers, 6 brokers.

                  Cost: about 1,436 USD a month.
                  Approximate list prices of us-east-1, table of 2026-11-22, without NAT gateways, endpoints, snapshots and \
                discounts. Traffic between zones is not in it: traffic is not described.

                """);
    }

    @Test
    void a_service_before_that_let_no_client_in_is_said_to_have_errors() throws IOException {
        String msk = read(CASES.resolve("msk.yaml"));
        String closed = msk.replaceFirst("authentication: \\[[^]]*]", "authentication: []");

        Comparison comparison = Comparison.of("prod", Edit.reading(closed), Edit.reading(msk), Prices.read());

        assertThat(closed).isNotEqualTo(msk);
        assertThat(comparison.state()).isEqualTo(Comparison.State.BASE_BROKEN);
    }
}
