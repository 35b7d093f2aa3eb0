package io.trivet.show;

import io.trivet.cost.MonthlyCost;
import io.trivet.cost.Prices;
import io.trivet.kafka.KafkaVersion;
import io.trivet.plan.Delta;
import io.trivet.plan.ExternalProvision;
import io.trivet.plan.Provision;
import io.trivet.plan.Refusals;
import io.trivet.plan.Risk;
import io.trivet.plan.Rollout;
import io.trivet.plan.msk.MskDelta;
import io.trivet.plan.msk.MskProvision;
import io.trivet.plan.msk.MskRefusals;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.problem.Severity;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import io.trivet.stack.OnMsk;
import io.trivet.stack.OnService;
import io.trivet.stack.PlatformName;
import io.trivet.stack.Reading;
import io.trivet.stack.Traffic;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A stack beside what it was.
 *
 * @param stack its name
 * @param state how the two can be compared
 * @param before what was provisioned, where that can be said
 * @param after what will be provisioned, where that can be said
 * @param delta between the two; empty unless both are there
 * @param rollout of the delta; without steps where it is refused
 * @param costBefore a month, where that can be said
 * @param costAfter a month, where that can be said
 * @param traffic whether the new description says what the brokers will carry
 * @param problems of the new description that the old one did not have, and what a live cluster cannot take
 * @param baseErrors how many errors the old description has by the rules of today
 */
public record Comparison(
        String stack,
        State state,
        Optional<Provision> before,
        Optional<Provision> after,
        Delta delta,
        Rollout rollout,
        Optional<MonthlyCost> costBefore,
        Optional<MonthlyCost> costAfter,
        boolean traffic,
        Problems problems,
        long baseErrors) {
    /** How a stack can be compared with what it was. */
    public enum State {
        /** Nothing changes. */
        UNCHANGED,
        /** Something does. */
        CHANGED,
        /** There was no such stack. */
        NEW,
        /** There is no such stack any more. */
        REMOVED,
        /** The new description has errors, so that nothing follows from it. */
        BROKEN,
        /** The old description cannot be understood. */
        BASE_BROKEN;

        /** In words: {@code base broken}. */
        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private static final Delta NOTHING = new Delta("", List.of());
    private static final Rollout NO_STEP = new Rollout(OnEc2.Unit.ZONE, List.of());

    /** A stack of which no file differs. */
    public static Comparison unchanged(String stack) {
        return alone(stack, State.UNCHANGED, Problems.NONE, 0);
    }

    /** A stack whose file is gone. */
    public static Comparison removed(String stack, Reading before, Prices prices) {
        Comparison alone = alone(stack, State.REMOVED, Problems.NONE, 0);
        return before.ec2()
                .filter(Comparison::isPlannable)
                .map(was -> alone.with(Optional.of(Provision.of(was)), Optional.empty(), prices, was.on()))
                .orElse(alone);
    }

    /** A stack that was not there. */
    public static Comparison added(String stack, Reading after, Prices prices) {
        if (after.problems().hasErrors() || after.description().isEmpty()) {
            return alone(stack, State.BROKEN, after.problems(), 0);
        }
        if (after.ec2().isEmpty()) {
            return alone(stack, State.NEW, after.problems(), 0);
        }
        Description<OnEc2> now = after.ec2().get();
        return alone(stack, State.NEW, after.problems(), 0)
                .with(Optional.empty(), Optional.of(Provision.of(now)), prices, now.on());
    }

    /** A stack that was and is; both readings with what the rules say of them. */
    public static Comparison of(String stack, Reading before, Reading after, Prices prices) {
        Problems moved = moved(before, after);
        if (after.problems().hasErrors()
                || moved.hasErrors()
                || after.description().isEmpty()) {
            return alone(stack, State.BROKEN, after.problems().and(moved), 0);
        }
        return after.description()
                .get()
                .on(
                        ec2 -> onEc2(stack, before, ec2, after, prices),
                        msk -> ofMsk(stack, before, msk, after.problems(), prices),
                        service -> ofOthers(stack, before, service, after));
    }

    private static Comparison onEc2(
            String stack, Reading before, Description<OnEc2> now, Reading after, Prices prices) {
        long errors = before.problems().count(Severity.ERROR);
        Optional<Description<OnEc2>> old = before.ec2().filter(Comparison::isPlannable);
        Provision provision = Provision.of(now);
        if (old.isEmpty()) {
            return alone(stack, State.BASE_BROKEN, after.problems(), errors)
                    .with(Optional.empty(), Optional.of(provision), prices, now.on());
        }
        Provision was = Provision.of(old.get());
        Delta delta = Delta.between(was, provision);
        Problems problems = fresh(before.problems(), after.problems()).and(Refusals.of(delta, old.get(), now));
        boolean traffic = !old.get().on().traffic().equals(now.on().traffic());
        Rollout rollout = delta.risk() == Risk.REFUSED
                ? NO_STEP
                : Rollout.of(delta, was, provision, now.on().traffic().map(Traffic::ingress));
        return new Comparison(
                stack,
                delta.isEmpty() && !traffic && problems.list().isEmpty() ? State.UNCHANGED : State.CHANGED,
                Optional.of(was),
                Optional.of(provision),
                delta,
                rollout,
                Optional.of(MonthlyCost.of(was, old.get().on().traffic(), prices)),
                Optional.of(MonthlyCost.of(provision, now.on().traffic(), prices)),
                now.on().traffic().isPresent(),
                problems,
                errors);
    }

    /** What MSK does by itself, operation by operation. */
    private static Comparison ofMsk(
            String stack, Reading before, Description<OnMsk> now, Problems problems, Prices prices) {
        Optional<Description<OnMsk>> old =
                before.msk().filter(description -> !description.on().zones().isEmpty());
        long errors = before.problems().count(Severity.ERROR);
        if (old.isEmpty()) {
            return alone(stack, State.BASE_BROKEN, problems, errors);
        }
        // Both as they are from their second deployment on: what only waits for it is no change.
        MskProvision was = MskProvision.of(old.get(), old);
        MskProvision is = MskProvision.of(now, Optional.of(now));
        Delta delta = MskDelta.between(was, is);
        Problems told = fresh(before.problems(), problems).and(MskRefusals.of(delta, now));
        return new Comparison(
                stack,
                delta.isEmpty() && told.list().isEmpty() ? State.UNCHANGED : State.CHANGED,
                Optional.empty(),
                Optional.empty(),
                delta,
                delta.risk() == Risk.REFUSED ? NO_STEP : MskDelta.rollout(delta, is),
                Optional.of(MonthlyCost.of(was, old.get().on().traffic(), prices)),
                Optional.of(MonthlyCost.of(is, now.on().traffic(), prices)),
                now.on().traffic().isPresent(),
                told,
                errors);
    }

    /** Nothing of a cluster on one platform can be brought to what another describes. */
    private static Problems moved(Reading before, Reading after) {
        Optional<PlatformName> was = before.description().map(Description::platform);
        Optional<PlatformName> is = after.description().map(Description::platform);
        if (was.isEmpty() || is.isEmpty() || was.equals(is)) {
            return Problems.NONE;
        }
        return new Problems(List.of(Problem.error(
                "platform-changed",
                after.description().get().places().at("platform"),
                is.get().word(),
                "stay " + was.get().word() + ": a cluster never moves, and its nodes and volumes would be deleted",
                "write platform: " + was.get().word() + ", and describe a new stack to mirror the data to")));
    }

    /** No node of ours changes with it; what its topics need, only the cluster itself can say. */
    private static Comparison ofOthers(String stack, Reading before, Description<OnService> now, Reading after) {
        Optional<Description<OnService>> old = before.problems().hasErrors() ? Optional.empty() : before.service();
        boolean same = old.map(ExternalProvision::of).equals(Optional.of(ExternalProvision.of(now)));
        if (same) {
            return unchanged(stack);
        }
        Problem told = Problem.warning(
                "other-platform",
                now.places().at("platform"),
                now.platform().word() + " in a description that has changed",
                "be looked at by its reader: trivet diff knows nodes, and here are none of ours",
                "run trivet operate topics " + stack
                        + " to see what its topics need, and pulumi preview for its names");
        return alone(
                stack, State.CHANGED, fresh(before.problems(), after.problems()).and(new Problems(List.of(told))), 0);
    }

    private static Comparison alone(String stack, State state, Problems problems, long baseErrors) {
        return new Comparison(
                stack,
                state,
                Optional.empty(),
                Optional.empty(),
                NOTHING,
                NO_STEP,
                Optional.empty(),
                Optional.empty(),
                false,
                problems,
                baseErrors);
    }

    /** The same with the one side that can be planned, and what it costs. */
    private Comparison with(Optional<Provision> was, Optional<Provision> is, Prices prices, OnEc2 described) {
        return new Comparison(
                stack,
                state,
                was,
                is,
                delta,
                rollout,
                was.map(provision -> MonthlyCost.of(provision, described.traffic(), prices)),
                is.map(provision -> MonthlyCost.of(provision, described.traffic(), prices)),
                described.traffic().isPresent(),
                problems,
                baseErrors);
    }

    /** Warnings that the old description had as well are nobody's business in this change. */
    private static Problems fresh(Problems before, Problems after) {
        List<String> old = before.list().stream().map(Comparison::kind).toList();
        return new Problems(after.list().stream()
                .filter(problem -> !old.contains(kind(problem)))
                .toList());
    }

    private static String kind(Problem problem) {
        return problem.id() + " " + problem.place().path();
    }

    /** Whether there is a plan of a description, whatever the rules say of it. */
    private static boolean isPlannable(Description<OnEc2> description) {
        OnEc2 stack = description.on();
        return KafkaVersion.of(stack.kafka().version()).isPresent()
                && (stack.usesZooKeeper()
                        ? stack.zookeeper().isPresent()
                        : stack.controllers().isPresent())
                && !stack.zones().isEmpty()
                && stack.zones().stream().noneMatch(String::isEmpty);
    }

    /** Whether a reviewer has anything to look at. */
    public boolean isChange() {
        return state != State.UNCHANGED;
    }

    /** Whether a live cluster cannot take it. */
    public boolean isRefused() {
        return state == State.CHANGED && problems.hasErrors();
    }

    /** The highest risk, in words; what the state says where there is none to compute. */
    public String risk() {
        return switch (state) {
            case UNCHANGED -> "no change";
            case CHANGED -> {
                if (isRefused()) {
                    yield Risk.REFUSED.words();
                }
                yield delta.risk() == Risk.NONE ? "no risk" : delta.risk().words();
            }
            case NEW -> "new stack";
            case REMOVED -> "data at stake";
            case BROKEN -> "not valid";
            case BASE_BROKEN -> "unknown";
        };
    }
}
