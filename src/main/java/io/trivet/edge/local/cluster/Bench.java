package io.trivet.edge.local.cluster;

import io.trivet.layout.PlannedTopic;
import io.trivet.operate.Failure;
import io.trivet.operate.LiveCluster;
import io.trivet.operate.bench.BenchResult;
import io.trivet.operate.bench.ClientBench;
import io.trivet.plan.Plan;
import io.trivet.platform.Ec2Platform;
import java.util.TreeSet;

/**
 * A measurement on a cluster that runs as a whole.
 *
 * <p>Fails: {@code local-not-running}, and what {@link ClientBench} says.
 */
final class Bench {
    private final Plan<Ec2Platform> plan;
    private final Progress progress;

    Bench(Plan<Ec2Platform> plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
    }

    BenchResult run(ClientBench bench) throws Failure, InterruptedException {
        Running.require(plan, plan.brokers());
        return UntilSignal.run("the topic of the measurement is left behind; the next run removes it", progress, () -> {
            try (LiveCluster brokers = Servers.brokers(plan)) {
                return bench.run(
                        brokers,
                        plan.clientBootstrap(),
                        Servers.login(plan),
                        plan.brokers().size(),
                        new TreeSet<>(
                                plan.topics().stream().map(PlannedTopic::name).toList()),
                        progress::step);
            }
        });
    }
}
