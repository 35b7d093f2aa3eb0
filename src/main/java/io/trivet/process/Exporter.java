package io.trivet.process;

import io.trivet.stack.OnEc2;

/**
 * The JMX exporter of a process, an agent in its JVM that serves the metrics.
 *
 * @param port standard port on which it listens
 * @param secured whether it speaks TLS and asks for a certificate of the cluster's authority, as all listeners do with
 *     security
 */
public record Exporter(int port, boolean secured) {
    /** Beside the settings of the process. */
    public static final String RULES = "exporter.yaml";

    /** That of a process of Kafka, in a cluster of this description. */
    static Exporter of(OnEc2 stack, int port) {
        return new Exporter(port, stack.security().isPresent());
    }

    /** How its address begins. */
    public String scheme() {
        return secured ? "https" : "http";
    }

    /**
     * What the agent is told, with paths relative to the folder of the settings.
     *
     * @param where it listens: a port, or an address and a port
     */
    public String arguments(String where) {
        return where + ":" + RULES + (secured ? ":" + KafkaSecurity.NODE + ":" + KafkaSecurity.AUTHORITY : "");
    }

    /** Path of the agent on EC2. The one that speaks TLS is ours, and finds the classes of the released one itself. */
    String jar() {
        return secured ? "/opt/trivet/exporter.jar" : "/opt/jmx-exporter/jmx_prometheus_javaagent.jar";
    }
}
