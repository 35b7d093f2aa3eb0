/** Clients of Kafka: what each way of writing and reading sets, since which version, and under which names. */
@NullMarked
package io.trivet.kafka.client;

import org.jspecify.annotations.NullMarked;
