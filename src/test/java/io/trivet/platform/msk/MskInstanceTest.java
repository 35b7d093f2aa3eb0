package io.trivet.platform.msk;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.stack.MskType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

final class MskInstanceTest {
    static final List<MskInstance> ALL = MskInstance.ALL;

    @ParameterizedTest
    @FieldSource("ALL")
    void what_is_recommended_is_at_most_what_is_possible(MskInstance one) {
        assertThat(one.recommendedPartitions()).isPositive().isLessThanOrEqualTo(one.maxPartitions());
        assertThat(one.provisionedMib() == 0 || one.provisionedMib() >= MskQuotas.THROUGHPUT_LEAST_MIB)
                .isTrue();
        assertThat(one.rates().isPresent()).isEqualTo(one.type() == MskType.EXPRESS);
        one.rates().ifPresent(rates -> {
            assertThat(rates.sustainedIn()).isLessThan(rates.sustainedOut());
        });
    }

    @Test
    void a_larger_type_of_a_family_carries_no_less() {
        for (MskInstance smaller : ALL) {
            for (MskInstance larger : ALL) {
                boolean family = smaller.type() == larger.type()
                        && smaller.instance()
                                .split("\\.")[0]
                                .equals(larger.instance().split("\\.")[0]);
                if (family && smaller.vcpus() < larger.vcpus()) {
                    assertThat(larger.memoryGib()).isGreaterThan(smaller.memoryGib());
                    assertThat(larger.recommendedPartitions()).isGreaterThanOrEqualTo(smaller.recommendedPartitions());
                    assertThat(larger.maxPartitions()).isGreaterThanOrEqualTo(smaller.maxPartitions());
                    assertThat(larger.provisionedMib()).isGreaterThanOrEqualTo(smaller.provisionedMib());
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "STANDARD, t3.small, kafka.t3.small, 2, 2, 300, 300, 0",
        "STANDARD, m5.large, kafka.m5.large, 2, 8, 1000, 1500, 0",
        "STANDARD, m7g.2xlarge, kafka.m7g.2xlarge, 8, 32, 2000, 3000, 312",
        "STANDARD, m5.24xlarge, kafka.m5.24xlarge, 96, 384, 4000, 6000, 1000",
        "EXPRESS, m7g.large, express.m7g.large, 2, 8, 1000, 1500, 0",
        "EXPRESS, m7g.16xlarge, express.m7g.16xlarge, 64, 256, 20000, 32000, 0",
    })
    void a_type_has_the_numbers_of_its_page(
            MskType type, String ec2, String name, int vcpus, int memory, int recommended, int max, int throughput) {
        MskInstance one = MskInstance.of(type, ec2).orElseThrow();

        assertThat(one.name()).isEqualTo(name);
        assertThat(List.of(one.vcpus(), one.memoryGib(), one.recommendedPartitions(), one.maxPartitions()))
                .containsExactly(vcpus, memory, recommended, max);
        assertThat(one.provisionedMib()).isEqualTo(throughput);
    }

    @Test
    void no_type_is_there_twice_and_express_has_graviton_only() {
        assertThat(ALL).extracting(MskInstance::name).doesNotHaveDuplicates().hasSize(23);
        assertThat(MskInstance.names(MskType.EXPRESS)).hasSize(7).allMatch(name -> name.startsWith("m7g."));
        assertThat(MskInstance.of(MskType.EXPRESS, "m5.large")).isEmpty();
        assertThat(MskInstance.names(MskType.SERVERLESS)).isEmpty();
        assertThat(MskInstance.of(MskType.STANDARD, "t3.small").orElseThrow().full())
                .isFalse();
        assertThat(MskInstance.of(MskType.STANDARD, "m5.large").orElseThrow().full())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "STANDARD, r5.2xlarge, m7g.2xlarge", "STANDARD, m6i.3xlarge, ", "STANDARD, i3en.3xlarge, m7g.4xlarge",
        "EXPRESS, m5.xlarge, m7g.xlarge", "STANDARD, m7i.48xlarge, ", "EXPRESS, nonsense, "
    })
    void a_type_of_ec2_leads_to_the_smallest_that_is_as_large(MskType type, String instance, String meant) {
        assertThat(MskInstance.asLargeAs(type, instance)).isEqualTo(Optional.ofNullable(meant));
    }
}
