package io.trivet.kafka;

/**
 * Why a server does not start, or a topic is not made, although each of its settings by itself is right.
 *
 * @param key the described setting that is in the way
 * @param found its value, in words where it is none of its own
 * @param must what must be, as the end of "it must …"
 * @param mend what to write instead
 */
public record Conflict(String key, String found, String must, String mend) {}
