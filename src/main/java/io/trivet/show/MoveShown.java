package io.trivet.show;

import io.trivet.plan.Plan;
import io.trivet.platform.MonthlyCost;
import io.trivet.platform.Prices;
import io.trivet.platform.move.Loss;
import io.trivet.platform.move.Move;
import io.trivet.problem.Words;
import io.trivet.show.Page.Column;
import io.trivet.show.Page.Level;
import io.trivet.show.Page.Listing;
import io.trivet.show.Page.Note;
import io.trivet.show.Page.Row;
import io.trivet.show.Page.Section;
import io.trivet.show.Page.Table;
import io.trivet.show.Phrase.In;
import io.trivet.stack.Description;
import io.trivet.stack.MskType;
import io.trivet.stack.StackYaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A move to another platform: what is lost, what to write, what both cost. */
public final class MoveShown {
    private static final List<Column> LOSSES = List.of(
            Column.of("", "Key"), Column.of("", "Is"), Column.of("", "What does not hold"), Column.of("", "Instead"));

    private static final List<Column> COST =
            List.of(Column.of("", "On"), Column.of("", "What"), Column.number("", "A month"));

    private MoveShown() {}

    private record Answer(
            String stack,
            String cluster,
            On from,
            On to,
            List<Loss> losses,
            String keys,
            DeltaAnswer.Cost costBefore,
            DeltaAnswer.Cost costAfter) {
        static Answer of(Move move, MonthlyCost before, MonthlyCost after) {
            return new Answer(
                    move.before().id(),
                    move.before().name(),
                    On.of(move.before()),
                    On.of(move.after()),
                    move.losses(),
                    MoveShown.keys(move),
                    DeltaAnswer.Cost.of(before),
                    DeltaAnswer.Cost.of(after));
        }
    }

    private record On(String platform, Optional<MskType> type) {
        static On of(Description<?> description) {
            return new On(
                    description.platform().word(),
                    description.on(
                            ec2 -> Optional.empty(),
                            msk -> Optional.of(msk.on().msk().type()),
                            service -> Optional.empty()));
        }
    }

    /** What {@code trivet show --as} prints. */
    public static Shown of(Move move, Prices prices) {
        MonthlyCost before = cost(move.before(), prices);
        MonthlyCost after = cost(move.after(), prices);
        return new Shown(() -> page(move, before, after), () -> Answer.of(move, before, after));
    }

    private static MonthlyCost cost(Description<?> description, Prices prices) {
        return Plan.of(description).cost(description.on().traffic(), prices);
    }

    /** What is written over the description to have the other, as YAML. */
    private static String keys(Move move) {
        return StackYaml.changes(move.before(), move.after());
    }

    private static Page page(Move move, MonthlyCost before, MonthlyCost after) {
        String from = Move.title(move.before());
        String to = Move.title(move.after());
        String count = Words.count(move.losses().size(), "thing") + " of the description "
                + (move.losses().size() == 1 ? "does" : "do") + " not hold there";
        String cost = cost(from, before, to, after);
        List<Row> items = new ArrayList<>();
        before.items().forEach(item -> items.add(row(from, item)));
        after.items().forEach(item -> items.add(row(to, item)));
        return Page.of(
                new Section(
                        Level.TITLE,
                        Phrase.strong(move.before().id() + ": " + move.before().name() + " on " + to + " in place of "
                                + from),
                        new Note(Phrase.faint(
                                        "This is another cluster: nothing that runs becomes it, and data comes to it by mirroring.")
                                .and(Phrase.plain(" " + count + ".").in(In.MARKDOWN)))),
                new Section(
                        Level.PART,
                        Phrase.strong(count).in(In.TEXT),
                        new Table(
                                        LOSSES,
                                        move.losses().stream()
                                                .map(MoveShown::row)
                                                .toList())
                                .in(In.MARKDOWN),
                        new Listing(
                                "",
                                move.losses().stream().flatMap(MoveShown::lines).toList(),
                                In.TEXT)),
                new Section(
                        Level.PART,
                        Phrase.strong("Keys to write over the description"),
                        new Listing(
                                "yaml", keys(move).lines().map(Phrase::plain).toList(), In.BOTH)),
                new Section(
                        Level.PART,
                        Phrase.title(cost, "Cost"),
                        new Note(Phrase.plain(cost).in(In.MARKDOWN)),
                        new Table(COST, items),
                        new Note(Phrase.faint(costNote(move, before, after)))));
    }

    private static Row row(Loss loss) {
        return Row.of(
                Phrase.code(loss.path()),
                Phrase.plain(loss.was()),
                Phrase.plain(loss.lost()),
                Phrase.plain(loss.instead()));
    }

    private static Stream<Phrase> lines(Loss loss) {
        return Stream.of(
                Phrase.plain(loss.path() + "  ").and(Phrase.faint(loss.was())),
                Phrase.plain("  " + loss.lost()),
                Phrase.plain("  Instead: " + loss.instead() + "."));
    }

    private static Row row(String platform, MonthlyCost.Item item) {
        return Row.of(
                Phrase.plain(platform),
                Phrase.plain(item.what()),
                Phrase.plain(item.dollars().map(DeltaWords::dollars).orElse("not known")));
    }

    /** What both cost, as a sentence. */
    private static String cost(String from, MonthlyCost before, String to, MonthlyCost after) {
        long difference = Math.round(after.dollars()) - Math.round(before.dollars());
        return "A month costs about " + DeltaWords.dollars(before.dollars()) + " on " + from + " and about "
                + DeltaWords.dollars(after.dollars()) + " on " + to + ", "
                + (difference == 0
                        ? "the same"
                        : DeltaWords.dollars(Math.abs(difference)) + (difference > 0 ? " more" : " less"))
                + ".";
    }

    /** How far to trust both. */
    private static String costNote(Move move, MonthlyCost before, MonthlyCost after) {
        List<MonthlyCost.Item> items =
                Stream.concat(before.items().stream(), after.items().stream()).toList();
        return DeltaWords.costNote(
                new MonthlyCost(items, after.date(), after.region()),
                move.before().on().traffic().isPresent());
    }
}
