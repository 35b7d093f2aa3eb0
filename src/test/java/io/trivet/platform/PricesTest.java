package io.trivet.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.platform.msk.MskInstance;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

final class PricesTest {
    static final List<MskInstance> ALL = MskInstance.ALL;

    private static final Prices PRICES = Prices.read();

    @ParameterizedTest
    @FieldSource("ALL")
    void every_type_of_broker_has_a_price_above_that_of_the_instance_that_it_runs_on(MskInstance one) {
        for (String region : PRICES.regions()) {
            assertThat(PRICES.hour(one.name(), region).orElseThrow())
                    .isGreaterThan(PRICES.hour(one.instance(), region).orElseThrow());
        }
    }

    /** A few of the table that the prices were copied from. */
    @ParameterizedTest
    @CsvSource({
        "kafka.m5.large, 0.21",
        "kafka.m5.24xlarge, 10.08",
        "kafka.m7g.xlarge, 0.408",
        "kafka.m7g.16xlarge, 6.528",
        "express.m7g.large, 0.408",
        "express.m7g.8xlarge, 6.528",
        "kafka.t3.small, 0.0456",
    })
    void a_size_costs_twice_the_one_below(String type, double dollars) {
        assertThat(PRICES.hour(type, "us-east-1").orElseThrow()).isCloseTo(dollars, Offset.offset(0.000_1));
    }

    @Test
    void an_unknown_type_has_no_price() {
        assertThat(PRICES.hour("express.m5.large", "us-east-1")).isEmpty();
        assertThat(PRICES.hour("kafka", "us-east-1")).isEmpty();
    }
}
