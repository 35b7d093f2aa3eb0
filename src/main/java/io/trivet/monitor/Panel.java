package io.trivet.monitor;

import io.trivet.problem.Resource;
import java.util.ArrayList;
import java.util.List;

/**
 * A curve, or one for each node, on a dashboard.
 *
 * @param dashboard on which it is drawn
 * @param unit as Grafana names it
 * @param title what is drawn; numbers of the description may stand in it by their words
 * @param legend what a curve is called, with labels in double braces
 */
public record Panel(String dashboard, String unit, String title, String legend, Expression expression) {
    private static final int LINES = 3;

    private static final List<Panel> ALL = read();

    /** All of them, dashboard by dashboard. */
    public static List<Panel> all() {
        return ALL;
    }

    /** Those that can draw something of a stack. */
    public static List<Panel> of(Watched watched) {
        return ALL.stream().filter(panel -> watched.answers(panel.expression())).toList();
    }

    private static List<Panel> read() {
        List<String> lines = Resource.rows(Panel.class, "panels.txt");
        List<Panel> panels = new ArrayList<>();
        String dashboard = "";
        int i = 0;
        while (i < lines.size()) {
            String[] words = lines.get(i).split(" ", 2);
            if (words.length == 1) {
                dashboard = words[0];
                i++;
            } else {
                panels.add(new Panel(
                        dashboard,
                        words[0],
                        words[1],
                        lines.get(i + 1).strip(),
                        new Expression(lines.get(i + 2).strip())));
                i += LINES;
            }
        }
        return List.copyOf(panels);
    }
}
