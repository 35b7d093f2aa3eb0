package io.trivet.show;

import io.trivet.operate.schemas.SchemaDelta;
import io.trivet.operate.schemas.SchemaStep;
import io.trivet.problem.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** What differs between the schemas of registries and those of a description, and what was done about it. */
public final class SubjectsShown {
    private SubjectsShown() {}

    /**
     * One registry.
     *
     * @param name by which it is described
     * @param address at which it was asked
     * @param described how many schemas are described
     * @param taken the steps that were carried out; empty where they were not to be
     */
    public record Compared(
            String name, String address, int described, SchemaDelta delta, Optional<List<SchemaStep>> taken) {
        public Compared {
            taken = taken.map(List::copyOf);
        }
    }

    private record Answer(String stack, boolean applied, List<Registry> registries) {}

    private record Registry(
            String registry,
            String address,
            int described,
            List<Told> changes,
            List<Told> made,
            SortedMap<String, String> refused,
            SortedMap<String, String> untested,
            SortedMap<String, String> older,
            List<String> leftAlone) {}

    /** A step for programs. */
    private sealed interface Told {
        static Told of(SchemaStep step) {
            if (step instanceof SchemaStep.Creation create) {
                return new Create("create", step.subject(), Words.of(create.format()));
            }
            if (step instanceof SchemaStep.Version version) {
                return new Version("version", step.subject(), version.latest(), version.because());
            }
            if (step instanceof SchemaStep.Level level) {
                return new Set("set", step.subject(), level.from().map(SubjectsShown::word), Words.of(level.to()));
            }
            throw new AssertionError(step);
        }

        String change();

        record Create(String change, String subject, String type) implements Told {}

        record Version(String change, String subject, int latest, List<String> because) implements Told {}

        record Set(String change, String subject, Optional<String> from, String to) implements Told {}
    }

    /** A level of the registry as it is described. */
    private static String word(String level) {
        return level.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * What {@code trivet operate schemas} prints.
     *
     * @param applied whether steps were to be taken, and some were there
     */
    public static Shown of(String stack, List<Compared> registries, boolean applied) {
        return new Shown(
                () -> page(stack, registries, applied),
                () -> new Answer(
                        stack,
                        applied,
                        registries.stream().map(SubjectsShown::answer).toList()));
    }

    private static Registry answer(Compared one) {
        SchemaDelta delta = one.delta();
        return new Registry(
                one.name(),
                one.address(),
                one.described(),
                delta.steps().stream().map(Told::of).toList(),
                one.taken().orElse(List.of()).stream().map(Told::of).toList(),
                delta.refused(),
                delta.untested(),
                delta.older(),
                delta.others());
    }

    private static Page page(String stack, List<Compared> registries, boolean applied) {
        List<Page.Block> blocks = new ArrayList<>();
        for (Compared one : registries) {
            SchemaDelta delta = one.delta();
            blocks.add(new Page.Section(
                    Page.Level.TITLE,
                    Phrase.strong(stack + ", registry " + one.name() + " at " + one.address())
                            .and(Phrase.LINE_END)
                            .and(Words.count(one.described(), "schema") + " described, " + found(one)),
                    new Page.Table(
                            List.of(
                                    Page.Column.of("", "Change"),
                                    Page.Column.of("", "Subject"),
                                    Page.Column.of("", "What")),
                            delta.steps().stream().map(step -> row(step, one)).toList())));
            if (!delta.others().isEmpty()) {
                blocks.add(new Page.Section(
                        Page.Level.PART,
                        Phrase.plain("Left alone, since they are not described"),
                        new Page.Listing(
                                "", delta.others().stream().map(Phrase::plain).toList(), Phrase.In.BOTH)));
            }
        }
        if (!applied && registries.stream().anyMatch(one -> !one.delta().steps().isEmpty())) {
            blocks.add(new Page.Note(Phrase.plain("Nothing was changed. To make these changes, add --apply.")));
        }
        return new Page(blocks);
    }

    private static String found(Compared one) {
        int steps = one.delta().steps().size();
        if (steps == 0) {
            return "all as described";
        }
        int made = one.taken().map(List::size).orElse(0);
        return one.taken().isEmpty()
                ? Words.count(steps, "change") + " to make"
                : made == steps
                        ? Words.count(steps, "change") + " made"
                        : made + " of " + Words.count(steps, "change") + " made";
    }

    private static Page.Row row(SchemaStep step, Compared one) {
        return Page.Row.of(
                Phrase.plain(Told.of(step).change()), Phrase.plain(step.subject()), Phrase.plain(details(step, one)));
    }

    private static String details(SchemaStep step, Compared one) {
        String undone = one.taken()
                .filter(taken -> !taken.contains(step))
                .map(taken -> ", not made")
                .orElse("");
        if (step instanceof SchemaStep.Creation create) {
            return Words.of(create.format()) + undone;
        }
        if (step instanceof SchemaStep.Version version) {
            String later = one.delta().untested().getOrDefault(step.subject(), "");
            String tested = one.delta().refused().containsKey(step.subject())
                    ? "refused"
                    : later.isEmpty() ? "compatible" : one.taken().isPresent() ? "" : "to be tested " + later;
            String because = version.because().stream().collect(Collectors.joining(", ", "uses ", ""));
            return "after " + version.latest() + (version.because().isEmpty() ? "" : ", " + because)
                    + (tested.isEmpty() ? "" : ", " + tested) + undone;
        }
        if (step instanceof SchemaStep.Level level) {
            return "compatibility"
                    + level.from().map(from -> " from " + word(from)).orElse("") + " to " + Words.of(level.to())
                    + undone;
        }
        throw new AssertionError(step);
    }
}
