package io.trivet.edge.aws;

import com.pulumi.aws.ec2.DefaultSecurityGroup;
import com.pulumi.aws.ec2.DefaultSecurityGroupArgs;
import com.pulumi.aws.ec2.Eip;
import com.pulumi.aws.ec2.EipArgs;
import com.pulumi.aws.ec2.InternetGateway;
import com.pulumi.aws.ec2.InternetGatewayArgs;
import com.pulumi.aws.ec2.NatGateway;
import com.pulumi.aws.ec2.NatGatewayArgs;
import com.pulumi.aws.ec2.Route;
import com.pulumi.aws.ec2.RouteArgs;
import com.pulumi.aws.ec2.RouteTable;
import com.pulumi.aws.ec2.RouteTableArgs;
import com.pulumi.aws.ec2.RouteTableAssociation;
import com.pulumi.aws.ec2.RouteTableAssociationArgs;
import com.pulumi.aws.ec2.Subnet;
import com.pulumi.aws.ec2.SubnetArgs;
import com.pulumi.aws.ec2.SubnetCidrReservation;
import com.pulumi.aws.ec2.SubnetCidrReservationArgs;
import com.pulumi.aws.ec2.Vpc;
import com.pulumi.aws.ec2.VpcArgs;
import com.pulumi.aws.ec2.VpcEndpoint;
import com.pulumi.aws.ec2.VpcEndpointArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.trivet.layout.Zone;
import io.trivet.stack.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The network of a cluster: a VPC with a private subnet in each zone, or one that exists.
 *
 * <p>With {@code nat}, each zone has a gateway of its own, in the fourth quarter of the network, so that the loss of a
 * zone leaves the others their way out. With {@code endpoints} there is none: AWS is reached through endpoints, of
 * which that of S3 also serves the packages of Amazon Linux. Where nodes of ours have fixed addresses, AWS gives them
 * to nothing else.
 *
 * @param subnets ids, by zone
 * @param s3 prefix lists of the addresses of S3, where there is no other way out; else empty
 * @param ready what must exist before a node can reach anything
 */
record Network(
        Output<String> vpc, SortedMap<String, Output<String>> subnets, List<Output<String>> s3, List<Resource> ready) {
    static final String ANYWHERE = "0.0.0.0/0";

    static Network of(NetworkPlan plan, Resource parent) {
        if (plan.vpc().isPresent()) {
            SortedMap<String, Output<String>> subnets = new TreeMap<>();
            plan.subnets().forEach((zone, subnet) -> subnets.put(zone, Output.of(subnet.id())));
            return new Network(Output.of(plan.vpc().get()), subnets, List.of(), List.of());
        }
        return made(plan, parent);
    }

    private static Network made(NetworkPlan plan, Resource parent) {
        CustomResourceOptions child =
                CustomResourceOptions.builder().parent(parent).build();
        String name = plan.cluster();
        Cidr block = plan.cidr();
        Vpc vpc = new Vpc(
                name,
                VpcArgs.builder()
                        .cidrBlock(block.toString())
                        .enableDnsHostnames(true)
                        .enableDnsSupport(true)
                        .tags(Tags.named(name))
                        .build(),
                CustomResourceOptions.builder().parent(parent).protect(true).build());
        new DefaultSecurityGroup(
                name,
                DefaultSecurityGroupArgs.builder()
                        .vpcId(vpc.id())
                        .tags(Tags.named(name + " default, closed"))
                        .build(),
                child);
        List<Resource> ready = new ArrayList<>();
        SortedMap<String, Output<String>> subnets = new TreeMap<>();
        List<RouteTable> tables = new ArrayList<>();
        for (Zone zone : plan.zones()) {
            Subnet subnet = new Subnet(
                    zone.name(),
                    SubnetArgs.builder()
                            .vpcId(vpc.id())
                            .availabilityZone(zone.name())
                            .cidrBlock(zone.subnet().toString())
                            .mapPublicIpOnLaunch(false)
                            .tags(Tags.named(name + " " + zone.name()))
                            .build(),
                    CustomResourceOptions.builder().parent(parent).protect(true).build());
            subnets.put(zone.name(), subnet.id());
            if (plan.fixedAddresses()) {
                ready.addAll(reserved(zone, subnet, name, child));
            }
            RouteTable table = table(zone.name(), vpc, name + " " + zone.name(), child);
            tables.add(table);
            ready.add(associated(zone.name(), subnet, table, child));
        }
        if (plan.nat()) {
            ready.addAll(gateways(plan, vpc, tables, child, parent));
        }
        VpcEndpoint s3 = new VpcEndpoint(
                "s3",
                VpcEndpointArgs.builder()
                        .vpcId(vpc.id())
                        .serviceName("com.amazonaws." + plan.region() + ".s3")
                        .vpcEndpointType("Gateway")
                        .routeTableIds(
                                Output.all(tables.stream().map(RouteTable::id).toList()))
                        .tags(Tags.named(name + " s3"))
                        .build(),
                child);
        ready.add(s3);
        return new Network(vpc.id(), subnets, plan.nat() ? List.of() : List.of(s3.prefixListId()), List.copyOf(ready));
    }

    /** Three quarters of a subnet, for nodes: AWS gives an address of the last one to whatever asks for any. */
    private static List<Resource> reserved(Zone zone, Subnet subnet, String name, CustomResourceOptions child) {
        List<Resource> reserved = new ArrayList<>();
        for (int quarter = 0; quarter < 3; quarter++) {
            reserved.add(new SubnetCidrReservation(
                    zone.name() + "-" + (quarter + 1),
                    SubnetCidrReservationArgs.builder()
                            .subnetId(subnet.id())
                            .cidrBlock(zone.subnet().quarter(quarter).toString())
                            .reservationType("explicit")
                            .description("Trivet, nodes of cluster " + name)
                            .build(),
                    child));
        }
        return reserved;
    }

    private static List<Resource> gateways(
            NetworkPlan plan, Vpc vpc, List<RouteTable> tables, CustomResourceOptions child, Resource parent) {
        String name = plan.cluster();
        InternetGateway internet = new InternetGateway(
                name,
                InternetGatewayArgs.builder()
                        .vpcId(vpc.id())
                        .tags(Tags.named(name))
                        .build(),
                child);
        RouteTable open = table("public", vpc, name + " public", child);
        Route out = new Route(
                "public",
                RouteArgs.builder()
                        .routeTableId(open.id())
                        .destinationCidrBlock(ANYWHERE)
                        .gatewayId(internet.id())
                        .build(),
                child);
        List<Resource> routes = new ArrayList<>(List.of(out));
        for (Zone zone : plan.zones()) {
            String title = "public-" + zone.name();
            Subnet subnet = new Subnet(
                    title,
                    SubnetArgs.builder()
                            .vpcId(vpc.id())
                            .availabilityZone(zone.name())
                            .cidrBlock(
                                    plan.cidr().quarter(3).quarter(zone.index()).toString())
                            .mapPublicIpOnLaunch(false)
                            .tags(Tags.named(name + " " + title))
                            .build(),
                    child);
            routes.add(associated(title, subnet, open, child));
            NatGateway gateway = gateway(zone, name + " " + title, subnet, out, parent);
            routes.add(new Route(
                    zone.name(),
                    RouteArgs.builder()
                            .routeTableId(tables.get(zone.index()).id())
                            .destinationCidrBlock(ANYWHERE)
                            .natGatewayId(gateway.id())
                            .build(),
                    child));
        }
        return routes;
    }

    private static NatGateway gateway(Zone zone, String tag, Subnet subnet, Route out, Resource parent) {
        Eip address = new Eip(
                zone.name(),
                EipArgs.builder().domain("vpc").tags(Tags.named(tag)).build(),
                CustomResourceOptions.builder().parent(parent).build());
        return new NatGateway(
                zone.name(),
                NatGatewayArgs.builder()
                        .subnetId(subnet.id())
                        .allocationId(address.allocationId())
                        .tags(Tags.named(tag))
                        .build(),
                // A gateway is refused as long as its network has no way out.
                CustomResourceOptions.builder().parent(parent).dependsOn(out).build());
    }

    /** The endpoints of the services that nodes ask, which answer the groups that may reach them. */
    List<Resource> endpoints(NetworkPlan plan, Output<String> securityGroup, Resource parent) {
        List<Resource> endpoints = new ArrayList<>();
        for (String service : plan.services()) {
            endpoints.add(new VpcEndpoint(
                    service,
                    VpcEndpointArgs.builder()
                            .vpcId(vpc)
                            .serviceName("com.amazonaws." + plan.region() + "." + service)
                            .vpcEndpointType("Interface")
                            .privateDnsEnabled(true)
                            .subnetIds(Output.all(List.copyOf(subnets.values())))
                            .securityGroupIds(securityGroup.applyValue(List::of))
                            .tags(Tags.named(plan.cluster() + " " + service))
                            .build(),
                    // Until the addresses of nodes are reserved, an endpoint may be given one of them.
                    CustomResourceOptions.builder()
                            .parent(parent)
                            .dependsOn(ready)
                            .build()));
        }
        return endpoints;
    }

    private static RouteTable table(String title, Vpc vpc, String name, CustomResourceOptions child) {
        return new RouteTable(
                title,
                RouteTableArgs.builder().vpcId(vpc.id()).tags(Tags.named(name)).build(),
                child);
    }

    private static RouteTableAssociation associated(
            String title, Subnet subnet, RouteTable table, CustomResourceOptions child) {
        return new RouteTableAssociation(
                title,
                RouteTableAssociationArgs.builder()
                        .subnetId(subnet.id())
                        .routeTableId(table.id())
                        .build(),
                child);
    }
}
