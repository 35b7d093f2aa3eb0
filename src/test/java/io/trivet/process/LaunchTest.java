package io.trivet.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.gen.ForEachSample;
import io.trivet.gen.Plain;
import io.trivet.gen.Sample;
import io.trivet.layout.Site;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

/** How each server is started: its JVM, its unit, its logging, and what of the machine goes with it. */
final class LaunchTest {
    private static final Site HERE = new Site.ThisMachine("/films", false);

    static Stream<Server> servers() {
        return Stream.of(
                Server.of(Plain.kraft(), "controller"),
                Server.of(Plain.kraft(), "broker"),
                Server.of(Plain.zooKeeper(), "zookeeper"),
                Server.of(Plain.zooKeeper(), "broker"));
    }

    private static Server server(String metadata, String role) {
        return Server.of(metadata.equals("kraft") ? Plain.kraft() : Plain.zooKeeper(), role);
    }

    @ParameterizedTest
    @CsvSource({
        "kraft, broker, kafka, kafka.Kafka, server.properties, /etc/kafka, /var/lib/kafka, 7071",
        "kraft, controller, kafka, kafka.Kafka, server.properties, /etc/kafka, /var/lib/kafka, 7072",
        "zookeeper, broker, kafka, kafka.Kafka, server.properties, /etc/kafka, /var/lib/kafka, 7071",
        "zookeeper, zookeeper, zookeeper, org.apache.zookeeper.server.quorum.QuorumPeerMain, zoo.cfg, /etc/zookeeper,"
                + " /var/lib/zookeeper, 7070"
    })
    void a_server_is_its_main_class_with_its_file(
            String metadata,
            String role,
            String name,
            String main,
            String file,
            String folder,
            String data,
            int exporter) {
        Launch launch = server(metadata, role).role().launch();

        assertThat(launch.name()).isEqualTo(name);
        assertThat(launch.mainClass()).isEqualTo(main);
        assertThat(launch.arguments()).containsExactly(file);
        assertThat(launch.folder()).isEqualTo(folder);
        assertThat(launch.dataFolder()).isEqualTo(data);
        assertThat(launch.exporter()).contains(new Exporter(exporter, false));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void what_it_is_started_with_is_among_its_files(Server server) {
        Launch launch = server.role().launch();
        List<String> wanted = new ArrayList<>(launch.arguments());
        wanted.addAll(List.of("jvm.options", "exporter.yaml"));

        assertThat(server.paths())
                .containsAll(wanted.stream()
                        .map(file -> launch.folder() + "/" + file)
                        .toList());
    }

    @ForEachSample
    void only_the_folder_of_its_data_differs_between_sites_and_nodes(Sample sample) {
        List<PlannedNode> there = Plan.of(sample.description(), Site.EC2).nodes();
        List<PlannedNode> here = Plan.of(sample.description(), HERE).nodes();

        for (int i = 0; i < there.size(); i++) {
            Launch launch = there.get(i).launch();
            String data = "/films/nodes/" + there.get(i).node().name() + launch.dataFolder();
            assertThat(here.get(i).launch().dataFolder()).isEqualTo(data);
            assertThat(here.get(i).launch().withDataIn(""))
                    .usingRecursiveComparison()
                    .ignoringFields("memory")
                    .isEqualTo(launch.withDataIn(""));
        }
    }

    /** A server writes where its volumes are mounted, and nowhere else: once on each, and not in one below another. */
    @ForEachSample
    void data_lies_on_the_volumes(Sample sample) {
        for (Site site : List.of(Site.EC2, new Site.ThisMachine("/films", false))) {
            for (PlannedNode planned : Plan.of(sample.description(), site).nodes()) {
                List<String> folders = planned.launch().dataFolders();
                planned.settings().forEach((key, value) -> {
                    if (key.equals("log.dirs")) {
                        assertThat(value.split(","))
                                .containsExactlyElementsOf(folders.stream()
                                        .map(folder -> folder + "/data")
                                        .toList());
                    } else if (key.startsWith("data")) {
                        assertThat(value).startsWith(planned.launch().dataFolder() + "/");
                    }
                });
                assertThat(folders)
                        .doesNotHaveDuplicates()
                        .hasSize(
                                planned.node().role().isBroker()
                                        ? (Integer)
                                                sample.get("brokers.volumes").orElse(1)
                                        : 1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "kraft, broker, 4.3.1, -Dlog4j2.configurationFile=log4j2.properties",
        "kraft, controller, 3.9.2, -Dlog4j.configuration=file:log4j.properties",
        "zookeeper, broker, 3.9.2, -Dlog4j.configuration=file:log4j.properties"
    })
    void kafka_is_told_of_the_logging_that_its_release_has(
            String metadata, String role, String version, String option) {
        Sample sample = metadata.equals("kraft") ? Plain.kraft() : Plain.zooKeeper();
        Server server = Server.of(sample.with("kafka.version", version), role);

        assertThat(server.shared("/etc/kafka/jvm.options")).endsWith("\n" + option + "\n");
        assertThat(server.paths()).contains("/etc/kafka/" + option.replaceAll(".*[=:]", ""));
    }

    @Test
    void the_options_of_a_server_are_its_heap_its_collector_and_its_end() {
        assertThat(server("kraft", "broker").shared("/etc/kafka/jvm.options")).isEqualTo("""
                # Options of the JVM, read as `java @jvm.options`.
                -Xms6144m
                -Xmx6144m
                -XX:+UseG1GC
                -XX:MaxGCPauseMillis=20
                -XX:InitiatingHeapOccupancyPercent=35
                -XX:G1HeapRegionSize=16M
                -XX:MetaspaceSize=96m
                -XX:MinMetaspaceFreeRatio=50
                -XX:MaxMetaspaceFreeRatio=80
                -XX:+ExplicitGCInvokesConcurrent
                -Xlog:gc
                -XX:+ExitOnOutOfMemoryError
                -Djava.awt.headless=true
                -Dlog4j2.configurationFile=log4j2.properties
                """);
        assertThat(server("zookeeper", "zookeeper").shared("/etc/zookeeper/jvm.options"))
                .startsWith("# Options of the JVM, read as `java @jvm.options`.\n-Xms1024m\n-Xmx1024m\n")
                .endsWith("-Dlogback.configurationFile=logback.xml\n-Dzookeeper.jmx.log4j.disable=true\n");
    }

    @Test
    void a_laptop_starts_small_and_soon() {
        assertThat(Server.of(Plain.kraft(), "broker", HERE).shared("/etc/kafka/jvm.options"))
                .isEqualTo("""
                # Options of the JVM, read as `java @jvm.options`.
                -Xms96m
                -Xmx384m
                -Xmn64m
                -XX:+UseSerialGC
                -XX:TieredStopAtLevel=1
                -XX:+ExitOnOutOfMemoryError
                -Djava.awt.headless=true
                -Dlog4j2.configurationFile=log4j2.properties
                """);
        assertThat(Server.of(Plain.zooKeeper(), "zookeeper", HERE).shared("/etc/zookeeper/jvm.options"))
                .contains("-Xms48m\n-Xmx128m\n-Xmn32m\n");
    }

    /** Half of the memory, and no more than the role can use. */
    @ParameterizedTest
    @CsvSource({
        "t4g.small,    1024, 1024, 1024",
        "t4g.medium,   2048, 2048, 1024",
        "m7g.medium,   2048, 2048, 1024",
        "m7g.large,    4096, 2048, 1024",
        "m7g.xlarge,   6144, 2048, 1024",
        "r7g.16xlarge, 6144, 2048, 1024"
    })
    void a_heap_is_sized_by_role_and_instance(String instance, int broker, int controller, int zooKeeper) {
        assertThat(heap(Plain.kraft(), "brokers", "broker", instance)).isEqualTo(broker);
        assertThat(heap(Plain.kraft(), "controllers", "controller", instance)).isEqualTo(controller);
        assertThat(heap(Plain.zooKeeper(), "zookeeper", "zookeeper", instance)).isEqualTo(zooKeeper);
    }

    private static int heap(Sample sample, String key, String role, String instance) {
        Server server = Server.of(sample.with(key + ".instance", instance), role);
        String options = server.shared(server.role().launch().folder() + "/jvm.options");
        String most = options.replaceAll("(?s).*-Xmx(\\d+)m.*", "$1");
        assertThat(options).contains("-Xms" + most + "m\n");
        assertThat(server.role().launch().memory().toMib()).isEqualTo(Long.parseLong(most) + 192);
        return Integer.parseInt(most);
    }

    @Test
    void a_described_heap_is_taken_by_its_role_alone() {
        Sample sample = Plain.kraft().with("brokers.heap", "1536MiB");

        assertThat(Server.of(sample, "broker").shared("/etc/kafka/jvm.options")).contains("-Xms1536m\n-Xmx1536m\n");
        assertThat(Server.of(sample, "controller").shared("/etc/kafka/jvm.options"))
                .contains("-Xmx2048m\n");
    }

    @Test
    void the_unit_of_a_broker_is_the_process_its_limits_and_its_walls() {
        assertThat(server("kraft", "broker").shared("/etc/systemd/system/kafka.service"))
                .contains(
                        "Description=Kafka broker of films\n",
                        "\nRequiresMountsFor=/var/lib/kafka\n",
                        "\nUser=kafka\nGroup=kafka\nWorkingDirectory=/etc/kafka\n",
                        "\nExecStart=/usr/bin/java -cp /opt/kafka/libs/*"
                                + " -javaagent:/opt/jmx-exporter/jmx_prometheus_javaagent.jar=7071:exporter.yaml"
                                + " @jvm.options kafka.Kafka server.properties\n",
                        "\nReadWritePaths=/var/lib/kafka\n");
        assertThat(server("zookeeper", "zookeeper").shared("/etc/systemd/system/zookeeper.service"))
                .contains(
                        "Description=ZooKeeper server of films\n",
                        "\nExecStart=/usr/bin/java -cp /opt/zookeeper/lib/*"
                                + " -javaagent:/opt/jmx-exporter/jmx_prometheus_javaagent.jar=7070:exporter.yaml"
                                + " @jvm.options org.apache.zookeeper.server.quorum.QuorumPeerMain zoo.cfg\n");
        assertThat(server("kraft", "controller").shared("/etc/systemd/system/kafka.service"))
                .contains("Description=KRaft controller of films\n", "jmx_prometheus_javaagent.jar=7072:");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void a_unit_is_sections_of_keys_each_once(Server server) {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        String section = "";
        for (String line : unit(server).lines().filter(line -> !line.isEmpty()).toList()) {
            if (line.startsWith("[")) {
                section = line;
                assertThat(sections.put(section, new LinkedHashMap<>())).isNull();
            } else {
                String[] pair = line.split("=", 2);
                assertThat(sections.get(section).put(pair[0], pair[1]))
                        .as(pair[0])
                        .isNull();
            }
        }

        assertThat(sections).containsOnlyKeys("[Unit]", "[Service]", "[Install]");
        assertThat(sections.get("[Service]"))
                .containsEntry("Restart", "on-failure")
                // A JVM that is asked to stop ends with 143; that is no failure.
                .containsEntry("SuccessExitStatus", "143")
                .containsEntry("TimeoutStopSec", "180")
                .containsEntry("LimitNOFILE", "1000000")
                .containsEntry("ProtectSystem", "strict")
                .containsEntry("NoNewPrivileges", "true");
        assertThat(sections.get("[Unit]"))
                .as("a node that cannot start yet tries until it can")
                .containsEntry("StartLimitIntervalSec", "0");
        assertThat(sections.get("[Install]")).containsEntry("WantedBy", "multi-user.target");
    }

    private static String unit(Server server) {
        return server.shared("/etc/systemd/system/" + server.role().launch().name() + ".service");
    }

    @Test
    void kernel_settings_are_names_and_numbers() {
        List<String> lines = Sysctl.file().text().lines().toList();

        assertThat(Sysctl.file().path()).isEqualTo("/etc/sysctl.d/60-trivet.conf");
        assertThat(lines).allMatch(line -> line.matches("[a-z_.]+ = \\d+")).doesNotHaveDuplicates();
        assertThat(lines)
                .as("a page is dropped before one is swapped, and a large log has a map for each segment")
                .contains("vm.swappiness = 1", "vm.max_map_count = 262144");
    }

    /** Sockets may have the buffers that Kafka asks for only where the kernel lets them. */
    @Test
    void the_kernel_lets_sockets_have_what_kafka_asks_for() throws IOException {
        Map<String, String> kernel = read(Sysctl.file().text());
        Server broker = server("kraft", "broker");

        assertThat(Long.parseLong(kernel.get("net.core.rmem_max")))
                .isGreaterThanOrEqualTo(Long.parseLong(broker.setting("socket.receive.buffer.bytes")));
        assertThat(Long.parseLong(kernel.get("net.core.wmem_max")))
                .isGreaterThanOrEqualTo(Long.parseLong(broker.setting("socket.send.buffer.bytes")));
    }

    /** Logs go to standard output, in one form, and are quiet where there is a line for each request. */
    @Test
    void each_way_of_logging_writes_lines_of_one_form_to_standard_output() throws Exception {
        Map<String, String> first = read(server("zookeeper", "broker").shared("/etc/kafka/log4j.properties"));
        Map<String, String> second = read(server("kraft", "broker").shared("/etc/kafka/log4j2.properties"));
        String pattern = first.get("log4j.appender.stdout.layout.ConversionPattern");

        assertThat(pattern).contains("%d{", "%-5p", "%m", "%n");
        assertThat(second).containsEntry("appender.stdout.layout.pattern", pattern);
        assertThat(first)
                .containsEntry("log4j.rootLogger", "INFO, stdout")
                .containsEntry("log4j.logger.kafka.request.logger", "WARN")
                .containsEntry("log4j.logger.kafka.network.RequestChannel$", "WARN")
                .containsEntry("log4j.logger.state.change.logger", "INFO");
        assertThat(second)
                .containsEntry("rootLogger.level", "INFO")
                .containsEntry("logger.request.name", "kafka.request.logger")
                .containsEntry("logger.request.level", "WARN")
                .containsEntry("logger.channel.level", "WARN")
                .containsEntry("logger.state.level", "INFO");
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(
                                server("zookeeper", "zookeeper").shared("/etc/zookeeper/logback.xml"))))
                        .getElementsByTagName("appender-ref")
                        .getLength())
                .isEqualTo(1);
    }

    private static Map<String, String> read(String text) throws IOException {
        java.util.Properties properties = new java.util.Properties();
        properties.load(new StringReader(text));
        Map<String, String> map = new LinkedHashMap<>();
        properties.stringPropertyNames().forEach(key -> map.put(key, properties.getProperty(key)));
        return map;
    }
}
