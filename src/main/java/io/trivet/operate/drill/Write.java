package io.trivet.operate.drill;

import java.time.Duration;

/**
 * A record that a producer tried to write, and what it was told.
 *
 * @param id unique in a load, growing with every record of the load
 * @param producer which wrote it
 * @param partition to which it was addressed
 * @param sent when it was handed to the producer, from the start of the load
 * @param outcome what the producer was told
 */
public record Write(long id, String producer, int partition, Duration sent, Outcome outcome) {
    /** What is known of a write. */
    public sealed interface Outcome {
        /**
         * The cluster answers for the record from now on.
         *
         * @param offset that the record got; -1 where the cluster only knows that it has the record already
         * @param at when the producer was told, from the start of the load
         */
        record Acknowledged(long offset, Duration at) implements Outcome {}

        /**
         * The record was never written, and must not appear.
         *
         * @param error that says so
         */
        record Refused(String error) implements Outcome {}

        /**
         * It is not known: the record may appear or not.
         *
         * @param error after which the producer gave up
         */
        record Unknown(String error) implements Outcome {}
    }
}
