package io.trivet.start;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The main class of {@code target/trivet.jar}: starts {@code trivet-program.jar} beside it as a child with the options
 * of {@link JvmOptions} and the classes of {@link ClassArchive}, and is for the host what the child is: its streams,
 * its exit code, the end that a signal orders. The child ends when its parent is gone ({@link Program}).
 *
 * <p>The manifest of a jar cannot carry options, and the variables that can are the user's. This JVM lives as long as
 * the program, so the classes of this package do with what every JVM has loaded anyway: no lambdas, no streams, no
 * libraries.
 */
public final class Start {
    /** How long the program may take to end after a signal, before it is ended. */
    private static final int PATIENCE_SECONDS = 10;

    private Start() {}

    /**
     * Starts the program and ends with its exit code.
     *
     * @param args handed on as they are
     * @throws IOException when no process can be started
     * @throws InterruptedException never, since no thread interrupts this one
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path jar =
                Path.of(System.getProperty("java.class.path")).toAbsolutePath().resolveSibling("trivet-program.jar");
        ClassArchive archive = ClassArchive.beside(jar);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmOptions.besides(System.getenv()));
        command.addAll(archive.options());
        command.add("-D" + Program.PARENT + "=" + ProcessHandle.current().pid());
        command.add("-jar");
        command.add(jar.toString());
        command.addAll(List.of(args));
        Process program = new ProcessBuilder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Ending(program));
        System.exit(archive.kept(program.waitFor()));
    }

    /** Ends the program when this process is told to end. */
    private static final class Ending extends Thread {
        private final Process program;

        Ending(Process program) {
            super("ending");
            this.program = program;
        }

        @Override
        public void run() {
            program.destroy();
            try {
                program.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                currentThread().interrupt();
            }
            program.destroyForcibly();
        }
    }
}
