package io.trivet.platform.msk;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.monitor.GoldenMetric;
import io.trivet.stack.MskType;
import io.trivet.stack.OnMsk;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The alarms of MSK are those of the golden metrics, and only on metrics that the cluster has. */
final class MskAlarmsTest {
    private static List<MskAlarm> alarms(MskType type, OnMsk.Level level) {
        return new MskAlarms("films-prod", type, level, MskInstance.of(type, "m7g.large")).all(3);
    }

    @Test
    void every_alarm_that_names_a_golden_metric_names_one_that_there_is() {
        List<String> known = GoldenMetric.all().stream().map(GoldenMetric::name).toList();

        assertThat(alarms(MskType.STANDARD, OnMsk.Level.PER_BROKER))
                .flatExtracting(alarm -> alarm.golden().stream().toList())
                .isNotEmpty()
                .isSubsetOf(known);
    }

    @Test
    void the_golden_metrics_of_an_operator_are_all_watched() {
        assertThat(alarms(MskType.STANDARD, OnMsk.Level.PER_BROKER))
                .flatExtracting(MskAlarm::metrics)
                .contains(
                        "UnderReplicatedPartitions",
                        "OfflinePartitionsCount",
                        "UnderMinIsrPartitionCount",
                        "ActiveControllerCount",
                        "RequestHandlerAvgIdlePercent",
                        "NetworkProcessorAvgIdlePercent",
                        "ProduceTotalTimeMsMean");
    }

    @Test
    void what_a_cluster_does_not_measure_is_not_watched_there() {
        assertThat(alarms(MskType.EXPRESS, OnMsk.Level.PER_BROKER))
                .flatExtracting(MskAlarm::metrics)
                .doesNotContain(
                        "UnderReplicatedPartitions",
                        "OfflinePartitionsCount",
                        "KafkaDataLogsDiskUsed",
                        "HeapMemoryAfterGC");
        assertThat(alarms(MskType.STANDARD, OnMsk.Level.DEFAULT))
                .flatExtracting(MskAlarm::metrics)
                .doesNotContain("RequestHandlerAvgIdlePercent", "NetworkProcessorAvgIdlePercent");
    }

    @Test
    void names_of_alarms_are_unique() {
        assertThat(alarms(MskType.STANDARD, OnMsk.Level.PER_TOPIC_PER_BROKER))
                .extracting(MskAlarm::name)
                .doesNotHaveDuplicates();
    }
}
