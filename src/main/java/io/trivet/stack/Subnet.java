package io.trivet.stack;

/** A private subnet that exists. */
public record Subnet(
        @Doc(value = "Id of the subnet", example = "subnet-0abcdef1234567890")
        String id,

        @Doc(value = "Block of the subnet", example = "10.20.0.0/18")
        Cidr cidr) {}
