package io.trivet.show;

import io.trivet.operate.drill.DrillResult;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * The course of a drill as a picture: acknowledged writes a second, and the slowest write, over the seconds of the
 * drill, with a line where each phase begins. It needs no font or script, and is readable on light and dark pages.
 *
 * <p><i>Units:</i> user units of SVG, pixels at the natural size.
 */
public final class DrillSvg {
    private static final int WIDTH = 860;
    private static final int LEFT = 70;
    private static final int RIGHT = 20;
    private static final int PANEL = 150;
    private static final int GAP = 76;
    private static final int LEGEND_LINE = 20;
    private static final int TICKS = 8;
    private static final String STYLE = "text{font:13px sans-serif;fill:#57606a}.head{font-weight:600}"
            + ".rate{fill:#0969da;fill-opacity:.35;stroke:#0969da}.slow{fill:#cf222e;fill-opacity:.3;stroke:#cf222e}"
            + ".phase{stroke:#57606a;stroke-dasharray:4 3}.axis{stroke:#8c959f}"
            + "@media (prefers-color-scheme:dark){text{fill:#9198a1}.rate{fill:#4493f8;stroke:#4493f8}"
            + ".slow{fill:#f85149;stroke:#f85149}.phase{stroke:#9198a1}}";

    private final DrillResult result;
    private final long millis;
    private final StringBuilder svg = new StringBuilder();

    private DrillSvg(DrillResult result) {
        this.result = result;
        this.millis = Math.max(1, result.course().size() * DrillResult.STEP.toMillis());
    }

    /** The text of the picture. */
    public static String of(DrillResult result) {
        return new DrillSvg(result).draw();
    }

    private String draw() {
        int first = 80;
        int second = first + PANEL + GAP;
        int legend = second + PANEL + GAP;
        int height = legend + result.phases().size() * LEGEND_LINE + 10;
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + WIDTH + "\" height=\"" + height
                + "\" viewBox=\"0 0 " + WIDTH + " " + height + "\" role=\"img\">\n<style>" + STYLE + "</style>\n");
        text(LEFT, 24, "head", DrillShown.title(result) + ", seed " + result.seed());
        long perSecond = 1000 / DrillResult.STEP.toMillis();
        panel(first, "rate", "acknowledged writes a second", step -> step.acknowledged() * perSecond);
        panel(second, "slow", "slowest write, ms", DrillResult.Step::slowestMillis);
        int line = legend;
        for (int i = 0; i < result.phases().size(); i++) {
            DrillResult.Mark phase = result.phases().get(i);
            text(
                    LEFT,
                    line,
                    "name",
                    String.format(Locale.ROOT, "%d: %s, at %.1f s", i, phase.name(), phase.atMillis() / 1000.0));
            line += LEGEND_LINE;
        }
        return svg.append("</svg>\n").toString();
    }

    private void panel(int top, String kind, String title, ToLongFunction<DrillResult.Step> value) {
        int bottom = top + PANEL;
        long most = Math.max(1, result.course().stream().mapToLong(value).max().orElse(1));
        text(LEFT, top - 28, "head", title);
        StringBuilder path = new StringBuilder("M" + LEFT + " " + bottom);
        List<DrillResult.Step> course = result.course();
        for (DrillResult.Step step : course) {
            String y = number(bottom - PANEL * (double) value.applyAsLong(step) / most);
            path.append(" L").append(number(x(step.atMillis()))).append(' ').append(y);
            path.append(" L")
                    .append(number(x(step.atMillis() + DrillResult.STEP.toMillis())))
                    .append(' ')
                    .append(y);
        }
        path.append(" L").append(WIDTH - RIGHT).append(' ').append(bottom).append(" Z");
        svg.append("<path class=\"" + kind + "\" d=\"" + path + "\"/>\n");
        line("axis", LEFT, bottom, WIDTH - RIGHT, bottom);
        end(LEFT - 8, top + 5, Long.toString(most));
        end(LEFT - 8, bottom + 5, "0");
        long every = Math.max(1, Math.round(millis / 1000.0 / TICKS));
        for (long second = 0; second * 1000 <= millis; second += every) {
            middle(x(second * 1000), bottom + 18, second + " s");
        }
        for (int i = 1; i < result.phases().size(); i++) {
            double x = x(result.phases().get(i).atMillis());
            line("phase", x, top - 6, x, bottom);
            middle(x, top - 10, Integer.toString(i));
        }
    }

    private double x(long atMillis) {
        return LEFT + (WIDTH - LEFT - RIGHT) * (double) atMillis / millis;
    }

    private void line(String kind, double fromX, double fromY, double toX, double toY) {
        svg.append("<line class=\"" + kind + "\" x1=\"" + number(fromX) + "\" y1=\"" + number(fromY) + "\" x2=\""
                + number(toX) + "\" y2=\"" + number(toY) + "\"/>\n");
    }

    private void text(double x, double baseline, String kind, String words) {
        label(x, baseline, "class=\"" + kind + "\"", words);
    }

    private void middle(double x, double baseline, String words) {
        label(x, baseline, "text-anchor=\"middle\"", words);
    }

    private void end(double x, double baseline, String words) {
        label(x, baseline, "text-anchor=\"end\"", words);
    }

    private void label(double x, double baseline, String attribute, String words) {
        svg.append("<text " + attribute + " x=\"" + number(x) + "\" y=\"" + number(baseline) + "\">")
                .append(words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
                .append("</text>\n");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
