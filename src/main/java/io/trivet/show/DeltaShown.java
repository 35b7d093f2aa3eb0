package io.trivet.show;

import io.trivet.plan.Comparison;
import io.trivet.plan.Rollout;
import io.trivet.platform.MonthlyCost;
import io.trivet.platform.Risk;
import io.trivet.problem.Words;
import io.trivet.show.Page.Column;
import io.trivet.show.Page.Level;
import io.trivet.show.Page.Listing;
import io.trivet.show.Page.Note;
import io.trivet.show.Page.Row;
import io.trivet.show.Page.Section;
import io.trivet.show.Page.Table;
import io.trivet.show.Phrase.In;
import io.trivet.show.Phrase.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What changes: per stack a summary, the changes by risk, the steps, the diffs of files. */
public final class DeltaShown {
    /**
     * Size of a comment on a pull request, in bytes of UTF-8, with room below GitHub's 65,536 characters for what a
     * workflow puts around it.
     *
     * <p>Source: https://docs.github.com/en/rest/issues/comments
     */
    static final int LONGEST = 64_000;

    /** Begins every comment, so that a workflow finds the ones that it wrote before. */
    public static final String MARK = "<!-- trivet diff ";

    private static final List<Column> CHANGES = List.of(
            Column.of("", "").in(In.TEXT),
            Column.of("", "").in(In.MARKDOWN),
            Column.of("", "what").in(In.MARKDOWN),
            Column.of("", "").in(In.TEXT),
            Column.of("", "before").in(In.MARKDOWN),
            Column.of("", "after").in(In.MARKDOWN),
            Column.of("", "risk"),
            Column.of("", "").in(In.TEXT),
            Column.of("", "why").in(In.MARKDOWN));

    private static final List<Column> STEPS = List.of(
            Column.number("", "step"),
            Column.of("", "zone"),
            Column.of("", "nodes"),
            Column.of("", ""),
            Column.number("", "takes").in(In.TEXT),
            Column.of("", "left meanwhile"),
            Column.number("", "takes").in(In.MARKDOWN));

    /** How many lines changes get where there is little room. */
    private static final int BRIEF_CHANGES = 4;

    /** How many steps get there. */
    private static final int BRIEF_STEPS = 6;

    private DeltaShown() {}

    /**
     * What {@code trivet diff} prints of one stack, on at most twelve lines: what changes, and in which steps. Empty
     * where nothing changes, or nothing that can be compared.
     */
    public static String brief(Comparison comparison) {
        if (comparison.state() != Comparison.State.CHANGED || comparison.delta().isEmpty()) {
            return "";
        }
        List<Page.Block> blocks = new ArrayList<>();
        blocks.add(new Note(Phrase.plain(DeltaWords.sentence(DeltaWords.summary(comparison)) + ".")));
        List<Row> changes = DeltaLines.of(comparison.delta().changes()).stream()
                .map(DeltaShown::row)
                .toList();
        blocks.add(new Table(CHANGES, first(changes, BRIEF_CHANGES, "changes")));
        blocks.add(new Table(STEPS, first(rows(comparison, false), BRIEF_STEPS, "steps")));
        Phrase heading = Phrase.plain(comparison.stack() + "  " + comparison.risk());
        String text = PageText.of(Page.of(new Section(Level.SUBJECT, heading, blocks, In.BOTH)), false, Colour.OFF);
        return text.lines()
                .filter(line -> !line.isBlank())
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"));
    }

    /** The first rows, and a last one that counts the others. */
    private static List<Row> first(List<Row> rows, int most, String what) {
        if (rows.size() <= most) {
            return rows;
        }
        List<Row> first = new ArrayList<>(rows.subList(0, most - 1));
        first.add(Row.remark("… " + (rows.size() - first.size()) + " more " + what + ", which trivet diff has"));
        return first;
    }

    /** What {@code trivet diff} prints; {@code base} says against what. */
    public static Shown of(List<Comparison> comparisons, String base) {
        return new Shown(() -> page(comparisons, base), () -> DeltaAnswer.of(comparisons, base));
    }

    /** The same as comments on a pull request, in order; none when nothing changes. */
    public static List<String> comments(List<Comparison> comparisons) {
        if (comparisons.stream().noneMatch(Comparison::isChange)) {
            return List.of();
        }
        List<String> bodies = PageMarkdown.of(page(comparisons, ""), LONGEST);
        List<String> comments = new ArrayList<>();
        for (String body : bodies) {
            comments.add(MARK + (comments.size() + 1) + " of " + bodies.size() + " -->\n" + body);
        }
        return comments;
    }

    private static Page page(List<Comparison> comparisons, String base) {
        List<Page.Block> blocks = new ArrayList<>();
        List<String> unchanged = new ArrayList<>();
        for (Comparison comparison : comparisons) {
            if (comparison.isChange()) {
                blocks.add(stack(comparison));
            } else {
                unchanged.add(comparison.stack());
            }
        }
        if (!unchanged.isEmpty()) {
            Phrase names = Phrase.EMPTY;
            for (int i = 0; i < unchanged.size(); i++) {
                names = names.and(i == 0 ? "" : i == unchanged.size() - 1 ? " and " : ", ")
                        .and(Phrase.code(unchanged.get(i)));
            }
            blocks.add(
                    Section.apart(new Note(Phrase.faint("Unchanged since " + base + ": " + Words.list(unchanged) + ".")
                            .in(In.TEXT)
                            .and(Phrase.plain("Unchanged: ").and(names).and(".").in(In.MARKDOWN)))));
        } else if (!blocks.isEmpty()) {
            blocks.add(Section.apart());
        }
        return new Page(blocks);
    }

    private static Section stack(Comparison comparison) {
        Phrase heading = Phrase.of(Style.NAME, comparison.stack())
                .and(Phrase.either("  ", ": "))
                .and(Phrase.of(style(comparison), comparison.risk()));
        String cost = DeltaWords.costsOtherwise(comparison) ? DeltaWords.cost(comparison) : "";
        List<Page.Block> blocks = new ArrayList<>();
        blocks.add(new Note(Phrase.plain(DeltaWords.sentence(DeltaWords.summary(comparison)) + ".")
                .and(Phrase.plain(cost.isEmpty() ? "" : " " + DeltaWords.sentence(cost) + ".")
                        .in(In.MARKDOWN))));
        if (comparison.state() == Comparison.State.CHANGED && comparison.baseErrors() > 0) {
            blocks.add(new Note(Phrase.plain("The description before has "
                    + Words.count(comparison.baseErrors(), "error") + "; compared all the same.")));
        }
        problems(comparison).ifPresent(blocks::add);
        changes(comparison).ifPresent(blocks::add);
        steps(comparison).ifPresent(blocks::add);
        comparison.costAfter().or(comparison::costBefore).ifPresent(shown -> cost(comparison, shown, blocks));
        files(comparison, blocks);
        return new Section(Level.SUBJECT, heading, blocks, In.BOTH);
    }

    private static Style style(Comparison comparison) {
        return switch (comparison.state()) {
            case CHANGED -> style(comparison.delta().risk());
            case NEW -> Style.GOOD;
            case UNCHANGED, REMOVED, BROKEN, BASE_BROKEN -> Style.ERROR;
        };
    }

    private static Style style(Risk risk) {
        return switch (risk) {
            case NONE -> Style.PLAIN;
            case DYNAMIC -> Style.GOOD;
            case ROLLING_RESTART, REPLACEMENT -> Style.WARNING;
            case DATA_AT_STAKE, REFUSED -> Style.ERROR;
        };
    }

    /** A terminal has them already, apart from the result. */
    private static Optional<Listing> problems(Comparison comparison) {
        String text = ProblemsShown.of(comparison.problems()).text(Colour.OFF);
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(new Listing("", text.lines().map(Phrase::plain).toList(), In.MARKDOWN));
    }

    private static Optional<Section> changes(Comparison comparison) {
        List<DeltaLines.Line> lines = DeltaLines.of(comparison.delta().changes());
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(folded(
                Words.count(lines.size(), "change"),
                new Table(CHANGES, lines.stream().map(DeltaShown::row).toList())));
    }

    private static Row row(DeltaLines.Line line) {
        String after = line.after().isEmpty() && !line.before().isEmpty() ? "none" : line.after();
        return Row.of(
                        Phrase.plain(line.sign() + " " + line.what()),
                        Phrase.plain(line.sign()),
                        Phrase.plain(line.what()),
                        Phrase.plain(line.before().isEmpty() ? after : line.before() + " -> " + after),
                        Phrase.code(line.before()),
                        Phrase.code(line.after()),
                        Phrase.plain(line.risk().words()),
                        Phrase.plain(line.reason().id()),
                        Phrase.plain(line.reason().sentence()))
                .styled(style(line.risk()));
    }

    private static Optional<Section> steps(Comparison comparison) {
        List<Rollout.Step> steps = comparison.rollout().steps();
        if (steps.isEmpty()) {
            return Optional.empty();
        }
        String parts = DeltaWords.parts(steps.get(0).estimate());
        return Optional.of(folded(
                Words.count(steps.size(), "step") + ", about "
                        + DeltaWords.time(comparison.rollout().seconds()),
                new Table(STEPS, rows(comparison, true)),
                new Note(Phrase.faint(
                        "Step 1 is made of " + parts + ". " + DeltaWords.footnote(comparison.traffic())))));
    }

    /** A row for each step, with what must be left meanwhile or without. */
    private static List<Row> rows(Comparison comparison, boolean left) {
        List<Row> rows = new ArrayList<>();
        for (Rollout.Step step : comparison.rollout().steps()) {
            Phrase time = Phrase.plain(DeltaWords.time(step.estimate().seconds()));
            String needs = step.needs().stream().map(DeltaWords::need).collect(Collectors.joining("; "));
            rows.add(Row.of(
                            Phrase.plain("step ").in(In.TEXT).and(String.valueOf(rows.size() + 1)),
                            Phrase.plain(step.zone()),
                            Phrase.plain(DeltaLines.names(step.nodes())),
                            Phrase.plain(DeltaWords.action(step)),
                            time,
                            Phrase.plain(left ? needs : ""),
                            time)
                    .styled(step.holds() ? Style.PLAIN : Style.ERROR));
        }
        return rows;
    }

    private static void cost(Comparison comparison, MonthlyCost shown, List<Page.Block> blocks) {
        String cost = "Cost: " + DeltaWords.cost(comparison);
        Note note = new Note(Phrase.faint(DeltaWords.costNote(shown, comparison.traffic())));
        blocks.add(Section.apart(new Note(Phrase.plain(cost + ".")), note).in(In.TEXT));
        if (DeltaWords.costs(comparison)) {
            List<Row> rows = new ArrayList<>();
            for (MonthlyCost.Item item : shown.items()) {
                rows.add(Row.fact(
                        item.what(), item.dollars().map(DeltaWords::dollars).orElse("unknown")));
            }
            rows.add(Row.of(Phrase.strong("together"), Phrase.strong(DeltaWords.dollars(shown.dollars()))));
            List<Column> columns = List.of(
                    Column.of("", comparison.costAfter().isPresent() ? "after" : "before"),
                    Column.number("", "a month"));
            blocks.add(folded(cost, new Table(columns, rows), note).in(In.MARKDOWN));
        }
    }

    private static void files(Comparison comparison, List<Page.Block> blocks) {
        if (comparison.before().isEmpty() || comparison.after().isEmpty()) {
            return;
        }
        for (FileDiffs.FileDiff diff : FileDiffs.of(
                comparison.delta(),
                comparison.before().get(),
                comparison.after().get())) {
            List<Phrase> lines = diff.lines().stream()
                    .map(line -> Phrase.of(
                            line.startsWith("+") ? Style.GOOD : line.startsWith("-") ? Style.ERROR : Style.PLAIN, line))
                    .toList();
            blocks.add(new Section(
                            Level.FOLDED,
                            Phrase.of(Style.NAME, diff.path()).and(" on " + diff.where()),
                            new Listing("diff", lines, In.BOTH))
                    .in(lines.isEmpty() ? In.TEXT : In.BOTH));
        }
    }

    private static Section folded(String heading, Page.Block... blocks) {
        return new Section(Level.FOLDED, Phrase.plain(heading).in(In.MARKDOWN), blocks);
    }
}
