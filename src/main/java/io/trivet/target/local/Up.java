package io.trivet.target.local;

import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code trivet local up}: starts what does not run, and returns when the whole cluster is proved to serve. */
final class Up {
    /** Without any change for so long, something hangs; a slow machine changes something every few seconds. */
    static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final int NAMED_FILES = 5;

    private final Plan plan;
    private final Home home;
    private final Artifacts artifacts;
    private final Progress progress;

    Up(Plan plan, Home home, Artifacts artifacts, Progress progress) {
        this.plan = plan;
        this.home = home;
        this.artifacts = artifacts;
        this.progress = progress;
    }

    /** The nodes as they are at the end. */
    List<NodeSeen> run() throws LocalFailure, InterruptedException {
        State before = LocalCluster.state(home);
        List<PlannedNode> running = new ArrayList<>();
        List<PlannedNode> absent = new ArrayList<>();
        for (PlannedNode node : plan.nodes()) {
            (before.alive(node.node().name()).isPresent() ? running : absent).add(node);
        }
        refuseChanges(running, before);
        try (StartedProcesses started = new StartedProcesses(() -> restore(before))) {
            NodeWatch watch = new NodeStart(plan, home, artifacts, progress).start(absent, before, started);
            Verify verify = new Verify(plan, new Waiting(watch, progress, PATIENCE), progress);
            verify.servers();
            try (Brokers brokers = Brokers.of(plan)) {
                verify.members(brokers);
                verify.topics(brokers);
                verify.serves();
                started.keep();
                progress.step("looking at what is there");
                return new Look(plan, home).with(brokers);
            }
        }
    }

    private void restore(State before) {
        try {
            before.write(home.state());
        } catch (IOException e) {
            // The next command finds processes that are gone, and takes them for lost.
            return;
        }
    }

    /** A plan that differs from what runs is not mixed with it. */
    private void refuseChanges(List<PlannedNode> running, State state) throws LocalFailure {
        List<String> changed = new ArrayList<>(NodeFiles.changed(home, running));
        for (String node : state.processes().keySet()) {
            if (state.alive(node).isPresent()
                    && plan.nodes().stream()
                            .noneMatch(planned -> planned.node().name().equals(node))) {
                changed.add(node + ", which is in the plan no more");
            }
        }
        if (changed.isEmpty()) {
            return;
        }
        List<String> named = changed.subList(0, Math.min(NAMED_FILES, changed.size()));
        String others = changed.size() > NAMED_FILES ? " and " + (changed.size() - NAMED_FILES) + " more" : "";
        throw new LocalFailure(Problem.error(
                "plan-changed",
                Place.ofPath(plan.id()),
                "changed since its cluster was started: " + String.join(", ", named) + others,
                "be the plan that runs",
                "run trivet local down " + plan.id() + ", then up again; data stays"));
    }
}
