/**
 * The metrics of a server over TLS, in the JVM of that server. It is packed into a jar of its own for nodes, beside the
 * released JMX exporter and the libraries of Kafka, and knows nothing of the rest of Trivet.
 */
@NullMarked
package io.trivet.exporter;

import org.jspecify.annotations.NullMarked;
