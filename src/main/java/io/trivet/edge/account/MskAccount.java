package io.trivet.edge.account;

import io.trivet.adopt.FoundMsk;
import io.trivet.kafka.ServerText;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.stack.MskType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.kafka.KafkaClient;
import software.amazon.awssdk.services.kafka.model.BrokerSoftwareInfo;
import software.amazon.awssdk.services.kafka.model.Cluster;
import software.amazon.awssdk.services.kafka.model.EBSStorageInfo;
import software.amazon.awssdk.services.kafka.model.GetBootstrapBrokersResponse;
import software.amazon.awssdk.services.kafka.model.Provisioned;
import software.amazon.awssdk.services.kafka.model.VpcConfig;

/**
 * A cluster on Amazon MSK, asked with the credentials that are found. What they may not ask beside the cluster itself
 * is noted, and left out.
 */
public final class MskAccount implements AutoCloseable {
    /** {@code arn:aws:kafka:us-east-1:123456789012:cluster/films-prod/1234abcd-…}; the second part is the region. */
    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:kafka:([a-z]{2}(?:-[a-z]+)+-\\d):\\d{12}:(?:serverless-)?cluster/[\\w/-]+");

    private static final Duration LONGEST = Duration.ofSeconds(12);
    private static final Duration SILENCE = Duration.ofSeconds(6);
    private static final double USUAL_PERCENT = 60;

    private final String arn;
    private final String region;
    private final SdkHttpClient http = UrlConnectionHttpClient.builder()
            .connectionTimeout(SILENCE)
            .socketTimeout(SILENCE)
            .build();
    private final KafkaClient kafka;
    private final List<String> unanswered = new ArrayList<>();

    private MskAccount(String arn, String region) {
        this.arn = arn;
        this.region = region;
        this.kafka = KafkaClient.builder()
                .region(Region.of(region))
                .httpClient(http)
                .overrideConfiguration(deadline())
                .build();
    }

    /** The account that the ARN names; empty where it is no ARN of a cluster. */
    public static Optional<MskAccount> of(String arn) {
        return region(arn).map(region -> new MskAccount(arn, region));
    }

    /** The region of a cluster by its ARN; empty where it is no ARN of a cluster. */
    public static Optional<String> region(String arn) {
        Matcher form = ARN.matcher(arn);
        return form.matches() ? Optional.of(form.group(1)) : Optional.empty();
    }

    private static ClientOverrideConfiguration deadline() {
        return ClientOverrideConfiguration.builder().apiCallTimeout(LONGEST).build();
    }

    /** The cluster; empty where there is none with the ARN. */
    public Optional<FoundMsk> found() throws Unanswered {
        Optional<Cluster> described;
        try {
            described = Asked.maybe(
                            "kafka:DescribeClusterV2",
                            List.of("NotFound", "BadRequest"),
                            () -> kafka.describeClusterV2(asked -> asked.clusterArn(arn)))
                    .map(said -> said.clusterInfo());
        } catch (Unanswered e) {
            throw e.failing();
        }
        if (described.isEmpty()) {
            return Optional.empty();
        }
        Cluster cluster = described.get();
        Optional<Provisioned> provisioned = Optional.ofNullable(cluster.provisioned());
        Optional<FoundMsk.Brokers> brokers =
                provisioned.isPresent() ? Optional.of(brokers(provisioned.get())) : Optional.empty();
        List<String> users = provisioned.isPresent() ? users(provisioned.get()) : List.of();
        return Optional.of(new FoundMsk(
                cluster.clusterName(),
                region,
                provisioned.map(MskAccount::type).orElse(MskType.SERVERLESS),
                cluster.stateAsString(),
                brokers,
                network(cluster),
                MskSecurity.of(provisioned, users),
                MskSecurity.watch(provisioned),
                cluster.hasTags() ? new TreeMap<>(cluster.tags()) : new TreeMap<>(),
                bootstrap(),
                unanswered));
    }

    private static MskType type(Provisioned provisioned) {
        String instance = String.valueOf(provisioned.brokerNodeGroupInfo().instanceType());
        return instance.startsWith("express.") ? MskType.EXPRESS : MskType.STANDARD;
    }

    private FoundMsk.Brokers brokers(Provisioned provisioned) throws Unanswered {
        Optional<EBSStorageInfo> storage = Optional.ofNullable(
                        provisioned.brokerNodeGroupInfo().storageInfo())
                .map(info -> info.ebsStorageInfo());
        BrokerSoftwareInfo software = provisioned.currentBrokerSoftwareInfo();
        return new FoundMsk.Brokers(
                String.valueOf(software.kafkaVersion()),
                provisioned.numberOfBrokerNodes(),
                String.valueOf(provisioned.brokerNodeGroupInfo().instanceType()),
                storage.map(EBSStorageInfo::volumeSize).orElse(0),
                storage.map(EBSStorageInfo::provisionedThroughput)
                        .filter(rate -> Boolean.TRUE.equals(rate.enabled()))
                        .map(rate -> rate.volumeThroughput())
                        .orElse(0),
                "TIERED".equals(provisioned.storageModeAsString()),
                growth(),
                settings(software));
    }

    private SortedMap<String, String> settings(BrokerSoftwareInfo software) throws Unanswered {
        String configuration = software.configurationArn();
        Long revision = software.configurationRevision();
        if (configuration == null || revision == null || !configuration.startsWith("arn:")) {
            return new TreeMap<>();
        }
        return answer(
                        "settings",
                        () -> Asked.of(
                                "kafka:DescribeConfigurationRevision",
                                () -> kafka.describeConfigurationRevision(
                                        asked -> asked.arn(configuration).revision(revision))))
                .map(said -> ServerText.read(said.serverProperties().asUtf8String()))
                .orElseGet(TreeMap::new);
    }

    private List<String> users(Provisioned provisioned) throws Unanswered {
        if (!MskSecurity.scram(provisioned)) {
            return List.of();
        }
        return answer(
                        "users",
                        () ->
                                Asked.of(
                                        "kafka:ListScramSecrets",
                                        () -> kafka
                                                .listScramSecretsPaginator(asked -> asked.clusterArn(arn))
                                                .secretArnList()
                                                .stream()
                                                .sorted()
                                                .toList()))
                .orElse(List.of());
    }

    private Optional<FoundMsk.Growth> growth() throws Unanswered {
        try (ApplicationAutoScalingClient scaling = ApplicationAutoScalingClient.builder()
                .region(Region.of(region))
                .httpClient(http)
                .overrideConfiguration(deadline())
                .build()) {
            Optional<Integer> most = answer(
                            "growth of volumes",
                            () -> Asked.of(
                                    "application-autoscaling:DescribeScalableTargets",
                                    () -> scaling.describeScalableTargets(asked -> asked.serviceNamespace(
                                                    ServiceNamespace.KAFKA)
                                            .resourceIds(arn)
                                            .scalableDimension(ScalableDimension.KAFKA_BROKER_STORAGE_VOLUME_SIZE))))
                    .flatMap(said -> said.scalableTargets().stream()
                            .map(target -> target.maxCapacity())
                            .findFirst());
            if (most.isEmpty()) {
                return Optional.empty();
            }
            Optional<Double> percent = answer(
                            "policy of growth",
                            () -> Asked.of(
                                    "application-autoscaling:DescribeScalingPolicies",
                                    () -> scaling.describeScalingPolicies(asked -> asked.serviceNamespace(
                                                    ServiceNamespace.KAFKA)
                                            .resourceId(arn)
                                            .scalableDimension(ScalableDimension.KAFKA_BROKER_STORAGE_VOLUME_SIZE))))
                    .flatMap(said -> said.scalingPolicies().stream()
                            .filter(policy -> policy.targetTrackingScalingPolicyConfiguration() != null)
                            .map(policy -> policy.targetTrackingScalingPolicyConfiguration()
                                    .targetValue())
                            .findFirst());
            return Optional.of(new FoundMsk.Growth(
                    most.get(), percent.orElse(USUAL_PERCENT).intValue()));
        }
    }

    private FoundMsk.Network network(Cluster cluster) throws Unanswered {
        List<String> ids = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        if (cluster.provisioned() != null) {
            ids.addAll(cluster.provisioned().brokerNodeGroupInfo().clientSubnets());
            groups.addAll(cluster.provisioned().brokerNodeGroupInfo().securityGroups());
        } else if (cluster.serverless() != null) {
            for (VpcConfig config : cluster.serverless().vpcConfigs()) {
                ids.addAll(config.subnetIds());
                groups.addAll(config.securityGroupIds());
            }
        }
        List<FoundMsk.Subnet> subnets = new ArrayList<>();
        String block = "";
        try (AwsAccount account = new AwsAccount(region)) {
            for (String id : ids) {
                answer("subnet " + id, () -> account.subnet(id))
                        .flatMap(subnet -> subnet)
                        .ifPresent(subnet ->
                                subnets.add(new FoundMsk.Subnet(id, subnet.zone(), subnet.block(), subnet.vpc())));
            }
            if (!subnets.isEmpty()) {
                String vpc = subnets.get(0).vpc();
                block = answer("network " + vpc, () -> account.network(vpc))
                        .flatMap(network -> network)
                        .flatMap(network -> network.blocks().stream().findFirst())
                        .orElse("");
            }
        }
        return new FoundMsk.Network(List.copyOf(subnets), block, List.copyOf(groups));
    }

    private SortedMap<String, String> bootstrap() throws Unanswered {
        SortedMap<String, String> ways = new TreeMap<>();
        Optional<GetBootstrapBrokersResponse> said = answer(
                "addresses of brokers",
                () -> Asked.of(
                        "kafka:GetBootstrapBrokers", () -> kafka.getBootstrapBrokers(asked -> asked.clusterArn(arn))));
        said.ifPresent(brokers -> {
            way("plaintext", brokers.bootstrapBrokerString(), ways);
            way("tls", brokers.bootstrapBrokerStringTls(), ways);
            way("scram", brokers.bootstrapBrokerStringSaslScram(), ways);
            way("iam", brokers.bootstrapBrokerStringSaslIam(), ways);
        });
        return ways;
    }

    private static void way(String word, @Nullable String servers, SortedMap<String, String> ways) {
        if (servers != null && !servers.isEmpty()) {
            ways.put(word, servers);
        }
    }

    /** A question that a description can do without. */
    private interface Asks<T> {
        T answer() throws Unanswered;
    }

    private <T> Optional<T> answer(String about, Asks<T> question) throws Unanswered {
        try {
            return Optional.of(question.answer());
        } catch (Unanswered e) {
            if (e.any()) {
                throw e;
            }
            unanswered.add(about + " (" + e.problem().place().path() + " is "
                    + e.problem().found() + ")");
            return Optional.empty();
        }
    }

    /** There is no cluster with the ARN. */
    public Problem missing() {
        return Problem.error(
                        "msk-cluster-missing",
                        Place.ofPath("--msk " + arn),
                        "an ARN of which the account has no cluster in " + region)
                .must("be that of a cluster on Amazon MSK that is there")
                .mend("copy it from aws kafka list-clusters-v2 --region " + region);
    }

    @Override
    public void close() {
        kafka.close();
        http.close();
    }
}
