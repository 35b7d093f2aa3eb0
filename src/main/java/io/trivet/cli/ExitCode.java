package io.trivet.cli;

/** What the process says to the program that started it. */
final class ExitCode {
    /** Done, or nothing to do. */
    static final int OK = 0;

    /** The input has problems, or the cluster that was looked at needs a hand. */
    static final int PROBLEMS = 1;

    /** The command was typed wrong. */
    static final int USAGE = 2;

    /** Changes are pending, where {@code --exit-code} asked. */
    static final int CHANGES = 3;

    /** The environment failed: a busy port, a full disk, a process that died. */
    static final int ENVIRONMENT = 4;

    private ExitCode() {}
}
