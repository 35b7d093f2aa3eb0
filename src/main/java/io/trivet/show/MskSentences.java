package io.trivet.show;

import io.trivet.kafka.MetadataMode;
import io.trivet.plan.Edge;
import io.trivet.plan.msk.MskBrokers;
import io.trivet.plan.msk.MskNames;
import io.trivet.plan.msk.MskProvision;
import io.trivet.plan.msk.MskVolume;
import io.trivet.platform.msk.MskMonitoring;
import io.trivet.problem.Words;
import io.trivet.process.Port;
import io.trivet.stack.DataSize;
import io.trivet.stack.MskType;
import io.trivet.stack.OnMsk;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What there is to say of a cluster on MSK: a subject and a sentence each, in the order in which people ask. */
final class MskSentences {
    private MskSentences() {}

    static Map<String, String> of(MskProvision provision) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Kafka", kafka(provision));
        provision.brokers().ifPresent(brokers -> {
            int each = brokers.nodes() / Math.max(1, provision.zones().size());
            facts.put("Brokers", brokers.nodes() + " x " + brokers.instance() + ", " + each + " in each zone");
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
        return brokers.volume().map(MskSentences::volume).orElse("without a size: MSK keeps what retention asks for");
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
                .map(MskSentences::way)
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
