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
    private final String cluster;
    private final List<MskAlarm> alarms = new ArrayList<>();

    private MskAlarms(String cluster) {
        this.cluster = cluster;
    }

    /** The alarms of a cluster of this name on MSK; none on the partitions of brokers of an unknown type. */
    static List<MskAlarm> of(
            String cluster, MskType type, OnMsk.Level level, Optional<MskInstance> instance, int brokers) {
        MskAlarms made = new MskAlarms(cluster);
        made.ofCluster(type);
        for (int broker = 1; broker <= brokers; broker++) {
            if (type == MskType.STANDARD) {
                made.ofStandardBroker(broker);
            }
            made.ofBroker(broker, instance);
            if (level.compareTo(OnMsk.Level.PER_BROKER) >= 0) {
                made.ofBusyBroker(broker);
            }
        }
        return List.copyOf(made.alarms);
    }

    private void ofCluster(MskType type) {
        add(
                Optional.empty(),
                "controller",
                "No controller is active: no leader is elected, and nothing of the cluster changes.",
                List.of("ActiveControllerCount"),
                new Limit("Maximum", "LessThanThreshold", 1, 3, "breaching"),
                "kafka_controller_kafkacontroller_activecontrollercount");
        if (type == MskType.STANDARD) {
            add(
                    Optional.empty(),
                    "offline-partitions",
                    "Partitions without a leader: they can be neither written nor read.",
                    List.of("OfflinePartitionsCount"),
                    Limit.over(0, 1),
                    "kafka_controller_kafkacontroller_offlinepartitionscount");
        }
    }

    private void ofStandardBroker(int broker) {
        add(
                broker,
                "under-replicated",
                "Partitions of this leader lack a replica for longer than a restart takes.",
                "UnderReplicatedPartitions",
                Limit.over(0, 15),
                "kafka_server_replicamanager_underreplicatedpartitions");
        add(
                broker,
                "under-min-isr",
                "Partitions of this leader have fewer replicas in sync than min.insync.replicas: acks=all writes fail.",
                "UnderMinIsrPartitionCount",
                Limit.over(0, 3),
                "kafka_server_replicamanager_underminisrpartitioncount");
        add(
                broker,
                "disk",
                "The volume fills up. Shorten retention or grow brokers.volume.size; a full volume stops the broker.",
                "KafkaDataLogsDiskUsed",
                Limit.over(85, 5),
                "");
        add(
                broker,
                "heap",
                "The heap is full after collection; too many partitions or transactional ids.",
                "HeapMemoryAfterGC",
                Limit.over(60, 15),
                "");
    }

    private void ofBroker(int broker, Optional<MskInstance> instance) {
        add(
                Optional.of(broker),
                "cpu",
                "Above 60 %, what is left does not carry the load of a broker that restarts.",
                List.of("CpuUser", "CpuSystem"),
                Limit.averageOver(60),
                "");
        instance.ifPresent(known -> add(
                broker,
                "partitions",
                "More replicas than AWS recommends for " + known.name() + "; from " + known.maxPartitions()
                        + " on, MSK refuses changes.",
                "PartitionCount",
                Limit.over(known.recommendedPartitions(), 15),
                "kafka_server_replicamanager_partitioncount"));
        add(
                broker,
                "connections",
                "A broker takes " + MskQuotas.IAM_CONNECTIONS + " connections with IAM, and refuses those beyond.",
                "ClientConnectionCount",
                Limit.over(MskQuotas.IAM_CONNECTIONS * 0.9, 5),
                "");
    }

    private void ofBusyBroker(int broker) {
        add(
                broker,
                "request-handlers",
                "The threads that serve requests are hardly ever idle: requests wait in the queue.",
                "RequestHandlerAvgIdlePercent",
                Limit.averageUnder(0.3),
                "kafka_server_kafkarequesthandlerpool_requesthandleravgidle_percent");
        add(
                broker,
                "network-threads",
                "The threads that read and write sockets are hardly ever idle.",
                "NetworkProcessorAvgIdlePercent",
                Limit.averageUnder(0.3),
                "kafka_network_socketserver_networkprocessoravgidle_percent");
        add(
                broker,
                "produce-time",
                "Producers wait a second and more for their acknowledgements.",
                "ProduceTotalTimeMsMean",
                Limit.averageOver(1000),
                "kafka_network_requestmetrics_totaltimems");
    }

    /**
     * When a metric is wrong.
     *
     * @param statistic of each minute
     * @param comparison as CloudWatch spells it
     * @param minutes for which it must be wrong
     * @param silence what no data means, as CloudWatch spells it
     */
    private record Limit(String statistic, String comparison, double threshold, int minutes, String silence) {
        static Limit over(double threshold, int minutes) {
            return new Limit("Maximum", "GreaterThanThreshold", threshold, minutes, "missing");
        }

        static Limit averageOver(double threshold) {
            return new Limit("Average", "GreaterThanThreshold", threshold, 15, "missing");
        }

        static Limit averageUnder(double threshold) {
            return new Limit("Average", "LessThanThreshold", threshold, 15, "missing");
        }
    }

    private void add(int broker, String what, String tells, String metric, Limit limit, String golden) {
        add(Optional.of(broker), what, tells, List.of(metric), limit, golden);
    }

    private void add(
            Optional<Integer> broker, String what, String tells, List<String> metrics, Limit limit, String golden) {
        alarms.add(new MskAlarm(
                cluster + broker.map(id -> "-broker" + id).orElse("") + "-" + what,
                tells,
                metrics,
                broker,
                limit.statistic(),
                limit.comparison(),
                limit.threshold(),
                limit.minutes(),
                limit.silence(),
                golden.isEmpty() ? Optional.empty() : Optional.of(golden)));
    }
}
