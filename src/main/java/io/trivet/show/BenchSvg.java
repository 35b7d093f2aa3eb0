package io.trivet.show;

import io.trivet.operate.bench.BenchResult;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What {@code trivet bench clients} has measured as a picture: three groups of bars, one bar a preset. It needs no font
 * or script, and is readable on light and dark pages.
 *
 * <p><i>Units:</i> user units of SVG, pixels at the natural size.
 */
public final class BenchSvg {
    private static final int WIDTH = 760;
    private static final int LABEL = 120;
    private static final int LINE = 24;
    private static final int GROUP_HEAD = 34;
    private static final int FIGURE = 90;
    private static final String STYLE = "text{font:13px sans-serif;fill:#57606a}.head{font-weight:600}"
            + "rect{fill:#0969da}.base{fill:#8c959f}"
            + "@media (prefers-color-scheme:dark){text{fill:#9198a1}rect{fill:#4493f8}.base{fill:#656c76}}";

    private final BenchResult result;
    private final StringBuilder svg = new StringBuilder();
    private int y = 40;

    private BenchSvg(BenchResult result) {
        this.result = result;
    }

    /** The text of the picture. */
    public static String of(BenchResult result) {
        return new BenchSvg(result).draw();
    }

    private String draw() {
        int height = 50 + 3 * (GROUP_HEAD + result.presets().size() * LINE);
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + WIDTH + "\" height=\"" + height
                + "\" viewBox=\"0 0 " + WIDTH + " " + height + "\" role=\"img\">\n<style>" + STYLE + "</style>\n");
        text(
                10,
                22,
                "head",
                String.format(
                        Locale.ROOT, "%s: %s, %.0f bytes", result.cluster(), result.payload(), result.payloadBytes()));
        group("bytes a record (less is better)", "%.0f", BenchResult.Row::bytesPerRecord);
        group("records a second (more is better)", "%.0f", BenchResult.Row::recordsPerSecond);
        group("p99 latency at 5,000 records a second, in ms (less is better)", "%.1f", BenchResult.Row::p99Millis);
        return svg.append("</svg>\n").toString();
    }

    private void group(String title, String form, ToDoubleFunction<BenchResult.Row> figure) {
        double most = result.presets().stream().mapToDouble(figure).max().orElse(1);
        y += GROUP_HEAD;
        text(10, y - 10, "head", title);
        for (BenchResult.Row row : result.presets()) {
            double value = figure.applyAsDouble(row);
            long width = Math.max(1, Math.round((WIDTH - LABEL - FIGURE) * value / most));
            text(10, y + 13, "name", row.preset());
            svg.append("<rect" + (row == result.presets().get(0) ? " class=\"base\"" : "") + " x=\"" + LABEL + "\" y=\""
                    + y + "\" width=\"" + width + "\" height=\"16\" rx=\"2\"/>\n");
            text((int) (LABEL + width + 8), y + 13, "figure", String.format(Locale.ROOT, form, value));
            y += LINE;
        }
    }

    private void text(int x, int baseline, String kind, String words) {
        svg.append("<text class=\"" + kind + "\" x=\"" + x + "\" y=\"" + baseline + "\">")
                .append(escaped(words))
                .append("</text>\n");
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
