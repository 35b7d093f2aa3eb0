package io.trivet.sink;

import java.io.IOException;

/** Where bulk requests go. */
interface Bulk {
    /**
     * Sends one and waits for its answer.
     *
     * @throws IOException where none came, so that it is not known whether it was carried out
     */
    Reply send(byte[] body) throws IOException;

    /**
     * An answer as it came.
     *
     * @param status of HTTP
     */
    record Reply(int status, byte[] body) {}
}
