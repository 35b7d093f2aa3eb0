package io.trivet.show;

import io.trivet.plan.Comparison;
import io.trivet.plan.Rollout;
import io.trivet.platform.Change;
import io.trivet.platform.MonthlyCost;
import io.trivet.platform.Reason;
import io.trivet.platform.Risk;
import io.trivet.stack.Doc;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What changes, for programs: every fact of it, whatever the size. {@code stacks/schema/diff.schema.json} is made of
 * these records; a key that stands in it stays, new ones may come.
 */
record DeltaAnswer(
        @Doc("What was compared with: a revision of git, or a file")
        String base,

        @Doc("Whether any stack changes") boolean changes,
        @Doc("Each stack that was asked for") List<Compared> stacks) {
    static DeltaAnswer of(List<Comparison> comparisons, String base) {
        return new DeltaAnswer(
                base,
                comparisons.stream().anyMatch(Comparison::isChange),
                comparisons.stream().map(Compared::of).toList());
    }

    record Compared(
            @Doc("Name of the stack") String stack,
            @Doc("How it can be compared") Comparison.State state,

            @Doc("One sentence without its full stop, for people")
            String summary,

            @Doc("The highest risk; only of a stack that changed")
            Optional<Risk> risk,

            @Doc("Errors of the description before, by the rules of today")
            long baseErrors,

            @Doc("What a live cluster cannot take, and what is wrong with the new description only")
            List<ProblemsShown.Told> problems,

            @Doc("Each fact that is not as it was, the highest risk first; before and after are all of it")
            List<Changed> changes,

            @Doc("The order in which nodes are interrupted") Steps rollout,

            @Doc("What a month costs before the change; absent where it cannot be said")
            Optional<Cost> costBefore,

            @Doc("What a month costs after the change; absent where it cannot be said")
            Optional<Cost> costAfter) {
        static Compared of(Comparison comparison) {
            return new Compared(
                    comparison.stack(),
                    comparison.state(),
                    DeltaWords.summary(comparison),
                    Optional.of(comparison.delta().risk())
                            .filter(risk -> comparison.state() == Comparison.State.CHANGED),
                    comparison.baseErrors(),
                    comparison.problems().list().stream()
                            .map(ProblemsShown.Told::of)
                            .toList(),
                    comparison.delta().changes().stream().map(Changed::of).toList(),
                    Steps.of(comparison.rollout()),
                    comparison.costBefore().map(Cost::of),
                    comparison.costAfter().map(Cost::of));
        }
    }

    record Changed(
            @Doc("JSON pointer of the fact") String path,
            @Doc("Absent where it is new") Optional<String> before,
            @Doc("Absent where it is gone") Optional<String> after,
            @Doc("What it costs") Risk risk,
            @Doc("Why; docs/rules.md explains each") Reason reason) {
        static Changed of(Change change) {
            return new Changed(change.path(), change.before(), change.after(), change.risk(), change.reason());
        }
    }

    record Steps(
            @Doc("What restarts together: zone or node") String by,
            @Doc("All steps; a guess") long seconds,
            @Doc("In order") List<Step> steps) {
        static Steps of(Rollout rollout) {
            return new Steps(
                    Json.word(rollout.by()),
                    rollout.seconds(),
                    rollout.steps().stream().map(Step::of).toList());
        }
    }

    record Step(
            @Doc("Role of the nodes") String role,
            @Doc("Zone of the nodes") String zone,
            @Doc("What happens to them") Rollout.Action action,

            @Doc("Names of nodes that are away at the same time")
            List<String> nodes,

            @Doc("What must be left meanwhile") List<Need> needs,
            @Doc("What the time of the step is made of") List<Part> estimate) {
        static Step of(Rollout.Step step) {
            return new Step(
                    step.role().word(),
                    step.zone(),
                    step.action(),
                    step.nodes(),
                    step.needs().stream()
                            .map(need -> new Need(need.of(), need.all(), need.left(), need.needed()))
                            .toList(),
                    step.estimate().parts().stream()
                            .map(part -> new Part(part.what(), part.seconds()))
                            .toList());
        }
    }

    record Need(
            @Doc("Of what") String of,
            @Doc("How many there are") int all,
            @Doc("How many are left") int left,
            @Doc("How many must be") int needed) {}

    record Part(
            @Doc("What happens") String what,
            @Doc("How long") long seconds) {}

    /** What a month costs. */
    record Cost(
            @Doc("US dollars of all that has a price") long dollars,

            @Doc("Always true: list prices, and not all that is paid for")
            boolean approximate,

            @Doc("Date of the price table") String prices,
            @Doc("Region whose prices they are") String region,
            @Doc("What is paid for") List<Item> items) {
        static Cost of(MonthlyCost cost) {
            return new Cost(
                    Math.round(cost.dollars()),
                    true,
                    cost.date(),
                    cost.region(),
                    cost.items().stream().map(Item::of).toList());
        }
    }

    record Item(
            @Doc("The thing, and how many") String what,
            @Doc("Absent where the table has no price") OptionalLong dollars) {
        static Item of(MonthlyCost.Item item) {
            return new Item(
                    item.what(),
                    item.dollars().map(Math::round).map(OptionalLong::of).orElse(OptionalLong.empty()));
        }
    }
}
