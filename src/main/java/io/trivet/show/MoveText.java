package io.trivet.show;

import io.trivet.cost.MonthlyCost;
import io.trivet.platform.move.Loss;

/** A move to another platform as text: what is lost, what to write, what both cost. */
public final class MoveText {
    private MoveText() {}

    /** The text of {@code trivet show --as}. */
    public static String of(MoveShown shown, Colour colour) {
        StringBuilder text =
                new StringBuilder(colour.strong(shown.move().before().id() + ": " + shown.title()));
        text.append("\n  ").append(colour.faint(MoveShown.meaning())).append("\n\n");
        text.append(colour.strong(shown.count())).append('\n');
        for (Loss loss : shown.move().losses()) {
            text.append("  ")
                    .append(loss.path())
                    .append("  ")
                    .append(colour.faint(loss.was()))
                    .append("\n    ")
                    .append(loss.lost())
                    .append("\n    Instead: ")
                    .append(loss.instead())
                    .append(".\n");
        }
        text.append('\n')
                .append(colour.strong("Keys to write over the description"))
                .append('\n');
        shown.keys().lines().forEach(line -> text.append("  ").append(line).append('\n'));
        Table table = new Table("  ");
        items(shown.from(), shown.costBefore(), table);
        items(shown.to(), shown.costAfter(), table);
        return text.append('\n')
                .append(colour.strong(shown.cost()))
                .append('\n')
                .append(table.text())
                .append("  ")
                .append(colour.faint(shown.costNote()))
                .append('\n')
                .toString();
    }

    private static void items(String platform, MonthlyCost cost, Table table) {
        for (MonthlyCost.Item item : cost.items()) {
            table.row(
                    platform,
                    item.what(),
                    item.dollars().map(DeltaWords::dollars).orElse("not known"));
        }
    }
}
