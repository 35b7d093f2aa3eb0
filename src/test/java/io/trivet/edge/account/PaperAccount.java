package io.trivet.edge.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** An account that has what a test writes into it, and by itself all that an example stack needs. */
final class PaperAccount implements Account {
    final SortedMap<String, String> zones = new TreeMap<>();
    final SortedMap<String, SortedSet<String>> offers = new TreeMap<>();
    final SortedMap<String, MachineImage> images = new TreeMap<>();
    final SortedMap<Quota, Double> limits = new TreeMap<>();
    final SortedMap<Quota, List<Used>> used = new TreeMap<>();
    final SortedMap<String, Network> networks = new TreeMap<>();
    final SortedMap<String, Subnet> subnets = new TreeMap<>();
    final SortedMap<String, SortedMap<String, String>> taken = new TreeMap<>();
    final SortedMap<String, HostedZone> hostedZones = new TreeMap<>();
    Optional<Authority> authority = Optional.of(new Authority("ACTIVE", "GENERAL_PURPOSE", "EC_prime256v1", 3650));
    final SortedSet<String> goneAuthorities = new TreeSet<>();
    final List<String> versions = new ArrayList<>();
    final List<Denied> denied = new ArrayList<>();
    final SortedSet<String> unanswered = new TreeSet<>();
    String arn = "arn:aws:iam::123456789012:role/deploy";
    Optional<String> region = Optional.of("opt-in-not-required");
    boolean known = true;

    private final String image;

    PaperAccount(String region, String architecture) {
        for (String letter : List.of("a", "b", "c", "d")) {
            zones.put(region + letter, "available");
        }
        image = "ami-" + architecture;
        images.put(image, new MachineImage(architecture, "available", 8));
        for (Quota quota : Quota.values()) {
            limits.put(quota, 1000.0);
        }
        versions.add("3.9.x.kraft");
    }

    static SortedMap<String, String> tags(String... pairs) {
        SortedMap<String, String> tags = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            tags.put(pairs[i], pairs[i + 1]);
        }
        return tags;
    }

    private <T> T answer(String action, T answer) throws Unanswered {
        if (unanswered.contains(action)) {
            throw Unanswered.denied(action);
        }
        return answer;
    }

    @Override
    public Identity identity() throws Unanswered {
        if (!known) {
            throw Unanswered.login("sts:GetCallerIdentity", "ExpiredToken: The security token is expired");
        }
        return new Identity("123456789012", arn);
    }

    @Override
    public Optional<String> region() throws Unanswered {
        return answer("ec2:DescribeRegions", region);
    }

    @Override
    public SortedMap<String, String> zones() throws Unanswered {
        return answer("ec2:DescribeAvailabilityZones", zones);
    }

    @Override
    public SortedSet<String> offers(String type) throws Unanswered {
        return answer("ec2:DescribeInstanceTypeOfferings", offers.getOrDefault(type, new TreeSet<>(zones.keySet())));
    }

    @Override
    public Optional<MachineType> machineType(String type) throws Unanswered {
        return answer("ec2:DescribeInstanceTypes", Optional.of(new MachineType(2, List.of("arm64"))));
    }

    @Override
    public Optional<String> parameter(String name) throws Unanswered {
        return answer("ssm:GetParameter", Optional.of(image));
    }

    @Override
    public Optional<MachineImage> image(String id) throws Unanswered {
        return answer("ec2:DescribeImages", Optional.ofNullable(images.get(id)));
    }

    @Override
    public Optional<Double> limit(Quota quota) throws Unanswered {
        return answer("servicequotas:GetServiceQuota", Optional.ofNullable(limits.get(quota)));
    }

    @Override
    public List<Used> used(Quota quota) throws Unanswered {
        return answer("ec2:DescribeInstances", used.getOrDefault(quota, List.of()));
    }

    @Override
    public Optional<Network> network(String id) throws Unanswered {
        return answer("ec2:DescribeVpcs", Optional.ofNullable(networks.get(id)));
    }

    @Override
    public Optional<Subnet> subnet(String id) throws Unanswered {
        return answer("ec2:DescribeSubnets", Optional.ofNullable(subnets.get(id)));
    }

    @Override
    public SortedMap<String, SortedMap<String, String>> taken(String vpc, List<String> addresses) throws Unanswered {
        return answer("ec2:DescribeNetworkInterfaces", taken);
    }

    @Override
    public Optional<HostedZone> hostedZone(String id) throws Unanswered {
        return answer("route53:GetHostedZone", Optional.ofNullable(hostedZones.get(id)));
    }

    @Override
    public List<String> hostedZones(String name) {
        return List.of();
    }

    @Override
    public Optional<Authority> authority(String arn) throws Unanswered {
        return answer(
                "acm-pca:DescribeCertificateAuthority", authority.filter(found -> !goneAuthorities.contains(arn)));
    }

    @Override
    public List<StoredVolume> volumes(String tag, String value) {
        return List.of();
    }

    @Override
    public List<Snapshot> snapshots(List<String> volumes) {
        return List.of();
    }

    @Override
    public List<String> managedVersions() throws Unanswered {
        return answer("kafka:ListKafkaVersions", versions);
    }

    @Override
    public List<Denied> denied(String arn, List<String> actions) throws Unanswered {
        return answer("iam:SimulatePrincipalPolicy", denied);
    }
}
