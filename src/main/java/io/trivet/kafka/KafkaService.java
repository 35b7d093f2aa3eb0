package io.trivet.kafka;

import io.trivet.problem.Words;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who runs Kafka for others, and what a client of each must know. A service that has closed stays: who still has
 * records there must be able to describe it to leave it.
 *
 * <p>Source: copies of the pages in {@link #sources()}, read on {@link #READ}; a copy can be older than its page.
 */
public enum KafkaService {
    CONFLUENT_CLOUD(
            "Confluent Cloud",
            new Connection(
                    List.of(ClientProtocol.SASL_SSL),
                    List.of(SaslMechanism.PLAIN),
                    Authority.PUBLIC,
                    "9092",
                    OwnNames.NONE),
            new TopicLimits(
                    3,
                    3,
                    List.of(
                            "cleanup.policy",
                            "confluent.key.schema.validation",
                            "confluent.key.subject.name.strategy",
                            "confluent.value.schema.validation",
                            "confluent.value.subject.name.strategy",
                            "delete.retention.ms",
                            "max.compaction.lag.ms",
                            "max.message.bytes",
                            "message.timestamp.after.max.ms",
                            "message.timestamp.before.max.ms",
                            "message.timestamp.difference.max.ms",
                            "message.timestamp.type",
                            "min.compaction.lag.ms",
                            "min.insync.replicas",
                            "retention.bytes",
                            "retention.ms",
                            "segment.bytes",
                            "segment.ms")),
            Metrics.EXPORT_OF_THE_SERVICE,
            List.of(new SettingDefault(
                    "client.dns.lookup",
                    "use_all_dns_ips",
                    "the bootstrap name has several addresses; clients before 2.6 would take one",
                    "https://github.com/confluentinc/configuration-templates")),
            List.of(new SettingDefault(
                    "session.timeout.ms",
                    "45000",
                    "a consumer outlives a short break; clients before 3.0 would wait 10 s",
                    "https://github.com/confluentinc/configuration-templates")),
            List.of(
                    "https://docs.confluent.io/cloud/current/topics/manage.html",
                    "https://docs.confluent.io/cloud/current/monitoring/third-party-integration.html",
                    "https://last9.io/docs/integrations/others/confluent-cloud.md",
                    "https://github.com/confluentinc/configuration-templates",
                    "https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_kafka_topic"),
            null),

    AIVEN(
            "Aiven for Apache Kafka",
            new Connection(
                    List.of(ClientProtocol.SASL_SSL, ClientProtocol.SSL),
                    List.of(SaslMechanism.SCRAM_SHA_256, SaslMechanism.SCRAM_SHA_512, SaslMechanism.PLAIN),
                    Authority.OWN,
                    "one of its own for each service, and another one for SASL than for client certificates",
                    OwnNames.NONE),
            new TopicLimits(1, Short.MAX_VALUE, List.of()),
            Metrics.ENDPOINT_OF_THE_CLUSTER,
            List.of(),
            List.of(),
            List.of(
                    "https://aiven.io/docs/products/kafka/howto/kafka-sasl-auth",
                    "https://aiven.io/docs/products/kafka/howto/connect-with-java",
                    "https://aiven.io/docs/products/kafka/howto/configure-custom-domain",
                    "https://aiven.io/docs/platform/howto/integrations/prometheus-metrics"),
            null),

    INSTACLUSTR(
            "Instaclustr for Apache Kafka, of NetApp",
            new Connection(
                    List.of(ClientProtocol.SASL_SSL, ClientProtocol.SASL_PLAINTEXT, ClientProtocol.SSL),
                    List.of(SaslMechanism.SCRAM_SHA_256, SaslMechanism.SCRAM_SHA_512),
                    Authority.OWN,
                    "9092",
                    OwnNames.ON_REQUEST),
            new TopicLimits(1, Short.MAX_VALUE, List.of()),
            Metrics.DISCOVERY_OF_THE_SERVICE,
            List.of(),
            List.of(),
            List.of(
                    "https://github.com/instaclustr/terraform-provider-instaclustr/blob/main/docs/data-sources/kafka_user_v5_instance.md",
                    "https://github.com/instaclustr/terraform-provider-instaclustr/blob/main/docs/data-sources/kafka_cluster_v3_instance.md",
                    "https://www.instaclustr.com/support/api-integrations/api-reference/monitoring-api/"),
            null),

    CLOUDKARAFKA(
            "CloudKarafka, of 84codes",
            new Connection(
                    List.of(ClientProtocol.SASL_SSL),
                    List.of(SaslMechanism.SCRAM_SHA_256),
                    Authority.PUBLIC,
                    "9094",
                    OwnNames.NONE),
            new TopicLimits(1, Short.MAX_VALUE, List.of()),
            Metrics.NONE,
            List.of(),
            List.of(),
            List.of(
                    "https://github.com/CloudKarafka/java-kafka-example",
                    "https://github.com/CloudKarafka",
                    "https://www.cloudkarafka.com/blog/end-of-life-announcement.html"),
            new Closure(
                    LocalDate.of(2025, 1, 27),
                    "Confluent Cloud or brokers of their own; 84codes points to CloudAMQP, which is not Kafka",
                    List.of(
                            "https://www.cloudkarafka.com/blog/end-of-life-announcement.html",
                            "https://github.com/tillkuhn/angkor/issues/522",
                            "https://github.com/vividus-framework/vividus/pull/5697"))),

    UPSTASH(
            "Upstash Kafka",
            new Connection(
                    List.of(ClientProtocol.SASL_SSL),
                    List.of(SaslMechanism.SCRAM_SHA_512, SaslMechanism.SCRAM_SHA_256),
                    Authority.PUBLIC,
                    "9092",
                    OwnNames.NONE),
            new TopicLimits(1, 3, List.of()),
            Metrics.NONE,
            List.of(),
            List.of(),
            List.of(
                    "https://github.com/upstash/docs/blob/main/kafka/howto/connectwithclients.mdx",
                    "https://github.com/upstash/docs/blob/main/kafka/overall/getstarted.mdx"),
            new Closure(
                    LocalDate.of(2025, 3, 11),
                    "Aiven or brokers of their own; Upstash points to its QStash and Workflow, which are not Kafka",
                    List.of(
                            "https://github.com/upstash/docs/blob/main/kafka/overall/getstarted.mdx",
                            "https://upstash.com/blog/workflow-kafka",
                            "https://github.com/cloudflare/cloudflare-docs/issues/25865"))),

    /** Nothing is known but what Kafka itself offers. */
    OTHER(
            "another service",
            new Connection(
                    List.of(
                            ClientProtocol.SASL_SSL,
                            ClientProtocol.SSL,
                            ClientProtocol.SASL_PLAINTEXT,
                            ClientProtocol.PLAINTEXT),
                    List.of(SaslMechanism.SCRAM_SHA_512, SaslMechanism.SCRAM_SHA_256, SaslMechanism.PLAIN),
                    Authority.PUBLIC,
                    "what it says itself, often 9092 to 9094",
                    OwnNames.ON_REQUEST),
            new TopicLimits(1, Short.MAX_VALUE, List.of()),
            Metrics.ENDPOINT_OF_THE_CLUSTER,
            List.of(),
            List.of(),
            List.of("https://kafka.apache.org/39/documentation.html#security"),
            null);

    /** The day on which the pages of all services were read. */
    static final LocalDate READ = LocalDate.of(2026, 11, 22);

    /**
     * How a client connects.
     *
     * @param protocols offered, the one that its documentation recommends first
     * @param mechanisms of SASL offered, the one that its documentation recommends first
     * @param authority who signed the certificates of its brokers
     * @param port on which brokers answer clients, in words
     * @param ownNames whether a broker answers by a name of the customer's
     */
    public record Connection(
            List<ClientProtocol> protocols,
            List<SaslMechanism> mechanisms,
            Authority authority,
            String port,
            OwnNames ownNames) {
        public Connection {
            protocols = List.copyOf(protocols);
            mechanisms = List.copyOf(mechanisms);
        }
    }

    /** Who signed the certificates of brokers. */
    public enum Authority {
        /** One that every Java trusts. */
        PUBLIC,
        /** One of the service, whose certificate clients must be given. */
        OWN
    }

    /**
     * Whether the certificate of a broker can hold a name of the customer's, without which an alias fails under TLS.
     */
    public enum OwnNames {
        NONE,
        /** Where the customer asks for it when the cluster is made. */
        ON_REQUEST
    }

    /**
     * What a service takes for topics.
     *
     * @param leastReplicas of a partition
     * @param mostReplicas of a partition
     * @param settings the only settings that it takes; empty when it takes all of Kafka's
     */
    public record TopicLimits(int leastReplicas, int mostReplicas, List<String> settings) {
        public TopicLimits {
            settings = List.copyOf(settings);
        }

        /** Whether it takes this setting of a topic. */
        public boolean takes(String setting) {
            return settings.isEmpty() || settings.contains(setting);
        }
    }

    /** From where Prometheus reads metrics. */
    public enum Metrics {
        /** Nowhere. */
        NONE,
        /** From one address of the service for all clusters, which wants the id of the cluster. */
        EXPORT_OF_THE_SERVICE,
        /** From nodes that the service lists under an address of the customer's; it wants the id of the cluster too. */
        DISCOVERY_OF_THE_SERVICE,
        /** From an address of the cluster. */
        ENDPOINT_OF_THE_CLUSTER
    }

    /**
     * The end of a service.
     *
     * @param on its last day
     * @param movedTo what its users moved to, in words
     * @param sources who says so
     */
    public record Closure(LocalDate on, String movedTo, List<String> sources) {
        public Closure {
            sources = List.copyOf(sources);
        }
    }

    private final String title;
    private final Connection connection;
    private final TopicLimits topics;
    private final Metrics metrics;
    private final List<SettingDefault> clients;
    private final List<SettingDefault> consumers;
    private final List<String> sources;
    private final @Nullable Closure closure;

    KafkaService(
            String title,
            Connection connection,
            TopicLimits topics,
            Metrics metrics,
            List<SettingDefault> clients,
            List<SettingDefault> consumers,
            List<String> sources,
            @Nullable Closure closure) {
        this.title = title;
        this.connection = connection;
        this.topics = topics;
        this.metrics = metrics;
        this.clients = clients;
        this.consumers = consumers;
        this.sources = sources;
        this.closure = closure;
    }

    /** As a description names it, {@code confluent-cloud}. */
    public String word() {
        return Words.of(this);
    }

    /** As it names itself. */
    public String title() {
        return title;
    }

    public Connection connection() {
        return connection;
    }

    public TopicLimits topics() {
        return topics;
    }

    public Metrics metrics() {
        return metrics;
    }

    /** What its documentation asks of every client, beyond the connection itself. */
    public List<SettingDefault> clients() {
        return clients;
    }

    /** What its documentation asks of consumers besides. */
    public List<SettingDefault> consumers() {
        return consumers;
    }

    /** The pages that say so. */
    List<String> sources() {
        return sources;
    }

    /** Its end; empty for a service that runs. */
    public Optional<Closure> closure() {
        return Optional.ofNullable(closure);
    }
}
