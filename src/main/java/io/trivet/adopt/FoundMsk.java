package io.trivet.adopt;

import io.trivet.stack.MskType;
import io.trivet.stack.OnMsk;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A cluster on Amazon MSK, as AWS tells it.
 *
 * @param name on MSK, {@code films-prod}
 * @param region that it is in
 * @param state {@code ACTIVE}, or what MSK is at
 * @param brokers empty on a serverless cluster
 * @param network that the brokers lie in
 * @param security who may come, and what is encrypted
 * @param watch what is seen of it
 * @param tags of the cluster, by name
 * @param bootstrap where clients connect first, by the word of how: {@code tls}, {@code scram}, {@code iam},
 *     {@code plaintext}
 * @param unanswered questions that these credentials may not ask, each with its reason
 */
public record FoundMsk(
        String name,
        String region,
        MskType type,
        String state,
        Optional<Brokers> brokers,
        Network network,
        Security security,
        Watch watch,
        SortedMap<String, String> tags,
        SortedMap<String, String> bootstrap,
        List<String> unanswered) {
    public FoundMsk {
        tags = Collections.unmodifiableSortedMap(tags);
        bootstrap = Collections.unmodifiableSortedMap(bootstrap);
        unanswered = List.copyOf(unanswered);
    }

    /**
     * The brokers of a provisioned cluster.
     *
     * @param version as MSK spells it, {@code 3.9.x.kraft}
     * @param instance as MSK names it, {@code kafka.m7g.large}
     * @param gib size of the volume of each now; 0 with Express
     * @param mibPerSecond provisioned throughput; 0 for none
     * @param tiered whether old segments may move to cheaper storage
     * @param growth of volumes; empty where nothing lets them grow
     * @param settings of the configuration, by name
     */
    public record Brokers(
            String version,
            int nodes,
            String instance,
            long gib,
            int mibPerSecond,
            boolean tiered,
            Optional<Growth> growth,
            SortedMap<String, String> settings) {}

    /** Growth of volumes: up to so many GiB, at so many percent in use. */
    public record Growth(long maxGib, int percent) {}

    /**
     * The network of the brokers.
     *
     * @param subnets in the order of the cluster
     * @param block of the VPC; empty where it is not told
     * @param groups ids of the security groups
     */
    public record Network(List<Subnet> subnets, String block, List<String> groups) {}

    /** A subnet of the brokers. */
    public record Subnet(String id, String zone, String block, String vpc) {}

    /**
     * Who may come, and what is encrypted.
     *
     * @param authentication ways in which clients may prove who they are
     * @param inTransit {@code TLS}, {@code TLS_PLAINTEXT} or {@code PLAINTEXT}
     * @param users secrets of SASL/SCRAM, by ARN
     * @param authorities that sign the certificates of clients, by ARN
     * @param key that encrypts data at rest, by ARN; empty on a serverless cluster
     * @param internet whether brokers have public addresses
     * @param vpcs ways in which clients of other VPCs may prove who they are
     */
    public record Security(
            List<OnMsk.Authentication> authentication,
            String inTransit,
            List<String> users,
            List<String> authorities,
            String key,
            boolean internet,
            List<OnMsk.Authentication> vpcs) {}

    /**
     * What is seen of a cluster.
     *
     * @param level of the metrics, {@code PER_BROKER}; empty on a serverless cluster
     * @param prometheus whether both exporters run
     * @param logGroup in CloudWatch; empty for none
     * @param bucket that gets the logs; empty for none
     * @param stream of Firehose that gets the logs; empty for none
     */
    public record Watch(String level, boolean prometheus, String logGroup, String bucket, String stream) {}
}
