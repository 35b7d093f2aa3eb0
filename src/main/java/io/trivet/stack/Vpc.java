package io.trivet.stack;

import java.util.Optional;

/** A VPC that exists, in the account of the stack. */
public record Vpc(
        @Doc(value = "Id of the VPC", example = "vpc-0abcdef1234567890")
        String id,

        @Doc(value = "Its region; that of the stack when left out", example = "eu-west-1")
        Optional<String> region) {}
