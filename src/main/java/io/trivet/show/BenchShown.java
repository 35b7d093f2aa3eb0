package io.trivet.show;

import io.trivet.operate.bench.BenchResult;
import io.trivet.problem.Words;
import java.util.List;
import java.util.Locale;

/** What {@code trivet bench clients} has measured. */
public final class BenchShown {
    private static final int BAR = 20;
    private static final List<Page.Column> COLUMNS = List.of(
            Page.Column.of("preset", "Preset"),
            Page.Column.number("bytes a record", "Bytes a record"),
            Page.Column.number("smaller", "Smaller"),
            Page.Column.number("records/s", "Records a second"),
            Page.Column.number("faster", "Faster"),
            Page.Column.number("p99 ms", "p99 (ms)"),
            Page.Column.of("bytes a record", "").in(Phrase.In.TEXT),
            Page.Column.of("records/s", "").in(Phrase.In.TEXT));

    private BenchShown() {}

    /** The result as a table, a row a preset. */
    public static Shown of(BenchResult result) {
        return new Shown(() -> page(result), () -> result);
    }

    private static Page page(BenchResult result) {
        double bytes = most(result, true);
        double rate = most(result, false);
        return Page.of(
                new Page.Table(
                        COLUMNS,
                        result.presets().stream()
                                .map(row -> Page.Row.of(
                                        Phrase.plain(row.preset()),
                                        number("%.0f", row.bytesPerRecord()),
                                        number("%.1fx", row.timesSmaller()),
                                        number("%.0f", row.recordsPerSecond()),
                                        number("%.1fx", row.timesFaster()),
                                        number("%.1f", row.p99Millis()),
                                        bar(row.bytesPerRecord() / bytes),
                                        bar(row.recordsPerSecond() / rate)))
                                .toList()),
                Page.Section.apart(
                        new Page.Note(Phrase.plain(String.format(
                                Locale.ROOT,
                                "Medians of %s of %d records, %.0f bytes each: %s. defaults are those of"
                                        + " kafka-clients 4.",
                                Words.count(result.turns(), "turn"),
                                result.records(),
                                result.payloadBytes(),
                                result.payload()))),
                        new Page.Note(Phrase.plain(
                                "All brokers and the client share this machine: compare the presets, and take no figure for that"
                                        + " of a cluster on EC2."))));
    }

    private static double most(BenchResult result, boolean bytes) {
        return result.presets().stream()
                .mapToDouble(row -> bytes ? row.bytesPerRecord() : row.recordsPerSecond())
                .max()
                .orElse(1);
    }

    private static Phrase number(String form, double value) {
        return Phrase.plain(String.format(Locale.ROOT, form, value));
    }

    private static Phrase bar(double share) {
        return Phrase.of(Phrase.Style.GOOD, "█".repeat(Math.max(1, (int) Math.round(share * BAR))));
    }
}
