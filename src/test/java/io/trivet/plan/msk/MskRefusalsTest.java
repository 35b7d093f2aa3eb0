package io.trivet.plan.msk;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.cost.Prices;
import io.trivet.rule.Rules;
import io.trivet.show.Colour;
import io.trivet.show.Comparison;
import io.trivet.show.DeltaText;
import io.trivet.show.ProblemText;
import io.trivet.stack.MskDescription;
import io.trivet.stack.Reading;
import io.trivet.stack.StackReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a live cluster on MSK cannot take, with its full text. */
final class MskRefusalsTest {
    private static final Path FILE = Path.of("Pulumi.msk.yaml");
    private static final String BEFORE = """
            config:
              aws:region: us-east-1
              trivet:cluster:
                platform: msk
                name: films
                environment: prod
                zones: [us-east-1a, us-east-1b, us-east-1c]
                network: {cidr: 10.60.0.0/16}
                kafka: {version: 3.9.x, metadata: zookeeper}
                msk: {type: standard, authentication: [iam]}
                brokers: {nodes: 6, instance: m7g.xlarge, volume: {size: 1TiB}}
                topics: {views: {partitions: 36}}
            """;

    @Test
    void a_name_a_network_and_zones_stay() {
        assertThat(told("name: films", "name: movies")).isEqualTo("""
                error cluster-name-changed  Pulumi.msk.yaml:5:11  name
                  was movies but it must stay films: MSK cannot change it, and Pulumi would delete the cluster and make another.
                  Mend: write name as it was, or describe a new stack and mirror the data to it.

                1 error in Pulumi.msk.yaml
                """);
        assertThat(told("10.60.0.0/16", "10.61.0.0/16")).isEqualTo("""
                error network-changed  Pulumi.msk.yaml:8:21  network.cidr
                  was 10.61.0.0/16 but it must stay 10.60.0.0/16: MSK cannot change it, and Pulumi would delete the cluster \
                and make another.
                  Mend: write network.cidr as it was, or describe a new stack and mirror the data to it.

                1 error in Pulumi.msk.yaml
                """);
        assertThat(told("us-east-1a, us-east-1b", "us-east-1b, us-east-1a")).isEqualTo("""
                error zones-changed  Pulumi.msk.yaml:7:12  zones
                  was us-east-1b, us-east-1a and us-east-1c but it must stay us-east-1a, us-east-1b and us-east-1c: MSK cannot \
                change it, and Pulumi would delete the cluster and make another.
                  Mend: write zones: [us-east-1a, us-east-1b, us-east-1c].

                1 error in Pulumi.msk.yaml
                """);
    }

    @Test
    void volumes_partitions_and_versions_only_grow() {
        assertThat(told("1TiB", "500GiB")).isEqualTo("""
                error storage-shrink  Pulumi.msk.yaml:11:62  brokers.volume.size
                  was 500GiB but it must be at least 1TiB, the size that broker volumes have now.
                  Mend: set brokers.volume.size to 1TiB or more; volumes of MSK cannot shrink.

                1 error in Pulumi.msk.yaml
                """);
        assertThat(told("partitions: 36", "partitions: 35")).isEqualTo("""
                error partitions-fewer  Pulumi.msk.yaml:12:34  topics.views.partitions
                  was 35 but it must be at least 36, which the topic has: Kafka cannot take partitions away.
                  Mend: write partitions: 36, or describe a new topic and copy the records.

                1 error in Pulumi.msk.yaml
                """);
        assertThat(told("version: 3.9.x", "version: 3.8.x")).isEqualTo("""
                error version-lower  Pulumi.msk.yaml:9:22  kafka.version
                  was 3.8.x but it must be at least 3.9.x: MSK cannot change it, and Pulumi would delete the cluster and make another.
                  Mend: write kafka.version: 3.9.x.

                1 error in Pulumi.msk.yaml
                """);
    }

    @ParameterizedTest
    @CsvSource({
        "environment: prod, environment: production, cluster-name-changed",
        "region: us-east-1, region: us-west-2, region-changed",
        "type: standard, type: express, msk-type-changed",
        "'authentication: [iam]', 'authentication: [iam], kmsKey: a-key', msk-key-changed",
        "cidr: 10.60.0.0/16, 'cidr: 10.60.0.0/16, vpc: vpc-0abcdef1234567890', network-changed",
        "'version: 3.9.x, metadata: zookeeper', 'version: 4.0.x, metadata: kraft', metadata-moved"
    })
    void what_would_make_another_cluster_is_refused(String old, String now, String id) {
        assertThat(MskRefusals.of(msk(BEFORE), msk(edit(old, now))).list())
                .extracting(problem -> problem.id())
                .containsExactly(id);
    }

    @ParameterizedTest
    @CsvSource({
        "size: 1TiB, size: 2TiB",
        "nodes: 6, nodes: 9",
        "instance: m7g.xlarge, instance: m7g.2xlarge",
        "metadata: zookeeper, metadata: kraft",
        "partitions: 36, partitions: 37",
        "authentication: [iam], 'authentication: [scram]'"
    })
    void what_msk_changes_in_place_goes_ahead(String old, String now) {
        assertThat(MskRefusals.of(msk(BEFORE), msk(edit(old, now))).list()).isEmpty();
    }

    @Test
    void a_comparison_with_a_refusal_is_refused() {
        Comparison comparison =
                Comparison.of("msk", reading(BEFORE), reading(edit("name: films", "name: movies")), Prices.read());

        assertThat(comparison.isRefused()).isTrue();
        assertThat(comparison.risk()).isEqualTo("refused");
        assertThat(DeltaText.of(List.of(comparison), "HEAD", Colour.OFF))
                .startsWith("msk  refused\n  A live cluster cannot take this: 1 refusal.\n");
    }

    @Test
    void nothing_changes_where_nothing_was_edited() {
        assertThat(MskRefusals.of(msk(BEFORE), msk(BEFORE)).list()).isEmpty();
    }

    private static MskDescription msk(String text) {
        return (MskDescription) reading(text).description().orElseThrow();
    }

    private static String told(String old, String now) {
        return ProblemText.of(MskRefusals.of(msk(BEFORE), msk(edit(old, now))), Colour.OFF);
    }

    private static String edit(String old, String now) {
        assertThat(BEFORE).contains(old);
        return BEFORE.replace(old, now);
    }

    private static Reading reading(String text) {
        Reading reading = StackReader.read(Path.of(""), FILE, file -> text);
        return new Reading(
                reading.description(),
                reading.description()
                        .map(description -> reading.problems().and(Rules.check(description)))
                        .orElse(reading.problems()));
    }
}
