package io.trivet.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.plan.Plan;
import io.trivet.stack.Description;
import io.trivet.stack.OnMsk;
import io.trivet.stack.StackReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Sums for clusters on MSK that a reader can follow with the price table beside it. */
final class MskCostTest {
    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final double GIGABYTES = 10 * 1024 * 1024 / 1e9 * 730 * 3600;

    private static MonthlyCost cost(String stack, String... edits) throws IOException {
        Path file = ROOT.resolve("stacks/Pulumi." + stack + ".yaml");
        String text = Files.readString(file);
        for (int i = 0; i < edits.length; i += 2) {
            assertThat(text).contains(edits[i]);
            text = text.replace(edits[i], edits[i + 1]);
        }
        String edited = text;
        Description<OnMsk> description = StackReader.read(
                        ROOT, file, path -> path.equals(file) ? edited : Files.readString(path))
                .msk()
                .orElseThrow();
        return Plan.ofMsk(description, Optional.empty()).cost(description.on().traffic(), Prices.read());
    }

    private static String[] traffic() {
        return new String[] {"platform: msk", "platform: msk\n    traffic: {ingress: 10MiB/s, consumerGroups: 2}"};
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
    void brokers_by_the_hour_and_volumes_by_the_gibibyte() throws IOException {
        MonthlyCost cost = cost("msk-us-east-1");

        assertThat(dollars(cost, "6 x kafka.m7g.xlarge")).isEqualTo(6 * 2 * 0.204 * 730, cents());
        assertThat(dollars(cost, "6 x 1024 GiB")).isEqualTo(6 * 1024 * 0.10, cents());
        assertThat(cost.items()).hasSize(2);
        assertThat(cost.unknown()).isEmpty();
    }

    @Test
    void provisioned_throughput_is_paid_for_whole_and_tiered_storage_by_what_nobody_knows() throws IOException {
        MonthlyCost cost = cost(
                "msk-us-east-1",
                "instance: m7g.xlarge",
                "instance: m7g.2xlarge",
                "type: null",
                "type: null, throughput: 300MiB/s",
                "autoscaling: {max: 4TiB}",
                "tiered: true");

        assertThat(dollars(cost, "throughput")).isEqualTo(6 * 300 * 0.08, cents());
        assertThat(cost.unknown()).containsExactly("tiered storage, by what retention keeps");
    }

    @Test
    void replicas_cross_zones_for_nothing_and_clients_do_not() throws IOException {
        assertThat(dollars(cost("msk-us-east-1", traffic()), "traffic of clients between zones"))
                .isEqualTo(GIGABYTES * 3 * 2 / 3.0 * 0.02, cents());
    }

    @Test
    void express_takes_money_for_what_comes_in_and_has_storage_without_a_size() throws IOException {
        MonthlyCost cost = cost("msk-express-eu-west-1", traffic());

        assertThat(cost.region()).isEqualTo("eu-west-1");
        assertThat(dollars(cost, "3 x express.m7g.large")).isEqualTo(3 * 0.456 * 730, cents());
        assertThat(dollars(cost, "data in")).isEqualTo(GIGABYTES * 0.011, cents());
        assertThat(cost.unknown()).containsExactly("storage, by what retention keeps");
    }

    @Test
    void serverless_takes_money_for_itself_its_partitions_and_what_goes_in_and_out() throws IOException {
        MonthlyCost cost = cost("msk-serverless-us-east-1", traffic());

        assertThat(dollars(cost, "the cluster")).isEqualTo(0.75 * 730, cents());
        assertThat(dollars(cost, "partitions")).isEqualTo((12 + 36 + 9 + 9 + 6) * 0.0015 * 730, cents());
        assertThat(dollars(cost, "data in")).isEqualTo(GIGABYTES * 0.10, cents());
        assertThat(dollars(cost, "data out")).isEqualTo(GIGABYTES * 2 * 0.05, cents());
        assertThat(cost.unknown()).containsExactly("storage, by what retention keeps");
    }
}
