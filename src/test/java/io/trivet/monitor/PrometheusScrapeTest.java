package io.trivet.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.kafka.MetadataMode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Prometheus is told of exporters that others run. */
final class PrometheusScrapeTest {
    @Test
    void prometheus_keeps_the_golden_metrics_and_scrapes_once_a_minute() {
        String scrape =
                PrometheusScrape.of("films-prod", MetadataMode.KRAFT, List.of("b-1.msk", "b-2.msk"), 11001, 11002);

        assertThat(scrape)
                .contains(
                        "scrape_interval: \"60s\"",
                        "- \"b-1.msk:11001\"",
                        "- \"b-2.msk:11002\"",
                        "kafka_server_ReplicaManager_Value");
        assertThat(PrometheusScrape.names(MetadataMode.KRAFT)).allMatch(name -> name.matches("[a-zA-Z0-9_]+"));
    }

    @Test
    void no_metric_is_kept_that_brokers_with_this_metadata_do_not_have() {
        assertThat(PrometheusScrape.names(MetadataMode.KRAFT))
                .contains("kafka_server_raft_metrics_current_state")
                .doesNotContain("kafka_server_SessionExpireListener_Value");
        assertThat(PrometheusScrape.names(MetadataMode.ZOOKEEPER))
                .contains("kafka_server_SessionExpireListener_Value")
                .doesNotContain("kafka_server_raft_metrics_current_state");
    }
}
