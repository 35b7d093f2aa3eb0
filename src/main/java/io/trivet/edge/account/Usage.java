package io.trivet.edge.account;

import static io.trivet.edge.account.AwsAccount.filter;
import static io.trivet.edge.account.AwsAccount.tags;

import io.trivet.edge.account.Account.Used;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.kafka.KafkaClient;

/** What of an account counts against its quotas. */
record Usage(Ec2Client ec2, Supplier<KafkaClient> kafka) {
    /** Families of instances that share the quota of standard ones. */
    private static final String STANDARD = "[acdhimrtz][0-9].*|is[0-9].*|im[0-9].*";

    private static final double GIB_PER_TIB = 1024;

    /** All of it, each with its tags. */
    List<Used> of(Quota quota) throws Unanswered {
        return switch (quota) {
            case STANDARD_CPUS -> cpus();
            case GP3_TIB -> volumes("gp3");
            case GP2_TIB -> volumes("gp2");
            case IO1_TIB -> volumes("io1");
            case IO2_TIB -> volumes("io2");
            case SC1_TIB -> volumes("sc1");
            case ST1_TIB -> volumes("st1");
            case VPCS ->
                Asked.of(
                        "ec2:DescribeVpcs",
                        () -> ec2.describeVpcsPaginator().vpcs().stream()
                                .map(vpc -> new Used("", 1, tags(vpc.tags())))
                                .toList());
            case ADDRESSES ->
                Asked.of(
                        "ec2:DescribeAddresses",
                        () -> ec2.describeAddresses().addresses().stream()
                                .map(address -> new Used("", 1, tags(address.tags())))
                                .toList());
            case GATEWAYS -> gateways();
            case RULES -> List.of();
            case MSK_BROKERS -> brokers();
        };
    }

    private List<Used> cpus() throws Unanswered {
        return Asked.of(
                "ec2:DescribeInstances",
                () -> ec2
                        .describeInstancesPaginator(
                                asked -> asked.filters(filter("instance-state-name", "pending", "running")))
                        .reservations()
                        .stream()
                        .flatMap(reservation -> reservation.instances().stream())
                        .filter(instance -> instance.instanceLifecycle() == null)
                        .filter(instance ->
                                String.valueOf(instance.instanceTypeAsString()).matches(STANDARD))
                        .map(instance -> new Used(
                                instance.placement().availabilityZone(), cpus(instance), tags(instance.tags())))
                        .toList());
    }

    private static int cpus(Instance instance) {
        return instance.cpuOptions() == null || instance.cpuOptions().coreCount() == null
                ? io.trivet.layout.Instance.of(instance.instanceTypeAsString())
                        .map(io.trivet.layout.Instance::vcpus)
                        .orElse(0)
                : instance.cpuOptions().coreCount() * instance.cpuOptions().threadsPerCore();
    }

    private List<Used> volumes(String type) throws Unanswered {
        return Asked.of(
                "ec2:DescribeVolumes",
                () ->
                        ec2
                                .describeVolumesPaginator(asked -> asked.filters(filter("volume-type", type)))
                                .volumes()
                                .stream()
                                .map(volume -> new Used(
                                        volume.availabilityZone(), volume.size() / GIB_PER_TIB, tags(volume.tags())))
                                .toList());
    }

    /** A gateway says its subnet and not its zone. */
    private List<Used> gateways() throws Unanswered {
        SortedMap<String, String> zones = new TreeMap<>();
        Asked.of(
                        "ec2:DescribeSubnets",
                        () -> ec2.describeSubnetsPaginator().subnets().stream().toList())
                .forEach(subnet -> zones.put(subnet.subnetId(), subnet.availabilityZone()));
        return Asked.of(
                "ec2:DescribeNatGateways",
                () -> ec2
                        .describeNatGatewaysPaginator(asked -> asked.filter(filter("state", "pending", "available")))
                        .natGateways()
                        .stream()
                        .map(gateway -> new Used(zones.getOrDefault(gateway.subnetId(), ""), 1, tags(gateway.tags())))
                        .toList());
    }

    private List<Used> brokers() throws Unanswered {
        try (KafkaClient client = kafka.get()) {
            return Asked.of(
                    "kafka:ListClustersV2",
                    () -> client.listClustersV2Paginator(asked -> {}).clusterInfoList().stream()
                            .filter(cluster -> cluster.provisioned() != null)
                            .map(cluster -> new Used(
                                    "", cluster.provisioned().numberOfBrokerNodes(), new TreeMap<>(cluster.tags())))
                            .toList());
        }
    }
}
