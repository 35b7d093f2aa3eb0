package io.trivet.platform.msk;

import io.trivet.stack.MskType;
import io.trivet.stack.OnMsk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The alarms of a cluster: the golden metrics, as far as CloudWatch has them for this type and level.
 *
 * <p>Express has no volume, and neither counts partitions that are offline or under-replicated. A metric of a higher
 * level than the cluster's does not exist, so there is no alarm on it.
 *
 * <p>Source: https://docs.aws.amazon.com/msk/latest/developerguide/metrics-details.html and
 * metrics-details-express.html; thresholds from bestpractices.html and aws/agent-toolkit-for-aws (2026-08).
 */
final class MskAlarms {
    private static final String OVER = "GreaterThanThreshold";
    private static final String UNDER = "LessThanThreshold";

    private final String cluster;
    private final List<MskAlarm> alarms = new ArrayList<>();

    private MskAlarms(String cluster) {
        this.cluster = cluster;
    }

    static List<MskAlarm> of(
            String cluster, MskType type, OnMsk.Level level, Optional<MskInstance> instance, int brokers) {
        MskAlarms made = new MskAlarms(cluster);
        made.ofCluster(type);
        for (int broker = 1; broker <= brokers; broker++) {
            made.ofBroker(broker, type, instance);
            if (level.compareTo(OnMsk.Level.PER_BROKER) >= 0) {
                made.ofBusyBroker(broker);
            }
        }
        return List.copyOf(made.alarms);
    }

    private void ofCluster(MskType type) {
        add(
                "controller",
                "No controller is active: no leader is elected, and nothing of the cluster changes.",
                List.of("ActiveControllerCount"),
                Optional.empty(),
                "Maximum",
                "LessThanThreshold",
                1,
                3,
                "breaching",
                "kafka_controller_kafkacontroller_activecontrollercount");
        if (type == MskType.STANDARD) {
            add(
                    "offline-partitions",
                    "Partitions without a leader: nobody can write or read them.",
                    List.of("OfflinePartitionsCount"),
                    Optional.empty(),
                    "Maximum",
                    OVER,
                    0,
                    1,
                    "missing",
                    "kafka_controller_kafkacontroller_offlinepartitionscount");
        }
    }

    private void ofBroker(int broker, MskType type, Optional<MskInstance> instance) {
        Optional<Integer> on = Optional.of(broker);
        if (type == MskType.STANDARD) {
            add(
                    "under-replicated",
                    "Partitions of this leader lack a replica for longer than a restart takes.",
                    List.of("UnderReplicatedPartitions"),
                    on,
                    "Maximum",
                    OVER,
                    0,
                    15,
                    "missing",
                    "kafka_server_replicamanager_underreplicatedpartitions");
            add(
                    "under-min-isr",
                    "Partitions of this leader have fewer replicas in sync than min.insync.replicas: acks=all writes fail.",
                    List.of("UnderMinIsrPartitionCount"),
                    on,
                    "Maximum",
                    OVER,
                    0,
                    3,
                    "missing",
                    "kafka_server_replicamanager_underminisrpartitioncount");
            add(
                    "disk",
                    "The volume fills up. Shorten retention or grow brokers.volume.size; a full volume stops the broker.",
                    List.of("KafkaDataLogsDiskUsed"),
                    on,
                    "Maximum",
                    OVER,
                    85,
                    5,
                    "missing",
                    "");
            add(
                    "heap",
                    "The heap is full after collection; too many partitions or transactional ids.",
                    List.of("HeapMemoryAfterGC"),
                    on,
                    "Maximum",
                    OVER,
                    60,
                    15,
                    "missing",
                    "");
        }
        add(
                "cpu",
                "Above 60 %, what is left does not carry the load of a broker that restarts.",
                List.of("CpuUser", "CpuSystem"),
                on,
                "Average",
                OVER,
                60,
                15,
                "missing",
                "");
        instance.ifPresent(known -> add(
                "partitions",
                "More replicas than AWS recommends for " + known.name() + "; from " + known.maxPartitions()
                        + " on, MSK refuses changes.",
                List.of("PartitionCount"),
                on,
                "Maximum",
                OVER,
                known.recommendedPartitions(),
                15,
                "missing",
                "kafka_server_replicamanager_partitioncount"));
        add(
                "connections",
                "A broker takes " + MskQuotas.IAM_CONNECTIONS + " connections with IAM, and refuses those beyond.",
                List.of("ClientConnectionCount"),
                on,
                "Maximum",
                OVER,
                MskQuotas.IAM_CONNECTIONS * 0.9,
                5,
                "missing",
                "");
    }

    private void ofBusyBroker(int broker) {
        Optional<Integer> on = Optional.of(broker);
        add(
                "request-handlers",
                "The threads that serve requests are hardly ever idle: requests wait in the queue.",
                List.of("RequestHandlerAvgIdlePercent"),
                on,
                "Average",
                UNDER,
                0.3,
                15,
                "missing",
                "kafka_server_kafkarequesthandlerpool_requesthandleravgidle_percent");
        add(
                "network-threads",
                "The threads that read and write sockets are hardly ever idle.",
                List.of("NetworkProcessorAvgIdlePercent"),
                on,
                "Average",
                UNDER,
                0.3,
                15,
                "missing",
                "kafka_network_socketserver_networkprocessoravgidle_percent");
        add(
                "produce-time",
                "Producers wait a second and more for their acknowledgements.",
                List.of("ProduceTotalTimeMsMean"),
                on,
                "Average",
                OVER,
                1000,
                15,
                "missing",
                "kafka_network_requestmetrics_totaltimems");
    }

    private void add(
            String what,
            String tells,
            List<String> metrics,
            Optional<Integer> broker,
            String statistic,
            String comparison,
            double threshold,
            int minutes,
            String silence,
            String golden) {
        alarms.add(new MskAlarm(
                cluster + broker.map(id -> "-broker" + id).orElse("") + "-" + what,
                tells,
                metrics,
                broker,
                statistic,
                comparison,
                threshold,
                minutes,
                silence,
                golden.isEmpty() ? Optional.empty() : Optional.of(golden)));
    }
}
