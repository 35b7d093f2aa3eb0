package io.trivet.edge.aws;

import com.pulumi.test.Mocks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Gives every resource the attributes that others ask it for, each as {@code ${Vpc films.id}}, and the stack the
 * outputs that it had before. Every node says at once that it is what the bucket wants it to be.
 */
public final class AwsMocks implements Mocks {
    private static final int BROKERS = 6;

    private static final List<String> BOOTSTRAP = List.of(
            "bootstrapBrokers",
            "bootstrapBrokersPublicSaslIam",
            "bootstrapBrokersPublicSaslScram",
            "bootstrapBrokersPublicTls",
            "bootstrapBrokersSaslIam",
            "bootstrapBrokersSaslScram",
            "bootstrapBrokersTls",
            "bootstrapBrokersVpcConnectivitySaslIam",
            "bootstrapBrokersVpcConnectivitySaslScram",
            "bootstrapBrokersVpcConnectivityTls");

    /** What Amazon's public parameter holds. */
    static final String NEWEST_IMAGE = "ami-00000000000000000";

    private final Map<String, Object> outputs;
    private final Map<String, String> desired = new ConcurrentSkipListMap<>();

    /** A stack that was never deployed. */
    public AwsMocks() {
        this(Map.of());
    }

    /** A stack that was deployed, with these outputs. */
    public AwsMocks(Map<String, Object> outputs) {
        this.outputs = outputs;
    }

    @Override
    public CompletableFuture<ResourceResult> newResourceAsync(ResourceArgs args) {
        String title = args.type.substring(args.type.lastIndexOf(':') + 1) + " " + args.name;
        Map<String, Object> state = new TreeMap<>(args.inputs);
        for (String attribute : List.of("allocationId", "dnsName", "name", "prefixListId", "zoneId")) {
            state.putIfAbsent(attribute, "${" + title + "." + attribute + "}");
        }
        if (args.type.equals("aws:msk/cluster:Cluster")) {
            BOOTSTRAP.forEach(attribute -> state.put(attribute, "b-2." + attribute + ":1,b-1." + attribute + ":1"));
        }
        if (args.type.equals("aws:msk/configuration:Configuration")) {
            state.put("latestRevision", 1.0);
        }
        if (args.name.startsWith("desired/")) {
            desired.put(
                    args.name.substring("desired/".length()),
                    ("" + args.inputs.get("content")).replaceFirst("(?s)\n.*", ""));
        }
        String service = args.type.startsWith("aws:msk/") && args.type.endsWith("Cluster")
                ? "kafka:us-east-1:123456789012:cluster/" + args.inputs.get("clusterName") + "/"
                : "s3:::";
        state.put("arn", "arn:aws:" + service + "${" + title + ".id}");
        return CompletableFuture.completedFuture(ResourceResult.of(Optional.of("${" + title + ".id}"), state));
    }

    @Override
    public CompletableFuture<Map<String, Object>> callAsync(CallArgs args) {
        return CompletableFuture.completedFuture(
                switch (args.token) {
                    case "pulumi:pulumi:readStackOutputs" ->
                        Map.of("name", "itself", "outputs", outputs, "secretOutputNames", List.of());
                    case "aws:msk/getBootstrapBrokers:getBootstrapBrokers" ->
                        Map.of("bootstrapBrokersSaslIam", "boot-2.serverless:9098,boot-1.serverless:9098");
                    case "aws:s3/getObjects:getObjects" -> keys("" + args.args.get("prefix"));
                    case "aws:msk/getBrokerNodes:getBrokerNodes" -> Map.of("nodeInfoLists", nodes());
                    case "aws:ebs/getEbsVolumes:getEbsVolumes" ->
                        Map.of("id", "us-east-1", "ids", List.of("${Volume " + node(args.args) + ".id}"));
                    default -> Map.of("value", NEWEST_IMAGE);
                });
    }

    private static Object node(Map<String, Object> args) {
        return args.get("tags") instanceof Map<?, ?> tags ? tags.get("trivet:node") : "";
    }

    private Map<String, Object> keys(String prefix) {
        List<String> keys = new ArrayList<>();
        desired.forEach((node, digest) -> {
            keys.add("desired/" + node);
            keys.add("reports/" + node + "/${Instance " + node + ".id}/" + digest + "/done");
        });
        keys.removeIf(key -> !key.startsWith(prefix));
        return Map.of(
                "bucket",
                "films",
                "commonPrefixes",
                List.of(),
                "id",
                "films",
                "keys",
                keys,
                "owners",
                List.of(),
                "requestCharged",
                "");
    }

    /** Brokers as MSK lists them, in no order. */
    private static List<Map<String, Object>> nodes() {
        List<Map<String, Object>> nodes = new ArrayList<>();
        for (int broker = BROKERS; broker > 0; broker--) {
            nodes.add(Map.of(
                    "brokerId",
                    (double) broker,
                    "clientVpcIpAddress",
                    "10.0.0." + broker,
                    "endpoints",
                    List.of("b-" + broker + ".msk")));
        }
        return nodes;
    }
}
