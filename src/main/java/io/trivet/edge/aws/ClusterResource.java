package io.trivet.edge.aws;

import com.pulumi.aws.Provider;
import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.ResourceArgs;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedRole;
import io.trivet.platform.Ec2Platform;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The parent of all resources of a cluster. Its inputs are what a reader of a preview wants to see first. */
final class ClusterResource extends ComponentResource {
    ClusterResource(Plan<Ec2Platform> plan, Provider provider, Seal seal) {
        super(
                "trivet:aws:Cluster",
                plan.layout().cluster(),
                new Inputs(plan),
                ComponentResourceOptions.builder()
                        .providers(provider)
                        .resourceTransformations(seal)
                        .build());
    }

    private static final class Inputs extends ResourceArgs {
        @Import(name = "environment")
        private final Output<String> environment;

        @Import(name = "clusterId")
        private final Output<String> clusterId;

        @Import(name = "zones")
        private final Output<List<String>> zones;

        @Import(name = "nodes")
        private final Output<Map<String, Integer>> nodes;

        @Import(name = "software")
        private final Output<Map<String, String>> software;

        @Import(name = "machines")
        private final Output<Map<String, String>> machines;

        @Import(name = "settings")
        private final Output<Map<String, Map<String, String>>> settings;

        Inputs(Plan<Ec2Platform> plan) {
            SortedMap<String, Integer> nodes = new TreeMap<>();
            SortedMap<String, String> software = new TreeMap<>();
            SortedMap<String, String> machines = new TreeMap<>();
            SortedMap<String, Map<String, String>> settings = new TreeMap<>();
            for (PlannedRole role : plan.roles()) {
                String word = role.role().word();
                nodes.put(word, plan.layout().nodes(role.role()).size());
                software.put(word, role.software());
                machines.put(
                        word,
                        role.machine().instance() + " with "
                                + (role.machine().volumes() > 1 ? role.machine().volumes() + " x " : "")
                                + role.machine().volume().gib() + " GiB of "
                                + role.machine().volume().type());
                settings.put(word, role.settings());
            }
            this.environment = Output.of(plan.environment());
            this.clusterId = Output.of(plan.layout().clusterId());
            this.zones = Output.of(
                    plan.layout().zones().stream().map(zone -> zone.name()).toList());
            this.nodes = Output.of(nodes);
            this.software = Output.of(software);
            this.machines = Output.of(machines);
            this.settings = Output.of(settings);
        }
    }
}
