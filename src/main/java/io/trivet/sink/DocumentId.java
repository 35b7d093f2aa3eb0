package io.trivet.sink;

/** What names the document of a record. */
enum DocumentId {
    /** {@code topic-partition-offset}: each record is a document. */
    POSITION,
    /** Its key: each key is a document, as its newest record says. */
    KEY
}
