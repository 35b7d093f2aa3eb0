package io.trivet.node;

/** Whether it is worth waiting on. */
public interface Alive {
    /** Fails when a process that must run has died. */
    void check() throws AgentFailure, InterruptedException;
}
