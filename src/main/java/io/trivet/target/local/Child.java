package io.trivet.target.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts processes that outlive Trivet and its terminal. */
final class Child {
    /**
     * Ctrl-C and the end of a terminal reach every process that was started there. A signal that a process ignores when
     * it becomes another program stays ignored, in a JVM too. {@code exec} keeps the pid.
     */
    private static final List<String> DETACHED = List.of("/bin/sh", "-c", "trap '' HUP INT; exec \"$@\"", "sh");

    /** Options of somebody's shell are not part of the plan. */
    private static final List<String> FOREIGN = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private Child() {}

    /** Runs the command in that folder; what it prints is added to the log. */
    static Process start(List<String> command, Path folder, Path log) throws IOException {
        List<String> detached = new ArrayList<>(DETACHED);
        detached.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(detached)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        FOREIGN.forEach(builder.environment()::remove);
        return builder.start();
    }
}
