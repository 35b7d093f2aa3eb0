package io.trivet.sink;

/** What is done with a document that is there. */
enum WriteOperation {
    /** It is replaced. */
    INDEX,
    /** It stays as it is, which counts as done. */
    CREATE,
    /** The fields of the record are set in it. */
    UPSERT
}
