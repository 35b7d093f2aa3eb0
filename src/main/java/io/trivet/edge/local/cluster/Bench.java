package io.trivet.edge.local.cluster;

import io.trivet.edge.local.process.NodeTask;
import io.trivet.layout.PlannedTopic;
import io.trivet.operate.Failure;
import io.trivet.operate.LiveCluster;
import io.trivet.operate.bench.BenchResult;
import io.trivet.operate.bench.ClientBench;
import io.trivet.plan.Plan;
import io.trivet.platform.Ec2Platform;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Words;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A measurement on a cluster that runs as a whole. Where a signal ends the process, it is broken off, and what it made
 * on the cluster is removed before.
 *
 * <p>Fails: {@code local-not-running}, and what {@link ClientBench} says.
 */
final class Bench {
    private static final long SECONDS_TO_END = 20;

    private final Plan<Ec2Platform> plan;
    private final Progress progress;

    Bench(Plan<Ec2Platform> plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
    }

    BenchResult run(ClientBench bench) throws Failure, InterruptedException {
        List<String> silent =
                Look.notListening(plan.brokers().stream().map(NodeTask::server).toList());
        if (!silent.isEmpty()) {
            throw new Failure(notRunning(silent));
        }
        Thread works = Thread.currentThread();
        CountDownLatch done = new CountDownLatch(1);
        Thread ends = new Thread(
                () -> {
                    works.interrupt();
                    try {
                        // The process ends when this returns, and with it what still has to be removed.
                        boolean removed = done.await(SECONDS_TO_END, TimeUnit.SECONDS);
                        if (!removed) {
                            progress.step("the topic of the measurement is left behind; the next run removes it");
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "ends a measurement");
        Runtime.getRuntime().addShutdownHook(ends);
        try (LiveCluster brokers = Servers.brokers(plan)) {
            return bench.run(
                    brokers,
                    plan.clientBootstrap(),
                    Servers.login(plan),
                    plan.brokers().size(),
                    new TreeSet<>(plan.topics().stream().map(PlannedTopic::name).toList()),
                    progress::step);
        } finally {
            done.countDown();
            forget(ends);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process ends: the hook has done its work.
        }
    }

    private Problem notRunning(List<String> silent) {
        boolean all = silent.size() == plan.brokers().size();
        return Problem.error(
                        "local-not-running",
                        Place.ofPath(plan.id()),
                        all
                                ? "a cluster that does not run"
                                : Words.list(silent) + ", which " + (silent.size() == 1 ? "does" : "do")
                                        + " not answer")
                .must("run on this machine as a whole")
                .mend("run ./trivet local " + (all ? "up " : "start ") + plan.id());
    }
}
