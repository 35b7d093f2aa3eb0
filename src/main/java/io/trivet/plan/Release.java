package io.trivet.plan;

import io.trivet.process.Software;
import io.trivet.stack.OnEc2;
import java.util.Optional;

/**
 * Where a node gets its software from.
 *
 * @param url of the .tgz; https or s3
 * @param sha512 of the .tgz; where absent, that which its makers keep beside it, in a file of the same name with
 *     {@code .sha512}
 */
public record Release(String url, Optional<String> sha512) {
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
                    case KAFKA -> "kafka/" + version + "/kafka_2.13-" + version + ".tgz";
                    case ZOOKEEPER -> "zookeeper/zookeeper-" + version + "/apache-zookeeper-" + version + "-bin.tar.gz";
                };
    }
}
