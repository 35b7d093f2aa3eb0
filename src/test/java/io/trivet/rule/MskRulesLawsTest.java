package io.trivet.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.gen.Sample;
import io.trivet.problem.Problems;
import io.trivet.stack.Reading;
import io.trivet.stack.StackReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every description of a cluster on MSK, however wrong: one to three values replaced by anything. */
final class MskRulesLawsTest {
    private static final int TRIES = 1500;

    private static final List<Object> ANYTHING = Arrays.asList(
            null,
            "",
            " ",
            "x",
            "x".repeat(300),
            -1,
            0,
            1,
            2,
            61,
            999_999_999,
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
            "10.0.0.1/31",
            "2.8.1",
            "3.6.0",
            "3.9.2",
            "4.2.x",
            "99.99.99",
            "zookeeper",
            "kraft",
            "standard",
            "express",
            "serverless",
            "t3.small",
            "m7g.99xlarge",
            "arn:aws:kms:us-east-1:123456789012:key/",
            "true",
            "false",
            "compact",
            List.of(),
            List.of("us-east-1a"),
            List.of("tls", "scram", "unauthenticated"),
            Map.of(),
            Map.of("a", "b"));

    private static final List<String> PATHS = List.of(
            "name",
            "environment",
            "kafka",
            "kafka.version",
            "kafka.metadata",
            "zones",
            "network.cidr",
            "network.vpc",
            "network.subnets",
            "dns",
            "dns.zone",
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
            "traffic.ingress",
            "traffic.consumerGroups");

    private static final List<String> SETTINGS = List.of(
            "allow.everyone.if.no.acl.found",
            "custom.advertised.listeners",
            "log.cleanup.policy",
            "log.retention.hours",
            "log.retention.ms",
            "log.roll.hours",
            "log.segment.bytes",
            "message.max.bytes",
            "min.insync.replicas",
            "num.io.threads",
            "unclean.leader.election.enable",
            "zookeeper.session.timeout.ms");

    private static Sample right(String type) {
        Map<String, Object> cluster = new LinkedHashMap<>();
        cluster.put("name", "films");
        cluster.put("environment", "prod");
        cluster.put("platform", "msk");
        cluster.put("zones", List.of("us-east-1a", "us-east-1b", "us-east-1c"));
        cluster.put("network", Map.of("cidr", "10.20.0.0/16"));
        cluster.put("msk", Map.of("type", type));
        Sample sample = new Sample(0, "prod-us-east-1", "us-east-1", cluster);
        if (type.equals("serverless")) {
            return sample;
        }
        Sample provisioned = sample.with("kafka.version", "3.9.x")
                .with("kafka.metadata", "kraft")
                .with("brokers.nodes", 6)
                .with("brokers.instance", "m7g.xlarge");
        return type.equals("standard") ? provisioned.with("brokers.volume.size", "1TiB") : provisioned;
    }

    private static Problems problems(Sample sample) {
        try {
            Reading reading = StackReader.read(sample.id(), Optional.of(sample.region()), sample.json(), Path.of("."));
            return reading.description()
                    .map(description -> reading.problems()
                            .and(Rules.check(description))
                            .and(StacksRules.check(List.of(description, description))))
                    .orElse(reading.problems());
        } catch (RuntimeException e) {
            throw new AssertionError(sample.json(), e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard", "express", "serverless"})
    void nothing_that_can_be_written_ends_the_program(String type) {
        Random chance = new Random(type.hashCode());
        for (int i = 0; i < TRIES; i++) {
            Sample wrong = right(type);
            for (int changes = 1 + chance.nextInt(3); changes > 0; changes--) {
                wrong = wrong.with(path(chance), ANYTHING.get(chance.nextInt(ANYTHING.size())));
            }

            assertThat(problems(wrong).list()).allSatisfy(problem -> {
                assertThat(List.of(problem.found(), problem.must(), problem.mend()))
                        .allSatisfy(part -> assertThat(part).isNotBlank().doesNotContain("\n"));
                assertThat(problem.must() + problem.mend()).doesNotContain("null ", "Optional[");
            });
        }
    }

    private static List<String> path(Random chance) {
        String setting = SETTINGS.get(chance.nextInt(SETTINGS.size()));
        return switch (chance.nextInt(6)) {
            case 0 -> List.of("brokers", "settings", setting);
            case 1 -> List.of("topics", "a", "settings", setting.replaceFirst("^log\\.", ""));
            default ->
                new ArrayList<>(List.of(PATHS.get(chance.nextInt(PATHS.size())).split("\\.")));
        };
    }
}
