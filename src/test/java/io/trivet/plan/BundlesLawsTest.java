package io.trivet.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.gen.Edits;
import io.trivet.gen.Edits.Edit;
import io.trivet.layout.Machine;
import io.trivet.layout.Node;
import io.trivet.layout.Site;
import io.trivet.platform.Ec2Platform;
import io.trivet.platform.ec2.Upkeep;
import io.trivet.process.Launch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for the digests of nodes, whatever is described and however that is edited. */
final class BundlesLawsTest {
    static Stream<Edit> edits() {
        return Edits.all();
    }

    /** One that changed alone would roll a node for nothing; one that did not would leave it as it was. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("edits")
    void a_digest_changes_exactly_when_something_on_its_node_or_its_machine_must(Edit edit) {
        Plan<Ec2Platform> before = Plan.of(edit.before().description(), Site.EC2);
        Plan<Ec2Platform> after = Plan.of(edit.after().description(), Site.EC2);
        SortedMap<String, String> digests = digests(before);

        digests(after).forEach((node, digest) -> {
            if (digests.containsKey(node)) {
                assertThat(digest.equals(digests.get(node)))
                        .as(node)
                        .isEqualTo(must(before, node).equals(must(after, node)));
            }
        });
    }

    private static SortedMap<String, String> digests(Plan<Ec2Platform> plan) {
        Bundles bundles = Bundles.of(plan, "");
        SortedMap<String, String> digests = new TreeMap<>();
        plan.layout().nodes().forEach(node -> digests.put(node.name(), bundles.digest(node)));
        return digests;
    }

    /** All that a node must be, by the plan itself. */
    private static Map<String, Object> must(Plan<Ec2Platform> plan, String name) {
        PlannedNode planned = plan.nodes().stream()
                .filter(node -> node.node().name().equals(name))
                .findFirst()
                .orElseThrow();
        Node node = planned.node();
        PlannedRole role = plan.roles().stream()
                .filter(one -> one.role() == node.role())
                .findFirst()
                .orElseThrow();
        Machine machine = role.machine();
        Launch launch = planned.launch();
        Map<String, Object> must = new TreeMap<>();
        must.put("files", planned.files());
        must.put("who it is", node.name() + " " + node.dnsName() + " " + node.id() + " " + node.address());
        must.put("where it is", node.zone().name());
        must.put(
                "machine",
                machine.image().text() + " " + machine.instance() + " "
                        + machine.volume().gib() + " " + machine.volumes());
        must.put("software", launch.software() + " " + role.release());
        must.put("folders", launch.folder() + " " + launch.dataFolders());
        must.put(
                "cluster",
                plan.layout().cluster() + " " + plan.layout().clusterId() + " "
                        + plan.platform().metadata());
        must.put(
                "what stops together",
                plan.platform().together() + " " + plan.layout().zones());
        must.put("voters", plan.platform().initialControllers() + " " + plan.controllers());
        must.put("started again since", planned.processes().get(0).restarted());
        Upkeep upkeep = plan.platform().upkeep();
        must.put(
                "what is seen of it",
                upkeep.isWatched()
                        ? plan.id() + " " + upkeep.metrics() + " "
                                + upkeep.logDays().isPresent()
                        : "");
        List<List<Node>> servers = plan.waves().stream()
                .filter(wave -> !wave.get(0).role().isWorker())
                .toList();
        boolean last = servers.get(servers.size() - 1).contains(node);
        must.put("what it finalises", last ? plan.platform().finalised() : Optional.empty());
        must.put("what it lets workers do", last ? plan.platform().workers() : "");
        must.put(
                "workers beside it",
                node.role().isWorker() ? plan.layout().nodes(node.role()).size() : "");
        must.put("brokers", node.role().isBroker() ? plan.layout().names().bootstrap() : "");
        return must;
    }
}
