package io.trivet.sink;

/** A record that can become no document, whatever OpenSearch says; the message says why and what must be. */
final class Unwritable extends Exception {
    Unwritable(String message) {
        super(message);
    }
}
