package io.trivet.edge.local.process;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * The main class of a node's process on this machine: starts the JMX exporter, then the server, in one JVM.
 *
 * <p>On EC2 the exporter is a Java agent. Here that would cost a third of the start: a JVM with an agent must be ready
 * to hand it the bytes of every class, so it reads classes from their jars although they lie in its archive. The
 * exporter does nothing with what an agent is given, so calling it gives the same metrics.
 *
 * <p>It lies alone in a jar ({@link NodeJar}) and knows no other class of Trivet.
 */
public final class NodeMain {
    private NodeMain() {}

    /** {@code <agent of the exporter> <its arguments> <main class of the server> <arguments of the server>…}. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        Class.forName(arguments[0])
                .getMethod("premain", String.class, Instrumentation.class)
                .invoke(null, arguments[1], null);
        try {
            Class.forName(arguments[2]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(arguments, 3, arguments.length));
        } catch (InvocationTargetException e) {
            e.printStackTrace();
            System.exit(1);
        }
    }
}
