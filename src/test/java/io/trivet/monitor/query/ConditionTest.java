package io.trivet.monitor.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trivet.monitor.Alert;
import io.trivet.monitor.Panel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other tools are told of the expressions of Prometheus. */
final class ConditionTest {
    private static final Map<String, Integer> NUMBERS =
            new LinkedHashMap<>(Map.of("BROKERS", 6, "NODES", 9, "QUEUE", 500));

    @Test
    void each_alert_is_these_checks() {
        assertThat(Alert.all().stream()
                        .map(alert -> alert.name() + "\n"
                                + Condition.of(alert.expression().text(), NUMBERS).any().stream()
                                        .map(check -> "  " + check.text() + "\n")
                                        .collect(Collectors.joining()))
                        .collect(Collectors.joining()))
                .isEqualTo("""
                OfflinePartitions
                  max(kafka_controller_kafkacontroller_offlinepartitionscount) > 0
                UnderMinIsr
                  sum(kafka_server_replicamanager_underminisrpartitioncount) > 0
                NotOneController
                  sum(kafka_controller_kafkacontroller_activecontrollercount) != 1, or nothing
                UncleanElection
                  sum(increase(kafka_controller_controllerstats_uncleanleaderelections_total[15m])) > 0
                OfflineLogDirectory
                  kafka_log_logmanager_offlinelogdirectorycount > 0
                BrokerDown
                  kafka_server_kafkaserver_brokerstate != 3
                  up{role=~"broker|combined"} == 0
                VoterDown
                  up{role=~"controller|zookeeper"} == 0
                NodesMissing
                  count(up) < 9, or nothing
                BrokerFlapping
                  changes(kafka_server_kafkaserver_brokerstate[1h]) > 12
                UnderReplicated
                  sum(kafka_server_replicamanager_underreplicatedpartitions) > 0, all brokers up for 10m
                LeaderSkew
                  max(kafka_controller_kafkacontroller_preferredreplicaimbalancecount) / max(kafka_controller_kafkacontroller_globalpartitioncount) > 0.1, all brokers up for 10m
                RequestHandlersExhausted
                  kafka_server_kafkarequesthandlerpool_requesthandleravgidle_percent < 0.1
                RequestHandlersBusy
                  kafka_server_kafkarequesthandlerpool_requesthandleravgidle_percent < 0.3
                NetworkThreadsBusy
                  kafka_network_socketserver_networkprocessoravgidle_percent < 0.3
                RequestQueueFull
                  kafka_network_requestchannel_requestqueuesize{role!="controller"} > 400
                SlowProduce
                  kafka_network_requestmetrics_totaltimems{request="Produce",quantile="0.99"} > 500, kafka_server_brokertopicmetrics_totalproducerequests_total grows
                SlowFetch
                  kafka_network_requestmetrics_requestqueuetimems{request="FetchConsumer",quantile="0.99"} + kafka_network_requestmetrics_localtimems{request="FetchConsumer",quantile="0.99"} > 500, kafka_server_brokertopicmetrics_totalfetchrequests_total grows
                  kafka_network_requestmetrics_requestqueuetimems{request="FetchFollower",quantile="0.99"} + kafka_network_requestmetrics_localtimems{request="FetchFollower",quantile="0.99"} > 500, kafka_server_brokertopicmetrics_totalfetchrequests_total grows
                NoQuorumLeader
                  count(kafka_server_raftmetrics_current_state{role!="broker",state="leader"}) < 1, or nothing
                FencedBrokers
                  max(kafka_controller_kafkacontroller_fencedbrokercount) > 0, all brokers up for 10m
                MetadataErrors
                  kafka_controller_kafkacontroller_metadataerrorcount > 0
                  kafka_server_brokermetadatametrics_metadata_load_error_count > 0
                  kafka_server_brokermetadatametrics_metadata_apply_error_count > 0
                MetadataBehind
                  kafka_controller_kafkacontroller_lastappliedrecordlagms > 10000
                  kafka_server_brokermetadatametrics_last_applied_record_lag_ms > 10000
                ZooKeeperNoLeader
                  count(zookeeper_state{state="leading"}) != 1, or nothing
                ZooKeeperSession
                  kafka_server_sessionexpirelistener_sessionstate{state!="CONNECTED"} > 0
                ZooKeeperSessionsExpired
                  increase(kafka_server_sessionexpirelistener_zookeeperexpires_total[15m]) > 0
                ZooKeeperOverloaded
                  zookeeper_outstandingrequests > 10
                WorkerDown
                  up{role=~"connect|mirror"} == 0
                ConnectorFailed
                  kafka_connect_connector_status{state="failed"} > 0
                TaskFailed
                  kafka_connect_task_status{state="failed"} > 0
                StartFailed
                  increase(kafka_connect_worker_connector_startup_failure_total[15m]) > 0
                  increase(kafka_connect_worker_task_startup_failure_total[15m]) > 0
                RecordsSkipped
                  increase(kafka_connect_task_records_skipped_total[15m]) > 0
                ConnectRebalancing
                  kafka_connect_worker_rebalancing > 0
                SinkBehind
                  kafka_connect_sink_records_lag_max > 10000
                MirrorCutOff
                  kafka_mirror_fetch_rate < 0.1
                MirrorBehind
                  kafka_mirror_records_lag_max > 10000
                MirrorLate
                  kafka_mirror_replication_latency_max > 60000
                """);
    }

    @Test
    void every_expression_is_read_whole() {
        for (Alert alert : Alert.all()) {
            String text = alert.expression().text();
            Term term = Condition.term(text, NUMBERS);
            assertThat(Condition.term(term.text(), NUMBERS)).as(text).isEqualTo(term);
        }
        for (Panel panel : Panel.all()) {
            String text = panel.expression().text();
            assertThat(Condition.term(text, NUMBERS).text()).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a > b",
                "a",
                "max(a)",
                "a > 1 unless on () (b < 2)",
                "a > 1 unless on () b",
                "up unless on (node) b",
                "a > 1 and on (node) b > 0",
                "a > 1 and b > 0",
                "a >= 1",
            })
    void another_form_is_refused(String expression) {
        assertThatThrownBy(() -> Condition.of(expression, NUMBERS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no other tool is told ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a >", "a b", "a > 1)", "sum(a", "a & b", "a{b=\"c\"", "a > ZONES", "1 > \"a\"", "rate(a)"})
    void what_is_no_promql_of_ours_is_refused(String expression) {
        assertThatThrownBy(() -> Condition.of(expression, NUMBERS)).isInstanceOf(IllegalArgumentException.class);
    }
}
