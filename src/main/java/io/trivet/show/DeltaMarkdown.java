package io.trivet.show;

import io.trivet.cost.MonthlyCost;
import io.trivet.plan.Rollout;
import io.trivet.problem.Problems;
import io.trivet.problem.Words;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What changes, as comments on a pull request: per stack a summary that everybody reads, and folded below it the
 * changes, the steps and the diffs of files. What is too long for one comment goes on in the next; nothing is cut.
 *
 * <p>Source: https://docs.github.com/en/rest/issues/comments (65,536 characters), GitHub Flavored Markdown.
 */
public final class DeltaMarkdown {
    /** In bytes of UTF-8, with room below GitHub's 65,536 characters for what a workflow puts around it. */
    public static final int LONGEST = 64_000;

    /** Begins every comment, so that a workflow finds the ones that it wrote before. */
    public static final String MARK = "<!-- trivet diff ";

    private DeltaMarkdown() {}

    /**
     * Lines that belong together.
     *
     * @param open what stands before them, and before the rest of them in another comment
     * @param close what stands behind them
     */
    private record Block(String open, List<String> lines, String close) {}

    /** The comments, in order; none when nothing changes. */
    public static List<String> of(List<Comparison> comparisons) {
        List<Block> blocks = new ArrayList<>();
        List<String> unchanged = new ArrayList<>();
        for (Comparison comparison : comparisons) {
            if (comparison.isChange()) {
                stack(comparison, blocks);
            } else {
                unchanged.add("`" + comparison.stack() + "`");
            }
        }
        if (blocks.isEmpty()) {
            return List.of();
        }
        if (!unchanged.isEmpty()) {
            blocks.add(new Block("", List.of("Unchanged: " + Words.list(unchanged) + "."), ""));
        }
        List<String> bodies = packed(blocks);
        List<String> comments = new ArrayList<>();
        for (int i = 0; i < bodies.size(); i++) {
            comments.add(MARK + (i + 1) + " of " + bodies.size() + " -->\n" + bodies.get(i));
        }
        return comments;
    }

    /** Fills one comment after the other; a block that does not fit goes on in the next with its head repeated. */
    private static List<String> packed(List<Block> blocks) {
        List<String> bodies = new ArrayList<>();
        StringBuilder body = new StringBuilder();
        int size = 0;
        for (Block block : blocks) {
            List<String> rest = block.lines();
            while (!rest.isEmpty()) {
                int room = LONGEST - size - bytes(block.open()) - bytes(block.close());
                int fits = 0;
                int used = 0;
                while (fits < rest.size() && used + bytes(rest.get(fits)) + 1 <= room) {
                    used += bytes(rest.get(fits)) + 1;
                    fits++;
                }
                if (fits == 0 && size > 0 || fits < Math.min(rest.size(), 4) && size > LONGEST / 2) {
                    bodies.add(body.toString());
                    body.setLength(0);
                    size = 0;
                    continue;
                }
                // A single line longer than a comment has nowhere else to go than here.
                int taken = Math.max(1, fits);
                String text = block.open() + String.join("\n", rest.subList(0, taken)) + "\n" + block.close();
                body.append(text);
                size += bytes(text);
                rest = rest.subList(taken, rest.size());
            }
        }
        bodies.add(body.toString());
        return bodies;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void stack(Comparison comparison, List<Block> blocks) {
        List<String> head = new ArrayList<>();
        head.add("### `" + comparison.stack() + "`: " + comparison.risk());
        String cost = DeltaWords.cost(comparison);
        head.add(DeltaWords.sentence(DeltaWords.summary(comparison)) + "."
                + (cost.isEmpty() || !DeltaWords.costsOtherwise(comparison)
                        ? ""
                        : " " + DeltaWords.sentence(cost) + "."));
        head.add("");
        blocks.add(new Block("", head, ""));
        if (comparison.state() == Comparison.State.CHANGED && comparison.baseErrors() > 0) {
            blocks.add(new Block(
                    "",
                    List.of(
                            "The description before has " + Words.count(comparison.baseErrors(), "error")
                                    + "; compared all the same.",
                            ""),
                    ""));
        }
        problems(comparison.problems(), blocks);
        changes(comparison, blocks);
        steps(comparison.rollout(), comparison.traffic(), blocks);
        cost(comparison, blocks);
        files(comparison, blocks);
    }

    private static void problems(Problems problems, List<Block> blocks) {
        if (!problems.list().isEmpty()) {
            blocks.add(new Block(
                    "```\n",
                    ProblemText.of(problems, Colour.OFF).stripTrailing().lines().toList(),
                    "```\n\n"));
        }
    }

    private static void changes(Comparison comparison, List<Block> blocks) {
        List<DeltaLines.Line> lines = DeltaLines.of(comparison.delta().changes());
        if (lines.isEmpty()) {
            return;
        }
        blocks.add(new Block(
                "<details><summary>" + Words.count(lines.size(), "change")
                        + "</summary>\n\n| | what | before | after | risk | why |\n|---|---|---|---|---|---|\n",
                lines.stream()
                        .map(line -> "| " + line.sign() + " | " + cell(line.what()) + " | " + code(line.before())
                                + " | "
                                + code(line.after()) + " | " + line.risk().words() + " | "
                                + line.reason().sentence() + " |")
                        .toList(),
                "\n</details>\n\n"));
    }

    private static void steps(Rollout rollout, boolean traffic, List<Block> blocks) {
        if (rollout.steps().isEmpty()) {
            return;
        }
        List<String> rows = new ArrayList<>();
        int number = 1;
        for (Rollout.Step step : rollout.steps()) {
            rows.add("| " + number + " | " + step.zone() + " | " + DeltaLines.names(step.nodes()) + " | "
                    + DeltaWords.action(step) + " | "
                    + step.needs().stream().map(DeltaWords::need).collect(Collectors.joining("; ")) + " | "
                    + DeltaWords.time(step.estimate().seconds()) + " |");
            number++;
        }
        blocks.add(new Block(
                "<details><summary>" + Words.count(rollout.steps().size(), "step") + ", about "
                        + DeltaWords.time(rollout.seconds())
                        + "</summary>\n\n| step | zone | nodes | | left meanwhile | takes |\n|--:|---|---|---|---|--:|\n",
                rows,
                "\nStep 1 is made of " + DeltaWords.parts(rollout.steps().get(0).estimate()) + ". "
                        + DeltaWords.footnote(traffic) + "\n\n</details>\n\n"));
    }

    private static void cost(Comparison comparison, List<Block> blocks) {
        Optional<MonthlyCost> shown = comparison.costAfter().or(comparison::costBefore);
        if (shown.isEmpty() || !DeltaWords.costs(comparison)) {
            return;
        }
        List<String> rows = new ArrayList<>();
        for (MonthlyCost.Item item : shown.get().items()) {
            rows.add("| " + cell(item.what()) + " | "
                    + item.dollars().map(DeltaWords::dollars).orElse("unknown") + " |");
        }
        rows.add("| **together** | **" + DeltaWords.dollars(shown.get().dollars()) + "** |");
        blocks.add(new Block(
                "<details><summary>Cost: " + DeltaWords.cost(comparison)
                        + "</summary>\n\n| " + (comparison.costAfter().isPresent() ? "after" : "before")
                        + " | a month |\n|---|--:|\n",
                rows,
                "\n" + DeltaWords.costNote(shown.get(), comparison.traffic()) + "\n\n</details>\n\n"));
    }

    private static void files(Comparison comparison, List<Block> blocks) {
        if (comparison.before().isEmpty() || comparison.after().isEmpty()) {
            return;
        }
        for (FileDiffs.FileDiff diff : FileDiffs.of(
                comparison.delta(),
                comparison.before().get(),
                comparison.after().get())) {
            if (!diff.lines().isEmpty()) {
                blocks.add(new Block(
                        "<details><summary><code>" + html(diff.path()) + "</code> on " + html(diff.where())
                                + "</summary>\n\n````diff\n",
                        diff.lines(),
                        "````\n\n</details>\n\n"));
            }
        }
    }

    private static String code(String text) {
        if (text.isEmpty()) {
            return "";
        }
        return text.contains("`") ? cell(text) : "`" + text.replace("|", "\\|").replace("\n", " ") + "`";
    }

    private static String cell(String text) {
        return html(text).replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ");
    }

    private static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
