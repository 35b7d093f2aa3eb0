package io.trivet.start;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Options of the program's JVM, for a run of some seconds that then waits for the engine: the light compiler and the
 * collector without threads of its own (measured for six brokers against the defaults: 0.6 times the wall time, a fifth
 * of the memory).
 *
 * <p>The heap begins small and grows with what the description needs, up to a quarter of the machine's memory, which is
 * Java's default. What the user's variables of the JVM say goes before.
 */
final class JvmOptions {
    /** The variables from which a JVM takes options. */
    private static final List<String> VARIABLES = List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS");

    private JvmOptions() {}

    /** The options, without those of which the user's variables say something. */
    static List<String> besides(Map<String, String> environment) {
        StringBuilder said = new StringBuilder();
        for (String variable : VARIABLES) {
            said.append(' ').append(environment.getOrDefault(variable, ""));
        }
        String user = said.toString();
        List<String> options = new ArrayList<>();
        // Two collectors at once are an error.
        if (!user.contains("-XX:+Use")) {
            options.add("-XX:+UseSerialGC");
        }
        if (!user.contains("TieredStopAtLevel") && !user.contains("TieredCompilation")) {
            options.add("-XX:TieredStopAtLevel=1");
        }
        options.add("-XX:-UsePerfData");
        return options;
    }
}
