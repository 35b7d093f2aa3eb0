package io.trivet.edge.account;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.acmpca.AcmPcaClient;
import software.amazon.awssdk.services.acmpca.model.CertificateAuthority;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.LocationType;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.VpcAttributeName;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kafka.KafkaClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.servicequotas.model.ServiceQuota;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * An account, asked with the AWS SDK and the credentials that it finds: environment, profile, single sign-on, role of
 * the machine. {@code AWS_ENDPOINT_URL} sends the questions elsewhere.
 */
public final class AwsAccount implements Account, AutoCloseable {
    private static final String BROKERS_QUOTA = "brokers per account";
    private static final String ACTIVE = "ACTIVE";

    private final String region;
    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final Ec2Client ec2;
    private final Usage usage;

    /** The account of the credentials that are found when it is first asked. */
    public AwsAccount(String region) {
        this.region = region;
        this.ec2 = client(Ec2Client.builder(), Region.of(region));
        this.usage = new Usage(ec2, () -> client(KafkaClient.builder(), Region.of(region)));
    }

    private <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C client(B builder, Region where) {
        return builder.region(where).httpClient(http).build();
    }

    /** Where what belongs to no region is asked for. */
    private Region global() {
        if (region.startsWith("cn-")) {
            return Region.AWS_CN_GLOBAL;
        }
        return region.startsWith("us-gov-") ? Region.AWS_US_GOV_GLOBAL : Region.AWS_GLOBAL;
    }

    /** A region that is open to every account of the same part of AWS. */
    private Region always() {
        if (region.startsWith("cn-")) {
            return Region.CN_NORTH_1;
        }
        return region.startsWith("us-gov-") ? Region.US_GOV_WEST_1 : Region.US_EAST_1;
    }

    @Override
    public Identity identity() throws Unanswered {
        try (StsClient sts = client(StsClient.builder(), always())) {
            var said = Asked.of("sts:GetCallerIdentity", sts::getCallerIdentity);
            return new Identity(said.account(), withoutSession(said.arn()));
        }
    }

    /** {@code arn:aws:sts::1:assumed-role/deploy/me} is of the role {@code arn:aws:iam::1:role/deploy}. */
    private String withoutSession(String arn) throws Unanswered {
        String[] parts = arn.split("[:/]");
        if (!arn.contains(":assumed-role/") || parts.length < 8) {
            return arn;
        }
        try (IamClient iam = client(IamClient.builder(), global())) {
            String role = parts[6];
            return Asked.of("iam:GetRole", () -> iam.getRole(asked -> asked.roleName(role)))
                    .role()
                    .arn();
        } catch (Unanswered e) {
            if (e.any()) {
                throw e;
            }
            // Right unless the role has a path, which only this question tells.
            return parts[0] + ":" + parts[1] + ":iam::" + parts[4] + ":role/" + parts[6];
        }
    }

    @Override
    public Optional<String> region() throws Unanswered {
        try (Ec2Client any = client(Ec2Client.builder(), always())) {
            return Asked.maybe(
                            "ec2:DescribeRegions",
                            List.of("InvalidParameterValue"),
                            () -> any.describeRegions(
                                    asked -> asked.allRegions(true).regionNames(region)))
                    .flatMap(said -> said.regions().stream()
                            .map(one -> String.valueOf(one.optInStatus()))
                            .findFirst());
        }
    }

    @Override
    public SortedMap<String, String> zones() throws Unanswered {
        SortedMap<String, String> zones = new TreeMap<>();
        Asked.of("ec2:DescribeAvailabilityZones", ec2::describeAvailabilityZones)
                .availabilityZones()
                .forEach(zone -> zones.put(zone.zoneName(), zone.stateAsString()));
        return zones;
    }

    @Override
    public SortedSet<String> offers(String type) throws Unanswered {
        return Asked.of(
                "ec2:DescribeInstanceTypeOfferings",
                () -> ec2
                        .describeInstanceTypeOfferingsPaginator(
                                asked -> asked.locationType(LocationType.AVAILABILITY_ZONE)
                                        .filters(filter("instance-type", type)))
                        .instanceTypeOfferings()
                        .stream()
                        .map(offering -> offering.location())
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Override
    public Optional<MachineType> machineType(String type) throws Unanswered {
        return Asked.maybe(
                        "ec2:DescribeInstanceTypes",
                        List.of("InvalidInstanceType"),
                        () -> ec2.describeInstanceTypes(asked -> asked.instanceTypesWithStrings(type)))
                .flatMap(said -> said.instanceTypes().stream().findFirst())
                .map(AwsAccount::machineType);
    }

    private static MachineType machineType(InstanceTypeInfo type) {
        return new MachineType(
                type.vCpuInfo().defaultVCpus(), type.processorInfo().supportedArchitecturesAsStrings());
    }

    @Override
    public Optional<String> parameter(String name) throws Unanswered {
        try (SsmClient ssm = client(SsmClient.builder(), Region.of(region))) {
            return Asked.maybe(
                            "ssm:GetParameter",
                            List.of("ParameterNotFound"),
                            () -> ssm.getParameter(asked -> asked.name(name)))
                    .map(said -> said.parameter().value());
        }
    }

    @Override
    public Optional<MachineImage> image(String id) throws Unanswered {
        return Asked.maybe(
                        "ec2:DescribeImages",
                        List.of("InvalidAMIID"),
                        () -> ec2.describeImages(asked -> asked.imageIds(id)))
                .flatMap(said -> said.images().stream().findFirst())
                .map(AwsAccount::image);
    }

    private static MachineImage image(Image image) {
        int root = image.blockDeviceMappings().stream()
                .filter(device -> String.valueOf(device.deviceName()).equals(image.rootDeviceName()))
                .filter(device -> device.ebs() != null && device.ebs().volumeSize() != null)
                .mapToInt(device -> device.ebs().volumeSize())
                .findFirst()
                .orElse(0);
        return new MachineImage(image.architectureAsString(), image.stateAsString(), root);
    }

    @Override
    public Optional<Double> limit(Quota quota) throws Unanswered {
        try (ServiceQuotasClient quotas = client(ServiceQuotasClient.builder(), Region.of(region))) {
            if (quota.code().isEmpty()) {
                return Asked.of(
                        "servicequotas:ListServiceQuotas",
                        () ->
                                quotas
                                        .listServiceQuotasPaginator(asked -> asked.serviceCode(quota.service()))
                                        .quotas()
                                        .stream()
                                        .filter(one -> one.quotaName()
                                                .toLowerCase(java.util.Locale.ROOT)
                                                .contains(BROKERS_QUOTA))
                                        .map(ServiceQuota::value)
                                        .findFirst());
            }
            List<String> absent = List.of("NoSuchResource");
            Optional<Double> own = Asked.maybe(
                            "servicequotas:GetServiceQuota",
                            absent,
                            () -> quotas.getServiceQuota(
                                    asked -> asked.serviceCode(quota.service()).quotaCode(quota.code())))
                    .map(said -> said.quota().value());
            // An account has a value of its own only once it was raised.
            return own.isPresent()
                    ? own
                    : Asked.maybe(
                                    "servicequotas:GetAWSDefaultServiceQuota",
                                    absent,
                                    () -> quotas.getAWSDefaultServiceQuota(asked ->
                                            asked.serviceCode(quota.service()).quotaCode(quota.code())))
                            .map(said -> said.quota().value());
        }
    }

    @Override
    public List<Used> used(Quota quota) throws Unanswered {
        return usage.of(quota);
    }

    @Override
    public Optional<Network> network(String id) throws Unanswered {
        Optional<List<String>> blocks = Asked.maybe(
                        "ec2:DescribeVpcs", List.of("InvalidVpcID"), () -> ec2.describeVpcs(asked -> asked.vpcIds(id)))
                .flatMap(said -> said.vpcs().stream().findFirst())
                .map(vpc -> vpc.cidrBlockAssociationSet().isEmpty()
                        ? List.of(vpc.cidrBlock())
                        : vpc.cidrBlockAssociationSet().stream()
                                .map(block -> block.cidrBlock())
                                .toList());
        if (blocks.isEmpty()) {
            return Optional.empty();
        }
        boolean resolves = attribute(id, VpcAttributeName.ENABLE_DNS_SUPPORT)
                && attribute(id, VpcAttributeName.ENABLE_DNS_HOSTNAMES);
        return Optional.of(new Network(blocks.get(), resolves));
    }

    private boolean attribute(String vpc, VpcAttributeName name) throws Unanswered {
        var said = Asked.of(
                "ec2:DescribeVpcAttribute",
                () -> ec2.describeVpcAttribute(asked -> asked.vpcId(vpc).attribute(name)));
        return name == VpcAttributeName.ENABLE_DNS_SUPPORT
                ? said.enableDnsSupport().value()
                : said.enableDnsHostnames().value();
    }

    @Override
    public Optional<Subnet> subnet(String id) throws Unanswered {
        return Asked.maybe(
                        "ec2:DescribeSubnets",
                        List.of("InvalidSubnetID"),
                        () -> ec2.describeSubnets(asked -> asked.subnetIds(id)))
                .flatMap(said -> said.subnets().stream().findFirst())
                .map(subnet -> new Subnet(
                        subnet.vpcId(),
                        subnet.availabilityZone(),
                        subnet.cidrBlock(),
                        subnet.availableIpAddressCount()));
    }

    @Override
    public SortedMap<String, SortedMap<String, String>> taken(String vpc, List<String> addresses) throws Unanswered {
        SortedMap<String, SortedMap<String, String>> taken = new TreeMap<>();
        for (NetworkInterface link : Asked.of(
                "ec2:DescribeNetworkInterfaces",
                () -> ec2
                        .describeNetworkInterfacesPaginator(asked -> asked.filters(filter("vpc-id", vpc)))
                        .networkInterfaces()
                        .stream()
                        .toList())) {
            link.privateIpAddresses().stream()
                    .map(address -> address.privateIpAddress())
                    .filter(addresses::contains)
                    .forEach(address -> taken.put(address, tags(link.tagSet())));
        }
        return taken;
    }

    @Override
    public Optional<HostedZone> hostedZone(String id) throws Unanswered {
        try (Route53Client route53 = client(Route53Client.builder(), global())) {
            return Asked.maybe(
                            "route53:GetHostedZone",
                            List.of("NoSuchHostedZone", "InvalidInput"),
                            () -> route53.getHostedZone(asked -> asked.id(id)))
                    .map(said -> new HostedZone(
                            plain(said.hostedZone().name()),
                            Boolean.TRUE.equals(said.hostedZone().config().privateZone()),
                            said.vpCs().stream().map(vpc -> vpc.vpcId()).toList()));
        }
    }

    @Override
    public List<String> hostedZones(String name) throws Unanswered {
        try (Route53Client route53 = client(Route53Client.builder(), global())) {
            return Asked.of(
                    "route53:ListHostedZonesByName",
                    () -> route53.listHostedZonesByName(asked -> asked.dnsName(name)).hostedZones().stream()
                            .filter(zone -> plain(zone.name()).equals(name))
                            .map(zone -> zone.id().substring(zone.id().lastIndexOf('/') + 1))
                            .toList());
        }
    }

    private static String plain(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    @Override
    public Optional<Authority> authority(String arn) throws Unanswered {
        try (AcmPcaClient authorities = client(AcmPcaClient.builder(), Region.of(region))) {
            return Asked.maybe(
                            "acm-pca:DescribeCertificateAuthority",
                            List.of("ResourceNotFoundException", "InvalidArnException"),
                            () -> authorities.describeCertificateAuthority(asked -> asked.certificateAuthorityArn(arn)))
                    .map(said -> authority(said.certificateAuthority()));
        }
    }

    private static Authority authority(CertificateAuthority authority) {
        return new Authority(
                authority.statusAsString(),
                authority.usageMode() == null ? "GENERAL_PURPOSE" : authority.usageModeAsString(),
                authority.certificateAuthorityConfiguration().keyAlgorithmAsString(),
                authority.notAfter() == null
                        ? 0
                        : Duration.between(Instant.now(), authority.notAfter()).toDays());
    }

    @Override
    public List<StoredVolume> volumes(String tag, String value) throws Unanswered {
        return Asked.of(
                "ec2:DescribeVolumes",
                () ->
                        ec2
                                .describeVolumesPaginator(asked -> asked.filters(filter("tag:" + tag, value)))
                                .volumes()
                                .stream()
                                .map(volume -> new StoredVolume(
                                        volume.volumeId(),
                                        volume.availabilityZone(),
                                        volume.size(),
                                        volume.stateAsString(),
                                        tags(volume.tags())))
                                .toList());
    }

    @Override
    public List<Snapshot> snapshots(List<String> volumes) throws Unanswered {
        if (volumes.isEmpty()) {
            return List.of();
        }
        return Asked.of(
                "ec2:DescribeSnapshots",
                () -> ec2
                        .describeSnapshotsPaginator(asked ->
                                asked.ownerIds("self").filters(filter("volume-id", volumes.toArray(String[]::new))))
                        .snapshots()
                        .stream()
                        .map(snapshot -> new Snapshot(
                                snapshot.snapshotId(),
                                snapshot.volumeId(),
                                snapshot.volumeSize(),
                                String.valueOf(snapshot.startTime())))
                        .toList());
    }

    @Override
    public List<String> managedVersions() throws Unanswered {
        try (KafkaClient kafka = client(KafkaClient.builder(), Region.of(region))) {
            return Asked.of(
                    "kafka:ListKafkaVersions",
                    () -> kafka.listKafkaVersionsPaginator(asked -> {}).kafkaVersions().stream()
                            .filter(version -> ACTIVE.equals(version.statusAsString()))
                            .map(version -> version.version())
                            .toList());
        }
    }

    @Override
    public List<Denied> denied(String arn, List<String> actions) throws Unanswered {
        try (IamClient iam = client(IamClient.builder(), global())) {
            return Simulation.denied(iam, arn, actions);
        }
    }

    static Filter filter(String name, String... values) {
        return Filter.builder().name(name).values(values).build();
    }

    static SortedMap<String, String> tags(List<Tag> tags) {
        SortedMap<String, String> byName = new TreeMap<>();
        tags.forEach(tag -> byName.put(tag.key(), tag.value()));
        return byName;
    }

    @Override
    public void close() {
        ec2.close();
        http.close();
    }
}
