package io.trivet.stack;

import java.util.List;
import java.util.Optional;

/**
 * A block of IPv4 addresses, written as {@code 10.20.0.0/16}.
 *
 * @param first the lowest address; may have host bits set as the user wrote it, see {@link #isAligned()}
 * @param prefix 0 to 32
 */
public record Cidr(Address first, int prefix) {
    private static final List<String> PRIVATE =
            List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10");

    /** The block that the text writes; empty when it is not four octets, a slash and 0 to 32. */
    public static Optional<Cidr> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        String length = text.substring(slash + 1);
        if (!length.matches("\\d|[12]\\d|3[0-2]")) {
            return Optional.empty();
        }
        return Address.parse(text.substring(0, slash)).map(first -> new Cidr(first, Integer.parseInt(length)));
    }

    public long size() {
        return 1L << (32 - prefix);
    }

    /** Whether no bit beyond the prefix is set, as AWS demands. */
    public boolean isAligned() {
        return Integer.toUnsignedLong(first.bits()) % size() == 0;
    }

    /** The same block with the bits beyond the prefix cleared. */
    public Cidr aligned() {
        return new Cidr(new Address((int) (Integer.toUnsignedLong(first.bits()) / size() * size())), prefix);
    }

    /** Whether the address lies in the block. */
    public boolean contains(Address address) {
        long offset = Integer.toUnsignedLong(address.bits())
                - Integer.toUnsignedLong(aligned().first().bits());
        return offset >= 0 && offset < size();
    }

    /** Whether all of it is free for private use. Source: RFC 1918, RFC 6598. */
    public boolean isPrivate() {
        return PRIVATE.stream()
                .map(Cidr::parse)
                .flatMap(Optional::stream)
                .anyMatch(block -> prefix >= block.prefix && block.contains(first));
    }

    /** Whether the two blocks share an address. */
    public boolean overlaps(Cidr other) {
        return contains(other.aligned().first()) || other.contains(aligned().first());
    }

    /** Part {@code index} (0 to 3) of the block cut in four equal parts. */
    public Cidr quarter(int index) {
        Cidr block = aligned();
        return new Cidr(block.first().plus((int) (size() / 4 * index)), prefix + 2);
    }

    @Override
    public String toString() {
        return first + "/" + prefix;
    }
}
