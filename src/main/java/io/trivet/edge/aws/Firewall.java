package io.trivet.edge.aws;

import static java.util.Objects.requireNonNull;

import com.pulumi.aws.ec2.SecurityGroup;
import com.pulumi.aws.ec2.SecurityGroupArgs;
import com.pulumi.aws.vpc.SecurityGroupEgressRule;
import com.pulumi.aws.vpc.SecurityGroupEgressRuleArgs;
import com.pulumi.aws.vpc.SecurityGroupIngressRule;
import com.pulumi.aws.vpc.SecurityGroupIngressRuleArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedRole;
import io.trivet.platform.Ec2Platform;
import io.trivet.platform.Edge;
import io.trivet.platform.MskPlatform;
import io.trivet.stack.ClientSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Security groups: one for each role, one for clients and one for what monitors, and for each edge between two of them
 * a rule at either end. A machine that is to reach the brokers gets the group of clients, or comes from where the
 * description lets clients in; nothing else opens a port.
 *
 * @param groups ids, by name of the group
 * @param ready the rules without which nodes reach neither each other nor AWS
 */
record Firewall(SortedMap<String, Output<String>> groups, List<Resource> ready) {
    static final String CLIENTS = "clients";
    static final String MONITORING = "monitoring";
    private static final String ENDPOINTS = "endpoints";
    private static final int HTTPS = 443;

    static Firewall ofEc2(Plan<Ec2Platform> plan, Network network, Resource parent) {
        List<String> roles = new ArrayList<>();
        for (PlannedRole role : plan.roles()) {
            roles.add(role.role().word());
        }
        List<String> names = new ArrayList<>(roles);
        names.add(CLIENTS);
        names.add(MONITORING);
        NetworkPlan asked = NetworkPlan.ofEc2(plan);
        boolean endpoints = asked.endpoints();
        if (endpoints) {
            names.add(ENDPOINTS);
        }
        SortedMap<String, Output<String>> groups = groups(plan.layout().cluster(), names, network, parent);
        List<Resource> rules = new ArrayList<>();
        for (Edge edge : plan.edges()) {
            rules.addAll(edge(edge, groups, parent));
        }
        for (String role : roles) {
            if (endpoints) {
                rules.addAll(between(role, ENDPOINTS, "systems manager", HTTPS, groups, parent));
                network.s3()
                        .forEach(s3 -> rules.add(https(
                                role,
                                "S3",
                                SecurityGroupEgressRuleArgs.builder().prefixListId(s3),
                                groups,
                                parent)));
            } else {
                rules.add(https(
                        role,
                        "AWS and software",
                        SecurityGroupEgressRuleArgs.builder().cidrIpv4(Network.ANYWHERE),
                        groups,
                        parent));
            }
        }
        if (endpoints) {
            rules.addAll(network.endpoints(asked, requireNonNull(groups.get(ENDPOINTS)), parent));
        }
        return new Firewall(groups, List.copyOf(rules));
    }

    /** Groups of the brokers of MSK, and of those who may reach them. */
    static Firewall ofMsk(Plan<MskPlatform> plan, Network network, Resource parent) {
        List<String> names = new ArrayList<>(List.of(MskPlatform.BROKERS, CLIENTS));
        for (Edge edge : plan.edges()) {
            if (edge.from() instanceof Edge.Ours ours && !names.contains(ours.name())) {
                names.add(ours.name());
            }
            if (!names.contains(edge.to())) {
                names.add(edge.to());
            }
        }
        SortedMap<String, Output<String>> groups = groups(plan.layout().cluster(), names, network, parent);
        List<Resource> rules = new ArrayList<>();
        for (Edge edge : plan.edges()) {
            rules.addAll(edge(edge, groups, parent));
        }
        return new Firewall(groups, List.copyOf(rules));
    }

    private static SortedMap<String, Output<String>> groups(
            String cluster, List<String> names, Network network, Resource parent) {
        SortedMap<String, Output<String>> groups = new TreeMap<>();
        for (String name : names) {
            groups.put(
                    name,
                    new SecurityGroup(
                                    cluster + "-" + name,
                                    SecurityGroupArgs.builder()
                                            .vpcId(network.vpc())
                                            .description("Trivet, cluster " + cluster + ": " + name)
                                            .tags(Tags.named(cluster + " " + name))
                                            .build(),
                                    CustomResourceOptions.builder()
                                            .parent(parent)
                                            .build())
                            .id());
        }
        return groups;
    }

    Output<String> group(String name) {
        return requireNonNull(groups.get(name));
    }

    private static List<Resource> edge(Edge edge, SortedMap<String, Output<String>> groups, Resource parent) {
        if (edge.from() instanceof Edge.Described described) {
            return List.of(enters(described.client(), edge, groups, parent));
        }
        if (edge.isOutward()) {
            return List.of(leaves(edge, groups, parent));
        }
        return between(
                edge.from().toString(),
                edge.to(),
                edge.port().name(),
                edge.port().number(),
                groups,
                parent);
    }

    /** A rule at our end alone: what leaves the other network is that network's matter. */
    private static Resource enters(
            ClientSource client, Edge edge, SortedMap<String, Output<String>> groups, Resource parent) {
        int number = edge.port().number();
        String name = client + "-to-" + edge.to() + "-" + number;
        SecurityGroupIngressRuleArgs.Builder args = SecurityGroupIngressRuleArgs.builder();
        if (client instanceof ClientSource.Block block) {
            args.cidrIpv4(block.cidr().toString());
        } else {
            args.referencedSecurityGroupId(client.toString());
        }
        return new SecurityGroupIngressRule(
                name,
                args.securityGroupId(requireNonNull(groups.get(edge.to())))
                        .description(edge.port().name() + " from " + client)
                        .ipProtocol("tcp")
                        .fromPort(number)
                        .toPort(number)
                        .tags(Tags.named(name))
                        .build(),
                CustomResourceOptions.builder().parent(parent).build());
    }

    /** The same in the other direction. */
    private static Resource leaves(Edge edge, SortedMap<String, Output<String>> groups, Resource parent) {
        int number = edge.port().number();
        String name = edge.from() + "-to-" + edge.to() + "-" + number;
        return new SecurityGroupEgressRule(
                name,
                SecurityGroupEgressRuleArgs.builder()
                        .cidrIpv4(edge.to())
                        .securityGroupId(requireNonNull(groups.get(edge.from().toString())))
                        .description(edge.port().name() + " in " + edge.to())
                        .ipProtocol("tcp")
                        .fromPort(number)
                        .toPort(number)
                        .tags(Tags.named(name))
                        .build(),
                CustomResourceOptions.builder().parent(parent).build());
    }

    private static List<Resource> between(
            String from,
            String to,
            String port,
            int number,
            SortedMap<String, Output<String>> groups,
            Resource parent) {
        CustomResourceOptions child =
                CustomResourceOptions.builder().parent(parent).build();
        String name = from + "-to-" + to + "-" + number;
        return List.of(
                new SecurityGroupIngressRule(
                        name,
                        SecurityGroupIngressRuleArgs.builder()
                                .securityGroupId(requireNonNull(groups.get(to)))
                                .referencedSecurityGroupId(requireNonNull(groups.get(from)))
                                .description(port + " from " + from)
                                .ipProtocol("tcp")
                                .fromPort(number)
                                .toPort(number)
                                .tags(Tags.named(name))
                                .build(),
                        child),
                new SecurityGroupEgressRule(
                        name,
                        SecurityGroupEgressRuleArgs.builder()
                                .securityGroupId(requireNonNull(groups.get(from)))
                                .referencedSecurityGroupId(requireNonNull(groups.get(to)))
                                .description(port + " of " + to)
                                .ipProtocol("tcp")
                                .fromPort(number)
                                .toPort(number)
                                .tags(Tags.named(name))
                                .build(),
                        child));
    }

    private static Resource https(
            String from,
            String what,
            SecurityGroupEgressRuleArgs.Builder to,
            SortedMap<String, Output<String>> groups,
            Resource parent) {
        String name = from + "-https";
        return new SecurityGroupEgressRule(
                name,
                to.securityGroupId(requireNonNull(groups.get(from)))
                        .description(what)
                        .ipProtocol("tcp")
                        .fromPort(HTTPS)
                        .toPort(HTTPS)
                        .tags(Tags.named(name))
                        .build(),
                CustomResourceOptions.builder().parent(parent).build());
    }
}
