package io.trivet.show;

import io.trivet.operate.Kept;
import io.trivet.plan.Plan;
import io.trivet.problem.Words;
import io.trivet.show.Page.Column;
import io.trivet.show.Page.Level;
import io.trivet.show.Page.Note;
import io.trivet.show.Page.Row;
import io.trivet.show.Page.Section;
import io.trivet.show.Page.Table;
import io.trivet.show.Phrase.In;
import io.trivet.stack.Deletion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the end of a cluster takes and keeps, how it is ended, and how to come back from it. */
public final class RetirementShown {
    private static final List<Column> VOLUMES = List.of(
            Column.of("volume", "Volume"),
            Column.of("node", "Node"),
            Column.of("zone", "Zone"),
            Column.number("GiB", "GiB"),
            Column.of("state", "State"),
            Column.of("newest snapshot", "Newest snapshot"));

    private RetirementShown() {}

    private record Answer(
            String stack,
            String cluster,
            Optional<Deletion> deletion,
            Kept kept,
            List<String> goes,
            List<String> end,
            String beforeBack,
            List<String> back) {}

    /** What {@code trivet operate retire} prints. */
    public static Shown of(Plan<?> plan, Kept kept) {
        Retirement retirement = Retirement.of(plan, kept);
        return new Shown(
                () -> page(plan, kept, retirement),
                () -> new Answer(
                        plan.id(),
                        plan.layout().cluster(),
                        ClusterPage.deletion(plan),
                        kept,
                        retirement.goes(),
                        retirement.end(),
                        retirement.beforeBack(),
                        retirement.back()));
    }

    private static Page page(Plan<?> plan, Kept kept, Retirement retirement) {
        List<Page.Block> blocks = new ArrayList<>();
        blocks.add(new Section(
                Level.TITLE,
                Phrase.strong(plan.id() + ": " + plan.layout().cluster() + ", " + plan.environment() + " in "
                        + plan.region() + ", account " + kept.account()),
                new Note(Phrase.plain(
                        plan.mayEnd()
                                ? "deletion: allowed is described: once that is deployed, pulumi" + " destroy ends it."
                                : "deletion: allowed is not described: pulumi destroy stops before"
                                        + " anything is gone."))));
        if (!kept.volumes().isEmpty()) {
            blocks.add(new Section(
                    Level.PART,
                    Phrase.strong(Words.count(kept.volumes().size(), "volume") + " with " + kept.gib() + " GiB stay"
                            + (kept.volumes().size() == 1 ? "s" : "")),
                    new Table(
                            VOLUMES,
                            kept.volumes().stream()
                                    .map(volume -> row(volume, kept))
                                    .toList())));
        }
        if (!retirement.stays().isEmpty()) {
            blocks.add(lines("What stays", retirement.stays()));
        }
        blocks.add(lines("What goes", retirement.goes()));
        blocks.add(lines("To end it", numbered(retirement.end())));
        List<String> back = new ArrayList<>(List.of(retirement.beforeBack()));
        back.addAll(numbered(retirement.back()));
        blocks.add(lines("To come back", back));
        return new Page(blocks);
    }

    private static Row row(Kept.Volume volume, Kept kept) {
        String snapshot = kept.snapshots().stream()
                .filter(one -> one.volume().equals(volume.id()))
                .map(one -> one.id() + " of " + one.started())
                .findFirst()
                .orElse("none");
        return Row.of(
                Phrase.code(volume.id()),
                Phrase.plain(volume.node()),
                Phrase.plain(volume.zone()),
                Phrase.plain(volume.gib()),
                Phrase.plain(volume.state()),
                Phrase.plain(snapshot));
    }

    private static Section lines(String heading, List<String> lines) {
        return new Section(
                Level.PART,
                Phrase.strong(heading),
                new Page.Listing("", lines.stream().map(Phrase::plain).toList(), In.BOTH));
    }

    private static List<String> numbered(List<String> steps) {
        List<String> numbered = new ArrayList<>();
        for (String step : steps) {
            numbered.add((numbered.size() + 1) + ". " + step);
        }
        return numbered;
    }
}
