package io.trivet.start;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.management.ManagementFactory;

/** Stands in for the program that {@link Start} starts. */
final class StartedProgram {
    private StartedProgram() {}

    /** Runs {@code exit CODE}, {@code options} or {@code wait}, which goes on until the process is ended. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Program.follow();
        switch (args[0]) {
            case "exit" -> {
                System.out.print("out: " + new String(System.in.readAllBytes(), UTF_8));
                System.err.print("err: " + String.join("|", args));
                Program.exit(Integer.parseInt(args[1]));
            }
            case "options" -> {
                ManagementFactory.getRuntimeMXBean().getInputArguments().forEach(System.out::println);
                Program.exit(0);
            }
            default -> {
                System.out.println(ProcessHandle.current().pid());
                Thread.currentThread().join();
            }
        }
    }
}
