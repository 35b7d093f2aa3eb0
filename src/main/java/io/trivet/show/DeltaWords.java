package io.trivet.show;

import io.trivet.layout.Role;
import io.trivet.plan.Comparison;
import io.trivet.plan.Plan;
import io.trivet.plan.Rollout;
import io.trivet.platform.MonthlyCost;
import io.trivet.platform.Risk;
import io.trivet.problem.Severity;
import io.trivet.problem.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Sentences that text and Markdown share. */
final class DeltaWords {
    private DeltaWords() {}

    /** What a reviewer reads first, without its final full stop. */
    static String summary(Comparison comparison) {
        return switch (comparison.state()) {
            case UNCHANGED -> "nothing changes";
            case NEW ->
                "a stack that was not there: "
                        + comparison.after().map(DeltaWords::size).orElse("no nodes of ours");
            case REMOVED ->
                "the stack is described no more"
                        + comparison.before().map(was -> " (" + size(was) + ")").orElse("")
                        + "; what it has on AWS stays until it is destroyed by hand, and its data with it";
            case BROKEN ->
                "the description has " + Words.count(comparison.problems().count(Severity.ERROR), "error")
                        + ", so that nothing follows from it";
            case BASE_BROKEN ->
                "the description before has " + Words.count(comparison.baseErrors(), "error")
                        + " and cannot be compared; now it is "
                        + comparison.after().map(DeltaWords::size).orElse("readable");
            case CHANGED -> changed(comparison);
        };
    }

    private static String changed(Comparison comparison) {
        if (comparison.isRefused()) {
            return "a live cluster cannot take this: "
                    + Words.count(comparison.problems().count(Severity.ERROR), "refusal");
        }
        List<String> parts = new ArrayList<>();
        Rollout rollout = comparison.rollout();
        for (Rollout.Action action : List.of(Rollout.Action.REPLACE, Rollout.Action.RESTART, Rollout.Action.CREATE)) {
            for (Role role : Role.ALL) {
                List<Rollout.Step> steps = rollout.steps().stream()
                        .filter(step -> step.action() == action && step.role().equals(role))
                        .toList();
                int nodes = (int) steps.stream()
                        .flatMap(step -> step.nodes().stream())
                        .distinct()
                        .count();
                if (nodes > 0) {
                    parts.add(count(nodes, role) + " " + verb(action, nodes) + " in "
                            + Words.count(steps.size(), "step"));
                }
            }
        }
        if (rollout.interrupted() == 0) {
            parts.add("no process restarts");
        }
        String time = rollout.steps().isEmpty() ? "" : ", about " + time(rollout.seconds()) + " in all";
        return Words.list(parts) + time;
    }

    private static String verb(Rollout.Action action, int nodes) {
        return switch (action) {
            case CREATE -> nodes == 1 ? "is made" : "are made";
            case RESTART -> nodes == 1 ? "restarts" : "restart";
            case REPLACE -> nodes == 1 ? "is replaced" : "are replaced";
        };
    }

    /** {@code 6 brokers, 3 ZooKeeper servers}. */
    static String size(Plan<?> plan) {
        return Role.ALL.stream()
                .map(role -> {
                    int nodes = (int) plan.nodes().stream()
                            .filter(node -> node.node().role().equals(role))
                            .count();
                    return nodes == 0 ? "" : count(nodes, role);
                })
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    static String count(int nodes, Role role) {
        return Words.count(nodes, role.noun());
    }

    /** {@code 40 s}, {@code 5 min}, {@code 1 h 10 min}. */
    static String time(long seconds) {
        if (seconds < 90) {
            return seconds + " s";
        }
        long minutes = (seconds + 30) / 60;
        return minutes < 90 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }

    /** {@code 2 of 3 replicas of 5 topics, 2 are needed}. */
    static String need(Rollout.Need need) {
        boolean voters = need.of().equals("voters");
        String left = need.left() + " of " + need.all() + (voters ? " voters" : " replicas of " + need.of());
        String lacks = voters ? ": METADATA WAITS" : ": NOT ENOUGH";
        return left + ", " + need.needed() + " needed" + (need.holds() ? "" : lacks);
    }

    /** What the nodes of a step go through. */
    static String action(Rollout.Step step) {
        return switch (step.action()) {
            case CREATE -> "made";
            case RESTART -> "restart";
            case REPLACE -> "replaced";
        };
    }

    /** {@code controlled stop 10 s, start 15 s, checks 15 s}. */
    static String parts(Rollout.Estimate estimate) {
        return estimate.parts().stream()
                .map(part -> part.what() + " " + time(part.seconds()))
                .collect(Collectors.joining(", "));
    }

    /** What the estimate of a rollout leaves out. */
    static String footnote(boolean traffic) {
        return traffic
                ? "A guess. Reading back a log after a crash is not in it."
                : "A guess. Catching up with what was written meanwhile is not in it: traffic is not described.";
    }

    /** {@code 1,234 USD}, rounded as an approximation deserves. */
    static String dollars(double dollars) {
        return String.format(Locale.ROOT, "%,d USD", Math.round(dollars));
    }

    /** Whether a reviewer should hear of the cost: nothing of a refused change will be paid for. */
    static boolean costs(Comparison comparison) {
        return comparison.state() != Comparison.State.CHANGED
                || comparison.delta().risk() != Risk.REFUSED;
    }

    /** Whether the cost is not what it was. */
    static boolean costsOtherwise(Comparison comparison) {
        return costs(comparison)
                && !comparison
                        .costBefore()
                        .map(cost -> Math.round(cost.dollars()))
                        .equals(comparison.costAfter().map(cost -> Math.round(cost.dollars())));
    }

    /** What a month costs before and after; empty where neither can be said. */
    static String cost(Comparison comparison) {
        Optional<MonthlyCost> before = comparison.costBefore();
        Optional<MonthlyCost> after = comparison.costAfter();
        if (before.isEmpty() && after.isEmpty()) {
            return "";
        }
        String about = "about "
                + dollars(after.or(() -> before).map(MonthlyCost::dollars).orElse(0.0)) + " a month";
        if (before.isEmpty() || after.isEmpty()) {
            return about;
        }
        long difference =
                Math.round(after.get().dollars()) - Math.round(before.get().dollars());
        return difference == 0
                ? about + ", as before"
                : about + ", " + dollars(Math.abs(difference)) + (difference > 0 ? " more" : " less") + " than before";
    }

    /** How far to trust it. */
    static String costNote(MonthlyCost cost, boolean traffic) {
        String unknown = cost.unknown().isEmpty() ? "" : " Without a price: " + Words.list(cost.unknown()) + ".";
        return "Approximate list prices of " + cost.region() + ", table of " + cost.date()
                + ", without NAT gateways, endpoints, snapshots and discounts."
                + (traffic ? "" : " Traffic between zones is not in it: traffic is not described.")
                + unknown;
    }

    static String sentence(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
