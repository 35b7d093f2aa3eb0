package io.trivet.platform.msk;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.stack.MskType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MskPortTest {
    @ParameterizedTest
    @CsvSource({"unauthenticated, 9092", "tls, 9094", "scram, 9096", "iam, 9098"})
    void a_way_to_authenticate_has_its_port(String word, int number) {
        assertThat(MskPort.values())
                .filteredOn(port -> port.word().equals(word))
                .extracting(MskPort::number)
                .containsExactly(number);
    }

    @Test
    void a_flavour_is_named_as_aws_names_it() {
        assertThat(MskType.SERVERLESS.title()).isEqualTo("MSK Serverless");
        assertThat(MskType.values())
                .filteredOn(MskType::provisioned)
                .containsExactly(MskType.STANDARD, MskType.EXPRESS);
    }
}
