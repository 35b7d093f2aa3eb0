package io.trivet.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.operate.bench.BenchResult;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** Figures of presets for people, programs and pages. */
final class BenchShownTest {
    private static final BenchResult RESULT = new BenchResult(
            "films",
            "the lines of <a&b>.txt",
            334,
            1000,
            3,
            List.of(
                    new BenchResult.Row("defaults", 344, 1, 40_000, 1, 69.5),
                    new BenchResult.Row("compressing", 63.4, 5.43, 80_000, 2, 44.1)));

    @Test
    void people_read_a_table_with_bars() {
        assertThat(BenchShown.of(RESULT).text(Colour.OFF)).isEqualTo("""
                preset       bytes a record  smaller  records/s  faster  p99 ms  bytes a record        records/s
                defaults     344             1.0x     40000      1.0x    69.5    ████████████████████  ██████████
                compressing  63              5.4x     80000      2.0x    44.1    ████                  ████████████████████

                Medians of 3 turns of 1000 records, 334 bytes each: the lines of <a&b>.txt. defaults are those of kafka-clients 4.
                All brokers and the client share this machine: compare the presets, and take no figure for that of a cluster on EC2.
                """);
    }

    @Test
    void programs_read_the_same_figures() {
        assertThat(BenchShown.of(RESULT).json())
                .contains("\"preset\": \"compressing\"", "\"bytesPerRecord\": 63.4", "\"timesSmaller\": 5.43");
    }

    @Test
    void the_picture_is_well_formed_and_has_a_bar_for_each_figure() throws Exception {
        String svg = BenchSvg.of(RESULT);
        Document picture = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));

        assertThat(picture.getElementsByTagName("rect").getLength()).isEqualTo(6);
        assertThat(svg).contains("the lines of &lt;a&amp;b&gt;.txt");
    }
}
