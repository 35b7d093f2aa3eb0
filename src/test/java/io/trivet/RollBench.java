package io.trivet;

import com.pulumi.test.Mocks;
import com.pulumi.test.TestResult;
import io.trivet.edge.aws.AwsMocks;
import io.trivet.edge.aws.Update;
import io.trivet.layout.Node;
import io.trivet.layout.Site;
import io.trivet.operate.Failure;
import io.trivet.plan.Plan;
import io.trivet.platform.Ec2Platform;
import io.trivet.stack.StackReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the program itself costs in a roll by zone: its waves and questions, with a bucket that moto keeps and agents
 * that are at once what they must be. What nodes take for their restarts comes on top. Run by {@code bench/roll}.
 */
final class RollBench {
    private RollBench() {}

    public static void main(String[] args) throws Exception {
        int perZone = Integer.parseInt(args[0]);
        Duration answer = Duration.ofMillis(Long.parseLong(args[1]));
        Path home = Files.createTempDirectory("trivet-bench");
        try (MotoServer bucket = new MotoServer("bench", home.resolve("moto.log"))) {
            Bucket aws = new Bucket(bucket, answer);
            String brokers = "nodes: " + 3 * perZone;
            up(aws, plan(home, brokers), perZone, "first creation");
            up(aws, plan(home, brokers), perZone, "nothing changed");
            String setting = brokers + ", settings: {queued.max.requests: 900}";
            up(aws, plan(home, setting), perZone, "a setting");
            up(aws, plan(home, setting + ", instance: m7g.2xlarge"), perZone, "an instance type");
        }
    }

    private static Plan<Ec2Platform> plan(Path folder, String brokers) throws IOException {
        Path file = Files.writeString(folder.resolve("Pulumi.bench.yaml"), """
                config:
                  aws:region: us-east-1
                  trivet:cluster:
                    extends: %s
                    name: films
                    environment: prod
                    zones: [us-east-1a, us-east-1b, us-east-1c]
                    network: {cidr: 10.20.0.0/16}
                    dns: {zone: us-east-1.prod.internal}
                    brokers: {%s}
                """.formatted(
                        Path.of("stacks/cluster.yaml").toAbsolutePath(), brokers));
        return Plan.of(StackReader.read(folder, file).ec2().orElseThrow(), Site.EC2);
    }

    private static void up(Bucket aws, Plan<Ec2Platform> plan, int perZone, String what) throws Failure {
        for (Node node : plan.layout().nodes()) {
            aws.well(node.name());
        }
        aws.resources.set(0);
        aws.listed.set(0);
        aws.read.set(0);
        long begin = System.nanoTime();
        TestResult result = new Update(plan, false, List.of(), line -> {}, Duration.ofSeconds(3)).run(aws);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        if (!result.errors().isEmpty()) {
            throw new IllegalStateException(String.join("\n", result.errors()));
        }
        System.out.printf(
                Locale.ROOT,
                "%3d brokers a zone  %2d waves  %4d resources  %-16s  %6.2f s  %3d lists and %4d texts of the bucket%n",
                perZone,
                plan.waves().size(),
                aws.resources.get(),
                what,
                took.toMillis() / 1000.0,
                aws.listed.get(),
                aws.read.get());
    }

    /** AWS with that bucket; each question takes a time. */
    private static final class Bucket implements Mocks {
        private final AwsMocks aws = new AwsMocks();
        private final MotoServer bucket;
        private final Executor later;
        private final SortedMap<String, String> objects = new ConcurrentSkipListMap<>();
        private final AtomicInteger resources = new AtomicInteger();
        private final AtomicInteger listed = new AtomicInteger();
        private final AtomicInteger read = new AtomicInteger();

        private Bucket(MotoServer bucket, Duration answer) {
            this.bucket = bucket;
            this.later = CompletableFuture.delayedExecutor(answer.toMillis(), TimeUnit.MILLISECONDS);
        }

        /** The node says that any zone may stop. */
        private void well(String node) throws Failure {
            bucket.put(
                    "health/" + node,
                    "{\"node\": \"" + node + "\", \"at\": " + System.currentTimeMillis() + ", \"refuses\": {}}\n");
        }

        @Override
        public CompletableFuture<ResourceResult> newResourceAsync(ResourceArgs args) {
            resources.incrementAndGet();
            if (args.type.equals("aws:ec2/instance:Instance")) {
                return CompletableFuture.completedFuture(
                        ResourceResult.of(Optional.of("i-" + args.name), new TreeMap<>(args.inputs)));
            }
            if (args.inputs.containsKey("content") && args.inputs.containsKey("key")) {
                return CompletableFuture.runAsync(
                                () -> store("" + args.inputs.get("key"), "" + args.inputs.get("content")))
                        .thenCompose(stored -> aws.newResourceAsync(args));
            }
            return aws.newResourceAsync(args);
        }

        private void store(String key, String text) {
            if (text.equals(objects.put(key, text))) {
                return;
            }
            try {
                if (key.startsWith("desired/")) {
                    String node = key.substring("desired/".length());
                    well(node);
                    bucket.put("reports/" + node + "/i-" + node + "/" + text.substring(0, 64) + "/done", "at once\n");
                }
                bucket.put(key, text);
            } catch (Failure e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public CompletableFuture<Map<String, Object>> callAsync(CallArgs args) {
            return switch (args.token) {
                case "aws:s3/getObjects:getObjects" ->
                    CompletableFuture.supplyAsync(
                            () -> {
                                listed.incrementAndGet();
                                return Map.of("keys", bucket.keys("" + args.args.get("prefix")));
                            },
                            later);
                case "aws:s3/getObject:getObject" ->
                    CompletableFuture.supplyAsync(
                            () -> {
                                read.incrementAndGet();
                                return Map.of("body", text("" + args.args.get("key")), "lastModified", "now");
                            },
                            later);
                default -> aws.callAsync(args);
            };
        }

        private String text(String key) {
            try {
                return bucket.get(key).orElseThrow();
            } catch (Failure e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
