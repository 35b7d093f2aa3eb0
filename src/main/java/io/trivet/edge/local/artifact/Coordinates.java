package io.trivet.edge.local.artifact;

import io.trivet.kafka.KafkaVersion;
import io.trivet.process.Launch;
import io.trivet.process.Software;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program that nodes run, as coordinates in a Maven repository: what its Apache archive would put on the class path,
 * as far as it is needed to run a node.
 *
 * @param name lower case, as {@code kafka}
 * @param artifacts {@code group:artifact:version}, the program first; what they depend on at run time is added. A
 *     version named here wins over any that a dependency asks for.
 * @param excluded {@code group:artifact} of dependencies that are left out wherever they are asked for; {@code *}
 *     matches any artifact of a group
 */
public record Coordinates(String name, String version, List<String> artifacts, List<String> excluded) {
    public Coordinates {
        artifacts = List.copyOf(artifacts);
        excluded = List.copyOf(excluded);
    }

    /** What must be on the class path of a process that is started so. */
    public static Coordinates of(Launch launch) {
        Software software = launch.software();
        return switch (software.product()) {
            case KAFKA -> {
                KafkaVersion version = KafkaVersion.of(software.version())
                        .orElseThrow(() -> new IllegalArgumentException("unknown Kafka " + software.version()));
                yield launch.loadsPlugins() ? connect(version) : kafka(version);
            }
            case ZOOKEEPER -> zooKeeper(software.version());
        };
    }

    /**
     * Broker, controller and storage format of that version, with the logging that its archive brings: reload4j for
     * Kafka 3 (reads {@code log4j.properties}), Log4j 2 for Kafka 4 (reads {@code log4j2.properties} or {@code .yaml}).
     *
     * <p>Source: the artifacts of the release on Maven Central; the log bindings, which no pom of Kafka names, from
     * gradle/dependencies.gradle of the branch.
     */
    public static Coordinates kafka(KafkaVersion version) {
        return new Coordinates(
                "kafka",
                version.text(),
                withLogging(version, List.of("org.apache.kafka:kafka_2.13:" + version.text())),
                switch (version) {
                    // Native transport of ZooKeeper's Netty client, which Kafka does not choose.
                    case V3_9_2 ->
                        List.of("io.netty:netty-transport-native-epoll", "io.netty:netty-tcnative-boringssl-static");
                    case V4_3_1 -> List.of();
                });
    }

    /** A worker of Kafka Connect of that version, with the connectors that its archive brings. */
    public static Coordinates connect(KafkaVersion version) {
        List<String> artifacts = Stream.of(
                        "connect-runtime", "connect-json", "connect-transforms", "connect-mirror", "connect-file")
                .map(artifact -> "org.apache.kafka:" + artifact + ":" + version.text())
                .toList();
        return new Coordinates("connect", version.text(), withLogging(version, artifacts), List.of());
    }

    private static List<String> withLogging(KafkaVersion version, List<String> artifacts) {
        List<String> all = new ArrayList<>(artifacts);
        all.addAll(
                switch (version) {
                    case V3_9_2 -> List.of("org.slf4j:slf4j-reload4j:1.7.36", "ch.qos.reload4j:reload4j:1.2.25");
                    case V4_3_1 ->
                        List.of(
                                "org.apache.logging.log4j:log4j-slf4j-impl:2.25.5",
                                "org.apache.logging.log4j:log4j-core:2.25.5",
                                "org.apache.logging.log4j:log4j-api:2.25.5");
                });
        return List.copyOf(all);
    }

    /**
     * ZooKeeper's server with logback (reads {@code logback.xml}), as its archive has it.
     *
     * <p>ZooKeeper's pom calls what its server needs {@code provided}; it is named here, in the versions of its parent
     * pom. Jetty, Jackson, JLine and Commons CLI are not: they serve the admin web server, which must be off
     * ({@code admin.enableServer=false}), and the command line client.
     *
     * @param version as {@code 3.9.5}, the newest that resolves whole
     */
    public static Coordinates zooKeeper(String version) {
        return new Coordinates(
                "zookeeper",
                version,
                List.of(
                        "org.apache.zookeeper:zookeeper:" + version,
                        "io.dropwizard.metrics:metrics-core:4.1.12.1",
                        "org.xerial.snappy:snappy-java:1.1.10.5",
                        "ch.qos.logback:logback-classic:1.3.15"),
                // Native libraries for five platforms, only for TLS through OpenSSL and for the Netty server.
                List.of("io.netty:netty-transport-native-epoll", "io.netty:netty-tcnative-boringssl-static"));
    }

    /** The Prometheus JMX exporter as a Java agent, one jar; 1.0.1 is the last on Maven Central. */
    public static Coordinates jmxExporter() {
        return new Coordinates(
                "jmx-exporter", "1.0.1", List.of("io.prometheus.jmx:jmx_prometheus_javaagent:1.0.1"), List.of());
    }

    /** Programs as the arguments of a process: four words each. */
    static List<Coordinates> of(List<String> words) {
        List<Coordinates> programs = new ArrayList<>();
        for (int i = 0; i < words.size(); i += 4) {
            programs.add(
                    new Coordinates(words.get(i), words.get(i + 1), list(words.get(i + 2)), list(words.get(i + 3))));
        }
        return programs;
    }

    /** This one among such arguments. */
    List<String> words() {
        return List.of(name, version, String.join(" ", artifacts), String.join(" ", excluded));
    }

    private static List<String> list(String words) {
        return words.isEmpty() ? List.of() : List.of(words.split(" "));
    }

    /** Name and version as people say them, {@code kafka 3.9.2}. */
    String title() {
        return name + " " + version;
    }
}
