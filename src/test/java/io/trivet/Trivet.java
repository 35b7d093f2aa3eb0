package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * {@code trivet} as a user runs it: a process of the packaged jar.
 *
 * @param home folder with {@code stacks/}, and the {@code .trivet/} of this test alone
 * @param environment variables that its processes have besides those of the test
 */
record Trivet(Path home, Map<String, String> environment) {
    private static final Path JAR = Path.of("target/trivet-cli.jar").toAbsolutePath();

    /** Of no use to another jar, and so named after the time of this one; written by one JVM of tests alone. */
    private static final Path ARCHIVE = JAR.resolveSibling(
            "trivet-" + JAR.toFile().lastModified() + "-" + System.getProperty("surefire.forkNumber", "1") + ".jsa");

    Trivet(Path home) {
        this(home, Map.of());
    }

    /** The same, with these variables. */
    Trivet with(Map<String, String> variables) {
        return new Trivet(home, variables);
    }

    /**
     * What a process came to.
     *
     * @param code its exit code
     * @param out what it wrote to standard output
     * @param err what it wrote to standard error
     */
    record Ran(int code, String out, String err) {}

    /** In a folder of its own, with the example stacks. */
    static Trivet in(Path home) throws IOException {
        Path stacks = Files.createDirectories(home.resolve("stacks"));
        try (Stream<Path> files = Files.list(Path.of("stacks"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, stacks.resolve(file.getFileName()));
            }
        }
        return new Trivet(home.toRealPath());
    }

    /** Gives an example stack other addresses than those that a test beside this one takes on the same machine. */
    void move(String stack, String network, String to) throws IOException {
        Path file = home.resolve("stacks/Pulumi." + stack + ".yaml");
        Files.writeString(file, Files.readString(file).replace("cidr: " + network, "cidr: " + to));
    }

    /**
     * Describes a cluster with KRaft that is as small as can be, a controller and a broker.
     *
     * @param topic the one that it holds, with two partitions
     */
    void describeSmallest(String stack, String network, String topic) throws IOException {
        Files.writeString(home.resolve("stacks/Pulumi." + stack + ".yaml"), """
                config:
                  aws:region: us-east-1
                  trivet:cluster:
                    name: %s
                    environment: dev
                    platform: ec2
                    kafka: {version: 4.3.1, metadata: kraft}
                    zones: [us-east-1a, us-east-1b, us-east-1c]
                    network: {cidr: %s}
                    dns: {zone: us-east-1.dev.internal}
                    controllers: {nodes: 1, instance: t4g.small, volume: {size: 10GiB}}
                    brokers:
                      nodes: 1
                      instance: t4g.medium
                      volume: {size: 50GiB}
                    topics:
                      %s: {partitions: 2}
                """.formatted(stack, network, topic));
    }

    /** The command line, before its arguments. */
    List<String> command() {
        List<String> command = new ArrayList<>(List.of(java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        if (Files.exists(ARCHIVE)) {
            command.add("-XX:SharedArchiveFile=" + ARCHIVE);
        }
        command.addAll(
                List.of("-Xlog:disable", "-Xlog:all=error:stderr", "-Dtrivet.home=" + home, "-jar", JAR.toString()));
        return command;
    }

    /** The first that brings a cluster up keeps the classes that it loaded, from which all others start sooner. */
    private List<String> command(String... arguments) {
        List<String> command = command();
        if (!Files.exists(ARCHIVE)
                && List.of(arguments).subList(0, Math.min(2, arguments.length)).equals(List.of("local", "up"))) {
            command.add(1, "-XX:ArchiveClassesAtExit=" + ARCHIVE);
        }
        command.addAll(List.of(arguments));
        return command;
    }

    /** Starts it without waiting; its output goes to files in the home, named after {@code name}. */
    Process start(String name, String... arguments) throws IOException {
        // What a shell starts in the background ignores Ctrl-C, and so does all that is started from there.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(command(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(out(name).toFile())
                .redirectError(err(name).toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    Path out(String name) {
        return home.resolve(name + ".out");
    }

    Path err(String name) {
        return home.resolve(name + ".err");
    }

    /** Runs it to its end. */
    Ran run(String... arguments) throws IOException, InterruptedException {
        String name = "run-" + System.nanoTime();
        int code = start(name, arguments).waitFor();
        return new Ran(
                code,
                Files.readString(out(name), StandardCharsets.UTF_8),
                Files.readString(err(name), StandardCharsets.UTF_8));
    }

    /** Runs it, and fails with all that it said unless it ends well. */
    Ran succeed(String... arguments) throws IOException, InterruptedException {
        Ran ran = run(arguments);
        assertThat(ran.code())
                .as(() -> String.join(" ", arguments) + "\n" + ran.out() + ran.err())
                .isZero();
        return ran;
    }

    /** The nodes of a local cluster, as {@code trivet local status} tells programs. */
    List<JsonNode> status(String stack) throws IOException, InterruptedException {
        Ran ran = succeed("local", "status", stack, "--format", "json");
        List<JsonNode> nodes = new ArrayList<>();
        new ObjectMapper().readTree(ran.out()).get("nodes").forEach(nodes::add);
        return nodes;
    }

    /** The processes that run on the nodes of a local cluster, by the name of the node. */
    SortedMap<String, Long> pids(String stack) throws IOException, InterruptedException {
        SortedMap<String, Long> pids = new TreeMap<>();
        for (JsonNode node : status(stack)) {
            if (node.hasNonNull("pid")) {
                pids.put(node.get("node").asText(), node.get("pid").asLong());
            }
        }
        return pids;
    }

    /** The brokers of a local cluster, as clients take them. */
    String bootstrap(String stack) throws IOException, InterruptedException {
        return status(stack).stream()
                .filter(node -> node.get("node").asText().startsWith("broker"))
                .map(node -> node.get("dnsName").asText() + ":9092")
                .reduce((one, other) -> one + "," + other)
                .orElseThrow();
    }

    /** The partitions in each folder of data of brokers, but for those that come and go with a command. */
    SortedMap<String, List<String>> partitions(String stack, int brokers) throws IOException {
        SortedMap<String, List<String>> found = new TreeMap<>();
        for (int broker = 1; broker <= brokers; broker++) {
            for (String folder : List.of("kafka", "kafka-2")) {
                Path lib = home.resolve(".trivet/" + stack + "/nodes/broker" + broker + "/var/lib/" + folder);
                try (Stream<Path> logs = Files.list(lib.resolve("data"))) {
                    found.put(
                            "broker" + broker + "/" + folder,
                            logs.map(log -> log.getFileName().toString())
                                    .filter(name -> name.matches("(?!trivet\\.probe).*-\\d+"))
                                    .sorted()
                                    .toList());
                }
            }
        }
        return found;
    }

    /**
     * Runs a main class of the tests that knows the names of a local cluster.
     *
     * @return its exit code; its output is passed on, since it holds figures that people want to see
     */
    int drill(String stack, Class<?> main, List<String> arguments) throws IOException, InterruptedException {
        int code = startDrill(stack, main, arguments).waitFor();
        System.out.println(main.getSimpleName() + " on " + stack + ":\n" + Files.readString(drilled(main)));
        return code;
    }

    /** Starts such a class without waiting. */
    Process startDrill(String stack, Class<?> main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djdk.net.hosts.file=" + home.resolve(".trivet").resolve(stack).resolve("hosts"),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(drilled(main).toFile())
                .start();
    }

    /** What such a class said. */
    Path drilled(Class<?> main) {
        return home.resolve(main.getSimpleName() + ".log");
    }

    private static String java() {
        return System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
    }
}
