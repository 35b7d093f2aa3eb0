package io.trivet.sink;

/** What a record without a value does. */
enum NullValues {
    /** It is refused, as a record that is no JSON object is. */
    FAIL,
    /** Nothing. */
    IGNORE,
    /** The document of its key is deleted. */
    DELETE
}
