package io.trivet.node.s3;

import io.trivet.operate.Failure;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The bucket of a cluster. What goes wrong is one of the problems {@code bucket-silent} (no answer),
 * {@code bucket-refused} (an answer that says no) and {@code clock-off}.
 */
public interface Bucket {
    /**
     * The object at a key; empty when there is none, or when it still is the one with that tag.
     *
     * @param known tag of the object that is known already; empty for any
     */
    Optional<Stored> get(String key, String known) throws Failure, InterruptedException;

    /** Puts a text there, in place of what was there. */
    void put(String key, String text) throws Failure, InterruptedException;

    /** Removes what is there; nothing happens where there is nothing. */
    void delete(String key) throws Failure, InterruptedException;

    /**
     * An object as it was read.
     *
     * @param tag that changes when the object does, as S3 gave it
     */
    record Stored(String tag, byte[] bytes) {
        /** Its bytes as UTF-8. */
        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
