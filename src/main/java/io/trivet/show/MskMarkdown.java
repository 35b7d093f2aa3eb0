package io.trivet.show;

import io.trivet.layout.Zone;
import io.trivet.plan.msk.MskBrokers;
import io.trivet.plan.msk.MskProvision;
import io.trivet.stack.Description;
import io.trivet.stack.OnMsk;

/** A cluster on MSK as Markdown with a Mermaid drawing of its zones. */
public final class MskMarkdown {
    private MskMarkdown() {}

    /** The text of {@code trivet show --format markdown}. */
    public static String of(Description<OnMsk> description, MskProvision provision) {
        StringBuilder text =
                new StringBuilder("# " + provision.name() + " (" + provision.id() + ")\n\n| | |\n|---|---|\n");
        LayoutMarkdown.row(text, "Environment", LayoutMarkdown.cell(provision.environment()));
        LayoutMarkdown.row(text, "Region", provision.region());
        MskSentences.of(provision)
                .forEach((subject, fact) -> LayoutMarkdown.row(text, subject, LayoutMarkdown.cell(fact)));
        text.append('\n').append(drawing(provision));
        provision.configuration().ifPresent(configuration -> {
            text.append("\n## Configuration\n\n| Setting | Value |\n|---|---|\n");
            configuration
                    .settings()
                    .forEach((key, value) ->
                            LayoutMarkdown.row(text, LayoutMarkdown.code(key), LayoutMarkdown.code(value)));
        });
        text.append(LayoutMarkdown.topics(Overview.shown(provision.topics(), description.topics())));
        return text.toString();
    }

    private static String drawing(MskProvision provision) {
        StringBuilder text = new StringBuilder("```mermaid\nflowchart TB\n");
        text.append("  clients([\"")
                .append(LayoutMarkdown.label(MskSentences.of(provision).getOrDefault("Clients", "")))
                .append("\"])\n");
        int each = provision.brokers().map(MskBrokers::nodes).orElse(0)
                / Math.max(1, provision.zones().size());
        for (Zone zone : provision.zones()) {
            String id = "zone" + (zone.index() + 1);
            text.append("  subgraph ")
                    .append(id)
                    .append("[\"")
                    .append(zone.name())
                    .append("\"]\n");
            text.append("    brokers")
                    .append(zone.index() + 1)
                    .append("[\"")
                    .append(provision
                            .brokers()
                            .map(brokers -> each + " x " + brokers.instance())
                            .orElse("MSK"))
                    .append("<br/>")
                    .append(zone.subnet())
                    .append("\"]\n  end\n  clients --> ")
                    .append(id)
                    .append('\n');
        }
        return text.append("```\n").toString();
    }
}
