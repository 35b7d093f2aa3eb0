package io.trivet.show;

import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.problem.Severity;
import io.trivet.problem.Words;
import io.trivet.show.Phrase.Style;
import io.trivet.stack.Doc;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Problems: for people three lines each, with what was found, what must be, and how to mend it, and a last line that
 * counts them.
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
public final class ProblemsShown {
    private static final String AS_VALIDATE = "As trivet validate --format json has it";

    /** Characters of what was found, some lines of a terminal; programs get all of it. */
    private static final int LONGEST = 400;

    private ProblemsShown() {}

    /** What {@code trivet validate --format json} prints. */
    private record Answer(long errors, long warnings, List<Told> problems) {}

    /** A problem for programs; without file, line and column where they are unknown. */
    record Told(
            @Doc(AS_VALIDATE) String severity,
            @Doc(AS_VALIDATE) String id,
            @Doc(AS_VALIDATE) Optional<String> file,
            @Doc("From 1") OptionalInt line,
            @Doc("From 1") OptionalInt column,
            @Doc(AS_VALIDATE) String path,
            @Doc(AS_VALIDATE) String found,
            @Doc(AS_VALIDATE) String must,
            @Doc(AS_VALIDATE) String mend) {
        static Told of(Problem problem) {
            Place place = problem.place();
            return new Told(
                    problem.severity().word(),
                    problem.id(),
                    Optional.of(place.file()).filter(file -> !file.isEmpty()),
                    place.line() > 0 ? OptionalInt.of(place.line()) : OptionalInt.empty(),
                    place.line() > 0 ? OptionalInt.of(place.column()) : OptionalInt.empty(),
                    place.path(),
                    problem.found(),
                    problem.must(),
                    problem.mend());
        }
    }

    /** All problems in reading order and their count; empty text when there are none. */
    public static Shown of(Problems problems) {
        return new Shown(
                () -> page(problems),
                () -> new Answer(
                        problems.count(Severity.ERROR),
                        problems.count(Severity.WARNING),
                        problems.list().stream().map(Told::of).toList()));
    }

    /**
     * As text behind a word that Pulumi sets before it, {@code error:} or {@code warning:}: errors first, and the first
     * of all without saying so itself.
     */
    public static String afterSeverity(Problems problems) {
        List<Problem> sorted = new ArrayList<>(problems.list());
        sorted.sort(Comparator.comparing(Problem::severity));
        String text = PageText.of(page(sorted, summary(problems)), false, Colour.OFF);
        return sorted.isEmpty()
                ? text
                : text.substring(sorted.get(0).severity().word().length() + 1);
    }

    private static Page page(Problems problems) {
        return page(problems.list(), problems.list().isEmpty() ? "" : summary(problems));
    }

    private static Page page(List<Problem> problems, String summary) {
        List<Page.Block> blocks = new ArrayList<>();
        problems.forEach(problem -> blocks.add(section(problem)));
        if (!blocks.isEmpty()) {
            blocks.add(Page.Section.apart(new Page.Note(Phrase.plain(summary))));
        }
        return new Page(blocks);
    }

    private static Page.Section section(Problem problem) {
        Style style = problem.severity() == Severity.ERROR ? Style.ERROR : Style.WARNING;
        Phrase heading = Phrase.of(style, problem.severity().word()).and(" " + problem.id());
        if (!problem.place().position().isEmpty()) {
            heading = heading.and("  ").and(Phrase.strong(problem.place().position()));
        }
        if (!problem.place().path().isEmpty()) {
            heading = heading.and("  " + shortened(problem.place().path()));
        }
        return new Page.Section(
                Page.Level.PART,
                heading,
                new Page.Note(
                        Phrase.plain("was " + shortened(problem.found()) + " but it must " + problem.must() + ".")),
                new Page.Note(Phrase.of(Style.GOOD, "Mend:").and(" " + problem.mend() + ".")));
    }

    /** What a person must read of a text of others to know it again. */
    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "… (" + text.length() + " characters)";
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
        return String.join(", ", counts)
                + (files.isEmpty() ? "" : " in " + (files.size() == 1 ? files.get(0) : files.size() + " files"));
    }
}
