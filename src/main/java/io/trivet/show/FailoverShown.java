package io.trivet.show;

import io.trivet.operate.mirror.CopiedPartition;
import io.trivet.operate.mirror.Failover;
import io.trivet.operate.mirror.MovedGroup;
import io.trivet.operate.mirror.MovedPosition;
import io.trivet.problem.Words;
import io.trivet.show.Phrase.Style;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What moves with consumer groups from one cluster to another, and what keeps them. */
public final class FailoverShown {
    private FailoverShown() {}

    private record Answer(
            String stack,
            String source,
            boolean planned,
            boolean applied,
            boolean may,
            long missing,
            long again,
            List<String> held,
            List<Copy> copies,
            List<Group> groups) {}

    /** @param newest left out where the source was asked, or nothing was copied */
    private record Copy(
            String topic,
            int partition,
            OptionalLong end,
            OptionalLong copied,
            long missing,
            OptionalLong copyEnd,
            Optional<String> newest) {}

    /** @param known left out where the source tells the positions */
    private record Group(
            String group,
            boolean membersAtSource,
            boolean membersHere,
            Optional<String> known,
            long again,
            List<Position> positions) {}

    private record Position(
            String topic,
            int partition,
            String from,
            OptionalLong read,
            OptionalLong before,
            long after,
            long again,
            MovedPosition.Step step) {}

    /**
     * What {@code trivet operate failover} prints.
     *
     * @param applied whether the positions were written
     * @param answers whether the source answers although it was not asked
     */
    public static Shown of(String stack, Failover failover, boolean applied, boolean answers) {
        return new Shown(() -> page(stack, failover, applied, answers), () -> answer(stack, failover, applied));
    }

    private static Answer answer(String stack, Failover failover, boolean applied) {
        return new Answer(
                stack,
                failover.source(),
                failover.planned(),
                applied,
                failover.may(),
                failover.missing(),
                failover.again(),
                failover.held(),
                failover.copies().stream()
                        .map(copy -> new Copy(
                                copy.topic(),
                                copy.partition(),
                                copy.end(),
                                copy.copied(),
                                copy.missing(),
                                copy.copyEnd(),
                                time(copy.newest())))
                        .toList(),
                failover.groups().stream()
                        .map(group -> new Group(
                                group.group(),
                                group.there(),
                                group.here(),
                                time(group.known()),
                                group.again(),
                                group.positions().stream()
                                        .map(position -> new Position(
                                                position.topic(),
                                                position.partition(),
                                                position.from(),
                                                position.read(),
                                                position.before(),
                                                position.after(),
                                                position.again(),
                                                position.step()))
                                        .toList()))
                        .toList());
    }

    private static Optional<String> time(OptionalLong millis) {
        return millis.isPresent()
                ? Optional.of(Instant.ofEpochMilli(millis.getAsLong()).toString())
                : Optional.empty();
    }

    private static Page page(String stack, Failover failover, boolean applied, boolean answers) {
        List<Page.Block> blocks = new ArrayList<>();
        blocks.add(new Page.Section(
                Page.Level.TITLE,
                Phrase.strong(stack + " from " + failover.source() + (failover.planned() ? "" : ", unplanned"))
                        .and(Phrase.LINE_END)
                        .and(summary(failover, applied))));
        if (!failover.held().isEmpty()) {
            blocks.add(new Page.Section(
                    Page.Level.PART,
                    Phrase.plain("What keeps them"),
                    new Page.Listing(
                            "", failover.held().stream().map(Phrase::plain).toList(), Phrase.In.BOTH)));
        }
        blocks.add(new Page.Section(
                Page.Level.PART, Phrase.plain("Copies"), failover.planned() ? copies(failover) : newest(failover)));
        if (!failover.groups().isEmpty()) {
            blocks.add(new Page.Section(Page.Level.PART, Phrase.plain("Groups"), groups(failover)));
        }
        notes(failover, applied, answers).forEach(note -> blocks.add(new Page.Note(Phrase.plain(note))));
        return new Page(blocks);
    }

    private static List<String> notes(Failover failover, boolean applied, boolean answers) {
        List<String> notes = new ArrayList<>();
        if (!failover.planned()) {
            notes.add("What was written to " + failover.source()
                    + " behind these offsets is not here. Mirrors that still run copy it when it is back.");
            notes.add("What a group read at " + failover.source()
                    + " after its positions were last heard of is read again, too.");
        }
        if (answers) {
            notes.add(failover.source() + " answers: without --unplanned nothing is lost.");
        }
        boolean wants = !failover.moving().isEmpty() || !failover.behind().isEmpty();
        if (!applied && wants && failover.held().isEmpty()) {
            notes.add("Nothing was changed. To " + (failover.behind().isEmpty() ? "" : "wait for the copies and ")
                    + "write these positions, add --apply.");
        }
        return notes;
    }

    private static Phrase summary(Failover failover, boolean applied) {
        int partitions = failover.copies().size();
        int behind = failover.behind().size();
        String copied;
        if (!failover.planned()) {
            copied = Words.count(partitions, "partition") + " copied as far as is shown, ";
        } else if (behind == 0) {
            copied = Words.count(partitions, "partition") + " copied to the end, ";
        } else {
            copied = behind + " of " + Words.count(partitions, "partition") + " not copied to the end, "
                    + Words.count(failover.missing(), "record") + " at most, ";
        }
        int moving = failover.moving().size();
        if (!failover.may()) {
            return Phrase.plain(copied).and(Phrase.of(Style.WARNING, "groups may not move yet"));
        }
        if (moving == 0) {
            return Phrase.plain(copied
                    + (failover.groups().isEmpty() ? "no group has a position" : "each group stands where it goes on"));
        }
        return Phrase.plain(copied + Words.count(moving, "group") + (applied ? " moved, " : " may move, ")
                + Words.count(failover.again(), "record") + " read again at most");
    }

    private static Page.Table copies(Failover failover) {
        return new Page.Table(
                List.of(
                        Page.Column.of("partition", "Partition"),
                        Page.Column.number("end at " + failover.source(), "End at " + failover.source()),
                        Page.Column.number("copied to", "Copied to"),
                        Page.Column.number("not copied", "Not copied"),
                        Page.Column.number("end of the copy", "End of the copy")),
                failover.copies().stream()
                        .map(copy -> Page.Row.of(
                                        Phrase.plain(copy.name()),
                                        Phrase.plain(text(copy.end(), "unknown")),
                                        Phrase.plain(text(copy.copied(), "nothing")),
                                        Phrase.plain(copy.missing()),
                                        Phrase.plain(text(copy.copyEnd(), "none")))
                                .styled(copy.missing() > 0 ? Style.WARNING : Style.PLAIN))
                        .toList());
    }

    private static Page.Table newest(Failover failover) {
        return new Page.Table(
                List.of(
                        Page.Column.of("partition", "Partition"),
                        Page.Column.number("copied to", "Copied to"),
                        Page.Column.number("end of the copy", "End of the copy"),
                        Page.Column.of("newest record", "Newest record")),
                failover.copies().stream().map(FailoverShown::row).toList());
    }

    private static Page.Row row(CopiedPartition copy) {
        return Page.Row.of(
                Phrase.plain(copy.name()),
                Phrase.plain(text(copy.copied(), "nothing")),
                Phrase.plain(text(copy.copyEnd(), "none")),
                Phrase.plain(time(copy.newest()).orElse("none")));
    }

    private static Page.Table groups(Failover failover) {
        List<Page.Row> rows = new ArrayList<>();
        for (MovedGroup group : failover.groups()) {
            for (MovedPosition position : group.positions()) {
                rows.add(Page.Row.of(
                        Phrase.plain(group.group()),
                        Phrase.plain(position.from() + "-" + position.partition() + " at "
                                + text(position.read(), "an unknown offset")),
                        Phrase.plain(position.topic() + "-" + position.partition()),
                        Phrase.plain(step(position)),
                        Phrase.plain(position.again()),
                        Phrase.plain(remark(failover, group))));
            }
        }
        return new Page.Table(
                List.of(
                        Page.Column.of("group", "Group"),
                        Page.Column.of("read at " + failover.source(), "Read at " + failover.source()),
                        Page.Column.of("goes on in", "Goes on in"),
                        Page.Column.of("at", "At"),
                        Page.Column.number("read again", "Read again"),
                        Page.Column.of("", "")),
                rows);
    }

    private static String remark(Failover failover, MovedGroup group) {
        if (failover.planned()) {
            return "";
        }
        String heard = time(group.known()).map(known -> "as of " + known).orElse("");
        return group.here() && group.moves() ? heard + "; reads here already, left alone" : heard;
    }

    private static String step(MovedPosition position) {
        return switch (position.step()) {
            case SET, FORWARD -> text(position.before(), "none") + " -> " + position.after();
            case NOTHING -> Long.toString(position.after());
            case KEEP ->
                position.after() + ", and not back to " + position.translation().position();
        };
    }

    private static String text(OptionalLong number, String none) {
        return number.isPresent() ? Long.toString(number.getAsLong()) : none;
    }
}
