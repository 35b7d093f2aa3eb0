package io.trivet.layout;

import io.trivet.stack.Cidr;

/**
 * An availability zone.
 *
 * @param index from 0, in the order of the description
 * @param name as AWS names it, {@code us-east-1a}; also the {@code broker.rack} of its brokers
 * @param subnet the part of the network that belongs to it
 */
public record Zone(int index, String name, Cidr subnet) {}
