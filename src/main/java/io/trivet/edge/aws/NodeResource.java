package io.trivet.edge.aws;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import com.pulumi.resources.ResourceArgs;
import io.trivet.plan.PlannedNode;
import io.trivet.plan.PlannedRole;

/** The parent of all resources of a node. Its inputs say what the node is and, as a digest, what lies on it. */
final class NodeResource extends ComponentResource {
    /** As many digits as tell two configurations apart by eye. */
    private static final int SHORT = 12;

    NodeResource(PlannedNode node, String digest, PlannedRole role, Resource parent) {
        super(
                "trivet:aws:Node",
                node.node().name(),
                new Inputs(node, digest, role),
                ComponentResourceOptions.builder().parent(parent).build());
    }

    private static final class Inputs extends ResourceArgs {
        @Import(name = "role")
        private final Output<String> role;

        @Import(name = "id")
        private final Output<Integer> id;

        @Import(name = "zone")
        private final Output<String> zone;

        @Import(name = "address")
        private final Output<String> address;

        @Import(name = "name")
        private final Output<String> name;

        @Import(name = "software")
        private final Output<String> software;

        @Import(name = "instance")
        private final Output<String> instance;

        @Import(name = "configuration")
        private final Output<String> configuration;

        Inputs(PlannedNode node, String digest, PlannedRole role) {
            this.role = Output.of(role.role().word());
            this.id = Output.of(node.node().id());
            this.zone = Output.of(node.node().zone().name());
            this.address = Output.of(node.node().address().toString());
            this.name = Output.of(node.node().dnsName());
            this.software = Output.of(role.software());
            this.instance = Output.of(role.machine().instance());
            this.configuration = Output.of(digest.substring(0, SHORT));
        }
    }
}
