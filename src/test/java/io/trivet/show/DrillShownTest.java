package io.trivet.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.operate.drill.DrillResult;
import io.trivet.operate.drill.Reading;
import io.trivet.operate.drill.Verdict;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A drill for people, programs, pages and build servers. */
final class DrillShownTest {
    private static final DrillResult CLEAN = result(List.of(), 0);
    private static final DrillResult FAULTY = result(List.of(7L, 9L), 1);

    private static DrillResult result(List<Long> lost, int refused) {
        Verdict verdict = new Verdict(
                600,
                refused,
                0,
                lost,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(
                        new Verdict.PhaseFigures(
                                "start", 200, Duration.ofMillis(12), Duration.ofMillis(90), Duration.ofMillis(40)),
                        new Verdict.PhaseFigures(
                                "us-east-1b is killed",
                                400,
                                Duration.ofMillis(3812),
                                Duration.ofMillis(4012),
                                Duration.ofMillis(4100))));
        return new DrillResult(
                "films",
                "zone-loss",
                "us-east-1b",
                5,
                300,
                2.5,
                lost.isEmpty() && refused == 0,
                verdict,
                new Reading(600, lost.isEmpty() ? 0 : 40, lost.isEmpty() ? 1 : 3, lost, List.of()),
                List.of(new DrillResult.Mark("start", 0), new DrillResult.Mark("us-east-1b is killed <&>", 600)),
                List.of(
                        new DrillResult.Step(0, 75, 40),
                        new DrillResult.Step(250, 75, 12),
                        new DrillResult.Step(500, 10, 4100)));
    }

    @Test
    void people_read_a_table_and_the_judgement() {
        assertThat(DrillShown.of(CLEAN).text(Colour.OFF)).isEqualTo("""
                phase                 acknowledged  silence ms  of a partition  slowest write
                start                 200           12          90              40
                us-east-1b is killed  400           3812        4012            4100

                films: zone-loss of us-east-1b, seed 5: 600 writes acknowledged with acks=all, 0 refused, 0 without an answer.
                A group with a consumer in each zone read 600 records meanwhile, none of them twice.
                Every acknowledged record is there, once, in order, at its offset, and was read.
                """);
        assertThat(DrillShown.of(FAULTY).text(Colour.OFF)).endsWith("""
                films: zone-loss of us-east-1b, seed 5: 600 writes acknowledged with acks=all, 1 refused, 0 without an answer.
                A group with a consumer in each zone read 600 records meanwhile, 40 of them more than once, and none more than 3 times.
                Not as it must be: 2 lost (7, 9), 2 not read (7, 9) and 1 refused and 0 without an answer.
                """);
    }

    @Test
    void programs_read_the_same_figures() {
        assertThat(DrillShown.of(FAULTY).json())
                .contains(
                        "\"drill\": \"zone-loss\"",
                        "\"clean\": false",
                        "\"slowestMillis\": 4100",
                        "\"readAgain\": 40",
                        "\"against\": \"2 lost (7, 9)\"");
    }

    @Test
    void build_servers_read_a_test_for_each_claim() throws Exception {
        Document clean = parsed(DrillReport.of(CLEAN));
        assertThat(clean.getDocumentElement().getAttribute("name")).isEqualTo("films: zone-loss of us-east-1b");
        assertThat(clean.getDocumentElement().getAttribute("failures")).isEqualTo("0");
        assertThat(clean.getElementsByTagName("testcase").getLength()).isEqualTo(10);
        assertThat(clean.getElementsByTagName("failure").getLength()).isZero();

        Document faulty = parsed(DrillReport.of(FAULTY));
        assertThat(faulty.getDocumentElement().getAttribute("failures")).isEqualTo("3");
        Element failure = (Element) faulty.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).isEqualTo("2 lost (7, 9)");
        assertThat(((Element) failure.getParentNode()).getAttribute("name"))
                .isEqualTo("every acknowledged record is there");
    }

    @Test
    void the_picture_is_well_formed_and_marks_each_phase_in_both_panels() throws Exception {
        String svg = DrillSvg.of(CLEAN);

        Document picture = parsed(svg);

        assertThat(picture.getElementsByTagName("path").getLength()).isEqualTo(2);
        assertThat(svg).contains("1: us-east-1b is killed &lt;&amp;&gt;, at 0.6 s");
        assertThat(svg.split("class=\"phase\"")).hasSize(3);
    }

    private static Document parsed(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }
}
