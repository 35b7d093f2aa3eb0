package io.trivet.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.layout.Instance;
import io.trivet.layout.Site;
import io.trivet.plan.Plan;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import io.trivet.stack.StackReader;
import io.trivet.stack.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Sums that a reader can follow with the price table beside it. */
final class MonthlyCostTest {
    private static final Path FILE = Path.of("src/test/resources/golden/diff/zookeeper.yaml");

    private static MonthlyCost cost(String... edits) throws IOException {
        String text = Files.readString(FILE);
        for (int i = 0; i < edits.length; i += 2) {
            assertThat(text).contains(edits[i]);
            text = text.replace(edits[i], edits[i + 1]);
        }
        String edited = text;
        Description<OnEc2> description =
                StackReader.read(FILE, FILE, path -> edited).ec2().orElseThrow();
        Optional<Traffic> traffic = description.on().traffic();
        return Plan.of(description, Site.EC2).cost(traffic, Prices.read());
    }

    private static double dollars(MonthlyCost cost, String what) {
        return cost.items().stream()
                .filter(item -> item.what().contains(what))
                .findFirst()
                .flatMap(MonthlyCost.Item::dollars)
                .orElseThrow();
    }

    private static Offset<Double> cents() {
        return Offset.offset(0.01);
    }

    @Test
    void machines_by_the_hour_and_volumes_by_the_gibibyte() throws IOException {
        MonthlyCost cost = cost();

        assertThat(dollars(cost, "6 x m7g.xlarge")).isEqualTo(6 * 2 * 0.0816 * 730, cents());
        assertThat(dollars(cost, "3 x m7g.large")).isEqualTo(3 * 0.0816 * 730, cents());
        assertThat(dollars(cost, "6 x 1024 GiB gp3")).isEqualTo(6 * 1024 * 0.08, cents());
        assertThat(dollars(cost, "3 x 50 GiB gp3")).isEqualTo(3 * 50 * 0.08, cents());
        assertThat(dollars(cost, "CloudWatch of 9 machines"))
                .isEqualTo(9 * (10 * 0.30 + 4 * 0.10 + 43.8 * 0.01), cents());
        assertThat(dollars(cost, "logs of 9 machines")).isEqualTo(9 * 0.50, cents());
        assertThat(cost.items()).hasSize(6);
        assertThat(cost.region()).isEqualTo("us-east-1");
        assertThat(cost.date()).matches("\\d{4}-\\d\\d-\\d\\d");
    }

    @Test
    void snapshots_by_the_gibibyte_and_without_a_watch_what_ec2_measures() throws IOException {
        MonthlyCost cost = cost(
                "platform: ec2", "platform: ec2\n    machines: {metrics: none, logs: {to: none}, backups: {keep: 7d}}");

        assertThat(dollars(cost, "snapshots of 6294 GiB")).isEqualTo((6 * 1024 + 3 * 50) * 0.05, cents());
        assertThat(dollars(cost, "CloudWatch of 9 machines (7 metrics each)")).isEqualTo(9 * 7 * 0.30, cents());
        assertThat(cost.items()).hasSize(6);
    }

    @Test
    void what_gp3_does_not_include_is_paid_for_by_the_unit() throws IOException {
        assertThat(dollars(cost("type: gp3", "type: gp3, iops: 5000, throughput: 250MiB/s"), "1024 GiB"))
                .isEqualTo(6 * (1024 * 0.08 + 2000 * 0.005 + 125 * 0.04), cents());
        assertThat(dollars(cost("type: gp3", "type: io2, iops: 5000"), "1024 GiB"))
                .isEqualTo(6 * (1024 * 0.125 + 5000 * 0.065), cents());
        assertThat(dollars(cost("type: gp3", "type: io2, iops: 100000"), "1024 GiB"))
                .isEqualTo(6 * (1024 * 0.125 + 32000 * 0.065 + 32000 * 0.046 + 36000 * 0.032), cents());
        assertThat(dollars(cost("type: gp3", "type: io1, iops: 40000"), "1024 GiB"))
                .isEqualTo(6 * (1024 * 0.125 + 40000 * 0.065), cents());
        assertThat(dollars(cost("type: gp3", "type: sc1"), "1024 GiB sc1")).isEqualTo(6 * 1024 * 0.015, cents());
    }

    @Test
    void traffic_crosses_to_two_replicas_and_two_thirds_of_clients() throws IOException {
        MonthlyCost cost = cost("platform: ec2", "platform: ec2\n    traffic: {ingress: 10MiB/s, consumerGroups: 2}");
        double gigabytes = 10 * 1024 * 1024 / 1e9 * 730 * 3600;

        assertThat(dollars(cost, "traffic between zones")).isEqualTo(gigabytes * (2 + 3 * 2 / 3.0) * 0.02, cents());
    }

    @Test
    void another_region_has_its_own_column_and_an_unknown_one_the_first() throws IOException {
        String zones = "zones: [us-east-1a, us-east-1b, us-east-1c]";

        MonthlyCost ireland =
                cost("aws:region: us-east-1", "aws:region: eu-west-1", zones, zones.replace("us-east-1", "eu-west-1"));
        assertThat(ireland.region()).isEqualTo("eu-west-1");
        assertThat(dollars(ireland, "1024 GiB")).isEqualTo(6 * 1024 * 0.088, cents());
        assertThat(cost("aws:region: us-east-1", "aws:region: sa-east-1").region())
                .isEqualTo("us-east-1");
    }

    @Test
    void what_the_table_does_not_have_is_said() throws IOException {
        MonthlyCost cost = cost("m7g.xlarge", "x2gd.xlarge");

        assertThat(cost.unknown()).containsExactly("6 x x2gd.xlarge (brokers)");
        assertThat(cost.dollars()).isPositive();
    }

    @Test
    void every_line_of_the_table_has_a_price_for_each_region_and_every_family_is_one() {
        Prices prices = Prices.read();

        assertThat(prices.regions()).containsExactly("us-east-1", "eu-west-1");
        prices.values().forEach((line, columns) -> {
            if (!line.equals("hours-per-month")) {
                assertThat(columns).as(line).hasSize(2).allMatch(price -> price > 0);
            }
            if (line.startsWith("instance ")) {
                String family = line.replaceFirst("^instance (kafka\\.|express\\.)?", "");
                assertThat(Instance.of(family + ".large")).as(line).isPresent();
            }
        });
    }
}
