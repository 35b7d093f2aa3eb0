/**
 * A sink connector of Kafka Connect that writes records into OpenSearch, in bulk. It is packed into a folder of its own
 * for workers, and knows nothing of the rest of Trivet, nor the rest of it.
 */
@NullMarked
package io.trivet.sink;

import org.jspecify.annotations.NullMarked;
