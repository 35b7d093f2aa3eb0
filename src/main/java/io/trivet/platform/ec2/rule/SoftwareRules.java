package io.trivet.platform.ec2.rule;

import io.trivet.layout.Instance;
import io.trivet.platform.AwsIds;
import io.trivet.process.FileAddress;
import io.trivet.process.KnownReleases;
import io.trivet.process.Software;
import io.trivet.process.ZooKeeperServer;
import io.trivet.stack.OnEc2;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Where software and images come from. */
final class SoftwareRules {
    private static final Pattern ARCHIVE = FileAddress.endingIn("tgz|tar\\.gz");
    private static final Pattern SHA512 = Pattern.compile("[0-9A-Fa-f]{128}");

    private SoftwareRules() {}

    static void check(Ec2Subject subject) {
        images(subject, subject.stack().image());
        archives(subject, subject.stack());
    }

    private static void images(Ec2Subject subject, Optional<String> common) {
        common.ifPresent(id -> AwsIds.check(subject, "image", id, "ami"));
        SortedMap<String, String> processors = new TreeMap<>();
        subject.stack().described().forEach((key, nodes) -> {
            nodes.image().ifPresent(id -> AwsIds.check(subject, key + ".image", id, "ami"));
            Optional<String> image = nodes.image().or(() -> common);
            Optional<Instance> instance = Instance.of(nodes.instance());
            if (image.isEmpty() || instance.isEmpty()) {
                return;
            }
            String processor = instance.get().arm64() ? "arm64" : "x86_64";
            String other = processors.putIfAbsent(image.get(), processor);
            if (other != null && !other.equals(processor)) {
                subject.error(
                                Ec2Rule.IMAGE_ARCHITECTURE,
                                nodes.image().isPresent() ? key + ".image" : "image",
                                image.get() + " for " + nodes.instance() + " (" + processor + ") and for " + other
                                        + " instances")
                        .must("be made for the processor of every instance that boots from it")
                        .mend("give " + key + " an image of its own, for " + processor);
            }
        });
    }

    private static void archives(Ec2Subject subject, OnEc2 stack) {
        boolean closed = stack.network().egress().orElse(OnEc2.Egress.NAT) == OnEc2.Egress.ENDPOINTS;
        archive(
                subject,
                new Software(Software.Product.KAFKA, stack.kafka().version()),
                stack.kafka().archive(),
                closed);
        if (stack.usesZooKeeper()) {
            stack.zookeeper()
                    .ifPresent(ensemble -> archive(
                            subject,
                            new Software(
                                    Software.Product.ZOOKEEPER,
                                    ensemble.version().orElse(ZooKeeperServer.DEFAULT_VERSION)),
                            ensemble.archive(),
                            closed));
        }
    }

    private static void archive(
            Ec2Subject subject, Software software, Optional<OnEc2.Archive> described, boolean closed) {
        String product = software.product().name().toLowerCase(Locale.ROOT);
        String version = software.version();
        String path = product + ".archive";
        if (described.isEmpty()) {
            if (closed) {
                subject.error(
                                Ec2Rule.ARCHIVE_UNREACHABLE,
                                path,
                                "missing, so nodes would fetch it from archive.apache.org")
                        .must("lie in S3: with network.egress endpoints nodes reach nothing on the internet")
                        .mend("copy the archive to a bucket, and add archive: {url: s3://…, sha512: …}");
            } else if (MetadataRules.isRelease(software)
                    && KnownReleases.sha512(software.file()).isEmpty()) {
                subject.error(Ec2Rule.ARCHIVE_SHA512, path, "missing, for a release whose SHA-512 Trivet does not know")
                        .must("give it: the host that serves a release is no witness of it")
                        .mend(
                                "add archive: {url: …, sha512: …} with what the makers publish, or write another version");
            }
            return;
        }
        String url = described.get().url();
        if (!ARCHIVE.matcher(url).matches()) {
            subject.error(Ec2Rule.ARCHIVE_URL, path + ".url", url)
                    .must(
                            "begin with https:// or s3://, end in .tgz or .tar.gz, and consist of letters, digits and . _ ~ + = -"
                                    + " between the slashes")
                    .mend("write the address of the archive, as s3://our-software/" + product + "-" + version + ".tgz");
        } else if (!url.substring(url.lastIndexOf('/')).contains(version)) {
            subject.error(Ec2Rule.ARCHIVE_VERSION, path + ".url", url)
                    .must("have " + version + " in its file name, the version that is described")
                    .mend("write the address of " + version + ", and its SHA-512");
        } else if (closed && !url.startsWith("s3://")) {
            subject.error(Ec2Rule.ARCHIVE_UNREACHABLE, path + ".url", url)
                    .must("lie in S3: with network.egress endpoints nodes reach nothing on the internet")
                    .mend("copy the archive to a bucket, and write its address with s3://");
        }
        if (!SHA512.matcher(described.get().sha512()).matches()) {
            subject.error(
                            Ec2Rule.ARCHIVE_SHA512,
                            path + ".sha512",
                            described.get().sha512())
                    .must("be 128 hexadecimal digits")
                    .mend("copy what sha512sum prints for the archive");
        }
    }
}
