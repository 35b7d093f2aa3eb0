package io.trivet.process;

import static io.trivet.process.GoldenMetric.Kind.COUNTER;
import static io.trivet.process.GoldenMetric.Kind.GAUGE;
import static io.trivet.process.GoldenMetric.Kind.QUANTILES;
import static io.trivet.process.GoldenMetric.Kind.STATE;
import static io.trivet.process.GoldenMetric.Process.BROKER_WITH_KRAFT;
import static io.trivet.process.GoldenMetric.Process.BROKER_WITH_ZOOKEEPER;
import static io.trivet.process.GoldenMetric.Process.CONTROLLER;
import static io.trivet.process.GoldenMetric.Process.ZOOKEEPER_SERVER;
import static io.trivet.process.GoldenMetric.Since.MEMBER;
import static io.trivet.process.GoldenMetric.Since.START;

import io.trivet.process.GoldenMetric.Kind;
import io.trivet.process.GoldenMetric.Process;
import io.trivet.process.GoldenMetric.Since;
import java.util.List;
import java.util.Locale;

/**
 * The catalogue of golden metrics, one a row.
 *
 * <p>No bean of a single partition or topic is here: with 10,000 replicas on a broker such beans make a scrape take six
 * seconds where these take 0.2. What partitions need is in the counts by broker; their names come from Kafka's Admin
 * API.
 *
 * <p>Every row is on the beans of Kafka 3.9.2 and, where it has KRaft, of 4.3.1; of ZooKeeper 3.9.5. Rows of one
 * version only, such as those of a migration, are left out.
 *
 * <p>Source: https://kafka.apache.org/39/documentation/#monitoring,
 * https://zookeeper.apache.org/doc/r3.9.5/zookeeperJMX.html
 */
final class GoldenMetrics {
    private static final List<Process> BROKERS = List.of(BROKER_WITH_ZOOKEEPER, BROKER_WITH_KRAFT);
    private static final List<Process> KAFKA = List.of(CONTROLLER, BROKER_WITH_ZOOKEEPER, BROKER_WITH_KRAFT);
    private static final List<Process> KRAFT = List.of(CONTROLLER, BROKER_WITH_KRAFT);
    /** Where the active controller may be. */
    private static final List<Process> CONTROLLERS = List.of(CONTROLLER, BROKER_WITH_ZOOKEEPER);

    private static final String CONTROLLER_BEAN = "kafka.controller:type=KafkaController,name=";
    private static final String REPLICAS = "kafka.server:type=ReplicaManager,name=";
    private static final String TRAFFIC = "kafka.server:type=BrokerTopicMetrics,name=";
    private static final String REQUESTS = "kafka.network:type=RequestMetrics,name=";
    private static final String REQUEST_KINDS = ",request={Produce|FetchConsumer|FetchFollower}";
    private static final String PERCENTILES = "{50|99|999}thPercentile";
    private static final String RAFT = "kafka.server:type=raft-metrics";
    private static final String METADATA = "kafka.server:type=broker-metadata-metrics";
    private static final String SESSION = "kafka.server:type=SessionExpireListener,name=";
    private static final String ENSEMBLE = "org.apache.ZooKeeperService:name0=ReplicatedServer_id*";
    private static final String PEER = ENSEMBLE + ",name1=replica.*";
    private static final String SERVING = PEER + ",name2=*";
    private static final String TREE = SERVING + ",name3=InMemoryDataTree";

    static final List<GoldenMetric> ALL = List.of(
            // Can the cluster be read and written?
            row(
                    "kafka_controller_kafkacontroller_offlinepartitionscount",
                    GAUGE,
                    CONTROLLER_BEAN + "OfflinePartitionsCount",
                    "Value",
                    CONTROLLERS,
                    "Partitions without a leader, which can be neither read nor written; the active controller counts."),
            row(
                    "kafka_controller_kafkacontroller_activecontrollercount",
                    GAUGE,
                    CONTROLLER_BEAN + "ActiveControllerCount",
                    "Value",
                    CONTROLLERS,
                    "1 on the active controller; the sum over a cluster is 1."),
            row(
                    "kafka_server_replicamanager_underminisrpartitioncount",
                    GAUGE,
                    REPLICAS + "UnderMinIsrPartitionCount",
                    "Value",
                    BROKERS,
                    "Partitions led here that refuse writes with acks=all: fewer replicas in sync than min.insync.replicas."),
            row(
                    "kafka_server_replicamanager_atminisrpartitioncount",
                    GAUGE,
                    REPLICAS + "AtMinIsrPartitionCount",
                    "Value",
                    BROKERS,
                    "Partitions led here that would refuse writes if one more replica were lost."),
            row(
                    "kafka_server_replicamanager_underreplicatedpartitions",
                    GAUGE,
                    REPLICAS + "UnderReplicatedPartitions",
                    "Value",
                    BROKERS,
                    "Partitions led here of which a replica is not in sync."),
            row(
                    "kafka_server_replicamanager_offlinereplicacount",
                    GAUGE,
                    REPLICAS + "OfflineReplicaCount",
                    "Value",
                    BROKERS,
                    "Replicas of this broker that lie on a failed disk."),
            row(
                    "kafka_log_logmanager_offlinelogdirectorycount",
                    GAUGE,
                    "kafka.log:type=LogManager,name=OfflineLogDirectoryCount",
                    "Value",
                    BROKERS,
                    "Log directories that failed."),
            row(
                    "kafka_controller_controllerstats_uncleanleaderelections_total",
                    COUNTER,
                    "kafka.controller:type=ControllerStats,name=UncleanLeaderElectionsPerSec",
                    "Count",
                    CONTROLLERS,
                    "Elections of a leader that was not in sync: acknowledged records may be lost."),
            row(
                    "kafka_server_kafkaserver_brokerstate",
                    GAUGE,
                    "kafka.server:type=KafkaServer,name=BrokerState",
                    "Value",
                    BROKERS,
                    "1 starting, 2 recovering its logs, 3 running, 6 handing over its leaderships, 7 stopping."),

            // Do the replicas keep up?
            row(
                    "kafka_server_replicamanager_isrshrinks_total",
                    COUNTER,
                    REPLICAS + "IsrShrinksPerSec",
                    "Count",
                    BROKERS,
                    "Replicas that fell out of sync, seen by their leaders here."),
            row(
                    "kafka_server_replicamanager_isrexpands_total",
                    COUNTER,
                    REPLICAS + "IsrExpandsPerSec",
                    "Count",
                    BROKERS,
                    "Replicas that came back in sync."),
            row(
                    "kafka_server_replicamanager_failedisrupdates_total",
                    COUNTER,
                    REPLICAS + "FailedIsrUpdatesPerSec",
                    "Count",
                    BROKERS,
                    "Changes of in-sync replicas that the controller did not accept."),
            row(
                    "kafka_server_replicafetchermanager_maxlag",
                    GAUGE,
                    "kafka.server:type=ReplicaFetcherManager,name=MaxLag,clientId=Replica",
                    "Value",
                    BROKERS,
                    "Records by which the worst follower here is behind its leader."),
            row(
                    "kafka_server_replicamanager_leadercount",
                    GAUGE,
                    REPLICAS + "LeaderCount",
                    "Value",
                    BROKERS,
                    "Partitions led here; far from the average is skew."),
            row(
                    "kafka_server_replicamanager_partitioncount",
                    GAUGE,
                    REPLICAS + "PartitionCount",
                    "Value",
                    BROKERS,
                    "Replicas held here."),
            row(
                    "kafka_controller_kafkacontroller_preferredreplicaimbalancecount",
                    GAUGE,
                    CONTROLLER_BEAN + "PreferredReplicaImbalanceCount",
                    "Value",
                    CONTROLLERS,
                    "Partitions led by another than their preferred replica; the active controller counts."),
            row(
                    "kafka_controller_kafkacontroller_globaltopiccount",
                    GAUGE,
                    CONTROLLER_BEAN + "GlobalTopicCount",
                    "Value",
                    CONTROLLERS,
                    "Topics of the cluster; the active controller counts."),
            row(
                    "kafka_controller_kafkacontroller_globalpartitioncount",
                    GAUGE,
                    CONTROLLER_BEAN + "GlobalPartitionCount",
                    "Value",
                    CONTROLLERS,
                    "Partitions of the cluster; the active controller counts."),

            // Is there headroom?
            row(
                    "kafka_server_kafkarequesthandlerpool_requesthandleravgidle_percent",
                    GAUGE,
                    "kafka.server:type=KafkaRequestHandlerPool,name=RequestHandlerAvgIdlePercent",
                    // The mean rate of stock rules is that since the start of the process, which hides an overload.
                    "OneMinuteRate",
                    KAFKA,
                    "Share of time in which request handlers were idle, 0 to 1, over the last minute."),
            row(
                    "kafka_network_socketserver_networkprocessoravgidle_percent",
                    GAUGE,
                    "kafka.network:type=SocketServer,name=NetworkProcessorAvgIdlePercent",
                    "Value",
                    KAFKA,
                    "Share of time in which network threads were idle, 0 to 1."),
            row(
                    "kafka_network_requestchannel_requestqueuesize",
                    GAUGE,
                    "kafka.network:type=RequestChannel,name=RequestQueueSize",
                    "Value",
                    KAFKA,
                    "Requests that wait for a handler; at queued.max.requests the network threads stop reading."),
            row(
                    "kafka_server_brokertopicmetrics_bytesin_total",
                    COUNTER,
                    TRAFFIC + "BytesInPerSec",
                    "Count",
                    BROKERS,
                    "Bytes that producers wrote."),
            row(
                    "kafka_server_brokertopicmetrics_bytesout_total",
                    COUNTER,
                    TRAFFIC + "BytesOutPerSec",
                    "Count",
                    BROKERS,
                    "Bytes that consumers read."),
            row(
                    "kafka_server_brokertopicmetrics_messagesin_total",
                    COUNTER,
                    TRAFFIC + "MessagesInPerSec",
                    "Count",
                    BROKERS,
                    "Records that producers wrote."),
            row(
                    "kafka_server_brokertopicmetrics_replicationbytesin_total",
                    COUNTER,
                    TRAFFIC + "ReplicationBytesInPerSec",
                    "Count",
                    BROKERS,
                    "Bytes that followers here copied from leaders elsewhere."),
            row(
                    "kafka_server_brokertopicmetrics_replicationbytesout_total",
                    COUNTER,
                    TRAFFIC + "ReplicationBytesOutPerSec",
                    "Count",
                    BROKERS,
                    "Bytes that followers elsewhere copied from leaders here."),
            row(
                    "kafka_server_brokertopicmetrics_reassignmentbytesin_total",
                    COUNTER,
                    TRAFFIC + "ReassignmentBytesInPerSec",
                    "Count",
                    BROKERS,
                    "Bytes copied to here by reassignments."),
            row(
                    "kafka_server_brokertopicmetrics_reassignmentbytesout_total",
                    COUNTER,
                    TRAFFIC + "ReassignmentBytesOutPerSec",
                    "Count",
                    BROKERS,
                    "Bytes copied from here by reassignments."),
            row(
                    "kafka_server_brokertopicmetrics_totalproducerequests_total",
                    COUNTER,
                    TRAFFIC + "TotalProduceRequestsPerSec",
                    "Count",
                    BROKERS,
                    "Produce requests, by partition."),
            row(
                    "kafka_server_brokertopicmetrics_failedproducerequests_total",
                    COUNTER,
                    TRAFFIC + "FailedProduceRequestsPerSec",
                    "Count",
                    BROKERS,
                    "Produce requests that failed, by partition."),
            row(
                    "kafka_server_brokertopicmetrics_totalfetchrequests_total",
                    COUNTER,
                    TRAFFIC + "TotalFetchRequestsPerSec",
                    "Count",
                    BROKERS,
                    "Fetch requests of consumers and followers, by partition."),
            row(
                    "kafka_server_brokertopicmetrics_failedfetchrequests_total",
                    COUNTER,
                    TRAFFIC + "FailedFetchRequestsPerSec",
                    "Count",
                    BROKERS,
                    "Fetch requests that failed, by partition."),

            // How long do requests take, and where? The part that grows names the cause.
            time("TotalTimeMs", "Milliseconds from the arrival of a request to its answer: the sum of the parts."),
            time("RequestQueueTimeMs", "Milliseconds in the request queue: too few handler threads."),
            time("LocalTimeMs", "Milliseconds at the leader itself: disk, page cache, compression."),
            time("RemoteTimeMs", "Milliseconds of waiting for followers, or for records to fetch."),
            time("ResponseQueueTimeMs", "Milliseconds in the response queue: too few network threads."),
            time("ResponseSendTimeMs", "Milliseconds of sending the answer: network, or a slow client."),
            row(
                    "kafka_log_logflushstats_logflushrateandtimems",
                    QUANTILES,
                    "kafka.log:type=LogFlushStats,name=LogFlushRateAndTimeMs",
                    PERCENTILES,
                    // A broker with ZooKeeper has the bean only once it rolled its first segment.
                    KRAFT,
                    "Milliseconds of a flush to disk: on a controller of every change of metadata, on a broker of a new segment."),

            // The controller.
            row(
                    "kafka_controller_controllereventmanager_eventqueuetimems",
                    QUANTILES,
                    "kafka.controller:type=ControllerEventManager,name=EventQueueTimeMs",
                    PERCENTILES,
                    CONTROLLERS,
                    "Milliseconds that an event waits for the controller: elections are late by as much."),
            row(
                    "kafka_controller_kafkacontroller_activebrokercount",
                    GAUGE,
                    CONTROLLER_BEAN + "ActiveBrokerCount",
                    "Value",
                    List.of(CONTROLLER),
                    "Brokers that are registered and serve."),
            row(
                    "kafka_controller_kafkacontroller_fencedbrokercount",
                    GAUGE,
                    CONTROLLER_BEAN + "FencedBrokerCount",
                    "Value",
                    List.of(CONTROLLER),
                    "Brokers that are registered and do not serve."),
            row(
                    "kafka_controller_kafkacontroller_metadataerrorcount",
                    GAUGE,
                    CONTROLLER_BEAN + "MetadataErrorCount",
                    "Value",
                    List.of(CONTROLLER),
                    "Errors of this controller while it applied metadata: any is a fault."),
            row(
                    "kafka_controller_kafkacontroller_lastappliedrecordlagms",
                    GAUGE,
                    CONTROLLER_BEAN + "LastAppliedRecordLagMs",
                    "Value",
                    List.of(CONTROLLER),
                    "Milliseconds by which this controller is behind the metadata log."),
            row(
                    "kafka_controller_kafkacontroller_timedoutbrokerheartbeat_total",
                    COUNTER,
                    CONTROLLER_BEAN + "TimedOutBrokerHeartbeatCount",
                    "Value",
                    List.of(CONTROLLER),
                    "Heartbeats of brokers that came too late: their brokers were fenced."),
            row(
                    "kafka_controller_kafkacontroller_newactivecontrollers_total",
                    COUNTER,
                    CONTROLLER_BEAN + "NewActiveControllersCount",
                    "Value",
                    List.of(CONTROLLER),
                    "Changes of the active controller that this node saw."),
            row(
                    "kafka_controller_kafkacontroller_eventqueueoperationstimedout_total",
                    COUNTER,
                    CONTROLLER_BEAN + "EventQueueOperationsTimedOutCount",
                    "Value",
                    List.of(CONTROLLER),
                    "Operations that the controller did not reach in time."),

            // The metadata quorum, as voters and as brokers see it.
            row(
                    "kafka_server_raftmetrics_current_state",
                    STATE,
                    RAFT,
                    "current-state",
                    KRAFT,
                    "What this node is in the quorum: leader, follower, candidate, unattached, or observer, as brokers are."),
            row(
                    "kafka_server_raftmetrics_current_leader",
                    GAUGE,
                    RAFT,
                    "current-leader",
                    KRAFT,
                    "Id of the leader of the quorum, -1 if unknown."),
            row(
                    "kafka_server_raftmetrics_current_epoch",
                    GAUGE,
                    RAFT,
                    "current-epoch",
                    KRAFT,
                    "Epoch of the quorum; it grows by one or more with every election."),
            row(
                    "kafka_server_raftmetrics_high_watermark",
                    GAUGE,
                    RAFT,
                    "high-watermark",
                    KRAFT,
                    "Offset up to which metadata is committed; it moves twice a second even when nothing changes."),
            row(
                    "kafka_server_raftmetrics_log_end_offset",
                    GAUGE,
                    RAFT,
                    "log-end-offset",
                    KRAFT,
                    "Offset up to which this node holds metadata."),
            row(
                    "kafka_server_raftmetrics_number_unknown_voter_connections",
                    GAUGE,
                    RAFT,
                    "number-unknown-voter-connections",
                    KRAFT,
                    "Voters whose address this node does not know."),
            row(
                    "kafka_server_raftmetrics_commit_latency_avg",
                    GAUGE,
                    RAFT,
                    "commit-latency-avg",
                    List.of(CONTROLLER),
                    "Milliseconds to commit metadata, on the leader; NaN elsewhere."),
            row(
                    "kafka_server_raftmetrics_election_latency_avg",
                    GAUGE,
                    RAFT,
                    "election-latency-avg",
                    List.of(CONTROLLER),
                    "Milliseconds to elect a leader, in the last minute; NaN without an election."),
            row(
                    "kafka_server_raftmetrics_append_records_rate",
                    GAUGE,
                    RAFT,
                    "append-records-rate",
                    List.of(CONTROLLER),
                    "Records of metadata that the leader appends in a second."),
            row(
                    "kafka_server_brokermetadatametrics_last_applied_record_lag_ms",
                    GAUGE,
                    METADATA,
                    "last-applied-record-lag-ms",
                    List.of(BROKER_WITH_KRAFT),
                    "Milliseconds by which this broker is behind the metadata log."),
            row(
                    "kafka_server_brokermetadatametrics_metadata_load_error_count",
                    GAUGE,
                    METADATA,
                    "metadata-load-error-count",
                    List.of(BROKER_WITH_KRAFT),
                    "Errors of this broker while it read metadata: any is a fault."),
            row(
                    "kafka_server_brokermetadatametrics_metadata_apply_error_count",
                    GAUGE,
                    METADATA,
                    "metadata-apply-error-count",
                    List.of(BROKER_WITH_KRAFT),
                    "Errors of this broker while it applied metadata: any is a fault."),

            // ZooKeeper, as brokers see it.
            row(
                    "kafka_server_sessionexpirelistener_sessionstate",
                    STATE,
                    SESSION + "SessionState",
                    "Value",
                    List.of(BROKER_WITH_ZOOKEEPER),
                    "State of the session with ZooKeeper; anything but CONNECTED is trouble."),
            row(
                    "kafka_server_sessionexpirelistener_zookeeperexpires_total",
                    COUNTER,
                    SESSION + "ZooKeeperExpiresPerSec",
                    "Count",
                    List.of(BROKER_WITH_ZOOKEEPER),
                    "Sessions that expired: each took the broker out of the cluster for a while."),
            row(
                    "kafka_server_sessionexpirelistener_zookeeperdisconnects_total",
                    COUNTER,
                    SESSION + "ZooKeeperDisconnectsPerSec",
                    "Count",
                    List.of(BROKER_WITH_ZOOKEEPER),
                    "Connections to ZooKeeper that were lost."),
            row(
                    "kafka_server_zookeeperclientmetrics_zookeeperrequestlatencyms",
                    QUANTILES,
                    "kafka.server:type=ZooKeeperClientMetrics,name=ZooKeeperRequestLatencyMs",
                    PERCENTILES,
                    List.of(BROKER_WITH_ZOOKEEPER),
                    "Milliseconds that ZooKeeper takes to answer this broker."),

            // ZooKeeper itself. Beans carry the id of the server, and whether it leads or follows: neither is exported.
            zooKeeper("zookeeper_quorumsize", GAUGE, ENSEMBLE, "QuorumSize", START, "Servers of the ensemble."),
            zooKeeper(
                    "zookeeper_state",
                    STATE,
                    PEER,
                    "State",
                    START,
                    "What this server does: leading, following, or leaderelection, in which it serves nobody."),
            zooKeeper(
                    "zookeeper_avgrequestlatency",
                    GAUGE,
                    SERVING,
                    "AvgRequestLatency",
                    MEMBER,
                    "Milliseconds to answer a request, on average since this server leads or follows."),
            zooKeeper(
                    "zookeeper_maxrequestlatency",
                    GAUGE,
                    SERVING,
                    "MaxRequestLatency",
                    MEMBER,
                    "Milliseconds of the slowest request since this server leads or follows."),
            zooKeeper(
                    "zookeeper_outstandingrequests",
                    GAUGE,
                    SERVING,
                    "OutstandingRequests",
                    MEMBER,
                    "Requests that wait; above ten the server is overloaded or its disk is slow."),
            zooKeeper(
                    "zookeeper_numaliveconnections",
                    GAUGE,
                    SERVING,
                    "NumAliveConnections",
                    MEMBER,
                    "Clients that are connected to this server."),
            zooKeeper(
                    "zookeeper_fsyncthresholdexceed_total",
                    COUNTER,
                    SERVING,
                    "FsyncThresholdExceedCount",
                    MEMBER,
                    "Flushes of the log that took longer than fsync.warningthresholdms."),
            zooKeeper(
                    "zookeeper_electiontimetaken",
                    GAUGE,
                    SERVING,
                    "ElectionTimeTaken",
                    MEMBER,
                    "Milliseconds that the last election took."),
            zooKeeper("zookeeper_nodecount", GAUGE, TREE, "NodeCount", MEMBER, "Nodes of the tree."),
            zooKeeper("zookeeper_watchcount", GAUGE, TREE, "WatchCount", MEMBER, "Watches of clients of this server."));

    private GoldenMetrics() {}

    private static GoldenMetric row(
            String name, Kind kind, String bean, String attribute, List<Process> on, String tells) {
        return new GoldenMetric(name, kind, bean, attribute, on, START, tells);
    }

    private static GoldenMetric time(String part, String tells) {
        return row(
                "kafka_network_requestmetrics_" + part.toLowerCase(Locale.ROOT),
                QUANTILES,
                REQUESTS + part + REQUEST_KINDS,
                PERCENTILES,
                BROKERS,
                tells);
    }

    private static GoldenMetric zooKeeper(
            String name, Kind kind, String bean, String attribute, Since since, String tells) {
        return new GoldenMetric(name, kind, bean, attribute, List.of(ZOOKEEPER_SERVER), since, tells);
    }
}
