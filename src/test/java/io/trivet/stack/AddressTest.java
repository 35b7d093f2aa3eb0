package io.trivet.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressTest {
    @Test
    void every_address_is_written_as_the_jdk_writes_it_and_read_back() throws UnknownHostException {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            int bits = random.nextInt() & -1 << random.nextInt(32);
            Address address = new Address(bits);

            assertThat(address)
                    .hasToString(InetAddress.getByAddress(
                                    ByteBuffer.allocate(4).putInt(bits).array())
                            .getHostAddress());
            assertThat(Address.parse(address.toString())).contains(address);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.20.0",
                "10.20.0.0.0",
                "10.20.0.256",
                "10.20.0.",
                ".10.20.0",
                "10..0.1",
                "010.0.0.1",
                "10.0.0.-1",
                " 10.0.0.1",
                "10.0.0.1 ",
                "0x0a.0.0.1",
                "10.0.0.1/32",
                "::1",
                "localhost",
                "1000.0.0.1"
            })
    void anything_else_is_refused(String text) {
        assertThat(Address.parse(text)).isEmpty();
    }

    @Test
    void the_next_address_crosses_an_octet() {
        Address last = Address.parse("10.20.0.255").orElseThrow();

        assertThat(last.plus(1)).hasToString("10.20.1.0");
        assertThat(last.plus(1).plus(-1)).isEqualTo(last);
    }

    @Test
    void addresses_are_ordered_without_a_sign() {
        assertThat(Address.parse("192.168.0.0").orElseThrow())
                .isGreaterThan(Address.parse("10.0.0.0").orElseThrow());
    }
}
