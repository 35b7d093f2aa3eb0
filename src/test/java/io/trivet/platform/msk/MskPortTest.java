package io.trivet.platform.msk;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.stack.MskType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MskPortTest {
    @ParameterizedTest
    @CsvSource({
        "unauthenticated, PLAINTEXT, 9092, 0, 20092",
        "tls, SSL, 9094, 9194, 20094",
        "scram, SASL_SSL, 9096, 9196, 20096",
        "iam, SASL_SSL, 9098, 9198, 20098",
    })
    void a_way_to_authenticate_has_its_ports(String word, String protocol, int inside, int outside, int ipv6) {
        assertThat(MskPort.values())
                .filteredOn(port -> port.word().equals(word))
                .singleElement()
                .satisfies(port -> {
                    assertThat(port.protocol()).isEqualTo(protocol);
                    assertThat(port.number()).isEqualTo(inside);
                    assertThat(port.publicNumber()).isEqualTo(outside);
                    assertThat(port.ipv6Number()).isEqualTo(ipv6);
                });
    }

    @Test
    void a_flavour_is_found_by_its_word_and_named_as_aws_names_it() {
        assertThat(MskType.of("express")).contains(MskType.EXPRESS);
        assertThat(MskType.of("Express")).isEmpty();
        assertThat(MskType.SERVERLESS.title()).isEqualTo("MSK Serverless");
        assertThat(MskType.values())
                .filteredOn(MskType::provisioned)
                .containsExactly(MskType.STANDARD, MskType.EXPRESS);
    }
}
