package io.trivet.stack;

import java.util.Optional;
import java.util.SortedMap;

/** A topic. */
public record Topic(
        @Doc("How many partitions; by the guideline for the number of brokers when left out")
        Optional<Integer> partitions,

        @Doc("Replicas of each partition, spread over the zones; 3 when left out")
        Optional<Integer> replicas,

        @Doc("Settings of the topic, by name") SortedMap<String, String> settings) {}
