package io.trivet.target.local;

import io.trivet.component.ConfigFile;
import io.trivet.component.Software;
import io.trivet.layout.ClusterId;
import io.trivet.layout.Role;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A start for the sake of its classes: one ZooKeeper server and one broker, or one KRaft node in both roles, in a
 * throw-away folder on free ports of 127.0.0.1, with the logging and the exporter of the plan. Each JVM writes its
 * archive when it ends. It takes about as long as it saves at the first start.
 *
 * <p>{@code jcmd VM.cds dynamic_dump} on the real nodes would be simpler, but leaves out each class that is not linked
 * yet, one in six; a static archive brings nothing over this one and takes three times as long.
 */
final class Training {
    private static final long START_SECONDS = 40;
    private static final long END_SECONDS = 30;
    private static final Pattern STARTED = Pattern.compile("\\[Kafka(Raft)?Server [^]]*] (Kafka Server )?started");
    private static final int MYID = 1;

    private final Plan plan;
    private final Home home;
    private final Programs programs;
    private final StartedProcesses started;
    private final List<String> exporters = new ArrayList<>();

    Training(Plan plan, Home home, Programs programs, StartedProcesses started) {
        this.plan = plan;
        this.home = home;
        this.programs = programs;
        this.started = started;
    }

    /** Makes the archives, each at the path that is given for its program. */
    void run(Map<Software, Path> archives) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("trivet-training");
        List<Process> running = new ArrayList<>();
        try {
            PlannedNode broker = first(Role.BROKER);
            Path brokerFolder = folder.resolve("broker");
            int clients = Loopback.freePort();
            if (plan.initialControllers().isEmpty()) {
                int port = Loopback.freePort();
                PlannedNode server = first(Role.ZOOKEEPER);
                Path serverFolder = folder.resolve("zookeeper");
                prepare(server, serverFolder, "zoo.cfg", zooCfg(serverFolder, port));
                Files.writeString(
                        Files.createDirectories(serverFolder.resolve("data")).resolve("myid"), MYID + "\n");
                running.add(start(server, serverFolder, archives));
                prepare(broker, brokerFolder, "server.properties", withZooKeeper(brokerFolder, clients, port));
            } else {
                prepare(
                        broker,
                        brokerFolder,
                        "server.properties",
                        withKraft(brokerFolder, clients, Loopback.freePort()));
                format(broker, brokerFolder);
            }
            running.add(start(broker, brokerFolder, archives));
            awaitStarted(brokerFolder.resolve("log"), running);
            exercise(clients);
            // Brokers end before what they register with.
            for (int i = running.size() - 1; i >= 0; i--) {
                running.get(i).destroy();
                running.get(i).waitFor(END_SECONDS, TimeUnit.SECONDS);
            }
            for (Path archive : archives.values()) {
                Path fresh = fresh(archive);
                if (Files.exists(fresh)) {
                    AtomicFile.move(fresh, archive);
                }
            }
        } finally {
            running.forEach(Process::destroyForcibly);
            Folders.delete(folder);
        }
    }

    private PlannedNode first(Role role) {
        return plan.nodes().stream()
                .filter(node -> node.node().role() == role)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a plan without " + role + "; this is a bug in Trivet"));
    }

    /** The plan's logging, JVM options and exporter rules, and a configuration of its own. */
    private static void prepare(PlannedNode node, Path folder, String name, String text) throws IOException {
        Files.createDirectories(folder);
        for (ConfigFile file : node.files()) {
            Path path = Path.of(file.path());
            if (path.startsWith(node.launch().folder())) {
                Files.writeString(folder.resolve(path.getFileName().toString()), file.text());
            }
        }
        Files.writeString(folder.resolve(name), text);
    }

    private Process start(PlannedNode node, Path folder, Map<Software, Path> archives) throws IOException {
        Software software = node.launch().software();
        Path archive = archives.get(software);
        if (archive == null) {
            throw new IllegalStateException("no archive is wanted for " + software + "; this is a bug in Trivet");
        }
        Files.createDirectories(archive.getParent());
        List<String> command = NodeCommand.java(home, programs.classPath(software), Optional.empty());
        command.add("-XX:ArchiveClassesAtExit=" + fresh(archive));
        command.add("@jvm.options");
        String exporter = "127.0.0.1:" + Loopback.freePort();
        exporters.add(exporter);
        command.addAll(NodeCommand.server(
                exporter, node.launch().mainClass(), node.launch().arguments()));
        return started.start(command, folder, folder.resolve("log"));
    }

    private void format(PlannedNode node, Path folder) throws IOException, InterruptedException {
        Path calls = folder.resolve("format");
        Files.writeString(
                calls,
                String.join(
                                "\t",
                                "format",
                                "--cluster-id",
                                ClusterId.of("training"),
                                "--standalone",
                                "--config",
                                folder.resolve("server.properties").toString())
                        + "\n");
        List<String> command =
                NodeCommand.java(home, programs.classPath(node.launch().software()), Optional.empty());
        command.add("@jvm.options");
        command.addAll(List.of(FormatMain.class.getName(), calls.toString()));
        started.start(command, folder, folder.resolve("format.log")).waitFor();
    }

    private static void awaitStarted(Path log, List<Process> running) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (System.nanoTime() < end && running.stream().allMatch(Process::isAlive)) {
            if (Files.exists(log)) {
                try (Stream<String> lines = Files.lines(log)) {
                    if (lines.anyMatch(line -> STARTED.matcher(line).find())) {
                        return;
                    }
                }
            }
            Thread.sleep(Waiting.PAUSE_MILLIS);
        }
        throw new IOException("the training run did not start; " + String.join(" / ", LogTail.of(log)));
    }

    /** What each start asks of the servers: metrics, a topic, and records that are written and read. */
    private void exercise(int port) throws IOException, InterruptedException {
        exporters.forEach(Exporters::scrape);
        String bootstrap = "127.0.0.1:" + port;
        try (Brokers brokers = Brokers.of(bootstrap)) {
            brokers.create(List.of(Probe.topic(List.of(1))));
            brokers.copies(brokers.topics());
            Probe.run(bootstrap, List.of("training"));
        } catch (LocalFailure e) {
            throw new IOException("the training run does not serve: " + e.problems(), e);
        }
    }

    private static Path fresh(Path archive) {
        return archive.resolveSibling(
                archive.getFileName() + "." + ProcessHandle.current().pid());
    }

    /** An ensemble of one: with {@code standaloneEnabled=false} it elects itself, through the classes of a real one. */
    private static String zooCfg(Path folder, int port) throws IOException {
        return """
                tickTime=2000
                initLimit=10
                syncLimit=5
                standaloneEnabled=false
                admin.enableServer=false
                dataDir=%s
                clientPort=%d
                clientPortAddress=127.0.0.1
                server.%d=127.0.0.1:%d:%d
                """.formatted(folder.resolve("data"), port, MYID, Loopback.freePort(), Loopback.freePort());
    }

    private static String withZooKeeper(Path folder, int port, int zooKeeperPort) {
        return """
                broker.id=1
                zookeeper.connect=127.0.0.1:%d
                listeners=PLAINTEXT://127.0.0.1:%d
                log.dirs=%s
                log.cleaner.dedupe.buffer.size=2097152
                """.formatted(zooKeeperPort, port, folder.resolve("data"));
    }

    private static String withKraft(Path folder, int port, int controllerPort) {
        return """
                node.id=1
                process.roles=broker,controller
                controller.quorum.bootstrap.servers=127.0.0.1:%1$d
                controller.listener.names=CONTROLLER
                listeners=PLAINTEXT://127.0.0.1:%3$d,CONTROLLER://127.0.0.1:%1$d
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%2$s
                log.cleaner.dedupe.buffer.size=2097152
                """.formatted(controllerPort, folder.resolve("data"), port);
    }
}
