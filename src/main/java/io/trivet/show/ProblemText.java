package io.trivet.show;

import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.problem.Severity;
import io.trivet.problem.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * Problems as people read them: three lines each, with what was found, what must be, and how to mend it, and a last
 * line that counts them.
 *
 * <pre>
 * error storage-shrink  stacks/Pulumi.prod-us-east-1.yaml:14:11  brokers.volume.size
 *   was 500GiB but it must be at least 1TiB, the size that broker volumes have now.
 *   Mend: set brokers.volume.size to 1TiB or more; EBS volumes cannot shrink.
 *
 * 1 error in stacks/Pulumi.prod-us-east-1.yaml
 * </pre>
 *
 * <p>Lines are never wrapped, so that a position stays one word for the terminal and for search.
 */
public final class ProblemText {
    private ProblemText() {}

    /** All problems and the count; empty when there are none. */
    public static String of(Problems problems, Colour colour) {
        if (problems.list().isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        for (Problem problem : problems.list()) {
            text.append(of(problem, colour)).append('\n');
        }
        return text.append(summary(problems)).append('\n').toString();
    }

    private static String of(Problem problem, Colour colour) {
        Place place = problem.place();
        List<String> first = new ArrayList<>();
        first.add(severity(problem.severity(), colour) + " " + problem.id());
        if (!place.position().isEmpty()) {
            first.add(colour.strong(place.position()));
        }
        if (!place.path().isEmpty()) {
            first.add(place.path());
        }
        return String.join("  ", first)
                + "\n  was " + problem.found() + " but it must " + problem.must() + ".\n"
                + "  " + colour.good("Mend:") + " " + problem.mend() + ".\n";
    }

    private static String severity(Severity severity, Colour colour) {
        return switch (severity) {
            case ERROR -> colour.error(severity.word());
            case WARNING -> colour.warning(severity.word());
        };
    }

    /** {@code 2 errors, 1 warning in stacks/Pulumi.dev.yaml}. */
    private static String summary(Problems problems) {
        List<String> counts = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            long count = problems.count(severity);
            if (count > 0) {
                counts.add(Words.count(count, severity.word()));
            }
        }
        List<String> files = problems.list().stream()
                .map(problem -> problem.place().file())
                .filter(file -> !file.isEmpty())
                .distinct()
                .toList();
        if (files.isEmpty()) {
            return String.join(", ", counts);
        }
        return String.join(", ", counts) + " in " + (files.size() == 1 ? files.get(0) : files.size() + " files");
    }
}
