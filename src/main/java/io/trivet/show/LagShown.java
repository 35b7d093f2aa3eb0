package io.trivet.show;

import io.trivet.operate.lag.Age;
import io.trivet.operate.lag.Judgement;
import io.trivet.operate.lag.Lag;
import io.trivet.operate.lag.PartitionLag;
import io.trivet.problem.Words;
import io.trivet.show.Phrase.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** How far consumer groups are behind, in records and in time, and what that says of them. */
public final class LagShown {
    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private LagShown() {}

    private record Answer(
            String stack,
            String bootstrap,
            boolean well,
            int looks,
            long windowMillis,
            List<Partition> partitions,
            List<String> untold) {}

    /**
     * A partition for programs.
     *
     * @param end left out where the partition has no leader
     * @param millisBehind left out where it is not known
     * @param member left out where no member has the partition
     */
    private record Partition(
            String group,
            String topic,
            int partition,
            long committed,
            OptionalLong end,
            long behind,
            long lost,
            OptionalLong millisBehind,
            Age.Source timeSource,
            Optional<String> member,
            Judgement is) {
        static Partition of(PartitionLag lag) {
            return new Partition(
                    lag.group(),
                    lag.topic(),
                    lag.partition(),
                    lag.committed(),
                    lag.end() < 0 ? OptionalLong.empty() : OptionalLong.of(lag.end()),
                    lag.behind(),
                    lag.lost(),
                    lag.age().isKnown() ? OptionalLong.of(lag.age().millis()) : OptionalLong.empty(),
                    lag.age().source(),
                    Optional.of(lag.member()).filter(member -> !member.isEmpty()),
                    lag.judgement());
        }
    }

    /**
     * What {@code trivet operate lag} prints.
     *
     * @param bootstrap where the cluster was asked
     */
    public static Shown of(String stack, String bootstrap, Lag lag) {
        return new Shown(
                () -> page(stack + " at " + bootstrap, lag),
                () -> new Answer(
                        stack,
                        bootstrap,
                        lag.isWell(),
                        lag.looks(),
                        lag.windowMillis(),
                        lag.partitions().stream().map(Partition::of).toList(),
                        lag.untold()));
    }

    private static Page page(String title, Lag lag) {
        List<Page.Block> blocks = new ArrayList<>();
        blocks.add(new Page.Section(
                Page.Level.TITLE,
                Phrase.strong(title).and(Phrase.LINE_END).and(summary(lag)),
                new Page.Table(
                        List.of(
                                Page.Column.of("group", "Group"),
                                Page.Column.of("partition", "Partition"),
                                Page.Column.number("committed", "Committed"),
                                Page.Column.number("end", "End"),
                                Page.Column.number("behind", "Behind"),
                                Page.Column.number("time behind", "Time behind"),
                                Page.Column.of("member", "Member"),
                                Page.Column.of("is", "Is")),
                        lag.partitions().stream().map(LagShown::row).toList())));
        if (lag.partitions().stream().anyMatch(partition -> partition.age().isKnown())) {
            blocks.add(new Page.Note(
                    Phrase.plain("Time behind is the age of the first record that is not read, by the time that "
                            + sources(lag) + " set in it.")));
        }
        if (lag.looks() == 1 && !lag.partitions().isEmpty()) {
            blocks.add(new Page.Note(
                    Phrase.plain("One look does not tell how a group reads. To judge that, add --for 30s.")));
        }
        if (!lag.untold().isEmpty()) {
            blocks.add(new Page.Section(
                    Page.Level.PART,
                    Phrase.plain("Not told by the brokers"),
                    new Page.Listing(
                            "", lag.untold().stream().map(Phrase::plain).toList(), Phrase.In.BOTH)));
        }
        return new Page(blocks);
    }

    private static Phrase summary(Lag lag) {
        long groups =
                lag.partitions().stream().map(PartitionLag::group).distinct().count();
        long needs = lag.partitions().stream()
                .filter(partition -> partition.judgement().needsHand())
                .count();
        String looks = lag.looks() == 1
                ? ", looked at once"
                : ", looked at " + lag.looks() + " times in " + time(lag.windowMillis());
        Phrase counts = Phrase.plain(Words.count(groups, "group") + " in "
                + Words.count(lag.partitions().size(), "partition") + looks);
        return needs == 0
                ? counts
                : counts.and(": ")
                        .and(Phrase.of(
                                Style.WARNING,
                                needs + " of the partitions " + (needs == 1 ? "needs" : "need") + " a hand"));
    }

    private static Page.Row row(PartitionLag lag) {
        return Page.Row.of(
                        Phrase.plain(lag.group()),
                        Phrase.plain(lag.topic() + "-" + lag.partition()),
                        Phrase.plain(lag.committed()),
                        Phrase.plain(lag.end() < 0 ? "no leader" : "" + lag.end()),
                        Phrase.plain(lag.behind()),
                        Phrase.plain(age(lag.age())),
                        Phrase.plain(lag.member().isEmpty() ? "none" : lag.member()),
                        Phrase.plain(is(lag)))
                .styled(lag.judgement().needsHand() ? Style.WARNING : Style.PLAIN);
    }

    private static String is(PartitionLag lag) {
        String lost = lag.lost() == 0
                ? ""
                : "; " + Words.count(lag.lost(), "record") + " deleted by retention before they were read";
        return words(lag.judgement()) + lost;
    }

    private static String words(Judgement judgement) {
        return switch (judgement) {
            case OK -> "ok";
            case WARNING -> "warning: it reads, and gets no nearer to the end";
            case REWOUND -> "rewound: it reads again what it had read";
            case STALLED -> "stalled: its member has the partition, and reads nothing";
            case STOPPED -> "stopped: no member has the partition, and nothing is read";
            case UNDECIDED -> "not judged";
        };
    }

    private static String age(Age age) {
        return switch (age.source()) {
            case PRODUCER, BROKER -> time(age.millis());
            case NOTHING_UNREAD -> "0";
            case NO_RECORD -> "no record";
            case NOT_READ -> "not read";
        };
    }

    private static String sources(Lag lag) {
        List<String> sources = new ArrayList<>();
        if (lag.partitions().stream().anyMatch(partition -> partition.age().source() == Age.Source.PRODUCER)) {
            sources.add("its producer");
        }
        if (lag.partitions().stream().anyMatch(partition -> partition.age().source() == Age.Source.BROKER)) {
            sources.add("its broker (LogAppendTime)");
        }
        return String.join(" or ", sources);
    }

    private static String time(long millis) {
        if (millis < 2 * MINUTE) {
            return millis / SECOND + " s";
        }
        if (millis < 2 * HOUR) {
            return millis / MINUTE + " min";
        }
        return millis < 2 * DAY ? millis / HOUR + " h" : millis / DAY + " d";
    }
}
