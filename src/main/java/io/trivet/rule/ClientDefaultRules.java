package io.trivet.rule;

import io.trivet.kafka.Numbers;
import io.trivet.platform.Cluster;
import io.trivet.platform.SettingKind;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Bounds of brokers that refuse clients which say nothing themselves.
 *
 * <p>Source: the defaults of {@code ConsumerConfig} and {@code ProducerConfig} of Kafka 3.9 and 4.3.
 */
final class ClientDefaultRules {
    private static final long SESSION_MS = 45_000;
    private static final long TRANSACTION_MS = 60_000;

    private ClientDefaultRules() {}

    static void check(Cluster cluster) {
        String consumers = "the session.timeout.ms of a consumer that says nothing: it could join no group";
        atLeast(cluster, "group.max.session.timeout.ms", SESSION_MS, consumers);
        SortedMap<String, String> described = cluster.described();
        String least = "group.min.session.timeout.ms";
        Numbers.of(described, least)
                .filter(bound -> bound > SESSION_MS)
                .ifPresent(bound -> cluster.warning(CommonRule.CLIENT_DEFAULTS, "brokers.settings." + least, "" + bound)
                        .must("be " + SESSION_MS + " at most, " + consumers)
                        .mend(remove(cluster, least)));
        atLeast(
                cluster,
                "transaction.max.timeout.ms",
                TRANSACTION_MS,
                "the transaction.timeout.ms of a producer that says nothing: it could begin no transaction");
    }

    private static void atLeast(Cluster cluster, String key, long least, String why) {
        Numbers.of(cluster.described(), key)
                .filter(bound -> bound < least)
                .ifPresent(bound -> cluster.warning(CommonRule.CLIENT_DEFAULTS, "brokers.settings." + key, "" + bound)
                        .must("be at least " + least + ", " + why)
                        .mend(remove(cluster, key)));
    }

    private static String remove(Cluster cluster, String key) {
        Optional<String> otherwise = cluster.otherwise(SettingKind.BROKER, "brokers.settings", key);
        return "remove it" + otherwise.map(text -> " to get " + text).orElse("")
                + ", or see that every client says it itself";
    }
}
