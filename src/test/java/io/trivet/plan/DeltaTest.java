package io.trivet.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trivet.cost.Prices;
import io.trivet.gen.Edits;
import io.trivet.problem.Problems;
import io.trivet.show.Comparison;
import io.trivet.show.DeltaShown;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import io.trivet.stack.Reading;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no pair of descriptions can bring about, and what programs get. */
final class DeltaTest {
    @ParameterizedTest
    @ValueSource(strings = {"id", "number", "address", "zone", "name"})
    void a_node_that_is_another_is_refused_also_where_nothing_else_explains_it(String fact) {
        Description<OnEc2> description = Edits.of(1).before().description();
        Facts before = Facts.of(Provision.of(description));
        SortedMap<String, String> leaves = Leaves.of(before);
        String path = "/nodes/broker1/" + fact;
        leaves.computeIfPresent(
                path, (key, old) -> fact.equals("address") ? "10.9.9.9" : fact.equals("name") ? "x" : "2");

        Delta delta = Delta.between(before, Leaves.read(Facts.class, leaves));

        assertThat(delta.changes()).singleElement().satisfies(change -> {
            assertThat(change.path()).isEqualTo(path);
            assertThat(change.reason()).isEqualTo(Reason.NODE_IDENTITY);
        });
        Problems problems = Refusals.of(delta, description, description);
        assertThat(problems.list()).singleElement().satisfies(problem -> {
            assertThat(problem.id()).isEqualTo("node-identity");
            assertThat(problem.found()).isEqualTo(leaves.get(path));
            assertThat(problem.must())
                    .isEqualTo("stay " + delta.changes().get(0).before().orElseThrow() + ", the " + fact
                            + " of broker1: data belongs to the id, zone and address of its node");
        });
    }

    @Test
    void programs_can_make_the_state_after_of_the_state_before_and_the_json_alone() throws IOException {
        for (long seed = 1; seed <= 12; seed++) {
            Edits.Edit edit = Edits.of(seed);
            Description<OnEc2> before = edit.before().description();
            Description<OnEc2> after = edit.after().description();
            String text = DeltaShown.of(
                            List.of(Comparison.of("x", reading(before), reading(after), Prices.read())), "before")
                    .json();

            SortedMap<String, String> leaves = Leaves.of(Facts.of(Provision.of(before)));
            for (JsonNode change : new ObjectMapper().readTree(text).at("/stacks/0/changes")) {
                String path = change.get("path").textValue();
                if (change.has("after")) {
                    leaves.put(path, change.get("after").textValue());
                } else {
                    leaves.remove(path);
                }
            }

            assertThat(Leaves.read(Facts.class, leaves).provision())
                    .as(edit.toString())
                    .isEqualTo(Provision.of(after));
        }
    }

    private static Reading reading(Description<OnEc2> description) {
        return new Reading(java.util.Optional.of(description), Problems.NONE);
    }

    @Test
    void a_pointer_keeps_slashes_and_tildes_of_names() {
        String pointer = Leaves.child(Leaves.child("/topics", "a/b~c"), "settings");

        assertThat(pointer).isEqualTo("/topics/a~1b~0c/settings");
        assertThat(Leaves.keys(pointer)).containsExactly("topics", "a/b~c", "settings");
    }
}
