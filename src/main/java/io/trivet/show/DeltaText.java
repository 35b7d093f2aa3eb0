package io.trivet.show;

import io.trivet.plan.Risk;
import io.trivet.plan.Rollout;
import io.trivet.problem.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What changes, for a terminal: per stack a summary, the changes by risk, the steps, the diffs of files. */
public final class DeltaText {
    private DeltaText() {}

    /** The text of {@code trivet diff}; {@code base} says against what. */
    public static String of(List<Comparison> comparisons, String base, Colour colour) {
        StringBuilder text = new StringBuilder();
        List<String> unchanged = new ArrayList<>();
        for (Comparison comparison : comparisons) {
            if (comparison.isChange()) {
                stack(comparison, colour, text);
            } else {
                unchanged.add(comparison.stack());
            }
        }
        if (!unchanged.isEmpty()) {
            text.append(colour.faint("Unchanged since " + base + ": " + Words.list(unchanged) + "."))
                    .append('\n');
        }
        return text.toString();
    }

    private static void stack(Comparison comparison, Colour colour, StringBuilder text) {
        text.append(colour.strong(comparison.stack()))
                .append("  ")
                .append(paint(comparison, colour).apply(comparison.risk()))
                .append('\n')
                .append("  ")
                .append(DeltaWords.sentence(DeltaWords.summary(comparison)))
                .append(".\n");
        if (comparison.state() == Comparison.State.CHANGED && comparison.baseErrors() > 0) {
            text.append("  The description before has ")
                    .append(Words.count(comparison.baseErrors(), "error"))
                    .append("; compared all the same.\n");
        }
        text.append('\n');
        changes(comparison, colour, text);
        steps(comparison.rollout(), comparison.traffic(), colour, text);
        cost(comparison, colour, text);
        files(comparison, colour, text);
    }

    private static UnaryOperator<String> paint(Comparison comparison, Colour colour) {
        return comparison.state() == Comparison.State.CHANGED
                ? paint(comparison.delta().risk(), colour)
                : comparison.state() == Comparison.State.NEW ? colour::good : colour::error;
    }

    private static UnaryOperator<String> paint(Risk risk, Colour colour) {
        return switch (risk) {
            case NONE -> UnaryOperator.identity();
            case DYNAMIC -> colour::good;
            case ROLLING_RESTART, REPLACEMENT -> colour::warning;
            case DATA_AT_STAKE, REFUSED -> colour::error;
        };
    }

    private static void changes(Comparison comparison, Colour colour, StringBuilder text) {
        List<DeltaLines.Line> lines = DeltaLines.of(comparison.delta().changes());
        if (lines.isEmpty()) {
            return;
        }
        Table table = new Table("  ");
        for (DeltaLines.Line line : lines) {
            table.row(
                    paint(line.risk(), colour),
                    line.sign() + " " + line.what(),
                    edit(line),
                    line.risk().words(),
                    line.reason().id());
        }
        text.append(table.text()).append('\n');
    }

    private static String edit(DeltaLines.Line line) {
        if (line.before().isEmpty()) {
            return line.after();
        }
        return line.before() + " -> " + (line.after().isEmpty() ? "none" : line.after());
    }

    private static void steps(Rollout rollout, boolean traffic, Colour colour, StringBuilder text) {
        if (rollout.steps().isEmpty()) {
            return;
        }
        Table table = new Table("  ");
        int number = 1;
        for (Rollout.Step step : rollout.steps()) {
            table.row(
                    step.holds() ? UnaryOperator.identity() : colour::error,
                    "step " + number,
                    step.zone(),
                    DeltaLines.names(step.nodes()),
                    DeltaWords.action(step),
                    DeltaWords.time(step.estimate().seconds()),
                    String.join(
                            "; ", step.needs().stream().map(DeltaWords::need).toList()));
            number++;
        }
        text.append(table.text())
                .append("  ")
                .append(colour.faint("Step 1 is made of "
                        + DeltaWords.parts(rollout.steps().get(0).estimate()) + ". " + DeltaWords.footnote(traffic)))
                .append("\n\n");
    }

    private static void cost(Comparison comparison, Colour colour, StringBuilder text) {
        comparison
                .costAfter()
                .or(comparison::costBefore)
                .ifPresent(cost -> text.append("  Cost: ")
                        .append(DeltaWords.cost(comparison))
                        .append(".\n  ")
                        .append(colour.faint(DeltaWords.costNote(cost, comparison.traffic())))
                        .append("\n\n"));
    }

    private static void files(Comparison comparison, Colour colour, StringBuilder text) {
        if (comparison.before().isEmpty() || comparison.after().isEmpty()) {
            return;
        }
        for (FileDiffs.FileDiff diff : FileDiffs.of(
                comparison.delta(),
                comparison.before().get(),
                comparison.after().get())) {
            text.append("  ")
                    .append(colour.strong(diff.path()))
                    .append(" on ")
                    .append(diff.where())
                    .append('\n');
            diff.lines()
                    .forEach(line -> text.append("    ")
                            .append(
                                    line.startsWith("+")
                                            ? colour.good(line)
                                            : line.startsWith("-") ? colour.error(line) : line)
                            .append('\n'));
            text.append('\n');
        }
    }
}
