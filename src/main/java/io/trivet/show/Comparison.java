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
import io.trivet.stack.Ec2Description;
import io.trivet.stack.ExternalDescription;
import io.trivet.stack.MskDescription;
import io.trivet.stack.Reading;
import io.trivet.stack.Stack;
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
    private static final Rollout NO_STEP = new Rollout(Stack.Unit.ZONE, List.of());

    /** A stack of which no file differs. */
    public static Comparison unchanged(String stack) {
        return alone(stack, State.UNCHANGED, Problems.NONE, 0);
    }

    /** A stack whose file is gone. */
    public static Comparison removed(String stack, Reading before, Prices prices) {
        Comparison alone = alone(stack, State.REMOVED, Problems.NONE, 0);
        return before.ec2()
                .filter(Comparison::isPlannable)
                .map(was -> alone.with(Optional.of(Provision.of(was)), Optional.empty(), prices, was.stack()))
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
        Ec2Description now = after.ec2().get();
        return alone(stack, State.NEW, after.problems(), 0)
                .with(Optional.empty(), Optional.of(Provision.of(now)), prices, now.stack());
    }

    /** A stack that was and is; both readings with what the rules say of them. */
    public static Comparison of(String stack, Reading before, Reading after, Prices prices) {
        Problems moved = moved(before, after);
        if (after.problems().hasErrors()
                || moved.hasErrors()
                || after.description().isEmpty()) {
            return alone(stack, State.BROKEN, after.problems().and(moved), 0);
        }
        if (isOfOthers(after)) {
            return ofOthers(stack, before, after);
        }
        if (after.description().get() instanceof MskDescription msk) {
            return ofMsk(stack, before, msk, after.problems(), prices);
        }
        long errors = before.problems().count(Severity.ERROR);
        Optional<Ec2Description> old = before.ec2().filter(Comparison::isPlannable);
        Ec2Description now = after.ec2().get();
        Provision provision = Provision.of(now);
        if (old.isEmpty()) {
            return alone(stack, State.BASE_BROKEN, after.problems(), errors)
                    .with(Optional.empty(), Optional.of(provision), prices, now.stack());
        }
        Provision was = Provision.of(old.get());
        Delta delta = Delta.between(was, provision);
        Problems problems = fresh(before.problems(), after.problems()).and(Refusals.of(delta, old.get(), now));
        boolean traffic = !old.get().stack().traffic().equals(now.stack().traffic());
        Rollout rollout = delta.risk() == Risk.REFUSED
                ? NO_STEP
                : Rollout.of(delta, was, provision, now.stack().traffic().map(Stack.Traffic::ingress));
        return new Comparison(
                stack,
                delta.isEmpty() && !traffic && problems.list().isEmpty() ? State.UNCHANGED : State.CHANGED,
                Optional.of(was),
                Optional.of(provision),
                delta,
                rollout,
                Optional.of(MonthlyCost.of(was, old.get().stack().traffic(), prices)),
                Optional.of(MonthlyCost.of(provision, now.stack().traffic(), prices)),
                now.stack().traffic().isPresent(),
                problems,
                errors);
    }

    /** What MSK does by itself, operation by operation. */
    private static Comparison ofMsk(
            String stack, Reading before, MskDescription now, Problems problems, Prices prices) {
        Optional<MskDescription> old = before.description()
                .filter(MskDescription.class::isInstance)
                .map(MskDescription.class::cast)
                .filter(description -> !description.stack().zones().isEmpty());
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
                Optional.of(MonthlyCost.of(was, old.get().stack().traffic(), prices)),
                Optional.of(MonthlyCost.of(is, now.stack().traffic(), prices)),
                now.stack().traffic().isPresent(),
                told,
                errors);
    }

    /** Nothing of a cluster on one platform can be brought to what another describes. */
    private static Problems moved(Reading before, Reading after) {
        Optional<Stack.Platform> was = before.description().map(Description::platform);
        Optional<Stack.Platform> is = after.description().map(Description::platform);
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

    /** Whether it can be understood, and is a cluster that somebody else runs. */
    private static boolean isOfOthers(Reading reading) {
        return !reading.problems().hasErrors()
                && reading.description()
                        .filter(ExternalDescription.class::isInstance)
                        .isPresent();
    }

    /** No node of ours changes with it; what its topics need, only the cluster itself can say. */
    private static Comparison ofOthers(String stack, Reading before, Reading after) {
        ExternalDescription now = (ExternalDescription) after.description().orElseThrow();
        boolean same = isOfOthers(before)
                && before.description()
                        .map(old -> ExternalProvision.of((ExternalDescription) old))
                        .equals(Optional.of(ExternalProvision.of(now)));
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
    private Comparison with(Optional<Provision> was, Optional<Provision> is, Prices prices, Stack described) {
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
    private static boolean isPlannable(Ec2Description description) {
        Stack stack = description.stack();
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
