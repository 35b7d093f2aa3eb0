package io.trivet.stack;

import java.util.List;
import java.util.Optional;

/** Names of the nodes. */
public record Dns(
        @Doc(value = "Private DNS zone; a node is <node>.<cluster name>.<zone>", example = "us-east-1.prod.internal")
        String zone,

        @Doc(value = "How long a resolver keeps an answer", example = "60s")
        Optional<Span> ttl,

        @Doc(
                value = "Id of a private hosted zone that exists; one is made when left out",
                example = "Z0123456789ABCDEFGHIJ")
        Optional<String> zoneId,

        @Doc("Other VPCs of the account whose clients resolve the names")
        Optional<List<Vpc>> vpcs) {}
