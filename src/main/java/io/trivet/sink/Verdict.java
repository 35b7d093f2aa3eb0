package io.trivet.sink;

/** What follows for an operation from what OpenSearch says of it. */
enum Verdict {
    /** The document is as the record wants it. */
    DONE,
    /** It is sent again: OpenSearch is busy, or starts. */
    AGAIN,
    /** This record is never taken, another one may be. */
    REFUSED,
    /** No record is taken until a person has mended something. */
    STOP
}
