package io.trivet.layout;

import io.trivet.stack.Address;
import io.trivet.stack.Span;
import java.util.List;

/**
 * An A record.
 *
 * @param name full, without a final dot
 * @param addresses one for a node, all brokers for the bootstrap name
 * @param ttl how long a resolver keeps it
 */
public record DnsRecord(String name, List<Address> addresses, Span ttl) {}
