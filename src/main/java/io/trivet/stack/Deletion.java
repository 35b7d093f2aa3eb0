package io.trivet.stack;

/** Whether a cluster may be ended, as it is described. */
public enum Deletion {
    REFUSED,
    ALLOWED
}
