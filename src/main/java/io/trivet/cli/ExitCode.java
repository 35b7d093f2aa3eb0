package io.trivet.cli;

/** What the process says to the program that started it. */
public final class ExitCode {
    /** Done, or nothing to do. */
    public static final int OK = 0;

    /** The input has problems. */
    public static final int PROBLEMS = 1;

    /** The command was typed wrong. */
    public static final int USAGE = 2;

    /** Changes are pending, where {@code --exit-code} asked. */
    public static final int CHANGES = 3;

    /** The environment failed: a busy port, a full disk, a process that died. */
    public static final int ENVIRONMENT = 4;

    private ExitCode() {}
}
