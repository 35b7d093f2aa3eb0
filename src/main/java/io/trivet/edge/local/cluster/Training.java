package io.trivet.edge.local.cluster;

import io.trivet.edge.local.artifact.AtomicFile;
import io.trivet.edge.local.process.FormatMain;
import io.trivet.edge.local.process.Home;
import io.trivet.edge.local.process.LogTail;
import io.trivet.edge.local.process.Loopback;
import io.trivet.edge.local.process.NodeCommand;
import io.trivet.edge.local.process.NodeTask;
import io.trivet.edge.local.process.Programs;
import io.trivet.edge.local.process.StartedProcesses;
import io.trivet.layout.ClusterId;
import io.trivet.operate.Failure;
import io.trivet.operate.LiveCluster;
import io.trivet.operate.Topics;
import io.trivet.plan.Plan;
import io.trivet.platform.Ec2Platform;
import io.trivet.problem.Place;
import io.trivet.process.ConfigFile;
import io.trivet.process.Software;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A start for the sake of its classes: one ZooKeeper server or one KRaft node in both roles, and two brokers that copy
 * from each other, in a throw-away folder on free ports of 127.0.0.1, with the logging and the exporter of the plan.
 * The first JVM of each program writes its archive when it ends. It takes about as long as it saves at the first start.
 *
 * <p>{@code jcmd VM.cds dynamic_dump} on the real nodes would be simpler, but leaves out each class that is not linked
 * yet, one in six; a static archive brings nothing over this one and takes three times as long.
 */
final class Training {
    private static final long START_SECONDS = 40;
    private static final long END_SECONDS = 30;
    private static final Pattern STARTED = Pattern.compile("\\[Kafka(Raft)?Server [^]]*] (Kafka Server )?started");
    private static final int MYID = 1;

    /** The broker whose classes are archived, and the one that it copies from and to. */
    private static final List<Integer> BROKERS = List.of(1, 2);

    private final Plan<Ec2Platform> plan;
    private final Home home;
    private final Programs programs;
    private final StartedProcesses started;
    private final List<String> exporters = new ArrayList<>();

    Training(Plan<Ec2Platform> plan, Home home, Programs programs, StartedProcesses started) {
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
            NodeTask broker = NodeTask.server(plan.brokers().get(0));
            Path first = folder.resolve("broker1");
            Path second = folder.resolve("broker2");
            List<Integer> ports = List.of(Loopback.freePort(), Loopback.freePort());
            int metadata = Loopback.freePort();
            if (plan.platform().initialControllers().isEmpty()) {
                NodeTask server = NodeTask.server(plan.voters().get(0));
                Path serverFolder = folder.resolve("zookeeper");
                prepare(server, serverFolder);
                Files.writeString(serverFolder.resolve("zoo.cfg"), zooCfg(serverFolder, metadata));
                Files.writeString(
                        Files.createDirectories(serverFolder.resolve("data")).resolve("myid"), MYID + "\n");
                running.add(start(server, serverFolder, archive(server, archives)));
                configure(broker, first, withZooKeeper(1, first, ports.get(0), metadata));
                configure(broker, second, withZooKeeper(2, second, ports.get(1), metadata));
            } else {
                configure(broker, first, bothRoles(first, ports.get(0), metadata));
                configure(broker, second, withController(second, ports.get(1), metadata));
                format(broker, first, "--standalone");
                format(broker, second, "--no-initial-controllers");
            }
            running.add(start(broker, first, archive(broker, archives)));
            awaitStarted(first.resolve("log"), running);
            // Not before: the broker whose classes are kept is to be the controller of the other.
            running.add(start(broker, second, Optional.empty()));
            awaitStarted(second.resolve("log"), running);
            exercise("127.0.0.1:" + ports.get(0) + ",127.0.0.1:" + ports.get(1));
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

    /** The files of the plan: logging, JVM options, rules of the exporter, settings. */
    private static void prepare(NodeTask server, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (ConfigFile file : server.files()) {
            Path path = Path.of(file.path());
            if (path.startsWith(server.launch().folder())) {
                Files.writeString(folder.resolve(path.getFileName().toString()), file.text());
            }
        }
    }

    /** The plan's own settings and, as the later of two lines wins, others where this broker cannot have them. */
    private static void configure(NodeTask broker, Path folder, String others) throws IOException {
        prepare(broker, folder);
        Files.writeString(folder.resolve("server.properties"), "\n" + others, StandardOpenOption.APPEND);
    }

    private static Optional<Path> archive(NodeTask server, Map<Software, Path> archives) {
        Path archive = archives.get(server.launch().software());
        if (archive == null) {
            throw new IllegalStateException(
                    "no archive is wanted for " + server.launch().software() + "; this is a bug in Trivet");
        }
        return Optional.of(archive);
    }

    private Process start(NodeTask server, Path folder, Optional<Path> archive) throws IOException {
        List<String> command = NodeCommand.java(home, programs, server.launch().software());
        if (archive.isPresent()) {
            Files.createDirectories(archive.get().getParent());
            command.add("-XX:ArchiveClassesAtExit=" + fresh(archive.get()));
        }
        command.add("@jvm.options");
        String exporter = "127.0.0.1:" + Loopback.freePort();
        exporters.add(exporter);
        command.addAll(NodeCommand.server(Optional.of(exporter), server.launch()));
        return started.start(command, folder, folder.resolve("log"));
    }

    private void format(NodeTask server, Path folder, String voters) throws IOException, InterruptedException {
        Path calls = folder.resolve("format");
        Files.writeString(
                calls,
                String.join(
                                "\t",
                                "format",
                                "--cluster-id",
                                ClusterId.of("training"),
                                voters,
                                "--config",
                                folder.resolve("server.properties").toString())
                        + "\n");
        List<String> command = NodeCommand.java(home, programs, server.launch().software());
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
            Thread.sleep(NodeWaiter.PAUSE.toMillis());
        }
        throw new IOException("the training run did not start; " + String.join(" / ", LogTail.of(log)));
    }

    /** What each start asks of the servers: metrics, a topic, and records that are written and read. */
    private void exercise(String bootstrap) throws IOException, InterruptedException {
        exporters.forEach(Exporters::scrape);
        try (LiveCluster brokers = LiveCluster.ofBrokers(bootstrap, Servers.SOON)) {
            new Topics(brokers, Place.ofPath("")).create(List.of(Probe.topic(BROKERS)));
            brokers.copies();
            Probe.run(bootstrap, List.of("training"));
        } catch (Failure e) {
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

    private static String withZooKeeper(int id, Path folder, int port, int zooKeeperPort) throws IOException {
        return "broker.id=%d\nzookeeper.connect=127.0.0.1:%d\n".formatted(id, zooKeeperPort)
                + listeners(port, Loopback.freePort(), "")
                + data(folder);
    }

    private static String bothRoles(Path folder, int port, int controllerPort) throws IOException {
        return "node.id=1\nprocess.roles=broker,controller\n"
                + quorum(controllerPort)
                + listeners(port, Loopback.freePort(), ",CONTROLLER://127.0.0.1:" + controllerPort)
                + data(folder);
    }

    private static String withController(Path folder, int port, int controllerPort) throws IOException {
        return "node.id=2\n" + quorum(controllerPort) + listeners(port, Loopback.freePort(), "") + data(folder);
    }

    private static String quorum(int controllerPort) {
        return "controller.quorum.bootstrap.servers=127.0.0.1:%d\n".formatted(controllerPort);
    }

    private static String listeners(int clients, int replication, String controller) {
        return """
                listeners=CLIENT://127.0.0.1:%1$d,REPLICATION://127.0.0.1:%2$d%3$s
                advertised.listeners=CLIENT://127.0.0.1:%1$d,REPLICATION://127.0.0.1:%2$d
                """.formatted(clients, replication, controller);
    }

    private static String data(Path folder) {
        return "log.dirs=%s\n".formatted(folder.resolve("data"));
    }
}
