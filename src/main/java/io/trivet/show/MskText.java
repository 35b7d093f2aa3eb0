package io.trivet.show;

import io.trivet.layout.Zone;
import io.trivet.plan.msk.MskConfiguration;
import io.trivet.plan.msk.MskProvision;
import io.trivet.problem.Words;
import io.trivet.stack.Description;
import io.trivet.stack.OnMsk;
import java.util.List;

/** A cluster on MSK as text: what it is, where it is, its configuration and its topics. */
public final class MskText {
    private MskText() {}

    /** The text of {@code trivet show}. */
    public static String of(Description<OnMsk> description, MskProvision provision, boolean all, Colour colour) {
        Table facts = new Table("  ");
        MskSentences.of(provision).forEach(facts::row);
        List<Overview.ShownTopic> topics = Overview.shown(provision.topics(), description.topics());
        return colour.strong(provision.id() + ": " + provision.name() + ", " + provision.environment() + " in "
                        + provision.region())
                + "\n" + facts.text() + "\n"
                + zones(provision, colour)
                + provision
                        .configuration()
                        .map(made -> "\n" + settings(made, colour))
                        .orElse("")
                + TopicTable.of(topics, all, colour);
    }

    private static String zones(MskProvision provision, Colour colour) {
        Table table = new Table("  ");
        table.row(colour::faint, "zone", "subnet of the brokers");
        for (Zone zone : provision.zones()) {
            table.row(zone.name(), zone.subnet().toString());
        }
        return colour.strong(Words.count(provision.zones().size(), "zone")) + "\n" + table.text();
    }

    private static String settings(MskConfiguration configuration, Colour colour) {
        Table table = new Table("  ");
        configuration.settings().forEach(table::row);
        return colour.strong("Configuration " + configuration.name()) + "\n" + table.text();
    }
}
