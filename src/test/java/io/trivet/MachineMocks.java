package io.trivet;

import com.pulumi.test.Mocks;
import io.trivet.edge.aws.AwsMocks;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * An engine and AWS, as far as a roll needs them: a bucket that moto keeps, names, and machines on this one that come
 * up when they are asked for, are stopped and started when their type changes, and are replaced when their image does.
 *
 * <p>As the engine does, it remembers what it has made, does nothing about what is the same, and deletes what is
 * described no more at the end of an update that succeeded. What becomes of machines is written into the bucket, too
 * ({@code instances/<node>/stopped} and {@code gone}), so that the log of the bucket has all in one order.
 */
final class MachineMocks implements Mocks {
    private static final String DESIRED = "desired/";
    private static final List<String> REPLACING = List.of("ami", "userData");
    private final AwsMocks aws = new AwsMocks();
    private final MachineCluster cluster;
    private final SortedMap<String, String> objects = new ConcurrentSkipListMap<>();
    private final SortedMap<String, Map<String, Object>> instances = new ConcurrentSkipListMap<>();
    private final SortedMap<String, List<String>> names = new ConcurrentSkipListMap<>();
    private final SortedSet<String> registered = new ConcurrentSkipListSet<>();
    private final SortedSet<String> booted = new ConcurrentSkipListSet<>();
    private final Map<String, Runnable> hooks = new ConcurrentHashMap<>();
    private volatile boolean gone;

    MachineMocks(MachineCluster cluster) {
        this.cluster = cluster;
    }

    /** An update begins. */
    void begin() {
        registered.clear();
        gone = false;
    }

    /** The program is killed: nothing that it asks for comes about any more. */
    void killed() {
        gone = true;
    }

    /** Happens once, before an object of that key is written. */
    void before(String key, Runnable happening) {
        hooks.put(key, happening);
    }

    /** {@code pulumi refresh}: forgets the objects that are not there. */
    void refresh() {
        objects.keySet().removeIf(key -> cluster.text(key).isEmpty());
    }

    /** An update ends well. */
    void succeeded() {
        SortedSet<String> left = new TreeSet<>(instances.keySet());
        left.removeIf(node -> registered.contains(title(node)));
        for (String node : left) {
            happened(node, "gone");
            cluster.end(node);
            instances.remove(node);
        }
        SortedSet<String> keys = new TreeSet<>(objects.keySet());
        keys.removeAll(registered);
        for (String key : keys) {
            cluster.delete(key);
            objects.remove(key);
        }
    }

    private static String title(String node) {
        return "Instance " + node;
    }

    private void happened(String node, String what) {
        cluster.put("instances/" + node + "/" + what, cluster.machine(node).instance() + "\n");
    }

    @Override
    public CompletableFuture<ResourceResult> newResourceAsync(ResourceArgs args) {
        if (gone) {
            return CompletableFuture.failedFuture(new IllegalStateException("the program was killed"));
        }
        return switch (args.type) {
            case "aws:ec2/instance:Instance" ->
                CompletableFuture.supplyAsync(() -> instance(args.name, new TreeMap<>(args.inputs)));
            case "aws:s3/bucketObjectv2:BucketObjectv2" ->
                CompletableFuture.runAsync(() -> object(args.inputs)).thenCompose(stored -> aws.newResourceAsync(args));
            case "aws:route53/record:Record" ->
                CompletableFuture.runAsync(() -> name(args.inputs)).thenCompose(known -> aws.newResourceAsync(args));
            default -> aws.newResourceAsync(args);
        };
    }

    private ResourceResult instance(String node, SortedMap<String, Object> inputs) {
        registered.add(title(node));
        Map<String, Object> before = instances.getOrDefault(node, inputs);
        if (REPLACING.stream().anyMatch(input -> !inputs.get(input).equals(before.get(input)))) {
            happened(node, "gone");
            cluster.replace(node);
            booted.remove(node);
        } else if (!inputs.get("instanceType").equals(before.get("instanceType"))) {
            happened(node, "stopped");
            cluster.restart(node);
        }
        instances.put(node, inputs);
        return ResourceResult.of(Optional.of(cluster.machine(node).instance()), inputs);
    }

    private void object(Map<String, Object> inputs) {
        String key = "" + inputs.get("key");
        if (!inputs.containsKey("content")) {
            return;
        }
        String text = "" + inputs.get("content");
        registered.add(key);
        if (!text.equals(objects.get(key))) {
            Optional.ofNullable(hooks.remove(key)).ifPresent(Runnable::run);
            cluster.put(key, text);
            objects.put(key, text);
        }
        String node = key.replace(DESIRED, "");
        if (key.startsWith(DESIRED) && booted.add(node)) {
            cluster.boot(node);
        }
    }

    private void name(Map<String, Object> inputs) {
        if (inputs.get("type").equals("A") && inputs.get("records") instanceof Collection<?> records) {
            List<String> addresses = records.stream().map(Object::toString).toList();
            if (!addresses.equals(names.put("" + inputs.get("name"), addresses))) {
                cluster.resolve(names);
            }
        }
    }

    @Override
    public CompletableFuture<Map<String, Object>> callAsync(CallArgs args) {
        if (gone) {
            return CompletableFuture.failedFuture(new IllegalStateException("the program was killed"));
        }
        return switch (args.token) {
            case "aws:s3/getObjects:getObjects" ->
                CompletableFuture.supplyAsync(() -> Map.of("keys", cluster.bucket.keys("" + args.args.get("prefix"))));
            case "aws:s3/getObject:getObject" ->
                CompletableFuture.supplyAsync(() -> {
                    String key = "" + args.args.get("key");
                    return Map.of(
                            "body",
                            cluster.text(key).orElseThrow(),
                            "lastModified",
                            cluster.bucket.written(key).orElseThrow());
                });
            default -> aws.callAsync(args);
        };
    }
}
