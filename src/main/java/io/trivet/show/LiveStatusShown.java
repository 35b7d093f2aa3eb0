package io.trivet.show;

import io.trivet.operate.Logs;
import io.trivet.operate.Quorum;
import io.trivet.operate.status.GroupLag;
import io.trivet.operate.status.Metadata;
import io.trivet.operate.status.Need;
import io.trivet.operate.status.Status;
import io.trivet.operate.status.Status.Presence;
import io.trivet.operate.status.ZoneLoss;
import io.trivet.problem.Words;
import io.trivet.show.Phrase.Style;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;

/** How a cluster is that runs: what needs a hand, whether a zone may be lost now, and what its servers hold. */
public final class LiveStatusShown {
    private static final int NAMED = 3;

    private LiveStatusShown() {}

    /**
     * What {@code trivet operate status} prints.
     *
     * @param bootstrap where the cluster was asked
     */
    public static Shown of(String stack, String bootstrap, Status status) {
        return new Shown(
                () -> page(stack + " at " + bootstrap, status), () -> LiveStatusAnswer.of(stack, bootstrap, status));
    }

    private static Page page(String title, Status status) {
        List<Page.Block> blocks = new ArrayList<>();
        blocks.add(new Page.Section(
                Page.Level.TITLE,
                Phrase.strong(title).and(Phrase.LINE_END).and(summary(status)),
                new Page.Listing("", needs(status), Phrase.In.BOTH)));
        blocks.add(part("May a zone be lost now", zones(status)));
        blocks.add(part("Brokers", brokers(status)));
        metadata(status).ifPresent(block -> blocks.add(part("Metadata", block)));
        blocks.add(part("Partitions", partitions(status)));
        if (!status.sight().groups().isEmpty()) {
            blocks.add(part("Consumer groups", groups(status.sight().groups())));
        }
        if (!status.sight().untold().isEmpty()) {
            blocks.add(part(
                    "Not told by the brokers",
                    new Page.Listing(
                            "",
                            status.sight().untold().stream().map(Phrase::plain).toList(),
                            Phrase.In.BOTH)));
        }
        return new Page(blocks);
    }

    private static Page.Section part(String heading, Page.Block block) {
        return new Page.Section(Page.Level.PART, Phrase.plain(heading), block);
    }

    private static Phrase summary(Status status) {
        long there = status.brokers().stream()
                .filter(broker -> broker.presence() != Presence.MISSING && broker.presence() != Presence.SILENT)
                .count();
        String counts = there + " of " + Words.count(status.brokers().size(), "broker") + ", "
                + Words.count(status.sight().copies().size(), "partition") + ": ";
        return Phrase.plain(counts)
                .and(
                        status.isWell()
                                ? Phrase.of(Style.GOOD, "all is well")
                                : Phrase.of(
                                        Style.WARNING, needing(status.needs().size())));
    }

    private static String needing(int needs) {
        return needs == 1 ? "1 thing needs a hand" : needs + " things need a hand";
    }

    private static List<Phrase> needs(Status status) {
        List<Phrase> lines = new ArrayList<>();
        for (Need need : status.needs()) {
            lines.add(Phrase.of(Style.WARNING, need.where()).and(": " + need.found()));
            lines.add(Phrase.plain("  Mend: " + need.mend() + "."));
        }
        return lines;
    }

    private static Page.Block zones(Status status) {
        if (status.zones().isEmpty()) {
            return new Page.Note(Phrase.plain("That cannot be said: the brokers tell no rack."));
        }
        return new Page.Table(
                List.of(
                        Page.Column.of("zone", "Zone"),
                        Page.Column.number("brokers", "Brokers"),
                        Page.Column.of("may be lost", "May be lost")),
                status.zones().stream()
                        .map(zone -> Page.Row.of(
                                Phrase.plain(zone.zone()),
                                Phrase.plain(zone.brokers()),
                                Phrase.of(
                                        zone.answer() == ZoneLoss.Answer.YES ? Style.GOOD : Style.WARNING,
                                        answer(zone))))
                        .toList());
    }

    private static String answer(ZoneLoss zone) {
        return switch (zone.answer()) {
            case YES -> "yes";
            case NO -> "no: " + zone.why();
            case GONE -> "nothing of it is there";
        };
    }

    private static Page.Table brokers(Status status) {
        List<Page.Row> rows = new ArrayList<>();
        for (Status.Broker broker : status.brokers()) {
            List<Phrase> cells = new ArrayList<>(List.of(
                    Phrase.plain(broker.name()),
                    Phrase.plain(broker.zone()),
                    Phrase.plain(presence(broker.presence())),
                    Phrase.plain(broker.leaders()),
                    Phrase.plain(broker.replicas()),
                    Phrase.plain(broker.bytes() < 0 ? "-" : Words.bytes(broker.bytes()))));
            int own = cells.size();
            for (Logs.Volume volume : broker.volumes()) {
                if (cells.size() > own) {
                    rows.add(new Page.Row(cells, Style.PLAIN, Phrase.In.BOTH));
                    cells = new ArrayList<>(Collections.nCopies(own, Phrase.EMPTY));
                }
                cells.addAll(volume(volume));
            }
            Style style = broker.presence() == Presence.THERE ? Style.PLAIN : Style.WARNING;
            rows.add(new Page.Row(cells, style, Phrase.In.BOTH));
        }
        return new Page.Table(
                List.of(
                        Page.Column.of("broker", "Broker"),
                        Page.Column.of("zone", "Zone"),
                        Page.Column.of("is", "Is"),
                        Page.Column.number("leads", "Leads"),
                        Page.Column.number("replicas", "Replicas"),
                        Page.Column.number("logs", "Logs"),
                        Page.Column.number("used", "Used"),
                        Page.Column.number("free", "Free"),
                        Page.Column.of("volume of", "Volume of")),
                rows);
    }

    private static List<Phrase> volume(Logs.Volume volume) {
        boolean told = volume.totalBytes() >= 0;
        return List.of(
                Phrase.plain(told ? Words.bytes(volume.totalBytes() - volume.freeBytes()) : "-"),
                Phrase.plain(told ? Words.bytes(volume.freeBytes()) : "-"),
                Phrase.plain(volume.folder() + (volume.failed() ? ", failed" : "")));
    }

    private static String presence(Presence presence) {
        return switch (presence) {
            case THERE -> "there";
            case SILENT -> "registered, and without an answer";
            case MISSING -> "described and not there";
            case UNDESCRIBED -> "there and not described";
        };
    }

    private static Optional<Page.Block> metadata(Status status) {
        Metadata metadata = status.sight().metadata();
        if (metadata instanceof Metadata.Untold) {
            return Optional.empty();
        }
        if (metadata instanceof Metadata.Silent) {
            return Optional.of(new Page.Note(
                    Phrase.of(Style.WARNING, "The quorum does not answer: it has no leader, or cannot be reached.")));
        }
        List<Page.Row> rows = new ArrayList<>();
        if (metadata instanceof Metadata.Ensemble) {
            rows.add(Page.Row.fact(
                    "controller",
                    metadata.leader() < 0 ? "none" : status.expected().broker(metadata.leader())));
        }
        SortedSet<Integer> present = metadata.present();
        for (int id : metadata.voters()) {
            rows.add(Page.Row.fact(status.expected().voter(id), voter(id, metadata, present.contains(id)))
                    .styled(present.contains(id) ? Style.PLAIN : Style.WARNING));
        }
        return Optional.of(Page.Table.ofFacts(rows));
    }

    private static String voter(int id, Metadata metadata, boolean present) {
        if (metadata instanceof Metadata.Kraft kraft) {
            Quorum quorum = kraft.quorum();
            return id == quorum.leader()
                    ? "leads the quorum"
                    : Words.count(quorum.recordsBehind(id), "record") + " behind, "
                            + quorum.timeBehind(id).map(LiveStatusShown::ago).orElse("never as far as the leader");
        }
        return present ? "a member of the ensemble" : "no member of the ensemble now";
    }

    private static String ago(Duration time) {
        return String.format(Locale.ROOT, "as far as the leader %.1f s ago", time.toMillis() / 1000.0);
    }

    private static Page.Table partitions(Status status) {
        List<Page.Row> rows = new ArrayList<>();
        rows.add(counted("offline", status.partitions().offline()));
        rows.add(counted("under min.insync.replicas", status.partitions().underMin()));
        rows.add(counted("under-replicated", status.partitions().underReplicated()));
        List<String> moving = List.copyOf(status.sight().moving().keySet());
        if (!moving.isEmpty()) {
            rows.add(Page.Row.fact(
                    "moving",
                    moving.size() + ", " + Words.bytes(status.sight().bytesToCopy()) + " to copy: "
                            + Words.first(moving, NAMED)));
        }
        return Page.Table.ofFacts(rows);
    }

    private static Page.Row counted(String name, List<String> partitions) {
        return Page.Row.fact(
                        name, partitions.isEmpty() ? "0" : partitions.size() + ": " + Words.first(partitions, NAMED))
                .styled(partitions.isEmpty() ? Style.PLAIN : Style.WARNING);
    }

    private static Page.Table groups(List<GroupLag> groups) {
        return new Page.Table(
                List.of(
                        Page.Column.of("group", "Group"),
                        Page.Column.of("state", "State"),
                        Page.Column.number("partitions", "Partitions"),
                        Page.Column.number("records behind", "Records behind"),
                        Page.Column.of("", "")),
                groups.stream()
                        .map(group -> Page.Row.of(
                                        Phrase.plain(group.group()),
                                        Phrase.plain(group.state()),
                                        Phrase.plain(group.partitions().size()),
                                        Phrase.plain(group.behind()),
                                        Phrase.plain(
                                                group.standsStill()
                                                        ? "has no member: it stands still, unless its clients choose partitions themselves"
                                                        : ""))
                                .styled(group.standsStill() ? Style.WARNING : Style.PLAIN))
                        .toList());
    }
}
