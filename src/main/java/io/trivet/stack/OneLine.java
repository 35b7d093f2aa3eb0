package io.trivet.stack;

import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Visible;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * What every text of a description is, key or value: one line of characters that show. Whatever reads it later, a
 * shell, a unit of systemd, a terminal or a table of Markdown, takes it for one word of what is written there.
 *
 * <p>Fails: {@code text-form}.
 */
final class OneLine {
    /** In characters: more is no value that a reviewer reads. */
    static final int LONGEST = 4096;

    private final Consumer<Problem> problems;

    OneLine(Consumer<Problem> problems) {
        this.problems = problems;
    }

    /** Says what is wrong with texts of a tree; whether all are as they must be. */
    boolean check(Tree tree, String path) {
        boolean right = true;
        if (tree instanceof Tree.Fields fields) {
            for (var field : fields.map().entrySet()) {
                String inner = Places.join(path, field.getKey());
                right &= check(field.getKey(), field.getValue().key(), inner);
                right &= check(field.getValue().value(), inner);
            }
        } else if (tree instanceof Tree.Items items) {
            for (int i = 0; i < items.list().size(); i++) {
                right &= check(items.list().get(i), path + "[" + i + "]");
            }
        } else if (tree instanceof Tree.Leaf leaf && !leaf.isNull()) {
            right = check(leaf.text(), leaf.place(), path);
        }
        return right;
    }

    /** Says what is wrong with one text; whether it is as it must be. */
    boolean check(String text, Place place, String path) {
        Optional<String> wrong = wrong(text);
        wrong.ifPresent(
                found -> problems.accept(
                        Problem.error(
                                        "text-form",
                                        new Place(place.file(), place.line(), place.column(), shortened(path)),
                                        found)
                                .must("be one line of at most " + LONGEST + " characters, all of which show")
                                .mend(
                                        "write it in one line without them; after > or | of YAML the line ends stay, after >- they do not")));
        return wrong.isEmpty();
    }

    private static Optional<String> wrong(String text) {
        if (text.length() > LONGEST) {
            return Optional.of("a text of " + text.length() + " characters");
        }
        OptionalInt hidden = text.codePoints().filter(c -> !Visible.shows(c)).findFirst();
        return hidden.isEmpty()
                ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT, "a text with the character U+%04X in it", hidden.getAsInt()));
    }

    private static String shortened(String path) {
        return path.length() <= LONGEST / 16 ? path : path.substring(0, LONGEST / 16) + "…";
    }
}
