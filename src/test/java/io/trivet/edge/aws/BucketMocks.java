package io.trivet.edge.aws;

import com.pulumi.test.Mocks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * An engine whose bucket is a map, for agents that a test writes. What is registered and what is written is taken down
 * in its order.
 */
final class BucketMocks implements Mocks {
    private static final String BODY = "body";
    private final AwsMocks aws = new AwsMocks();
    private final Map<String, String> objects = new ConcurrentSkipListMap<>();
    private final Map<String, Integer> written = new ConcurrentSkipListMap<>();
    private final AtomicInteger clock = new AtomicInteger();
    private final BiConsumer<BucketMocks, String> agents;
    private volatile String vanishing = "";

    /** Titles of instances and records, and keys of objects. */
    final List<String> events = Collections.synchronizedList(new ArrayList<>());

    /** How often it was asked for its keys. */
    final AtomicInteger asked = new AtomicInteger();

    /** Agents hear of each key that the program writes, and of {@code ""} whenever it asks. */
    BucketMocks(BiConsumer<BucketMocks, String> agents) {
        this.agents = agents;
    }

    void put(String key, String text) {
        objects.put(key, text);
        written.put(key, clock.incrementAndGet());
        events.add(key);
    }

    /** Objects are listed below there, and gone when they are read. */
    void vanish(String prefix) {
        vanishing = prefix;
    }

    void remove(String key) {
        objects.remove(key);
    }

    /** All that it holds, by key. */
    Map<String, String> objects() {
        return Map.copyOf(objects);
    }

    /** The first line of an object; empty where there is none. */
    String line(String key) {
        return objects.getOrDefault(key, "").replaceFirst("(?s)\n.*", "");
    }

    /** A word that the agent of a node says of what it must be. */
    void report(String node, String word, String text) {
        put("reports/" + node + "/${Instance " + node + ".id}/" + line("desired/" + node) + "/" + word, text);
    }

    @Override
    public CompletableFuture<ResourceResult> newResourceAsync(ResourceArgs args) {
        if (args.type.equals("aws:ec2/instance:Instance")) {
            events.add("Instance " + args.name);
        }
        if (args.type.equals("aws:route53/record:Record")) {
            events.add("Record " + args.name);
        }
        if (args.type.equals("aws:s3/bucketObjectv2:BucketObjectv2") && args.inputs.containsKey("content")) {
            String key = "" + args.inputs.get("key");
            put(key, "" + args.inputs.get("content"));
            agents.accept(this, key);
        }
        return aws.newResourceAsync(args);
    }

    @Override
    public CompletableFuture<Map<String, Object>> callAsync(CallArgs args) {
        if (args.token.equals("aws:s3/getObjects:getObjects")) {
            asked.incrementAndGet();
            agents.accept(this, "");
            String prefix = "" + args.args.get("prefix");
            return CompletableFuture.completedFuture(Map.of(
                    "keys",
                    objects.keySet().stream()
                            .filter(key -> key.startsWith(prefix))
                            .toList()));
        }
        if (args.token.equals("aws:s3/getObject:getObject")) {
            String key = "" + args.args.get("key");
            return Optional.ofNullable(objects.get(key))
                    .filter(text -> vanishing.isEmpty() || !key.startsWith(vanishing))
                    .map(text -> CompletableFuture.completedFuture(
                            Map.<String, Object>of(BODY, text, "lastModified", "" + written.get(key))))
                    .orElseGet(() -> CompletableFuture.failedFuture(new IllegalStateException("404 " + key)));
        }
        return aws.callAsync(args);
    }
}
