package io.trivet.platform.msk;

import io.trivet.kafka.BrokerDefaults;
import io.trivet.kafka.Catalogue;
import io.trivet.kafka.ClusterSize;
import io.trivet.kafka.SettingDefault;
import io.trivet.stack.MskType;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Trivet's defaults for a configuration of Amazon MSK: those for brokers on EC2 as far as the flavour takes them and
 * the broker type does not decide, and what makes MSK's own defaults safe. What is written down does not move when MSK
 * changes its defaults.
 */
public final class MskDefaults {
    private static final String SOURCE =
            "https://docs.aws.amazon.com/msk/latest/developerguide/msk-default-configuration.html";
    private static final String THROUGHPUT =
            "https://docs.aws.amazon.com/msk/latest/developerguide/msk-provision-throughput-management.html";

    /** MSK chooses these by the type of the broker, or knows its own ZooKeeper best. */
    private static final List<String> LEFT_TO_MSK = List.of(
            "num.io.threads",
            "num.network.threads",
            "num.recovery.threads.per.data.dir",
            "num.replica.fetchers",
            "socket.receive.buffer.bytes",
            "socket.send.buffer.bytes",
            "zookeeper.connection.timeout.ms",
            "zookeeper.session.timeout.ms");

    private MskDefaults() {}

    /** The rows of a configuration that the description leaves room for, in the order of their subjects. */
    static List<SettingDefault> rows(MskType type, Catalogue kafka, MskSize size, SortedMap<String, String> described) {
        Catalogue taken = MskSettings.catalogue(kafka, type, size.metadata());
        List<SettingDefault> rows = new ArrayList<>();
        ClusterSize brokers = new ClusterSize(size.zones(), size.vcpus(), size.metadata());
        for (SettingDefault row : BrokerDefaults.brokers(kafka, brokers, described)) {
            if (row.key().equals("unclean.leader.election.enable")) {
                rows.add(new SettingDefault(
                        row.key(), row.value(), row.reason() + "; MSK's own default is true without tiers", SOURCE));
            } else if (!LEFT_TO_MSK.contains(row.key())) {
                rows.add(row);
            }
        }
        if (type == MskType.EXPRESS) {
            rows.add(new SettingDefault(
                    "log.retention.ms", "604800000", "a week of records, unless a topic says otherwise", SOURCE));
        }
        if (size.provisioned()) {
            threads(size.vcpus(), rows);
        }
        return rows.stream()
                .filter(row -> taken.broker(row.key()).isPresent() && !described.containsKey(row.key()))
                .toList();
    }

    /** AWS's own table for 16, 32, 48, 64 and 96 virtual CPUs. */
    private static void threads(int vcpus, List<SettingDefault> rows) {
        String reason = "fewer would leave provisioned throughput unused";
        int fetchers = vcpus >= 64 ? 16 : vcpus >= 48 ? 14 : vcpus >= 32 ? 8 : vcpus >= 16 ? 4 : 2;
        rows.add(new SettingDefault("num.io.threads", Integer.toString(Math.max(8, vcpus)), reason, THROUGHPUT));
        rows.add(new SettingDefault(
                "num.network.threads", Integer.toString(Math.max(5, vcpus / 2)), reason, THROUGHPUT));
        rows.add(new SettingDefault("num.replica.fetchers", Integer.toString(fetchers), reason, THROUGHPUT));
    }

    /** What a configuration says: the defaults, and what is described above them. */
    public static SortedMap<String, String> configuration(
            MskType type, Catalogue kafka, MskSize size, SortedMap<String, String> described) {
        SortedMap<String, String> settings = new TreeMap<>();
        rows(type, kafka, size, described).forEach(row -> settings.put(row.key(), row.value()));
        settings.putAll(described);
        return settings;
    }

    /**
     * What brokers will have, as far as it is known: the configuration, above it what the flavour holds fast, below it
     * MSK's own defaults where they are not Kafka's.
     */
    public static SortedMap<String, String> effective(
            MskType type, Catalogue kafka, MskSize size, SortedMap<String, String> described) {
        SortedMap<String, String> settings = new TreeMap<>();
        MskSettings.catalogue(kafka, type, size.metadata()).brokers().forEach((key, setting) -> {
            boolean said =
                    setting.fallback().present() && !setting.fallback().text().isEmpty();
            boolean own = said
                    && kafka.broker(key)
                            .map(kafkas -> !kafkas.fallback().equals(setting.fallback()))
                            .orElse(true);
            if (own) {
                settings.put(key, setting.fallback().text());
            }
        });
        settings.putAll(configuration(type, kafka, size, described));
        settings.putAll(MskSettings.fixed(type));
        return settings;
    }
}
