package io.trivet.stack;

import java.util.Optional;
import java.util.regex.Pattern;

/** Where clients come from: a block of addresses, written as {@code 10.80.0.0/16}, or a security group by its id. */
public sealed interface ClientSource {
    /** What a description writes for each; both are also what AWS takes. */
    String FORM = "a block of IPv4 addresses, as 10.80.0.0/16, or the id of a security group, as sg-0abcdef1234567890";

    /** All addresses of a block. */
    record Block(Cidr cidr) implements ClientSource {
        @Override
        public String toString() {
            return cidr.toString();
        }
    }

    /**
     * Whatever has a security group that exists, in the VPC of the brokers or in one that is peered with it.
     *
     * @param id {@code sg-} and 8 or 17 hexadecimal digits
     */
    record Group(String id) implements ClientSource {
        private static final Pattern ID = Pattern.compile("sg-([0-9a-f]{8}|[0-9a-f]{17})");

        @Override
        public String toString() {
            return id;
        }
    }

    /** What the text writes; empty for anything else, as a block of IPv6. */
    static Optional<ClientSource> parse(String text) {
        return Group.ID.matcher(text).matches()
                ? Optional.of(new Group(text))
                : Cidr.parse(text).map(Block::new);
    }
}
