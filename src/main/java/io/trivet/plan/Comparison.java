package io.trivet.plan;

import io.trivet.kafka.KafkaVersion;
import io.trivet.layout.Site;
import io.trivet.platform.Ec2Platform;
import io.trivet.platform.MonthlyCost;
import io.trivet.platform.MskPlatform;
import io.trivet.platform.Prices;
import io.trivet.platform.Retention;
import io.trivet.platform.Risk;
import io.trivet.platform.ServicePlatform;
import io.trivet.platform.Stakes;
import io.trivet.platform.ec2.Refusals;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.problem.Severity;
import io.trivet.stack.Brokers;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import io.trivet.stack.OnMsk;
import io.trivet.stack.OnService;
import io.trivet.stack.PlatformName;
import io.trivet.stack.Reading;
import io.trivet.stack.Traffic;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A stack beside what it was.
 *
 * @param before what was provisioned, where that can be said
 * @param after what will be provisioned, where that can be said
 * @param delta between the two; empty unless both are there
 * @param rollout of the delta; without steps where it is refused
 * @param costBefore a month, where that can be said
 * @param costAfter a month, where that can be said
 * @param problems of the new description that the old one did not have, and what a live cluster cannot take
 * @param baseErrors how many errors the old description has by the rules of today
 */
public record Comparison(
        String stack,
        State state,
        Optional<Plan<?>> before,
        Optional<Plan<?>> after,
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
        BASE_BROKEN
    }

    private static final Delta NOTHING = new Delta("", List.of());
    /** Three quarters of the largest network; a description of more was never deployed, and takes long to plan. */
    private static final int MOST_OF_A_ROLE = 49_152;

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
                .map(was -> alone.with(Optional.of(Plan.of(was)), Optional.empty(), prices, was.on()))
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
                .with(Optional.empty(), Optional.of(Plan.of(now)), prices, now.on());
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
                        ec2 -> onEc2(stack, before, ec2, after.problems(), prices),
                        msk -> onMsk(stack, before, msk, after.problems(), prices),
                        service -> onService(stack, before, service, after.problems()));
    }

    private static Comparison onEc2(
            String stack, Reading before, Description<OnEc2> now, Problems problems, Prices prices) {
        Optional<Description<OnEc2>> old = before.ec2().filter(Comparison::isPlannable);
        Plan<Ec2Platform> is = Plan.of(now, Site.EC2);
        if (old.isEmpty()) {
            return alone(stack, State.BASE_BROKEN, problems, before.problems().count(Severity.ERROR))
                    .with(Optional.empty(), Optional.of(is), prices, now.on());
        }
        Plan<Ec2Platform> was = Plan.of(old.get(), Site.EC2);
        Delta delta = Delta.between(was, is);
        Problems told = fresh(before.problems(), problems)
                .and(Refusals.of(
                        delta.changes(),
                        old.get(),
                        now,
                        stakes(was, is, old.get().on().traffic().or(now.on()::traffic))));
        boolean traffic = !old.get().on().traffic().equals(now.on().traffic());
        Rollout rollout = delta.risk() == Risk.REFUSED
                ? NO_STEP
                : Rollout.of(delta, was, is, now.on().traffic().map(Traffic::ingress));
        State state = delta.isEmpty() && !traffic && told.list().isEmpty() ? State.UNCHANGED : State.CHANGED;
        return alone(stack, state, told, before.problems().count(Severity.ERROR))
                .with(delta, rollout)
                .with(was, old.get(), is, now, is.cost(now.on().traffic(), prices), prices);
    }

    /** What MSK does by itself, operation by operation. */
    private static Comparison onMsk(
            String stack, Reading before, Description<OnMsk> now, Problems problems, Prices prices) {
        Optional<Description<OnMsk>> old = before.msk()
                .filter(description -> !description.on().zones().isEmpty()
                        && !description.on().authentication().isEmpty());
        long errors = before.problems().count(Severity.ERROR);
        if (old.isEmpty()) {
            return alone(stack, State.BASE_BROKEN, problems, errors);
        }
        // Both as they are from their second deployment on: what only waits for it is no change.
        Plan<MskPlatform> was = Plan.ofMsk(old.get(), old);
        Plan<MskPlatform> is = Plan.ofMsk(now, Optional.of(now));
        Delta delta = Delta.between(was, is);
        Problems told = fresh(before.problems(), problems)
                .and(io.trivet.platform.msk.Refusals.of(
                        delta.changes(),
                        now,
                        stakes(was, is, old.get().on().traffic().or(now.on()::traffic))));
        boolean traffic = !old.get().on().traffic().equals(now.on().traffic());
        State state = delta.isEmpty() && !traffic && told.list().isEmpty() ? State.UNCHANGED : State.CHANGED;
        Plan<MskPlatform> paid = is.with(is.platform().withVolumesOf(was.platform()));
        return alone(stack, state, told, errors)
                .with(delta, delta.risk() == Risk.REFUSED ? NO_STEP : Rollout.ofMsk(delta, is))
                .with(was, old.get(), is, now, paid.cost(now.on().traffic(), prices), prices);
    }

    private static Stakes stakes(Plan<?> was, Plan<?> is, Optional<Traffic> traffic) {
        return new Stakes(
                Retention.ofBrokers(was.brokerSettings()),
                Retention.ofBrokers(is.brokerSettings()),
                was.topics(),
                is.topics(),
                traffic.map(Traffic::ingress));
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
                        is.get().word())
                .must("stay " + was.get().word()
                        + ": a cluster never moves, and its nodes and volumes would be deleted")
                .mend("write platform: " + was.get().word() + ", and describe a new stack to mirror the data to")));
    }

    /** No node of ours changes with it, but files of clients, names in front of the cluster, and topics. */
    private static Comparison onService(String stack, Reading before, Description<OnService> now, Problems problems) {
        long errors = before.problems().count(Severity.ERROR);
        Optional<Description<OnService>> old = errors > 0 ? Optional.empty() : before.service();
        if (old.isEmpty()) {
            return alone(stack, State.BASE_BROKEN, problems, errors);
        }
        Plan<ServicePlatform> was = Plan.ofService(old.get());
        Plan<ServicePlatform> is = Plan.ofService(now);
        Delta delta = Delta.between(was, is);
        Problems told = fresh(before.problems(), problems)
                .and(io.trivet.platform.service.Refusals.of(
                        delta.changes(),
                        now,
                        stakes(was, is, old.get().on().traffic().or(now.on()::traffic))));
        State state = delta.isEmpty() && told.list().isEmpty() ? State.UNCHANGED : State.CHANGED;
        return alone(stack, state, told, errors).with(delta, NO_STEP);
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

    /** The same with what differs, and how it goes through the nodes. */
    private Comparison with(Delta differs, Rollout goes) {
        return new Comparison(
                stack, state, before, after, differs, goes, costBefore, costAfter, traffic, problems, baseErrors);
    }

    /** The same with both sides, and what each costs. */
    private Comparison with(
            Plan<?> was, Description<?> old, Plan<?> is, Description<?> now, MonthlyCost cost, Prices prices) {
        return new Comparison(
                stack,
                state,
                Optional.of(was),
                Optional.of(is),
                delta,
                rollout,
                Optional.of(was.cost(old.on().traffic(), prices)),
                Optional.of(cost),
                now.on().traffic().isPresent(),
                problems,
                baseErrors);
    }

    /** The same with the one side that can be planned, and what it costs. */
    private Comparison with(Optional<Plan<?>> was, Optional<Plan<?>> is, Prices prices, Brokers described) {
        return new Comparison(
                stack,
                state,
                was,
                is,
                delta,
                rollout,
                was.map(plan -> plan.cost(described.traffic(), prices)),
                is.map(plan -> plan.cost(described.traffic(), prices)),
                described.traffic().isPresent(),
                problems,
                baseErrors);
    }

    /** Warnings that the old description had as well are no part of this change. */
    private static Problems fresh(Problems before, Problems after) {
        SortedSet<String> old = new TreeSet<>();
        before.list().forEach(problem -> old.add(kind(problem)));
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
                        : stack.combined() || stack.controllers().isPresent())
                && !stack.zones().isEmpty()
                && stack.zones().stream().noneMatch(String::isEmpty)
                && stack.described().values().stream().allMatch(role -> role.nodes() <= MOST_OF_A_ROLE);
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
