package io.trivet.edge.aws;

import com.pulumi.aws.Provider;
import com.pulumi.aws.lb.Listener;
import com.pulumi.aws.lb.ListenerArgs;
import com.pulumi.aws.lb.LoadBalancer;
import com.pulumi.aws.lb.LoadBalancerArgs;
import com.pulumi.aws.lb.TargetGroup;
import com.pulumi.aws.lb.TargetGroupArgs;
import com.pulumi.aws.lb.TargetGroupAttachment;
import com.pulumi.aws.lb.TargetGroupAttachmentArgs;
import com.pulumi.aws.lb.inputs.ListenerDefaultActionArgs;
import com.pulumi.aws.msk.Cluster;
import com.pulumi.aws.msk.MskFunctions;
import com.pulumi.aws.msk.inputs.GetBrokerNodesArgs;
import com.pulumi.aws.route53.Record;
import com.pulumi.aws.route53.RecordArgs;
import com.pulumi.aws.route53.inputs.RecordAliasArgs;
import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.trivet.plan.Plan;
import io.trivet.platform.MskPlatform;
import io.trivet.platform.msk.MskBrokers;
import io.trivet.platform.msk.MskNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The load balancer that shows a certificate of one's own: a listener for the bootstrap name, which leads to any
 * broker, and one for each broker, each with its addresses in the network of the cluster behind it.
 */
final class MskFront {
    /** The newest policy that still speaks TLS 1.2, which Kafka clients on Java 8 need. */
    private static final String TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06";

    private final Plan<MskPlatform> plan;
    private final Network network;
    private final CustomResourceOptions child;
    private final LoadBalancer balancer;
    private final String certificate;

    private MskFront(MskNames names, Plan<MskPlatform> plan, Network network, Firewall firewall, Resource parent) {
        this.plan = plan;
        this.network = network;
        this.child = CustomResourceOptions.builder().parent(parent).build();
        this.certificate = names.certificate();
        this.balancer = new LoadBalancer(
                plan.layout().cluster(),
                LoadBalancerArgs.builder()
                        .loadBalancerType("network")
                        .internal(true)
                        .subnets(Output.all(List.copyOf(network.subnets().values())))
                        .securityGroups(firewall.group(MskPlatform.NAMES).applyValue(List::of))
                        .enableCrossZoneLoadBalancing(true)
                        .tags(Tags.named(plan.platform().name()))
                        .build(),
                child);
    }

    static void of(
            MskNames names,
            Plan<MskPlatform> plan,
            Network network,
            Firewall firewall,
            Cluster cluster,
            Provider provider,
            Resource parent) {
        MskFront front = new MskFront(names, plan, network, firewall, parent);
        Output<SortedMap<Integer, String>> addresses = MskFunctions.getBrokerNodes(
                        GetBrokerNodesArgs.builder().clusterArn(cluster.arn()).build(),
                        InvokeOptions.builder().provider(provider).build())
                .applyValue(nodes -> {
                    SortedMap<Integer, String> byBroker = new TreeMap<>();
                    nodes.nodeInfoLists()
                            .forEach(node -> byBroker.put(node.brokerId().intValue(), node.clientVpcIpAddress()));
                    return byBroker;
                });
        int brokers = plan.platform().brokers().map(MskBrokers::nodes).orElse(0);
        for (MskNames.Way way : names.ways()) {
            String word = way.authentication().name().toLowerCase(Locale.ROOT);
            List<Integer> all = new ArrayList<>();
            for (int broker = 1; broker <= brokers; broker++) {
                all.add(broker);
                front.listens(word + "-broker" + broker, way.base() + broker, way.port(), List.of(broker), addresses);
            }
            front.listens(word, way.port(), way.port(), all, addresses);
        }
        front.named(names, parent);
    }

    /** A listener at one port, and the brokers behind it. */
    private void listens(
            String title,
            int port,
            int brokerPort,
            List<Integer> brokers,
            Output<SortedMap<Integer, String>> addresses) {
        TargetGroup group = new TargetGroup(
                title,
                TargetGroupArgs.builder()
                        .port(brokerPort)
                        .protocol("TLS")
                        .targetType("ip")
                        .vpcId(network.vpc())
                        .preserveClientIp("false")
                        .tags(Tags.named(plan.platform().name() + " " + title))
                        .build(),
                child);
        for (int broker : brokers) {
            new TargetGroupAttachment(
                    brokers.size() == 1 ? title : title + "-bootstrap" + broker,
                    TargetGroupAttachmentArgs.builder()
                            .targetGroupArn(group.arn())
                            .targetId(addresses.applyValue(byBroker -> byBroker.getOrDefault(broker, "")))
                            .port(brokerPort)
                            .build(),
                    child);
        }
        new Listener(
                title,
                ListenerArgs.builder()
                        .loadBalancerArn(balancer.arn())
                        .port(port)
                        .protocol("TLS")
                        .sslPolicy(TLS_POLICY)
                        .certificateArn(certificate)
                        .defaultActions(ListenerDefaultActionArgs.builder()
                                .type("forward")
                                .targetGroupArn(group.arn())
                                .build())
                        .build(),
                child);
    }

    private void named(MskNames names, Resource parent) {
        Output<String> zone = HostedZone.of(
                        plan.layout().names(),
                        plan.layout().cluster(),
                        plan.region(),
                        network.vpc(),
                        plan.platform().network().vpc().isEmpty(),
                        parent)
                .id();
        new Record(
                plan.layout().names().inZone(names.host()),
                RecordArgs.builder()
                        .zoneId(zone)
                        .name(names.host())
                        .type("A")
                        .aliases(RecordAliasArgs.builder()
                                .name(balancer.dnsName())
                                .zoneId(balancer.zoneId())
                                .evaluateTargetHealth(false)
                                .build())
                        .build(),
                child);
    }
}
