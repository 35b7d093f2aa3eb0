package io.trivet.edge.aws;

import com.pulumi.aws.Provider;
import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.aws.kms.Key;
import com.pulumi.aws.kms.KeyArgs;
import com.pulumi.aws.msk.Cluster;
import com.pulumi.aws.msk.ClusterArgs;
import com.pulumi.aws.msk.ClusterPolicy;
import com.pulumi.aws.msk.ClusterPolicyArgs;
import com.pulumi.aws.msk.Configuration;
import com.pulumi.aws.msk.ConfigurationArgs;
import com.pulumi.aws.msk.MskFunctions;
import com.pulumi.aws.msk.ServerlessCluster;
import com.pulumi.aws.msk.ServerlessClusterArgs;
import com.pulumi.aws.msk.SingleScramSecretAssociation;
import com.pulumi.aws.msk.SingleScramSecretAssociationArgs;
import com.pulumi.aws.msk.inputs.ClusterBrokerNodeGroupInfoArgs;
import com.pulumi.aws.msk.inputs.ClusterBrokerNodeGroupInfoConnectivityInfoArgs;
import com.pulumi.aws.msk.inputs.ClusterBrokerNodeGroupInfoConnectivityInfoPublicAccessArgs;
import com.pulumi.aws.msk.inputs.ClusterBrokerNodeGroupInfoConnectivityInfoVpcConnectivityArgs;
import com.pulumi.aws.msk.inputs.ClusterBrokerNodeGroupInfoConnectivityInfoVpcConnectivityClientAuthenticationArgs;
import com.pulumi.aws.msk.inputs.ClusterBrokerNodeGroupInfoConnectivityInfoVpcConnectivityClientAuthenticationSaslArgs;
import com.pulumi.aws.msk.inputs.ClusterBrokerNodeGroupInfoStorageInfoArgs;
import com.pulumi.aws.msk.inputs.ClusterBrokerNodeGroupInfoStorageInfoEbsStorageInfoArgs;
import com.pulumi.aws.msk.inputs.ClusterBrokerNodeGroupInfoStorageInfoEbsStorageInfoProvisionedThroughputArgs;
import com.pulumi.aws.msk.inputs.ClusterClientAuthenticationArgs;
import com.pulumi.aws.msk.inputs.ClusterClientAuthenticationSaslArgs;
import com.pulumi.aws.msk.inputs.ClusterClientAuthenticationTlsArgs;
import com.pulumi.aws.msk.inputs.ClusterConfigurationInfoArgs;
import com.pulumi.aws.msk.inputs.ClusterEncryptionInfoArgs;
import com.pulumi.aws.msk.inputs.ClusterEncryptionInfoEncryptionInTransitArgs;
import com.pulumi.aws.msk.inputs.ClusterLoggingInfoArgs;
import com.pulumi.aws.msk.inputs.ClusterLoggingInfoBrokerLogsArgs;
import com.pulumi.aws.msk.inputs.ClusterLoggingInfoBrokerLogsCloudwatchLogsArgs;
import com.pulumi.aws.msk.inputs.ClusterLoggingInfoBrokerLogsS3Args;
import com.pulumi.aws.msk.inputs.ClusterOpenMonitoringArgs;
import com.pulumi.aws.msk.inputs.ClusterOpenMonitoringPrometheusArgs;
import com.pulumi.aws.msk.inputs.ClusterOpenMonitoringPrometheusJmxExporterArgs;
import com.pulumi.aws.msk.inputs.ClusterOpenMonitoringPrometheusNodeExporterArgs;
import com.pulumi.aws.msk.inputs.GetBootstrapBrokersArgs;
import com.pulumi.aws.msk.inputs.GetBrokerNodesArgs;
import com.pulumi.aws.msk.inputs.ServerlessClusterClientAuthenticationArgs;
import com.pulumi.aws.msk.inputs.ServerlessClusterClientAuthenticationSaslArgs;
import com.pulumi.aws.msk.inputs.ServerlessClusterClientAuthenticationSaslIamArgs;
import com.pulumi.aws.msk.inputs.ServerlessClusterVpcConfigArgs;
import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.CustomTimeouts;
import io.trivet.plan.Plan;
import io.trivet.platform.MskPlatform;
import io.trivet.platform.msk.MskBrokers;
import io.trivet.platform.msk.MskEncryption;
import io.trivet.platform.msk.MskMonitoring;
import io.trivet.platform.msk.MskVolume;
import io.trivet.stack.OnMsk;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A cluster on Amazon MSK.
 *
 * <p>The cluster takes the newest revision of its configuration, so that a changed setting is a new revision and one
 * update of the cluster, which MSK rolls by itself. A configuration of another name is made before the old one goes,
 * since one that is in use cannot be deleted.
 */
public final class Msk {
    private static final int KEY_DELETION_DAYS = 30;

    private final Plan<MskPlatform> plan;
    private final Provider provider;
    private final MskResource parent;
    private final CustomResourceOptions child;
    private final Network network;
    private final Firewall firewall;
    private final Output<String> arn;
    private final Output<String> done;
    private final SortedMap<String, Output<?>> outputs = new TreeMap<>();

    public Msk(Plan<MskPlatform> plan) {
        this.plan = plan;
        this.provider = RegionProvider.of(plan.region(), plan.tags());
        Seal seal = new Seal(plan.mayEnd());
        this.parent = new MskResource(plan, provider, seal);
        this.child = CustomResourceOptions.builder().parent(parent).build();
        this.network = Network.of(NetworkPlan.ofMsk(plan), parent);
        this.firewall = Firewall.ofMsk(plan, network, parent);
        this.arn = plan.platform().brokers().map(this::provisioned).orElseGet(this::serverless);
        outputs.put("arn", arn);
        outputs.put("clientSecurityGroup", firewall.group(Firewall.CLIENTS));
        outputs.put("vpc", network.vpc());
        outputs.putAll(UserPolicies.of(plan, arn, child));
        outputs.putAll(Registries.outputs(Registries.of(plan, parent)));
        this.done = seal.closed(plan.layout().cluster(), parent);
    }

    /** Known when the cluster is as described. */
    public Output<String> done() {
        return done;
    }

    /** What a user of the cluster, or another stack, wants to know of it. */
    public SortedMap<String, Output<?>> outputs() {
        return outputs;
    }

    private Output<String> serverless() {
        ServerlessCluster cluster = new ServerlessCluster(
                plan.layout().cluster(),
                ServerlessClusterArgs.builder()
                        .clusterName(plan.platform().name())
                        .vpcConfigs(ServerlessClusterVpcConfigArgs.builder()
                                .subnetIds(subnets())
                                .securityGroupIds(
                                        firewall.group(MskPlatform.BROKERS).applyValue(List::of))
                                .build())
                        .clientAuthentication(ServerlessClusterClientAuthenticationArgs.builder()
                                .sasl(ServerlessClusterClientAuthenticationSaslArgs.builder()
                                        .iam(ServerlessClusterClientAuthenticationSaslIamArgs.builder()
                                                .enabled(true)
                                                .build())
                                        .build())
                                .build())
                        .tags(Tags.named(plan.platform().name()))
                        .build(),
                CustomResourceOptions.builder().parent(parent).protect(true).build());
        outputs.put(
                "bootstrapServersIam",
                MskFunctions.getBootstrapBrokers(
                                GetBootstrapBrokersArgs.builder()
                                        .clusterArn(cluster.arn())
                                        .build(),
                                invoke())
                        .applyValue(servers -> MskBootstrap.sorted(servers.bootstrapBrokersSaslIam())));
        return cluster.arn();
    }

    private InvokeOptions invoke() {
        return InvokeOptions.builder().provider(provider).build();
    }

    private Output<List<String>> subnets() {
        return Output.all(List.copyOf(network.subnets().values()));
    }

    private Output<String> provisioned(MskBrokers brokers) {
        Configuration configuration = plan.platform()
                .configuration()
                .map(described -> new Configuration(
                        described.name(),
                        ConfigurationArgs.builder()
                                .name(described.name())
                                .description("Trivet, cluster " + plan.layout().cluster())
                                .kafkaVersions(described.version())
                                .serverProperties(described.text())
                                .build(),
                        child))
                .orElseThrow();
        ClusterArgs.Builder args = arguments(brokers, configuration);
        brokers.volume().ifPresent(volume -> args.storageMode(volume.tiered() ? "TIERED" : "LOCAL"));
        CustomResourceOptions.Builder options = CustomResourceOptions.builder()
                .parent(parent)
                .protect(true)
                .customTimeouts(
                        CustomTimeouts.builder().update(brokers.longestUpdate()).build());
        // MSK grows the volumes then; a size that Trivet insisted on would be refused at every deployment after.
        brokers.volume()
                .flatMap(MskVolume::growth)
                .ifPresent(
                        growth -> options.ignoreChanges("brokerNodeGroupInfo.storageInfo.ebsStorageInfo.volumeSize"));
        Cluster cluster = new Cluster(plan.layout().cluster(), args.build(), options.build());
        brokers.volume().flatMap(MskVolume::growth).ifPresent(growth -> MskGrowth.of(growth, cluster, plan, child));
        users(cluster);
        plan.platform().access().ifPresent(access -> policy(access, cluster));
        MskMonitoring monitoring = plan.platform().monitoring();
        monitoring.alarms().forEach(alarm -> Alarm.of(alarm, plan, parent));
        plan.platform().names().ifPresent(names -> {
            MskFront.of(names, plan, network, firewall, cluster, provider, parent);
            outputs.put("bootstrapName", Output.of(names.host()));
        });
        outputs.putAll(MskBootstrap.of(plan.platform(), cluster));
        if (monitoring.prometheus()) {
            outputs.put("monitoringSecurityGroup", firewall.group(Firewall.MONITORING));
            // Of many lines; as a secret it is one word at the end of an update.
            outputs.put("prometheusScrape", scrape(cluster).asSecret());
        }
        outputs.put("configuration", configuration.name());
        return cluster.arn();
    }

    private ClusterArgs.Builder arguments(MskBrokers brokers, Configuration configuration) {
        MskMonitoring monitoring = plan.platform().monitoring();
        return ClusterArgs.builder()
                .clusterName(plan.platform().name())
                .kafkaVersion(plan.platform().version().orElseThrow())
                .numberOfBrokerNodes(brokers.nodes())
                .brokerNodeGroupInfo(nodes(brokers))
                .clientAuthentication(authentication())
                .encryptionInfo(ClusterEncryptionInfoArgs.builder()
                        .encryptionAtRestKmsKeyArn(key())
                        .encryptionInTransit(ClusterEncryptionInfoEncryptionInTransitArgs.builder()
                                .clientBroker(plan.platform().encryption().inTransit())
                                .inCluster(true)
                                .build())
                        .build())
                .configurationInfo(ClusterConfigurationInfoArgs.builder()
                        .arn(configuration.arn())
                        .revision(configuration.latestRevision())
                        .build())
                .enhancedMonitoring(monitoring.level())
                .openMonitoring(ClusterOpenMonitoringArgs.builder()
                        .prometheus(ClusterOpenMonitoringPrometheusArgs.builder()
                                .jmxExporter(ClusterOpenMonitoringPrometheusJmxExporterArgs.builder()
                                        .enabledInBroker(monitoring.prometheus())
                                        .build())
                                .nodeExporter(ClusterOpenMonitoringPrometheusNodeExporterArgs.builder()
                                        .enabledInBroker(monitoring.prometheus())
                                        .build())
                                .build())
                        .build())
                .loggingInfo(ClusterLoggingInfoArgs.builder().brokerLogs(logs()).build())
                .tags(Tags.named(plan.platform().name()));
    }

    private ClusterBrokerNodeGroupInfoArgs nodes(MskBrokers brokers) {
        ClusterBrokerNodeGroupInfoArgs.Builder args = ClusterBrokerNodeGroupInfoArgs.builder()
                .instanceType(brokers.instance())
                .clientSubnets(subnets())
                .securityGroups(firewall.group(MskPlatform.BROKERS).applyValue(List::of));
        brokers.volume().ifPresent(volume -> {
            ClusterBrokerNodeGroupInfoStorageInfoEbsStorageInfoArgs.Builder storage =
                    ClusterBrokerNodeGroupInfoStorageInfoEbsStorageInfoArgs.builder()
                            .volumeSize((int) volume.gib());
            volume.mibPerSecond()
                    .ifPresent(rate -> storage.provisionedThroughput(
                            ClusterBrokerNodeGroupInfoStorageInfoEbsStorageInfoProvisionedThroughputArgs.builder()
                                    .enabled(true)
                                    .volumeThroughput(rate)
                                    .build()));
            args.storageInfo(ClusterBrokerNodeGroupInfoStorageInfoArgs.builder()
                    .ebsStorageInfo(storage.build())
                    .build());
        });
        plan.platform().access().ifPresent(access -> args.connectivityInfo(connectivity(access)));
        return args.build();
    }

    private static ClusterBrokerNodeGroupInfoConnectivityInfoArgs connectivity(OnMsk.Access access) {
        ClusterBrokerNodeGroupInfoConnectivityInfoArgs.Builder args =
                ClusterBrokerNodeGroupInfoConnectivityInfoArgs.builder()
                        .publicAccess(ClusterBrokerNodeGroupInfoConnectivityInfoPublicAccessArgs.builder()
                                .type(access.internet().orElse(false) ? "SERVICE_PROVIDED_EIPS" : "DISABLED")
                                .build());
        access.vpcs()
                .ifPresent(ways ->
                        args.vpcConnectivity(ClusterBrokerNodeGroupInfoConnectivityInfoVpcConnectivityArgs.builder()
                                .clientAuthentication(
                                        ClusterBrokerNodeGroupInfoConnectivityInfoVpcConnectivityClientAuthenticationArgs
                                                .builder()
                                                .sasl(
                                                        ClusterBrokerNodeGroupInfoConnectivityInfoVpcConnectivityClientAuthenticationSaslArgs
                                                                .builder()
                                                                .iam(ways.contains(OnMsk.Authentication.IAM))
                                                                .scram(ways.contains(OnMsk.Authentication.SCRAM))
                                                                .build())
                                                .tls(ways.contains(OnMsk.Authentication.TLS))
                                                .build())
                                .build()));
        return args.build();
    }

    private ClusterClientAuthenticationArgs authentication() {
        MskEncryption encryption = plan.platform().encryption();
        ClusterClientAuthenticationArgs.Builder args = ClusterClientAuthenticationArgs.builder()
                .unauthenticated(encryption.takes(OnMsk.Authentication.UNAUTHENTICATED))
                .sasl(ClusterClientAuthenticationSaslArgs.builder()
                        .iam(encryption.takes(OnMsk.Authentication.IAM))
                        .scram(encryption.takes(OnMsk.Authentication.SCRAM))
                        .build());
        if (encryption.takes(OnMsk.Authentication.TLS)) {
            args.tls(ClusterClientAuthenticationTlsArgs.builder()
                    .certificateAuthorityArns(encryption.authorities())
                    .build());
        }
        return args.build();
    }

    private Output<String> key() {
        return plan.platform()
                .encryption()
                .key()
                .map(Output::of)
                .orElseGet(() -> new Key(
                                plan.layout().cluster(),
                                KeyArgs.builder()
                                        .description("Trivet, data of cluster "
                                                + plan.platform().name())
                                        .enableKeyRotation(true)
                                        .deletionWindowInDays(KEY_DELETION_DAYS)
                                        .tags(Tags.named(plan.platform().name()))
                                        .build(),
                                CustomResourceOptions.builder()
                                        .parent(parent)
                                        .protect(true)
                                        .retainOnDelete(true)
                                        .build())
                        .arn());
    }

    private ClusterLoggingInfoBrokerLogsArgs logs() {
        ClusterLoggingInfoBrokerLogsArgs.Builder args = ClusterLoggingInfoBrokerLogsArgs.builder();
        plan.platform().monitoring().logDays().ifPresent(days -> {
            LogGroup group = new LogGroup(
                    plan.layout().cluster(),
                    LogGroupArgs.builder()
                            .name("/trivet/" + plan.platform().name() + "/brokers")
                            .retentionInDays(days)
                            .tags(Tags.named(plan.platform().name()))
                            .build(),
                    child);
            args.cloudwatchLogs(ClusterLoggingInfoBrokerLogsCloudwatchLogsArgs.builder()
                    .enabled(true)
                    .logGroup(group.name())
                    .build());
        });
        plan.platform()
                .monitoring()
                .logBucket()
                .ifPresent(bucket -> args.s3(ClusterLoggingInfoBrokerLogsS3Args.builder()
                        .enabled(true)
                        .bucket(bucket)
                        .prefix("kafka/" + plan.platform().name() + "/")
                        .build()));
        return args.build();
    }

    /** One association a user: the one resource that owns the whole list would throw out the users of others. */
    private void users(Cluster cluster) {
        for (String secret : plan.platform().encryption().users()) {
            new SingleScramSecretAssociation(
                    secret.substring(secret.lastIndexOf(':') + 1),
                    SingleScramSecretAssociationArgs.builder()
                            .clusterArn(cluster.arn())
                            .secretArn(secret)
                            .build(),
                    child);
        }
    }

    private void policy(OnMsk.Access access, Cluster cluster) {
        access.accounts()
                .ifPresent(accounts -> new ClusterPolicy(
                        plan.layout().cluster(),
                        ClusterPolicyArgs.builder()
                                .clusterArn(cluster.arn())
                                .policy(cluster.arn().applyValue(arn -> Policies.connections(arn, accounts)))
                                .build(),
                        child));
    }

    private Output<String> scrape(Cluster cluster) {
        return MskFunctions.getBrokerNodes(
                        GetBrokerNodesArgs.builder().clusterArn(cluster.arn()).build(), invoke())
                .applyValue(nodes -> {
                    List<String> hosts = new ArrayList<>();
                    nodes.nodeInfoLists().forEach(node -> hosts.addAll(node.endpoints()));
                    return plan.platform().scrape(hosts.stream().sorted().toList());
                });
    }
}
