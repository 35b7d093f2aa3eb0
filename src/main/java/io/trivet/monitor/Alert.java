package io.trivet.monitor;

import io.trivet.problem.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Something of which a person is told. Rules of Prometheus and docs/monitoring.md are made of the same rows.
 *
 * @param pending for how long the expression must hold, as Prometheus writes it: {@code 10m}
 * @param inRolls whether its state is normal while a planned roll goes on, so that expression and {@code pending} are
 *     made to outlast it
 * @param summary what is said, with templates of Prometheus
 * @param first what to do first
 */
public record Alert(
        String name,
        Severity severity,
        String pending,
        boolean inRolls,
        Expression expression,
        String summary,
        String first) {
    /** Who is told, and when. */
    public enum Severity {
        /** A person, now. */
        PAGE,
        /** A person, by day. */
        WARN;

        /** As the label {@code severity} has it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int LINES = 4;

    private static final List<Alert> ALL = read();

    /** All of them, in the order in which an operator would ask. */
    public static List<Alert> all() {
        return ALL;
    }

    /** Those that can fire on a stack. */
    public static List<Alert> of(Watched watched) {
        return ALL.stream().filter(alert -> watched.answers(alert.expression)).toList();
    }

    private static List<Alert> read() {
        List<String> lines = Resource.rows(Alert.class, "alerts.txt");
        List<Alert> alerts = new ArrayList<>();
        for (int i = 0; i + LINES <= lines.size(); i += LINES) {
            String[] words = lines.get(i).split(" ");
            alerts.add(new Alert(
                    words[0],
                    Severity.valueOf(words[1].toUpperCase(Locale.ROOT)),
                    words[2],
                    words[3].equals("roll"),
                    new Expression(lines.get(i + 1).strip()),
                    lines.get(i + 2).strip(),
                    lines.get(i + 3).strip()));
        }
        return List.copyOf(alerts);
    }
}
