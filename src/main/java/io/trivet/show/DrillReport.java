package io.trivet.show;

import io.trivet.operate.drill.DrillResult;
import io.trivet.operate.drill.Verdict;
import io.trivet.problem.Words;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A drill as a suite of tests, one for each claim, in the XML of JUnit that build servers read.
 *
 * <p>Source: https://github.com/testmoapp/junitxml
 */
public final class DrillReport {
    private static final int SHOWN = 10;

    private DrillReport() {}

    /**
     * Something that a drill proves.
     *
     * @param name of the claim
     * @param against what speaks against it, in words; empty where nothing does
     */
    record Claim(String name, String against) {}

    /** All claims. */
    static List<Claim> claims(DrillResult result) {
        Verdict verdict = result.verdict();
        return List.of(
                claim("every acknowledged record is there", "lost", verdict.lost()),
                claim("every acknowledged record is at its offset", "moved", verdict.moved()),
                claim("no record is there twice", "doubled", verdict.doubled()),
                claim("every reader sees the same", "contradicted", verdict.contradicted()),
                claim("records of a producer are in order", "out of order", verdict.reordered()),
                claim("what was refused is absent", "refused and there", verdict.resurrected()),
                claim("only what was written is there", "written by no producer", verdict.strangers()),
                claim(
                        "a group reads every acknowledged record",
                        "not read",
                        result.reading().unread()),
                claim(
                        "a group reads what is there",
                        "read and not there",
                        result.reading().unlike()),
                new Claim(
                        "no write fails",
                        verdict.refused() + verdict.unknown() == 0
                                ? ""
                                : verdict.refused() + " refused and " + verdict.unknown() + " without an answer"));
    }

    private static Claim claim(String name, String fault, List<?> found) {
        return new Claim(
                name,
                found.isEmpty()
                        ? ""
                        : found.size() + " " + fault + " ("
                                + Words.first(
                                        found.stream().map(String::valueOf).toList(), SHOWN) + ")");
    }

    /** The text of the report. */
    public static String of(DrillResult result) {
        List<Claim> claims = claims(result);
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", DrillShown.title(result));
            xml.writeAttribute("tests", "" + claims.size());
            xml.writeAttribute(
                    "failures",
                    ""
                            + claims.stream()
                                    .filter(claim -> !claim.against().isEmpty())
                                    .count());
            xml.writeAttribute("errors", "0");
            xml.writeAttribute("skipped", "0");
            xml.writeAttribute("time", String.format(Locale.ROOT, "%.1f", result.seconds()));
            xml.writeCharacters("\n  ");
            xml.writeStartElement("properties");
            property(xml, "seed", "" + result.seed());
            property(xml, "acknowledged", "" + result.verdict().acknowledged());
            property(xml, "read again", "" + result.reading().again());
            for (Verdict.PhaseFigures phase : result.verdict().phases()) {
                property(
                        xml,
                        phase.name() + ": slowest write (ms)",
                        "" + phase.latency().toMillis());
            }
            xml.writeCharacters("\n  ");
            xml.writeEndElement();
            for (Claim claim : claims) {
                xml.writeCharacters("\n  ");
                xml.writeStartElement("testcase");
                xml.writeAttribute("classname", "trivet.drill." + result.drill());
                xml.writeAttribute("name", claim.name());
                if (!claim.against().isEmpty()) {
                    xml.writeEmptyElement("failure");
                    xml.writeAttribute("message", claim.against());
                }
                xml.writeEndElement();
            }
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a string cannot be written to; this is a bug in Trivet", e);
        }
        return text + "\n";
    }

    private static void property(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeEmptyElement("property");
        xml.writeAttribute("name", name);
        xml.writeAttribute("value", value);
    }
}
