package io.trivet.show;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.trivet.kafka.MetadataMode;
import io.trivet.layout.PlannedTopic;
import io.trivet.layout.Zone;
import io.trivet.plan.Plan;
import io.trivet.platform.Edge;
import io.trivet.platform.MskPlatform;
import io.trivet.platform.msk.MskAlarm;
import io.trivet.platform.msk.MskBrokers;
import io.trivet.platform.msk.MskMonitoring;
import io.trivet.platform.msk.MskNames;
import io.trivet.platform.msk.MskVolume;
import io.trivet.problem.Words;
import io.trivet.process.Port;
import io.trivet.show.Page.Column;
import io.trivet.show.Page.Level;
import io.trivet.show.Page.Row;
import io.trivet.show.Page.Section;
import io.trivet.show.Page.Table;
import io.trivet.show.Phrase.In;
import io.trivet.stack.DataSize;
import io.trivet.stack.Deletion;
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
            List<PlannedTopic> topics,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<RegistryShown.Told> registries,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<UserShown.Told> users,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<ConsoleShown.Told> console) {
        static Answer of(Plan<MskPlatform> plan) {
            Map<String, String> facts = new LinkedHashMap<>();
            MskShown.facts(plan).forEach((subject, fact) -> facts.put(subject.toLowerCase(Locale.ROOT), fact));
            return new Answer(
                    new Identity(
                            plan.id(),
                            plan.layout().cluster(),
                            plan.platform().name(),
                            plan.environment(),
                            plan.region(),
                            ClusterPage.deletion(plan)),
                    "msk",
                    plan.platform().type().word(),
                    plan.platform().version(),
                    plan.layout().zones().stream().map(LayoutShown.ToldZone::of).toList(),
                    plan.platform().brokers().map(Brokers::of),
                    plan.platform().configuration().map(made -> new Configuration(made.name(), made.settings())),
                    facts,
                    plan.platform().monitoring().alarms().stream()
                            .map(Alarm::of)
                            .toList(),
                    plan.topics(),
                    RegistryShown.told(plan.registries()),
                    UserShown.toldOf(plan.platform().policies()),
                    ConsoleShown.told(plan));
        }
    }

    private record Identity(
            String stack,
            String cluster,
            String name,
            String environment,
            String region,
            Optional<Deletion> deletion) {}

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
    public static Shown of(Description<OnMsk> description, Plan<MskPlatform> plan) {
        return new Shown(() -> page(description, plan), () -> Answer.of(plan));
    }

    private static Page page(Description<OnMsk> description, Plan<MskPlatform> plan) {
        List<Row> facts = new ArrayList<>();
        facts(plan).forEach((subject, fact) -> facts.add(Row.fact(subject, fact)));
        facts.addAll(ConsoleShown.facts(plan));
        facts.addAll(ClusterPage.end(plan));
        List<Page.Block> blocks = new ArrayList<>();
        blocks.add(ClusterPage.head(
                plan.id(), plan.platform().name(), plan.environment(), plan.region(), facts, drawing(plan)));
        blocks.add(new Section(
                        Level.PART,
                        Phrase.strong(Words.count(plan.layout().zones().size(), "zone")),
                        new Table(
                                List.of(Column.of("zone", "Zone"), Column.of("subnet of the brokers", "Subnet")),
                                plan.layout().zones().stream()
                                        .map(zone -> Row.fact(
                                                zone.name(), zone.subnet().toString()))
                                        .toList()))
                .in(In.TEXT));
        plan.platform()
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
        ClusterPage.topics(plan.topics(), description.topics()).ifPresent(blocks::add);
        RegistryShown.of(plan.registries()).ifPresent(blocks::add);
        UserShown.ofPolicies(plan.platform().policies()).ifPresent(blocks::add);
        return new Page(blocks);
    }

    private static Page.Listing drawing(Plan<MskPlatform> plan) {
        List<String> lines = new ArrayList<>();
        lines.add("flowchart TB");
        lines.add("  clients([\"" + LayoutDrawing.label(facts(plan).getOrDefault("Clients", "")) + "\"])");
        int each = each(plan);
        for (Zone zone : plan.layout().zones()) {
            String brokers = plan.platform()
                    .brokers()
                    .map(nodes -> each + " x " + nodes.instance())
                    .orElse("MSK");
            lines.add("  subgraph " + LayoutDrawing.id(zone) + "[\"" + LayoutDrawing.label(zone.name()) + "\"]");
            lines.add("    brokers" + (zone.index() + 1) + "[\"" + brokers + "<br/>" + zone.subnet() + "\"]");
            lines.add("  end");
            lines.add("  clients --> " + LayoutDrawing.id(zone));
        }
        return LayoutDrawing.listing(lines);
    }

    /** How many brokers stand in each zone. */
    private static int each(Plan<MskPlatform> plan) {
        return plan.platform().brokers().map(MskBrokers::nodes).orElse(0)
                / Math.max(1, plan.layout().zones().size());
    }

    /** What there is to say of it: a subject and a sentence each, in the order in which people ask. */
    private static Map<String, String> facts(Plan<MskPlatform> plan) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Kafka", kafka(plan));
        plan.platform().brokers().ifPresent(brokers -> {
            String each = ", " + each(plan) + " in each zone";
            facts.put("Brokers", brokers.nodes() + " x " + brokers.instance() + each);
            facts.put("Storage", storage(brokers));
        });
        facts.put("Clients", clients(plan));
        plan.platform()
                .network()
                .clients()
                .ifPresent(clients -> facts.put("Clients from", ClusterPage.sources(clients)));
        facts.put(
                "At rest",
                plan.platform().type() == MskType.SERVERLESS
                        ? "encrypted by MSK"
                        : plan.platform()
                                .encryption()
                                .key()
                                .orElse("encrypted by a key of its own, made with the cluster"));
        plan.platform()
                .names()
                .map(MskNames::host)
                .ifPresent(host -> facts.put("Name", host + ", behind a load balancer"));
        plan.platform().access().ifPresent(access -> facts.put("From outside", outside(access)));
        if (plan.platform().type() != MskType.SERVERLESS) {
            facts.put("Metrics", metrics(plan.platform().monitoring()));
            facts.put("Logs", logs(plan.platform().monitoring()));
        }
        for (int i = 0; i < plan.platform().later().size(); i++) {
            facts.put(i == 0 ? "Later" : "Later too", plan.platform().later().get(i));
        }
        return facts;
    }

    private static String kafka(Plan<MskPlatform> plan) {
        String title = plan.platform().type().title();
        return plan.platform()
                .version()
                .map(version -> version + " on " + title + ", metadata in "
                        + (plan.platform().metadata() == MetadataMode.KRAFT ? "KRaft" : "ZooKeeper"))
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

    private static String clients(Plan<MskPlatform> plan) {
        List<String> ways = plan.edges().stream()
                .filter(edge -> edge.isFrom(Port.CLIENTS) && edge.to().equals(MskPlatform.BROKERS))
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
                + (monitoring.told().isPresent() ? "" : ", which are sent nowhere")
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
