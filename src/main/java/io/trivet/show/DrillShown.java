package io.trivet.show;

import io.trivet.operate.drill.DrillResult;
import io.trivet.operate.drill.Reading;
import io.trivet.operate.drill.Verdict;
import io.trivet.problem.Words;
import java.util.ArrayList;
import java.util.List;

/** What {@code trivet drill} found. */
public final class DrillShown {
    private static final List<Page.Column> COLUMNS = List.of(
            Page.Column.of("phase", "Phase"),
            Page.Column.number("acknowledged", "Acknowledged"),
            Page.Column.number("silence ms", "Longest silence (ms)"),
            Page.Column.number("of a partition", "Of one partition (ms)"),
            Page.Column.number("slowest write", "Slowest write (ms)"));

    private DrillShown() {}

    /**
     * What programs read of it.
     *
     * @param phases each with its figures; times in milliseconds
     */
    private record Answer(
            String cluster,
            String drill,
            String subject,
            long seed,
            boolean clean,
            double seconds,
            int ratePerSecond,
            int acknowledged,
            int refused,
            int unknown,
            int read,
            int readAgain,
            int readAtMostTimes,
            List<Claimed> claims,
            List<Part> phases,
            List<DrillResult.Step> course) {
        /** A claim, and what speaks against it; empty where nothing does. */
        private record Claimed(String claim, String against) {}

        /** A phase. */
        private record Part(
                String name,
                long atMillis,
                int acknowledged,
                long silenceMillis,
                long silenceOfPartitionMillis,
                long slowestMillis) {}

        static Answer of(DrillResult result) {
            Verdict verdict = result.verdict();
            List<Part> parts = new ArrayList<>();
            for (int i = 0; i < verdict.phases().size(); i++) {
                Verdict.PhaseFigures phase = verdict.phases().get(i);
                parts.add(new Part(
                        phase.name(),
                        result.phases().get(i).atMillis(),
                        phase.acknowledged(),
                        phase.silence().toMillis(),
                        phase.silenceOfPartition().toMillis(),
                        phase.latency().toMillis()));
            }
            return new Answer(
                    result.cluster(),
                    result.drill(),
                    result.subject(),
                    result.seed(),
                    result.clean(),
                    result.seconds(),
                    result.ratePerSecond(),
                    verdict.acknowledged(),
                    verdict.refused(),
                    verdict.unknown(),
                    result.reading().records(),
                    result.reading().again(),
                    result.reading().most(),
                    DrillReport.claims(result).stream()
                            .map(claim -> new Claimed(claim.name(), claim.against()))
                            .toList(),
                    parts,
                    result.course());
        }
    }

    /** The result as a table, a row a phase, with the judgement behind it. */
    public static Shown of(DrillResult result) {
        return new Shown(() -> page(result), () -> Answer.of(result));
    }

    private static Page page(DrillResult result) {
        return Page.of(
                new Page.Table(
                        COLUMNS,
                        result.verdict().phases().stream()
                                .map(phase -> Page.Row.of(
                                        Phrase.plain(phase.name()),
                                        number(phase.acknowledged()),
                                        number(phase.silence().toMillis()),
                                        number(phase.silenceOfPartition().toMillis()),
                                        number(phase.latency().toMillis())))
                                .toList()),
                Page.Section.apart(
                        new Page.Note(Phrase.plain(title(result) + ", seed " + result.seed() + ": "
                                + Words.count(result.verdict().acknowledged(), "write")
                                + " acknowledged with acks=all, "
                                + result.verdict().refused() + " refused, "
                                + result.verdict().unknown()
                                + " without an answer.")),
                        new Page.Note(Phrase.plain(read(result.reading()))),
                        new Page.Note(
                                result.clean()
                                        ? Phrase.of(
                                                Phrase.Style.GOOD,
                                                "Every acknowledged record is there, once, in order, at its offset, and was read.")
                                        : Phrase.of(Phrase.Style.ERROR, faults(result)))));
    }

    private static String read(Reading reading) {
        return "A group with a consumer in each zone read " + Words.count(reading.records(), "record")
                + " meanwhile, "
                + (reading.again() == 0
                        ? "none of them twice."
                        : reading.again() + " of them more than once, and none more than "
                                + Words.count(reading.most(), "time") + ".");
    }

    /** What happened, as {@code zone-loss of us-east-1b}. */
    static String title(DrillResult result) {
        return result.cluster() + ": " + result.drill() + (result.subject().isEmpty() ? "" : " of " + result.subject());
    }

    private static String faults(DrillResult result) {
        return "Not as it must be: "
                + Words.list(DrillReport.claims(result).stream()
                        .filter(claim -> !claim.against().isEmpty())
                        .map(claim -> claim.against())
                        .toList())
                + ".";
    }

    private static Phrase number(long value) {
        return Phrase.plain(Long.toString(value));
    }
}
