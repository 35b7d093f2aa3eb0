package io.trivet.edge.aws;

import io.trivet.layout.Site;
import io.trivet.plan.Plan;
import io.trivet.platform.Ec2Platform;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import io.trivet.stack.StackReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * Registers a cluster of so many brokers under mocks, and prints how long that took: by the clock, and in time of the
 * processor, which other programs on the machine change less. Run by {@code bench/plan}.
 */
final class ProvisionBench {
    private ProvisionBench() {}

    public static void main(String[] args) throws IOException {
        int brokers = Integer.parseInt(args[0]);
        Path folder = Files.createTempDirectory("trivet-bench");
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
                    brokers: {nodes: %d}
                """.formatted(
                        Path.of("stacks/cluster.yaml").toAbsolutePath(), brokers));
        long start = System.nanoTime();
        Description<OnEc2> description = StackReader.read(folder, file).ec2().orElseThrow();
        Plan<Ec2Platform> plan = Plan.of(description, Site.EC2);
        int resources = Registrations.ofEc2(plan).list().size();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Duration cpu = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        Files.delete(file);
        Files.delete(folder);
        System.out.printf(
                Locale.ROOT,
                "%3d brokers  %4d resources  %6.2f s  %6.2f s of processor with the start of Java%n",
                brokers,
                resources,
                took.toMillis() / 1000.0,
                cpu.toMillis() / 1000.0);
    }
}
