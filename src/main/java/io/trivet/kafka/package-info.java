/**
 * Kafka's own settings per version, as data generated from its {@code ConfigDef}: type, default, range, and what a
 * change costs; and Trivet's defaults, each with its reason and source.
 */
@NullMarked
package io.trivet.kafka;

import org.jspecify.annotations.NullMarked;
