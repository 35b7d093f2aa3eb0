package io.trivet.gen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Descriptions made wrong by chance: one to three values of a right one replaced by anything. */
public final class Wrong {
    private static final List<Object> ANYTHING = Arrays.asList(
            null,
            "",
            " ",
            "x",
            "X_Y",
            "-",
            ".",
            "..",
            "/",
            "a..b",
            "٣",
            "😀",
            "x".repeat(300),
            -1,
            0,
            1,
            2,
            4,
            1000,
            999_999_999,
            "99999999999999999999",
            "9223372036854775807",
            "-9223372036854775808",
            "0B",
            "1B",
            "8191PiB",
            "1B/s",
            "8191PiB/s",
            "0s",
            "99999999999d",
            "0.0.0.0/0",
            "255.255.255.255/32",
            "10.0.0.1/31",
            "3.9.2",
            "4.3.1",
            "5.0.0",
            "zookeeper",
            "kraft",
            "m7g.99xlarge",
            "t4g.nano",
            "gp2",
            "io2",
            "st1",
            "true",
            List.of(),
            List.of("us-east-1a"),
            List.of("a", "a", "a", "a"),
            Map.of(),
            Map.of("a", "b"),
            Map.of("a", List.of("read", "alter-configs")),
            "iam",
            "scram",
            Map.of("secure", "v1:x"),
            61,
            "2.8.1",
            "3.6.0",
            "4.2.x",
            "99.99.99",
            "standard",
            "express",
            "serverless",
            "t3.small",
            "arn:aws:kms:us-east-1:123456789012:key/",
            "false",
            "compact",
            List.of("tls", "scram", "unauthenticated"),
            "3.9.x",
            "plaintext",
            "sasl-plaintext",
            "prod/films/kafka",
            List.of("h:1", "user@h:2"));

    /** Keys of all platforms; most are strange to a description of one of them. */
    private static final List<String> PATHS = List.of(
            "name",
            "environment",
            "kafka",
            "kafka.version",
            "kafka.metadata",
            "zones",
            "network.cidr",
            "network.vpc",
            "network.clients",
            "network.subnets",
            "dns",
            "dns.zone",
            "dns.vpcs",
            "msk.type",
            "msk.authentication",
            "msk.clientEncryption",
            "msk.scram",
            "msk.scram.secrets",
            "msk.certificateAuthorities",
            "msk.kmsKey",
            "msk.level",
            "msk.storage.tiered",
            "msk.storage.autoscaling.max",
            "msk.storage.autoscaling.target",
            "msk.logs",
            "msk.logs.retention",
            "msk.logs.bucket",
            "msk.alarms.topic",
            "msk.access.internet",
            "msk.access.vpcs",
            "msk.access.accounts",
            "msk.names.certificate",
            "brokers",
            "brokers.nodes",
            "brokers.instance",
            "brokers.volume",
            "brokers.volume.size",
            "brokers.volume.throughput",
            "monitoring",
            "topics.a.partitions",
            "topics.a.replicas",
            "users",
            "users.a",
            "users.a.topics",
            "users.a.groups",
            "users.a.transactions",
            "users.a.quotas",
            "users.a.owned",
            "users.a.login",
            "traffic.ingress",
            "traffic.consumerGroups",
            "extra",
            "extends",
            "brokers.extra",
            "brokers.heap",
            "brokers.image",
            "kafka.clusterId",
            "kafka.archive.url",
            "network.egress",
            "image",
            "rollout.by",
            "tags.a",
            "external.service",
            "external.bootstrap",
            "external.protocol",
            "external.mechanism",
            "external.credentials",
            "external.credentials.secret",
            "external.ca",
            "external.cluster",
            "external.metrics",
            "external.alias",
            "dns.ttl",
            "dns.zoneId");

    /** Settings of which rules make numbers. */
    private static final List<String> SETTINGS = List.of(
            "min.insync.replicas",
            "default.replication.factor",
            "transaction.state.log.min.isr",
            "log.retention.ms",
            "log.retention.hours",
            "log.retention.bytes",
            "log.roll.ms",
            "message.max.bytes",
            "replica.fetch.max.bytes",
            "replica.fetch.wait.max.ms",
            "zookeeper.session.timeout.ms",
            "broker.session.timeout.ms",
            "offsets.retention.minutes",
            "advertised.listeners",
            "ssl.key.password",
            "allow.everyone.if.no.acl.found",
            "custom.advertised.listeners",
            "log.cleanup.policy",
            "log.roll.hours",
            "log.segment.bytes",
            "num.io.threads",
            "unclean.leader.election.enable");

    private Wrong() {}

    public static Sample of(Sample right, Random chance) {
        Sample wrong = right;
        for (int changes = 1 + chance.nextInt(3); changes > 0; changes--) {
            wrong = wrong.with(path(right, chance), ANYTHING.get(chance.nextInt(ANYTHING.size())));
        }
        return wrong;
    }

    private static List<String> path(Sample sample, Random chance) {
        String setting = SETTINGS.get(chance.nextInt(SETTINGS.size()));
        return switch (chance.nextInt(6)) {
            case 0 -> List.of("brokers", "settings", setting);
            case 1 -> List.of("topics", "a", "settings", setting.replaceFirst("^log\\.", ""));
            case 2, 3 -> {
                List<List<String>> own = new ArrayList<>();
                collect(List.of(), sample.cluster(), own);
                yield own.get(chance.nextInt(own.size()));
            }
            default -> List.of(PATHS.get(chance.nextInt(PATHS.size())).split("\\."));
        };
    }

    private static void collect(List<String> parent, Map<?, ?> map, List<List<String>> paths) {
        map.forEach((key, value) -> {
            List<String> path = new ArrayList<>(parent);
            path.add(key.toString());
            paths.add(path);
            if (value instanceof Map<?, ?> inner) {
                collect(path, inner, paths);
            }
        });
    }
}
