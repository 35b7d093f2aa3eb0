package io.trivet.process;

import io.trivet.kafka.KafkaVersion;
import io.trivet.layout.Node;
import io.trivet.layout.Site;
import io.trivet.stack.LogLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * The process of a Kafka server, broker or controller: its start and its logging, which changed with Kafka 4.
 *
 * @param volumes on each of which the server has a folder of data
 * @param options of the JVM besides those that all have, one a line
 * @param levels of logging that are described, by logger
 * @param plugins jars of others, by name
 */
record KafkaProcess(
        KafkaVersion version,
        Exporter exporter,
        int volumes,
        Jvm jvm,
        String options,
        SortedMap<String, LogLevel> levels,
        SortedMap<String, Plugin> plugins) {
    private static final String FOLDER = "/etc/kafka";
    private static final String DATA = "/var/lib/kafka";

    Launch launch() {
        return new Launch(
                "kafka",
                new Software(Software.Product.KAFKA, version.text()),
                "kafka.Kafka",
                List.of("server.properties"),
                FOLDER,
                DATA,
                Launch.more(DATA, volumes),
                Optional.of(exporter),
                plugins,
                false,
                jvm.memory());
    }

    /**
     * Options of the JVM, and logging to standard output, which systemd keeps in the journal: the request and
     * authorizer loggers are quiet, the controller speaks.
     */
    List<ConfigFile> files() {
        Logging logging = Logging.of(version);
        List<ConfigFile> files = new ArrayList<>(List.of(
                new ConfigFile(
                        FOLDER + "/jvm.options",
                        jvm.options((logging.format() == Logging.Format.LOG4J2
                                        ? "-Dlog4j2.configurationFile=" + logging.name() + "\n"
                                        : "-Dlog4j.configuration=file:" + logging.name() + "\n")
                                + options)),
                new ConfigFile(FOLDER + "/" + logging.name(), logging.with(levels))));
        Plugin.list(plugins).ifPresent(files::add);
        return List.copyOf(files);
    }

    /** Where a node keeps its logs: a folder on each volume, separated by commas. */
    String logs(Site site, Node node) {
        return launch().withDataIn(site.folder(node.name(), DATA)).dataFolders().stream()
                .map(folder -> folder + "/data")
                .collect(Collectors.joining(","));
    }

    /** A listener at the address of a node, as {@code listeners} takes it. */
    static String listener(String name, Node node, int port) {
        return name + "://" + node.address() + ":" + node.port(port);
    }

    /** A listener under the name of a node, as {@code advertised.listeners} takes it. */
    static String advertised(String name, Node node, int port) {
        return name + "://" + node.endpoint(port);
    }
}
