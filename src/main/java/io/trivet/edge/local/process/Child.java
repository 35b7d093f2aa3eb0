package io.trivet.edge.local.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts processes that their terminal does not end. */
public final class Child {
    /**
     * Ctrl-C and the end of a terminal reach every process that was started there. A signal that a process ignores when
     * it becomes another program stays ignored, in a JVM too. {@code exec} keeps the pid.
     */
    private static final List<String> CHILD = List.of("/bin/sh", "-c", "trap '' HUP INT; exec \"$@\"", "sh");

    /** The same as a grandchild: the shell tells its pid and ends. What it prints goes where the shell's errors go. */
    private static final List<String> DETACHED =
            List.of("/bin/sh", "-c", "trap '' HUP INT; \"$@\" >&2 & echo $!", "sh");

    /**
     * What a process gets of the environment. Options of a JVM are not part of the plan, and what else is there, as
     * credentials of AWS or a login to Kafka, is no business of a server.
     */
    private static final List<String> KEPT =
            List.of("HOME", "LANG", "LC_ALL", "LC_CTYPE", "LOGNAME", "PATH", "TMPDIR", "TZ", "USER");

    private Child() {}

    /** Runs the command in that folder; what it prints is added to the log. */
    static Process start(List<String> command, Path folder, Path log) throws IOException {
        return builder(CHILD, command, folder, log)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** What is to run where, and where what it prints goes. */
    public record Call(List<String> command, Path folder, Path log) {}

    /**
     * The same for a process that outlives Trivet and is not its child. A JVM with children that live waits for 0.3
     * seconds before it ends, in the hope that the threads which wait for them come to an end (JDK 17,
     * {@code VM_Exit::wait_for_threads_in_native_to_block}).
     */
    static Detaching detach(Call call) throws IOException {
        return new Detaching(
                builder(DETACHED, call.command(), call.folder(), call.log()).start(), call.log());
    }

    /** A shell that starts a process and will tell its pid. */
    record Detaching(Process shell, Path log) {
        /** The process, once the shell has told. */
        NodeProcess await() throws IOException {
            try (InputStream answer = shell.getInputStream()) {
                String pid = new String(answer.readAllBytes(), StandardCharsets.US_ASCII).strip();
                return NodeProcess.of(Long.parseLong(pid));
            } catch (NumberFormatException e) {
                throw new IOException("the shell started nothing; " + String.join(" / ", LogTail.of(log)), e);
            }
        }
    }

    private static ProcessBuilder builder(List<String> shell, List<String> command, Path folder, Path log) {
        List<String> whole = new ArrayList<>(shell);
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().retainAll(KEPT);
        return builder;
    }
}
