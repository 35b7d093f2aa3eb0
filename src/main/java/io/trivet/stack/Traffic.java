package io.trivet.stack;

import java.util.Optional;

/** What the brokers will carry. */
public record Traffic(
        @Doc(value = "What all producers write together at the busiest time, as they compress it", example = "50MiB/s")
        Throughput ingress,

        @Doc("How many consumer groups read all of it; 1 when left out")
        Optional<Integer> consumerGroups) {}
