/** Services that run Kafka for their customers: what each asks of clients. */
@NullMarked
package io.trivet.platform.service;

import org.jspecify.annotations.NullMarked;
