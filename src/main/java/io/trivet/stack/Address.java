package io.trivet.stack;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An IPv4 address.
 *
 * @param bits its 32 bits, the first octet highest
 */
public record Address(int bits) implements Comparable<Address> {
    private static final Pattern OCTET = Pattern.compile("0|[1-9]\\d{0,2}");

    /** The address that four decimal octets write; empty for anything else. */
    public static Optional<Address> parse(String text) {
        String[] octets = text.split("\\.", -1);
        if (octets.length != 4) {
            return Optional.empty();
        }
        int bits = 0;
        for (String octet : octets) {
            if (!OCTET.matcher(octet).matches() || Integer.parseInt(octet) > 255) {
                return Optional.empty();
            }
            bits = bits << 8 | Integer.parseInt(octet);
        }
        return Optional.of(new Address(bits));
    }

    /** The address {@code count} further on. */
    public Address plus(int count) {
        return new Address(bits + count);
    }

    @Override
    public int compareTo(Address other) {
        return Integer.compareUnsigned(bits, other.bits);
    }

    @Override
    public String toString() {
        return (bits >>> 24) + "." + (bits >>> 16 & 255) + "." + (bits >>> 8 & 255) + "." + (bits & 255);
    }
}
