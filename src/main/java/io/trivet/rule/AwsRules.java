package io.trivet.rule;

import io.trivet.kafka.Replicas;
import io.trivet.layout.Instance;
import io.trivet.process.ZooKeeperServer;
import io.trivet.stack.Cidr;
import io.trivet.stack.Dns;
import io.trivet.stack.OnEc2;
import io.trivet.stack.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What exists already, where software and images come from, tags, and how a roll goes through the zones. */
final class AwsRules {
    private static final Pattern ID = Pattern.compile("(vpc|subnet|ami)-([0-9a-f]{8}|[0-9a-f]{17})");
    private static final Pattern ZONE_ID = Pattern.compile("Z[0-9A-Z]{7,31}");
    private static final Pattern ARCHIVE =
            Pattern.compile("(https://[^\\s/?#]+|s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/[^\\s?#*]+\\.(tgz|tar\\.gz)");
    private static final Pattern SHA512 = Pattern.compile("[0-9A-Fa-f]{128}");

    /** Source: https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
    private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{N} _.:/=+@-]*");

    private static final int LONGEST_TAG = 128;
    private static final int LONGEST_TAG_VALUE = 256;

    /** AWS allows 50 a resource, of which Trivet writes six at most. */
    private static final int MOST_TAGS = 44;

    /** The largest block of a subnet has /16, the smallest /28. */
    private static final int SMALLEST_SUBNET = 28;

    private AwsRules() {}

    static void check(Subject subject) {
        OnEc2 stack = subject.stack();
        network(subject, stack);
        zoneId(subject, stack.dns());
        images(subject, stack);
        archives(subject, stack);
        tags(subject, subject.description().tags());
        rollout(subject, stack);
    }

    static void zoneId(Findings subject, Dns dns) {
        dns.zoneId()
                .filter(id -> !ZONE_ID.matcher(id).matches())
                .ifPresent(id -> form(subject, "dns.zoneId", id, "the id of a hosted zone, as Z0123456789ABCDEFGHIJ"));
    }

    private static void network(Subject subject, OnEc2 stack) {
        OnEc2.Network network = stack.network();
        subnets(subject, stack.zones(), network.cidr(), network.vpc(), network.subnets());
        network.egress()
                .filter(egress -> network.vpc().isPresent())
                .ifPresent(egress -> subject.error(
                        Rule.EGRESS_UNUSED,
                        "network.egress",
                        egress.name().toLowerCase(Locale.ROOT),
                        "be left out with network.vpc: a network that exists has its own way out",
                        "remove it; the subnets need a way to S3 and Systems Manager"));
    }

    /** One subnet for each zone, where the VPC exists; none where it is made. */
    static void subnets(
            Findings subject, List<String> zones, Cidr cidr, Optional<String> vpc, SortedMap<String, Subnet> subnets) {
        vpc.ifPresent(id -> id(subject, "network.vpc", id, "vpc"));
        if (vpc.isEmpty()) {
            if (!subnets.isEmpty()) {
                subject.error(
                        Rule.SUBNETS,
                        "network.subnets",
                        "given without network.vpc",
                        "be left out where the VPC is made, whose subnets are the quarters of network.cidr",
                        "add the id of the VPC that they are part of as network.vpc, or remove them");
            }
            return;
        }
        for (String zone : zones) {
            if (!subnets.containsKey(zone)) {
                subject.error(
                        Rule.SUBNETS,
                        "network.subnets",
                        "without a subnet for " + zone,
                        "name one subnet for each zone: the nodes of a zone get their addresses there",
                        "add " + zone + ": {id: subnet-…, cidr: …}");
            }
        }
        List<String> seen = new ArrayList<>();
        subnets.forEach((zone, subnet) -> {
            String path = "network.subnets." + zone;
            if (!zones.contains(zone)) {
                subject.error(
                        Rule.SUBNETS,
                        path,
                        "a subnet for " + zone,
                        "be for one of the zones " + String.join(", ", zones),
                        "correct the name of the zone, or remove it");
            }
            id(subject, path + ".id", subnet.id(), "subnet");
            if (seen.contains(subnet.id())) {
                subject.error(
                        Rule.SUBNETS,
                        path + ".id",
                        subnet.id() + " a second time",
                        "be a subnet of its own: a subnet lies in one zone",
                        "write the subnet of " + zone);
            }
            seen.add(subnet.id());
            block(subject, path + ".cidr", subnet.cidr(), cidr);
        });
        overlaps(subject, subnets);
    }

    private static void block(Findings subject, String path, Cidr block, Cidr network) {
        if (block.prefix() > SMALLEST_SUBNET || block.prefix() < network.prefix() || !network.contains(block.first())) {
            subject.error(
                    Rule.SUBNET_BLOCK,
                    path,
                    block.toString(),
                    "lie in " + network + ", the block of the VPC, and be no smaller than /28",
                    "copy the block of the subnet, and that of its VPC to network.cidr");
        } else if (!block.isAligned()) {
            subject.error(
                    Rule.SUBNET_BLOCK,
                    path,
                    block.toString(),
                    "begin at the first address of its block",
                    "write " + block.aligned());
        }
    }

    private static void overlaps(Findings subject, SortedMap<String, Subnet> subnets) {
        SortedMap<String, Cidr> earlier = new TreeMap<>();
        subnets.forEach((zone, subnet) -> {
            earlier.forEach((other, block) -> {
                if (subnet.cidr().overlaps(block)) {
                    subject.error(
                            Rule.SUBNET_BLOCK,
                            "network.subnets." + zone + ".cidr",
                            subnet.cidr() + ", which overlaps " + block + " of " + other,
                            "be a block of its own: two nodes would get one address",
                            "copy the block of the subnet");
                }
            });
            earlier.put(zone, subnet.cidr());
        });
    }

    /** A role as far as its image is concerned. */
    private record Boots(String role, String instance, Optional<String> image) {}

    private static void images(Subject subject, OnEc2 stack) {
        stack.image().ifPresent(id -> id(subject, "image", id, "ami"));
        List<Boots> roles = new ArrayList<>();
        roles.add(
                new Boots("brokers", stack.brokers().instance(), stack.brokers().image()));
        if (stack.usesZooKeeper()) {
            stack.zookeeper().ifPresent(role -> roles.add(new Boots("zookeeper", role.instance(), role.image())));
        } else {
            stack.controllers().ifPresent(role -> roles.add(new Boots("controllers", role.instance(), role.image())));
        }
        SortedMap<String, String> processors = new TreeMap<>();
        for (Boots boots : roles) {
            String path = boots.role() + ".image";
            boots.image().ifPresent(id -> id(subject, path, id, "ami"));
            Optional<String> image = boots.image().or(stack::image);
            Optional<Instance> instance = Instance.of(boots.instance());
            if (image.isEmpty() || instance.isEmpty()) {
                continue;
            }
            String processor = instance.get().arm64() ? "arm64" : "x86_64";
            String other = processors.putIfAbsent(image.get(), processor);
            if (other != null && !other.equals(processor)) {
                subject.error(
                        Rule.IMAGE_ARCHITECTURE,
                        boots.image().isPresent() ? path : "image",
                        image.get() + " for " + boots.instance() + " (" + processor + ") and for " + other
                                + " instances",
                        "be made for the processor of every instance that boots from it",
                        "give " + boots.role() + " an image of its own, for " + processor);
            }
        }
    }

    private static void archives(Subject subject, OnEc2 stack) {
        boolean closed = stack.network().egress().orElse(OnEc2.Egress.NAT) == OnEc2.Egress.ENDPOINTS;
        archive(subject, "kafka", stack.kafka().version(), stack.kafka().archive(), closed);
        if (stack.usesZooKeeper()) {
            stack.zookeeper()
                    .ifPresent(ensemble -> archive(
                            subject,
                            "zookeeper",
                            ensemble.version().orElse(ZooKeeperServer.DEFAULT_VERSION),
                            ensemble.archive(),
                            closed));
        }
    }

    private static void archive(
            Subject subject, String product, String version, Optional<OnEc2.Archive> described, boolean closed) {
        String path = product + ".archive";
        if (described.isEmpty()) {
            if (closed) {
                subject.error(
                        Rule.ARCHIVE_UNREACHABLE,
                        path,
                        "missing, so nodes would fetch it from archive.apache.org",
                        "lie in S3: with network.egress endpoints nodes reach nothing on the internet",
                        "copy the archive to a bucket, and add archive: {url: s3://…, sha512: …}");
            }
            return;
        }
        String url = described.get().url();
        if (!ARCHIVE.matcher(url).matches()) {
            subject.error(
                    Rule.ARCHIVE_URL,
                    path + ".url",
                    NameRules.quoted(url),
                    "begin with https:// or s3:// and end in .tgz or .tar.gz",
                    "write the address of the archive, as s3://our-software/" + product + "-" + version + ".tgz");
        } else if (!url.substring(url.lastIndexOf('/')).contains(version)) {
            subject.error(
                    Rule.ARCHIVE_VERSION,
                    path + ".url",
                    url,
                    "have " + version + " in its file name, the version that is described",
                    "write the address of " + version + ", and its SHA-512");
        } else if (closed && !url.startsWith("s3://")) {
            subject.error(
                    Rule.ARCHIVE_UNREACHABLE,
                    path + ".url",
                    url,
                    "lie in S3: with network.egress endpoints nodes reach nothing on the internet",
                    "copy the archive to a bucket, and write its address with s3://");
        }
        if (!SHA512.matcher(described.get().sha512()).matches()) {
            subject.error(
                    Rule.ARCHIVE_SHA512,
                    path + ".sha512",
                    NameRules.quoted(described.get().sha512()),
                    "be 128 hexadecimal digits",
                    "copy what sha512sum prints for the archive");
        }
    }

    static void tags(Findings subject, SortedMap<String, String> tags) {
        if (tags.size() > MOST_TAGS) {
            subject.error(
                    Rule.TAG,
                    "tags",
                    tags.size() + " tags",
                    "be " + MOST_TAGS + " at most: AWS allows 50 a resource, and some are Trivet's",
                    "remove " + (tags.size() - MOST_TAGS));
        }
        tags.forEach((key, value) -> {
            String path = "tags." + key;
            if (key.isEmpty()
                    || key.length() > LONGEST_TAG
                    || value.length() > LONGEST_TAG_VALUE
                    || !TAG.matcher(key + value).matches()
                    || key.startsWith("aws:")) {
                subject.error(
                        Rule.TAG,
                        path,
                        NameRules.quoted(key) + ": " + NameRules.quoted(value),
                        "be a key of 1 to 128 and a value of up to 256 letters, digits, spaces and _ . : / = + - @, and not"
                                + " begin with aws:",
                        "correct it, or remove it");
            } else if (key.equals("Name") || key.startsWith("trivet:")) {
                subject.error(
                        Rule.TAG_RESERVED,
                        path,
                        key,
                        "not be Name or begin with trivet:, which Trivet writes itself",
                        "choose another key, or remove it");
            }
        });
    }

    private static void rollout(Subject subject, OnEc2 stack) {
        if (stack.rollout().map(OnEc2.Rollout::by).orElse(OnEc2.Unit.ZONE) != OnEc2.Unit.ZONE) {
            return;
        }
        SortedMap<String, String> settings = subject.brokerSettings();
        Optional<Long> min = Numbers.of(settings, "min.insync.replicas");
        min.ifPresent(least -> Numbers.of(settings, "default.replication.factor")
                .ifPresent(replicas ->
                        zone(subject, "brokers.settings.min.insync.replicas", "a topic by default", replicas, least)));
        subject.topics().forEach((name, topic) -> {
            Optional<Long> own = Numbers.of(topic.settings(), "min.insync.replicas");
            if (own.isPresent() || topic.replicas().isPresent()) {
                String path = "topics." + name;
                own.or(() -> min)
                        .ifPresent(least -> zone(
                                subject,
                                own.isPresent() ? path + ".settings.min.insync.replicas" : path + ".replicas",
                                name,
                                topic.replicas().orElse(subject.topicDefaults().replicas()),
                                least));
            }
        });
    }

    /** Only where a roll node by node would be allowed: what even that may not stop is another rule's concern. */
    private static void zone(Subject subject, String path, String topic, long replicas, long least) {
        long inOneZone = (replicas + Replicas.ZONES - 1) / Replicas.ZONES;
        if (replicas - 1 >= least && replicas - inOneZone < least) {
            subject.warning(
                    Rule.ROLLOUT_ZONE,
                    path,
                    least + " of " + replicas + " replicas for " + topic + ", of which a zone may hold " + inOneZone,
                    "leave enough in sync without a zone: rolls go zone by zone, and their gates refuse this one",
                    "add rollout: {by: node}, or lower min.insync.replicas to " + (replicas - inOneZone));
        }
    }

    static void id(Findings subject, String path, String id, String kind) {
        if (!ID.matcher(id).matches() || !id.startsWith(kind + "-")) {
            form(subject, path, id, "an id as " + kind + "-0abcdef1234567890");
        }
    }

    private static void form(Findings subject, String path, String id, String must) {
        subject.error(Rule.AWS_ID, path, NameRules.quoted(id), "be " + must, "copy it from the console of AWS");
    }
}
