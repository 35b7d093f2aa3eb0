package io.trivet.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.MetadataMode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the rules accept, Kafka starts with, as far as its own classes judge without a disk; so what Kafka refuses, the
 * rules refuse. {@code bench/starts} tries more.
 */
final class StartsIT {
    private static final int ACCEPTED = Integer.getInteger("starts.accepted", 500);
    private static final int REFUSED = Integer.getInteger("starts.refused", 200);
    private static final long SEED = Long.getLong("seed", 14);
    private static final int SHOWN = 20;

    @ParameterizedTest
    @CsvSource({"V3_9_2, ZOOKEEPER", "V3_9_2, KRAFT", "V4_3_1, KRAFT"})
    void kafka_takes_what_the_rules_accept(KafkaVersion version, MetadataMode mode) throws Exception {
        int tried = 0;
        int accepted = 0;
        int refused = 0;
        List<String> wrong = new ArrayList<>();
        try (Starts starts = new Starts(version, mode, SEED)) {
            while ((accepted < ACCEPTED || refused < REFUSED) && wrong.size() < SHOWN) {
                Starts.Verdict verdict = starts.next();
                tried++;
                accepted += verdict.accepted() ? 1 : 0;
                refused += verdict.refusal().isPresent() ? 1 : 0;
                if (verdict.wrong()) {
                    Starts.Verdict least = starts.least(verdict);
                    wrong.add(least.refusal().orElse("") + "\n    " + Starts.settings(least.sample()));
                }
            }
        }
        System.out.printf(
                "%s with %s: %d descriptions, %d accepted, of which Kafka refused %d; %d refused by Kafka%n",
                version, mode.word(), tried, accepted, wrong.size(), refused);

        assertThat(wrong).as("accepted, and Kafka does not start").isEmpty();
    }
}
