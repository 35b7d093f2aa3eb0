package io.trivet.node;

import io.trivet.operate.Failure;

/** Whether it is worth waiting on. */
public interface Alive {
    /** Fails when a process that must run has died. */
    void check() throws Failure, InterruptedException;
}
