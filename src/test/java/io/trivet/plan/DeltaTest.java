package io.trivet.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trivet.gen.Edits;
import io.trivet.layout.Node;
import io.trivet.layout.Site;
import io.trivet.platform.Change;
import io.trivet.platform.Ec2Platform;
import io.trivet.platform.Leaves;
import io.trivet.platform.Prices;
import io.trivet.platform.Reason;
import io.trivet.platform.Retention;
import io.trivet.platform.Stakes;
import io.trivet.platform.ec2.Refusals;
import io.trivet.problem.Problems;
import io.trivet.show.DeltaShown;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import io.trivet.stack.Reading;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no pair of descriptions can bring about, and what programs get. */
final class DeltaTest {
    @ParameterizedTest
    @ValueSource(strings = {"id", "address", "zone", "name"})
    void a_node_that_is_another_is_refused_also_where_nothing_else_explains_it(String fact) {
        Description<OnEc2> description = Edits.of(1).before().description();
        Plan<Ec2Platform> before = Plan.of(description, Site.EC2);
        String path = "/nodes/broker1/" + fact;

        Delta delta = Delta.between(before, withAnother(fact, before));

        assertThat(delta.changes())
                .filteredOn(change -> change.path().startsWith("/nodes/"))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.path()).isEqualTo(path);
                    assertThat(change.reason()).isEqualTo(Reason.NODE_IDENTITY);
                });
        Change change = delta.of(Reason.NODE_IDENTITY).get(0);
        Retention kept = Retention.ofBrokers(before.brokerSettings());
        Stakes stakes = new Stakes(kept, kept, before.topics(), before.topics(), Optional.empty());
        Problems problems = Refusals.of(delta.changes(), description, description, stakes);
        assertThat(problems.list()).singleElement().satisfies(problem -> {
            assertThat(problem.id()).isEqualTo("node-identity");
            assertThat(problem.found()).isEqualTo(change.after().orElseThrow());
            assertThat(problem.must())
                    .isEqualTo("stay " + change.before().orElseThrow() + ", the " + fact
                            + " of broker1: data belongs to the id, zone and address of its node");
        });
    }

    /** The plan with broker1 as no description can make it. */
    private static Plan<Ec2Platform> withAnother(String fact, Plan<Ec2Platform> plan) {
        List<PlannedNode> nodes = plan.nodes().stream()
                .map(planned -> planned.node().name().equals("broker1")
                        ? new PlannedNode(
                                another(fact, planned.node(), plan),
                                planned.processes(),
                                planned.settings(),
                                planned.own(),
                                planned.files())
                        : planned)
                .toList();
        return new Plan<>(
                plan.id(),
                plan.environment(),
                plan.region(),
                plan.layout(),
                plan.roles(),
                nodes,
                plan.waves(),
                plan.edges(),
                plan.files(),
                plan.console(),
                plan.registries(),
                plan.tags(),
                plan.mayEnd(),
                plan.platform());
    }

    private static Node another(String fact, Node node, Plan<Ec2Platform> plan) {
        return new Node(
                node.role(),
                node.number(),
                fact.equals("id") ? node.id() + 1 : node.id(),
                fact.equals("zone") ? plan.layout().zones().get(2) : node.zone(),
                fact.equals("address") ? node.address().plus(7) : node.address(),
                fact.equals("name") ? "x" : node.dnsName(),
                node.portShift());
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

            SortedMap<String, String> leaves = Leaves.of(Facts.of(Plan.of(before, Site.EC2)));
            for (JsonNode change : new ObjectMapper().readTree(text).at("/stacks/0/changes")) {
                String path = change.get("path").textValue();
                if (change.has("after")) {
                    leaves.put(path, change.get("after").textValue());
                } else {
                    leaves.remove(path);
                }
            }

            assertThat(leaves).as(edit.toString()).isEqualTo(Leaves.of(Facts.of(Plan.of(after, Site.EC2))));
        }
    }

    private static Reading reading(Description<OnEc2> description) {
        return new Reading(Optional.of(description), Problems.NONE);
    }
}
