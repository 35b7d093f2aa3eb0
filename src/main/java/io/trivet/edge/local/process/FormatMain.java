package io.trivet.edge.local.process;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Formats the storage of many nodes in one JVM, by Kafka's own tool: a JVM each would take a second each.
 *
 * <p>It lies in a jar ({@link NodeJar}) and knows no other class of Trivet.
 */
public final class FormatMain {
    private FormatMain() {}

    /** The path of a file: each line is one call of the tool, its arguments are separated by tabs. */
    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        Method execute =
                Class.forName("kafka.tools.StorageTool").getMethod("execute", String[].class, PrintStream.class);
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            int code = (Integer) execute.invoke(null, line.split("\t"), out);
            if (code != 0) {
                System.exit(code);
            }
        }
    }
}
