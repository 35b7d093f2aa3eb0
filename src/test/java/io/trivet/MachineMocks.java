package io.trivet;

import com.pulumi.test.Mocks;
import io.trivet.edge.aws.AwsMocks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * AWS for an engine, as far as a roll needs it: a bucket that moto keeps, and machines on this one that come up when
 * they are asked for, and are stopped and started when their type changes.
 */
final class MachineMocks implements Mocks {
    private static final String DESIRED = "desired/";
    private final AwsMocks aws = new AwsMocks();
    private final MachineCluster cluster;
    private final SortedMap<String, Object> types = new ConcurrentSkipListMap<>();

    /** What became of nodes, each with the nodes that had said before that they are what they must be. */
    final List<Touched> touched = Collections.synchronizedList(new ArrayList<>());

    /**
     * A node that is told what it must be, or whose machine stops.
     *
     * @param desired what all nodes are to be at that time, by node
     * @param done those that have said so
     */
    record Touched(String node, boolean stopped, List<String> done) {}

    MachineMocks(MachineCluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public CompletableFuture<ResourceResult> newResourceAsync(ResourceArgs args) {
        if (args.type.equals("aws:ec2/instance:Instance")) {
            return CompletableFuture.supplyAsync(() -> instance(args.name, args.inputs));
        }
        if (args.type.equals("aws:s3/bucketObjectv2:BucketObjectv2") && args.inputs.containsKey("content")) {
            return CompletableFuture.supplyAsync(() -> object("" + args.inputs.get("key"), args))
                    .thenCompose(aws::newResourceAsync);
        }
        return aws.newResourceAsync(args);
    }

    private ResourceResult instance(String node, Map<String, Object> inputs) {
        Object type = inputs.get("instanceType");
        Object before = types.put(node, type);
        if (before != null && !before.equals(type)) {
            touched.add(new Touched(node, true, cluster.done()));
            cluster.restart(node);
        }
        return ResourceResult.of(Optional.of("i-" + node), new TreeMap<>(inputs));
    }

    private ResourceArgs object(String key, ResourceArgs args) {
        String text = "" + args.inputs.get("content");
        boolean changes = !cluster.text(key).equals(Optional.of(text));
        if (changes && key.startsWith(DESIRED)) {
            touched.add(new Touched(key.substring(DESIRED.length()), false, cluster.done()));
        }
        if (changes) {
            cluster.put(key, text);
        }
        if (key.startsWith(DESIRED)) {
            cluster.bootOnce(key.substring(DESIRED.length()));
        }
        return args;
    }

    @Override
    public CompletableFuture<Map<String, Object>> callAsync(CallArgs args) {
        return switch (args.token) {
            case "aws:s3/getObjects:getObjects" ->
                CompletableFuture.supplyAsync(() -> Map.of("keys", cluster.keys("" + args.args.get("prefix"))));
            case "aws:s3/getObject:getObject" ->
                CompletableFuture.supplyAsync(() -> {
                    String key = "" + args.args.get("key");
                    return Map.of("body", cluster.text(key).orElseThrow(), "lastModified", cluster.written(key));
                });
            default -> aws.callAsync(args);
        };
    }
}
