package io.trivet.show;

import io.trivet.cost.MonthlyCost;
import io.trivet.platform.move.Loss;

/** A move to another platform as Markdown. */
public final class MoveMarkdown {
    private MoveMarkdown() {}

    /** The text of {@code trivet show --as --format markdown}. */
    public static String of(MoveShown shown) {
        StringBuilder text = new StringBuilder("# " + shown.move().before().id() + ": " + shown.title() + "\n\n");
        text.append(MoveShown.meaning() + " " + shown.count())
                .append(".\n\n| Key | Is | What does not hold | Instead |\n|---|---|---|---|\n");
        for (Loss loss : shown.move().losses()) {
            LayoutMarkdown.row(
                    text,
                    LayoutMarkdown.code(loss.path()),
                    LayoutMarkdown.cell(loss.was()),
                    LayoutMarkdown.cell(loss.lost()),
                    LayoutMarkdown.cell(loss.instead()));
        }
        text.append("\n## Keys to write over the description\n\n```yaml\n")
                .append(shown.keys())
                .append("```\n\n## Cost\n\n")
                .append(shown.cost())
                .append("\n\n| On | What | A month |\n|---|---|--:|\n");
        items(shown.from(), shown.costBefore(), text);
        items(shown.to(), shown.costAfter(), text);
        return text.append('\n').append(shown.costNote()).append('\n').toString();
    }

    private static void items(String platform, MonthlyCost cost, StringBuilder text) {
        for (MonthlyCost.Item item : cost.items()) {
            LayoutMarkdown.row(
                    text,
                    platform,
                    LayoutMarkdown.cell(item.what()),
                    item.dollars().map(DeltaWords::dollars).orElse("not known"));
        }
    }
}
