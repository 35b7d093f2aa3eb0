package io.trivet.gen;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Two hundred valid descriptions, the same in every run: all versions and metadata modes, 1 to 7 voters, 1 to 300
 * brokers, every size of network, and whatever may be left out present or absent.
 */
public final class Samples {
    private static final long COUNT = Long.getLong("samples", 200);
    private static final List<String> REGIONS = List.of("us-east-1", "eu-west-1", "ap-southeast-2", "sa-east-1");
    private static final List<String> ENVIRONMENTS = List.of("dev", "test", "staging", "prod", "prod-blue");

    /** Names of which YAML could make something else than text. */
    private static final List<String> ODD_NAMES = List.of("no", "on", "12e3", "0x1f", "007", "1-2", "true", "3");

    private static final List<String> INSTANCES =
            List.of("m7g.large", "m7g.xlarge", "r6i.2xlarge", "c7gn.4xlarge", "i4i.large", "t4g.medium", "m5.24xlarge");

    private final Random random;

    private Samples(Random random) {
        this.random = random;
    }

    /** All of them, or the one that {@code -Dseed} names. */
    static Stream<Sample> all() {
        Long one = Long.getLong("seed");
        return (one == null ? LongStream.rangeClosed(1, COUNT) : LongStream.of(one)).mapToObj(Samples::of);
    }

    /** The sample of a seed. */
    public static Sample of(long seed) {
        Random random = new Random(seed);
        // The first numbers of neighbouring seeds are nearly equal.
        random.longs(10).forEach(skipped -> {});
        return new Samples(random).sample(seed);
    }

    private Sample sample(long seed) {
        String region = one(REGIONS);
        String environment = one(ENVIRONMENTS);
        boolean zooKeeper = random.nextBoolean();
        int any = switch (random.nextInt(24)) {
            case 0 -> 100 + random.nextInt(200);
            case 1, 2, 3, 4, 5 -> 1 + random.nextInt(60);
            case 6 -> 1 + random.nextInt(2);
            default -> 3 + random.nextInt(10);
        };
        int brokers = environment.startsWith("prod") ? Math.max(3, any) : any;
        Map<String, Object> cluster = new LinkedHashMap<>();
        cluster.put("name", random.nextInt(8) == 0 ? one(ODD_NAMES) : label(20));
        cluster.put("environment", environment);
        cluster.put("platform", "ec2");
        Map<String, Object> kafka = new LinkedHashMap<>();
        kafka.put("version", zooKeeper || random.nextBoolean() ? "3.9.2" : "4.3.1");
        kafka.put("metadata", zooKeeper ? "zookeeper" : "kraft");
        maybe(kafka, "clusterId", "MkU3OEVBNTcwNTJENDM2Qg");
        cluster.put("kafka", kafka);
        cluster.put("zones", zones(region));
        Map<String, Object> network = new LinkedHashMap<>();
        network.put("cidr", cidr());
        maybe(network, "clients", List.of("10.200.0.0/16", "sg-0123456789abcdef0"));
        if (random.nextInt(4) == 0) {
            Map<String, Object> listener = new LinkedHashMap<>();
            listener.put("port", 9094 + random.nextInt(1000));
            listener.put("clients", List.of("10.201.0.0/16"));
            maybe(listener, "domain", "kafka." + label(8) + ".example.com");
            network.put("listeners", Map.of(label(8), listener));
        }
        cluster.put("network", network);
        Map<String, Object> dns = new LinkedHashMap<>();
        dns.put("zone", label(12) + "." + label(30) + (random.nextBoolean() ? "" : "." + label(8)));
        maybe(dns, "ttl", one(List.of("30s", "45s", "2m", "5m")));
        cluster.put("dns", dns);
        Map<String, Object> voters = role(one(List.of(1, 3, 3, 3, 5, 7)));
        if (zooKeeper) {
            maybe(voters, "version", one(List.of("3.9.3", "3.9.5")));
            maybe(voters, "chroot", one(List.of("/kafka", "/a/b-c/d_e", "/kafka-orders")));
            voters.put("settings", some(zooKeeperSettings()));
        } else {
            maybe(voters, "settings", Map.of("request.timeout.ms", 20_000 + random.nextInt(20_000)));
        }
        cluster.put(zooKeeper ? "zookeeper" : "controllers", voters);
        Map<String, Object> broker = role(brokers);
        if (random.nextInt(4) == 0) {
            broker.put("volumes", 1 + random.nextInt(4));
        }
        broker.put("settings", some(brokerSettings()));
        cluster.put("brokers", broker);
        maybe(cluster, "monitoring", Map.of("tool", "prometheus"));
        cluster.put("topics", topics(brokers));
        maybe(cluster, "clients", clients());
        if (!zooKeeper && brokers >= 3 && random.nextInt(4) == 0) {
            cluster.remove("controllers");
            broker.put("nodes", one(List.of(3, 3, 5)));
            broker.put("controllers", true);
            broker.remove("volumes");
        }
        if (!zooKeeper && random.nextInt(3) == 0) {
            cluster.put("security", security(region, random.nextBoolean()));
            maybe(cluster, "users", users(cluster));
        }
        if (random.nextInt(4) == 0) {
            cluster.put("connect", connect());
        }
        if (!cluster.containsKey("security") && random.nextInt(4) == 0) {
            cluster.put("mirrors", mirrors());
        }
        if (random.nextInt(4) == 0) {
            cluster.put("console", console(String.valueOf(cluster.get("security"))));
        }
        if (random.nextInt(3) == 0) {
            registries(cluster);
        }
        return new Sample(seed, environment + "-" + region, region, cluster);
    }

    private Map<String, Object> console(String security) {
        Map<String, Object> console = new LinkedHashMap<>();
        console.put("kind", one(List.of("akhq", "kafbat")));
        maybe(console, "access", one(List.of("read", "write")));
        if (security.contains("mtls")) {
            maybe(console, "authentication", security.contains("scram") ? one(List.of("mtls", "scram")) : "mtls");
        }
        console.put(
                "login",
                random.nextBoolean()
                        ? Map.of("password", Map.of("user", label(9)))
                        : Map.of(
                                "oidc",
                                Map.of(
                                        "issuer",
                                        "https://" + label(9) + ".example.com",
                                        "clientId",
                                        label(9),
                                        "role",
                                        label(9))));
        return console;
    }

    private Map<String, Object> role(int nodes) {
        Map<String, Object> role = new LinkedHashMap<>();
        role.put("nodes", nodes);
        role.put("instance", one(INSTANCES));
        role.put("volume", volume());
        maybe(role, "heap", one(List.of("512MiB", "1GiB", "1536MiB")));
        if (random.nextInt(4) == 0) {
            role.put("jvmOptions", List.of("-XX:MaxGCPauseMillis=" + (10 + random.nextInt(90)), "-Dcom.example.flag"));
            role.put("logLevels", Map.of(one(List.of("root", "kafka.controller")), one(List.of("WARN", "info"))));
        }
        return role;
    }

    private Map<String, Object> connect() {
        Map<String, Object> connect = role(3 + random.nextInt(4));
        maybe(connect, "clients", List.of("10.202.0.0/16", "sg-0123456789abcdef1"));
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("value.converter.schemas.enable", random.nextBoolean());
        settings.put("offset.flush.interval.ms", 1000 + random.nextInt(60_000));
        settings.put("connector.client.config.override.policy", one(List.of("All", "None", "Principal")));
        settings.put("producer.linger.ms", random.nextInt(100));
        settings.put("consumer.max.poll.records", 1 + random.nextInt(5000));
        settings.put("exactly.once.source.support", one(List.of("disabled", "preparing", "enabled")));
        connect.put("settings", some(settings));
        return connect;
    }

    /** From brokers that no stack describes, since a sample has no other stack beside it. */
    private Map<String, Object> mirrors() {
        Map<String, Object> mirrors = role(3 + random.nextInt(4));
        mirrors.put("alias", "near");
        maybe(mirrors, "exactlyOnce", one(List.of("preparing", "enabled")));
        Map<String, Object> sources = new LinkedHashMap<>();
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
            Map<String, Object> source = new LinkedHashMap<>();
            source.put("bootstrap", List.of(label(9) + ".example.com:9092", "10.210.0.7:9092"));
            source.put("network", "10.210.0.0/16");
            maybe(source, "topics", List.of(label(9), label(9) + "-.*"));
            maybe(source, "groups", List.of(label(9)));
            maybe(source, "names", one(List.of("prefixed", "same")));
            maybe(source, "groupOffsets", random.nextBoolean());
            Map<String, Object> settings = new LinkedHashMap<>();
            settings.put("consumer.max.poll.records", 1 + random.nextInt(5000));
            settings.put("refresh.topics.interval.seconds", 1 + random.nextInt(900));
            settings.put("offset.lag.max", random.nextInt(1000));
            source.put("settings", some(settings));
            sources.put("far-" + label(6), source);
        }
        mirrors.put("sources", sources);
        maybe(mirrors, "settings", Map.of("sync.topic.configs.interval.seconds", 60, "near.producer.linger.ms", 50));
        return mirrors;
    }

    private Map<String, Object> volume() {
        Map<String, Object> volume = new LinkedHashMap<>();
        volume.put("size", one(List.of("200GiB", "1TiB", "1536GiB", "16TiB")));
        if (random.nextBoolean()) {
            volume.put("type", "gp3");
            if (random.nextBoolean()) {
                volume.put("iops", 4000 + random.nextInt(6000));
                volume.put("throughput", 125 + random.nextInt(875) + "MiB/s");
            }
        } else {
            maybe(volume, "type", one(List.of("gp2", "io1", "io2", "sc1", "st1")));
        }
        return volume;
    }

    private Map<String, Object> zooKeeperSettings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("tickTime", one(List.of(2000, 2500, 3000)));
        settings.put("initLimit", 5 + random.nextInt(20));
        settings.put("autopurge.purgeInterval", 1 + random.nextInt(48));
        settings.put("4lw.commands.whitelist", "ruok,srvr");
        settings.put("leaderServes", one(List.of("yes", "no")));
        return settings;
    }

    private Map<String, Object> brokerSettings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("compression.type", "producer");
        settings.put(
                one(List.of("log.retention.ms", "log.retention.minutes")), 700_000_000 + random.nextInt(100_000_000));
        settings.put("log.retention.bytes", 1_000_000_000L * (1 + random.nextInt(5)));
        settings.put("offsets.retention.minutes", 10_080 + random.nextInt(50_000));
        settings.put("num.io.threads", 1 + random.nextInt(64));
        settings.put("num.partitions", 1 + random.nextInt(12));
        settings.put("auto.create.topics.enable", "false");
        settings.put("log.cleaner.io.buffer.load.factor", "0." + (1 + random.nextInt(9)));
        settings.put("replica.fetch.wait.max.ms", 100 + random.nextInt(900));
        settings.put("log.cleanup.policy", one(List.of("delete", "compact,delete")));
        settings.put("max.connections.per.ip.overrides", "10.0.0.1:50,10.0.0.2:60");
        return settings;
    }

    private Map<String, Object> topics(int brokers) {
        Map<String, Object> topics = new LinkedHashMap<>();
        for (int count = random.nextInt(6); count > 0; count--) {
            Map<String, Object> topic = new LinkedHashMap<>();
            maybe(topic, "partitions", 1 + random.nextInt(60));
            if (brokers >= 3) {
                maybe(topic, "replicas", 3);
            }
            Map<String, Object> settings = new LinkedHashMap<>();
            settings.put("retention.ms", 700_000_000 + random.nextInt(100_000_000));
            settings.put("cleanup.policy", one(List.of("delete", "compact")));
            settings.put("min.compaction.lag.ms", random.nextInt(3_600_000));
            maybe(topic, "settings", some(settings));
            topics.put(label(12) + (random.nextBoolean() ? "" : one(List.of(".", "-", "_")) + label(12)), topic);
        }
        return topics;
    }

    /** Applications that ask no more of brokers than any of them keep. */
    private Map<String, Object> clients() {
        Map<String, Object> clients = new LinkedHashMap<>();
        for (int count = random.nextInt(4); count > 0; count--) {
            Map<String, Object> client = new LinkedHashMap<>();
            Map<String, Object> producer = new LinkedHashMap<>();
            producer.put("preset", one(List.of("safe", "fast", "compressing")));
            client.put("producer", producer);
            Map<String, Object> consumer = new LinkedHashMap<>();
            consumer.put("preset", one(List.of("at-least-once", "manual")));
            maybe(consumer, "reset", one(List.of("none", "earliest", "latest")));
            maybe(consumer, "stops", one(List.of("90s", "12h", "7d")));
            maybe(client, "consumer", consumer);
            maybe(client, "library", one(List.of("kafka-clients", "librdkafka")));
            maybe(client, "version", one(List.of("2.1", "2.8.2", "3.9.2", "4.3.1")));
            clients.put(label(20), client);
        }
        return clients;
    }

    /** Two, of which one uses the other. */
    private Map<String, Object> schemas() {
        Map<String, Object> money = new LinkedHashMap<>();
        money.put("file", one(List.of("money.avsc", "schemas/money.json", "../money.proto")));
        maybe(money, "type", one(List.of("avro", "json", "protobuf")));
        maybe(money, "compatibility", one(List.of("none", "backward", "full-transitive")));
        Map<String, Object> reference = new LinkedHashMap<>();
        reference.put("subject", "money");
        maybe(reference, "version", one(List.of(1, 7)));
        Map<String, Object> used = new LinkedHashMap<>(money);
        used.put("references", new LinkedHashMap<>(Map.of("films.Money", reference)));
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("money", money);
        described.put("films.Order", used);
        return described;
    }

    /** Of every kind, each of which any application may name. */
    private void registries(Map<String, Object> cluster) {
        Map<String, Object> glue = new LinkedHashMap<>();
        glue.put("kind", "glue");
        maybe(glue, "name", "films_" + label(9) + one(List.of("$", "#", ".")));
        maybe(glue, "compatibility", one(List.of("none", "backward", "full-all")));
        Map<String, Object> confluent = new LinkedHashMap<>();
        confluent.put("kind", one(List.of("confluent", "karapace")));
        confluent.put(
                "url", "https://" + label(9) + ".example.com" + one(List.of("", "/", ":8081", "/apis/ccompat/v7")));
        maybe(confluent, "login", one(List.of("basic", "token")));
        maybe(confluent, "schemas", schemas());
        Map<String, Object> apicurio = new LinkedHashMap<>();
        apicurio.put("kind", "apicurio");
        apicurio.put("url", "https://" + label(9) + ".example.com" + one(List.of("", "/", ":8443", "/behind/this")));
        maybe(apicurio, "version", one(List.of(2, 3)));
        maybe(apicurio, "login", "basic");
        Map<String, Object> registries = new LinkedHashMap<>();
        registries.put("ours", glue);
        registries.put("theirs", confluent);
        registries.put("others", apicurio);
        cluster.put("registries", registries);
        if (cluster.get("clients") instanceof Map<?, ?> clients) {
            for (Object described : clients.values()) {
                if (described instanceof Map<?, ?> client && random.nextBoolean()) {
                    Map<String, Object> schemas = new LinkedHashMap<>();
                    schemas.put("registry", one(List.of("ours", "theirs", "others")));
                    schemas.put("format", one(List.of("avro", "json", "protobuf")));
                    maybe(schemas, "registers", random.nextBoolean());
                    named(client).putAll(schemas);
                }
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> named(Map<?, ?> map) {
        return (Map<String, Object>) map;
    }

    private static Map<String, Object> security(String region, boolean passwords) {
        Map<String, Object> security = new LinkedHashMap<>();
        security.put("authentication", passwords ? List.of("mtls", "scram") : List.of("mtls"));
        security.put(
                "authority",
                "arn:aws:acm-pca:" + region
                        + ":123456789012:certificate-authority/1234abcd-12ab-34cd-56ef-1234567890ab");
        return security;
    }

    /** One as which the described clients come, and some others. */
    private Map<String, Object> users(Map<String, Object> cluster) {
        boolean passwords = String.valueOf(cluster.get("security")).contains("scram");
        Map<String, Object> users = new LinkedHashMap<>();
        if (cluster.get("clients") instanceof Map<?, ?> clients && !clients.isEmpty()) {
            users.put("applications", Map.of("clients", List.copyOf(clients.keySet())));
        }
        for (int count = random.nextInt(4); count > 0; count--) {
            Map<String, Object> user = new LinkedHashMap<>();
            user.put("topics", Map.of(label(9) + one(List.of("", "-*")), List.of("read", "write")));
            maybe(user, "groups", Map.of(label(9), List.of("read", "describe")));
            maybe(user, "transactions", List.of(label(9) + "-*"));
            Map<String, Object> quotas = new LinkedHashMap<>();
            quotas.put("produce", one(List.of("20MiB/s", "1001B/s")));
            maybe(quotas, "consume", "40MiB/s");
            maybe(quotas, "requestPercent", 1 + random.nextInt(300));
            maybe(user, "quotas", quotas);
            maybe(user, "owned", random.nextBoolean());
            maybe(user, "login", passwords ? one(List.of("mtls", "scram")) : "mtls");
            users.put(label(20), user);
        }
        return users;
    }

    private List<String> zones(String region) {
        List<String> letters = new ArrayList<>(List.of("a", "b", "c", "d", "e", "f"));
        Collections.shuffle(letters, random);
        return letters.subList(0, 3).stream().map(letter -> region + letter).toList();
    }

    private String cidr() {
        int prefix = 16 + random.nextInt(7);
        int size = 1 << (32 - prefix);
        int bits = switch (random.nextInt(4)) {
            case 0 -> 172 << 24 | 16 << 16 | random.nextInt(1 << 20);
            case 1 -> 192 << 24 | 168 << 16 | random.nextInt(1 << 16);
            case 2 -> 100 << 24 | 64 << 16 | random.nextInt(1 << 22);
            default -> 10 << 24 | random.nextInt(1 << 24);
        };
        int first = bits & -size;
        return (first >>> 24) + "." + (first >>> 16 & 255) + "." + (first >>> 8 & 255) + "." + (first & 255) + "/"
                + prefix;
    }

    /** A DNS label of 2 characters or more that begins with a letter. */
    private String label(int longest) {
        StringBuilder label = new StringBuilder();
        label.append((char) ('a' + random.nextInt(26)));
        for (int rest = random.nextInt(longest - 1); rest > 0; rest--) {
            label.append("abcdefghijklmnopqrstuvwxyz0123456789-".charAt(random.nextInt(37)));
        }
        return label.append((char) ('a' + random.nextInt(26))).toString();
    }

    private void maybe(Map<String, Object> map, String key, Object value) {
        if (random.nextBoolean()) {
            map.put(key, value);
        }
    }

    private Map<String, Object> some(Map<String, Object> all) {
        Map<String, Object> chosen = new LinkedHashMap<>();
        all.forEach((key, value) -> maybe(chosen, key, value));
        return chosen;
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
