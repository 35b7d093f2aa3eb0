package io.trivet.sink;

import io.trivet.edge.local.artifact.Artifacts;
import io.trivet.edge.local.artifact.Coordinates;
import io.trivet.edge.local.artifact.Resolution;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Programs in Java as processes of their own. */
final class Jvm {
    private Jvm() {}

    /** The class path of a program, fetched where it is not there yet. */
    static String jars(Coordinates program) {
        Resolution found = new Artifacts(
                        Path.of("target/software"), new PrintStream(System.err, true), false, List.of())
                .find(List.of(program));
        if (!(found instanceof Resolution.Success all)) {
            throw new AssertionError(found);
        }
        return all.classPaths().get(0).jars().stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Starts a program, with the classes of tests behind its own. */
    static Process start(Path log, String jars, String main, List<String> options, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dlog4j2.configurationFile=" + Path.of("src/test/resources/io/trivet/sink/log4j2.properties"),
                "-Dlog4j.configuration=io/trivet/sink/log4j.properties"));
        command.addAll(options);
        command.addAll(List.of("-cp", jars + File.pathSeparator + "target/test-classes", main));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }
}
