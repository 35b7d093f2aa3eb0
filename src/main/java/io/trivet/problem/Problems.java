package io.trivet.problem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All problems of one input, in the order in which a reader meets them: by file, line, column, path, then id.
 *
 * @param list sorted, immutable
 */
public record Problems(List<Problem> list) {
    private static final Comparator<Problem> READING_ORDER = Comparator.comparing(
                    (Problem problem) -> problem.place().file())
            .thenComparingInt(problem -> problem.place().line())
            .thenComparingInt(problem -> problem.place().column())
            .thenComparing(problem -> problem.place().path())
            .thenComparing(Problem::id)
            .thenComparing(Problem::found);

    public static final Problems NONE = new Problems(List.of());

    public Problems {
        list = list.stream().distinct().sorted(READING_ORDER).toList();
    }

    public boolean hasErrors() {
        return list.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
    }

    public long count(Severity severity) {
        return list.stream().filter(problem -> problem.severity() == severity).count();
    }

    /** These problems and those. */
    public Problems and(Problems others) {
        List<Problem> all = new ArrayList<>(list);
        all.addAll(others.list);
        return new Problems(all);
    }
}
