package io.trivet.plan;

import io.trivet.process.KnownReleases;
import io.trivet.process.Software;
import io.trivet.stack.OnEc2;
import java.util.Optional;

/**
 * Where a node gets its software from.
 *
 * @param url of the .tgz; https or s3
 * @param sha512 of the .tgz, as described
 */
public record Release(String url, Optional<String> sha512) {
    private static final String S3 = "s3://";

    /** Bucket and key of the object that it is; empty where it is none. */
    public Optional<String> object() {
        return url.startsWith(S3) ? Optional.of(url.substring(S3.length())) : Optional.empty();
    }

    /**
     * SHA-512 of the .tgz, in hexadecimal digits: the described one, or that which Trivet knows; empty for a release
     * that no description with a checksum names, which the rules refuse.
     */
    public Optional<String> checksum() {
        return sha512.or(() -> KnownReleases.sha512(file()));
    }

    /** The name of the file. */
    public String file() {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    static Release of(Software software, OnEc2 stack) {
        Optional<OnEc2.Archive> described = switch (software.product()) {
            case KAFKA -> stack.kafka().archive();
            case ZOOKEEPER -> stack.zookeeper().flatMap(OnEc2.ZooKeeper::archive);
        };
        return described
                .map(archive -> new Release(archive.url(), Optional.of(archive.sha512())))
                .orElseGet(() -> new Release(apache(software), Optional.empty()));
    }

    /** The archive keeps every release; the mirrors keep the last ones. Source: https://www.apache.org/dist/ */
    private static String apache(Software software) {
        String version = software.version();
        return "https://archive.apache.org/dist/"
                + switch (software.product()) {
                    case KAFKA -> "kafka/" + version + "/";
                    case ZOOKEEPER -> "zookeeper/zookeeper-" + version + "/";
                }
                + software.file();
    }
}
