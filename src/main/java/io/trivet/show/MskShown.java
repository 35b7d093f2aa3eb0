package io.trivet.show;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.trivet.kafka.MetadataMode;
import io.trivet.layout.PlannedTopic;
import io.trivet.layout.Zone;
import io.trivet.plan.Edge;
import io.trivet.plan.msk.MskBrokers;
import io.trivet.plan.msk.MskNames;
import io.trivet.plan.msk.MskProvision;
import io.trivet.plan.msk.MskVolume;
import io.trivet.platform.msk.MskAlarm;
import io.trivet.platform.msk.MskMonitoring;
import io.trivet.problem.Words;
import io.trivet.process.Port;
import io.trivet.show.Page.Column;
import io.trivet.show.Page.Level;
import io.trivet.show.Page.Row;
import io.trivet.show.Page.Section;
import io.trivet.show.Page.Table;
import io.trivet.show.Phrase.In;
import io.trivet.stack.DataSize;
import io.trivet.stack.Description;
import io.trivet.stack.MskType;
import io.trivet.stack.OnMsk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** A cluster on MSK: what it is, where it is, its configuration and its topics. */
public final class MskShown {
    private MskShown() {}

    private record Answer(
            @JsonUnwrapped Identity identity,
            String platform,
            String type,
            Optional<String> version,
            List<LayoutShown.ToldZone> zones,
            Optional<Brokers> brokers,
            Optional<Configuration> configuration,
            Map<String, String> facts,
            List<Alarm> alarms,
            List<PlannedTopic> topics) {
        static Answer of(MskProvision provision) {
            Map<String, String> facts = new LinkedHashMap<>();
            MskShown.facts(provision).forEach((subject, fact) -> facts.put(subject.toLowerCase(Locale.ROOT), fact));
            return new Answer(
                    new Identity(
                            provision.id(),
                            provision.cluster(),
                            provision.name(),
                            provision.environment(),
                            provision.region()),
                    "msk",
                    provision.type().word(),
                    provision.version(),
                    provision.zones().stream().map(LayoutShown.ToldZone::of).toList(),
                    provision.brokers().map(Brokers::of),
                    provision.configuration().map(made -> new Configuration(made.name(), made.settings())),
                    facts,
                    provision.monitoring().alarms().stream().map(Alarm::of).toList(),
                    provision.topics());
        }
    }

    private record Identity(String stack, String cluster, String name, String environment, String region) {}

    private record Brokers(int nodes, String instance, Optional<Long> volumeGiB) {
        static Brokers of(MskBrokers brokers) {
            return new Brokers(
                    brokers.nodes(), brokers.instance(), brokers.volume().map(MskVolume::gib));
        }
    }

    private record Configuration(String name, SortedMap<String, String> settings) {}

    private record Alarm(String name, String metric, String comparison, double threshold, int minutes, String tells) {
        static Alarm of(MskAlarm alarm) {
            return new Alarm(
                    alarm.name(),
                    String.join(" + ", alarm.metrics()),
                    alarm.comparison(),
                    alarm.threshold(),
                    alarm.minutes(),
                    alarm.tells());
        }
    }

    /** What {@code trivet show} prints. */
    public static Shown of(Description<OnMsk> description, MskProvision provision) {
        return new Shown(() -> page(description, provision), () -> Answer.of(provision));
    }

    private static Page page(Description<OnMsk> description, MskProvision provision) {
        List<Row> facts = new ArrayList<>();
        facts.add(Row.fact("Environment", provision.environment()).in(In.MARKDOWN));
        facts.add(Row.fact("Region", provision.region()).in(In.MARKDOWN));
        facts(provision).forEach((subject, fact) -> facts.add(Row.fact(subject, fact)));
        List<Page.Block> blocks = new ArrayList<>();
        blocks.add(new Section(
                Level.TITLE,
                Phrase.title(
                        provision.id() + ": " + provision.name() + ", " + provision.environment() + " in "
                                + provision.region(),
                        provision.name() + " (" + provision.id() + ")"),
                Table.ofFacts(facts),
                drawing(provision)));
        blocks.add(new Section(
                        Level.PART,
                        Phrase.strong(Words.count(provision.zones().size(), "zone")),
                        new Table(
                                List.of(Column.of("zone", "Zone"), Column.of("subnet of the brokers", "Subnet")),
                                provision.zones().stream()
                                        .map(zone -> Row.fact(
                                                zone.name(), zone.subnet().toString()))
                                        .toList()))
                .in(In.TEXT));
        provision
                .configuration()
                .ifPresent(made -> blocks.add(new Section(
                        Level.PART,
                        Phrase.title("Configuration " + made.name(), "Configuration"),
                        new Table(
                                List.of(Column.of("", "Setting"), Column.of("", "Value")),
                                made.settings().entrySet().stream()
                                        .map(setting ->
                                                Row.of(Phrase.code(setting.getKey()), Phrase.code(setting.getValue())))
                                        .toList()))));
        TopicTable.of(Overview.shown(provision.topics(), description.topics())).ifPresent(blocks::add);
        return new Page(blocks);
    }

    private static Page.Listing drawing(MskProvision provision) {
        List<String> lines = new ArrayList<>();
        lines.add("flowchart TB");
        lines.add("  clients([\"" + LayoutDrawing.label(facts(provision).getOrDefault("Clients", "")) + "\"])");
        int each = each(provision);
        for (Zone zone : provision.zones()) {
            String brokers = provision
                    .brokers()
                    .map(nodes -> each + " x " + nodes.instance())
                    .orElse("MSK");
            lines.add("  subgraph " + LayoutDrawing.id(zone) + "[\"" + zone.name() + "\"]");
            lines.add("    brokers" + (zone.index() + 1) + "[\"" + brokers + "<br/>" + zone.subnet() + "\"]");
            lines.add("  end");
            lines.add("  clients --> " + LayoutDrawing.id(zone));
        }
        return LayoutDrawing.listing(lines);
    }

    /** How many brokers stand in each zone. */
    private static int each(MskProvision provision) {
        return provision.brokers().map(MskBrokers::nodes).orElse(0)
                / Math.max(1, provision.zones().size());
    }

    /** What there is to say of it: a subject and a sentence each, in the order in which people ask. */
    private static Map<String, String> facts(MskProvision provision) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Kafka", kafka(provision));
        provision.brokers().ifPresent(brokers -> {
            String each = ", " + each(provision) + " in each zone";
            facts.put("Brokers", brokers.nodes() + " x " + brokers.instance() + each);
            facts.put("Storage", storage(brokers));
        });
        facts.put("Clients", clients(provision));
        facts.put(
                "At rest",
                provision.type() == MskType.SERVERLESS
                        ? "encrypted by MSK"
                        : provision.encryption().key().orElse("encrypted by a key of its own, made with the cluster"));
        provision.names().map(MskNames::host).ifPresent(host -> facts.put("Name", host + ", behind a load balancer"));
        provision.access().ifPresent(access -> facts.put("From outside", outside(access)));
        if (provision.type() != MskType.SERVERLESS) {
            facts.put("Metrics", metrics(provision.monitoring()));
            facts.put("Logs", logs(provision.monitoring()));
        }
        for (int i = 0; i < provision.later().size(); i++) {
            facts.put(i == 0 ? "Later" : "Later too", provision.later().get(i));
        }
        return facts;
    }

    private static String kafka(MskProvision provision) {
        String title = provision.type().title();
        return provision
                .version()
                .map(version -> version + " on " + title + ", metadata in "
                        + (provision.metadata() == MetadataMode.KRAFT ? "KRaft" : "ZooKeeper"))
                .orElse("as " + title + " runs it");
    }

    private static String storage(MskBrokers brokers) {
        return brokers.volume().map(MskShown::volume).orElse("without a size: MSK keeps what retention asks for");
    }

    private static String volume(MskVolume volume) {
        return DataSize.gib(volume.gib()) + " each"
                + volume.mibPerSecond().map(rate -> " with " + rate + "MiB/s").orElse("")
                + volume.growth()
                        .map(growth -> ", growing to " + DataSize.gib(growth.maxGib()) + " when " + growth.percent()
                                + " % are in use")
                        .orElse("")
                + (volume.tiered() ? ", old segments in tiered storage" : "");
    }

    private static String clients(MskProvision provision) {
        List<String> ways = provision.edges().stream()
                .filter(edge -> edge.from().equals("clients") && edge.to().equals(MskProvision.BROKERS))
                .map(Edge::port)
                .map(MskShown::way)
                .toList();
        return Words.list(ways);
    }

    private static String way(Port port) {
        return port.name() + " at port " + port.number();
    }

    private static String outside(OnMsk.Access access) {
        String internet = access.internet().orElse(false) ? "the internet" : "";
        String vpcs = access.vpcs()
                .map(ways -> "other networks with "
                        + Words.list(ways.stream()
                                .map(way -> way.name().toLowerCase(Locale.ROOT))
                                .toList()))
                .orElse("");
        return Words.list(
                List.of(internet, vpcs).stream().filter(word -> !word.isEmpty()).toList());
    }

    private static String metrics(MskMonitoring monitoring) {
        return monitoring.level() + " in CloudWatch with "
                + Words.count(monitoring.alarms().size(), "alarm")
                + (monitoring.told().isPresent() ? "" : ", which tell nobody")
                + (monitoring.prometheus() ? "; exporters for Prometheus" : "");
    }

    private static String logs(MskMonitoring monitoring) {
        List<String> to = List.of(
                monitoring
                        .logDays()
                        .map(days -> "CloudWatch for " + Words.count(days, "day"))
                        .orElse(""),
                monitoring.logBucket().map(bucket -> "S3, bucket " + bucket).orElse(""));
        List<String> said = to.stream().filter(word -> !word.isEmpty()).toList();
        return said.isEmpty() ? "kept nowhere" : Words.list(said);
    }
}
