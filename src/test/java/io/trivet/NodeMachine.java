package io.trivet;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.kafka.MetadataMode;
import io.trivet.layout.Role;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A machine of EC2, on this one: a folder that stands for its root, the packaged agent as its service, and scripts in
 * place of what would change the machine, which write down what they were asked. systemd is a script that starts and
 * ends processes.
 */
final class NodeMachine {
    private final Path home;
    private final Role role;
    private final String name;
    private final String instance;
    private final SortedMap<String, Release> releases;
    private final Path hosts;
    private volatile @Nullable Process agent;
    private volatile int hour;

    /**
     * What runs on it in one version.
     *
     * @param command line of its server
     * @param files folder of the version with the configuration of a node on this machine
     */
    record Release(List<String> command, Path files) {
        Release {
            command = List.copyOf(command);
        }

        /** The class path of its server. */
        String libraries() {
            return command.get(command.indexOf("-cp") + 1);
        }
    }

    /**
     * Not there yet.
     *
     * @param home folder of the agent, with all else
     * @param instance id
     * @param releases by version; the machine is born with one of them
     * @param hosts names of the cluster
     */
    NodeMachine(Path home, Role role, String name, String instance, SortedMap<String, Release> releases, Path hosts) {
        this.home = home;
        this.hosts = hosts;
        this.role = role;
        this.name = name;
        this.instance = instance;
        this.releases = new TreeMap<>(releases);
    }

    String name() {
        return name;
    }

    String instance() {
        return instance;
    }

    Role role() {
        return role;
    }

    /**
     * Brings it up, as boot.sh does: the files of the bundles beside a volume of the node's own, and the process.
     *
     * @param local folder of the node on this machine, with its volume
     */
    void boot(String shared, String own, Path local) throws IOException, InterruptedException {
        SortedMap<String, String> files = new TreeMap<>();
        for (String bundle : List.of(shared, own)) {
            for (String part : bundle.split("(?m)^==> ")) {
                if (!part.isEmpty()) {
                    String[] halves = part.split(" <==\\n", 2);
                    files.merge(halves[0], halves[1], (first, last) -> first + "\n" + last);
                }
            }
        }
        Path lib = file("root/var/lib");
        Files.createDirectories(lib.getParent());
        Files.createSymbolicLink(lib, local.resolve("var/lib"));
        for (var file : files.entrySet()) {
            Path path = file("root" + file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        Files.writeString(file("role.txt"), shared);
        Files.writeString(file("node.txt"), own);
        Files.copy(Path.of("target/trivet.jar"), file("trivet.jar"));
        Path etc = local.resolve(role == Role.ZOOKEEPER ? "etc/zookeeper" : "etc/kafka");
        for (var release : releases.entrySet()) {
            Files.writeString(
                    file("command-" + release.getKey()),
                    String.join("\0", release.getValue().command()) + "\0");
        }
        if (Files.isDirectory(etc.resolve("tls"))) {
            Files.createSymbolicLink(file("root/etc/kafka/tls"), etc.resolve("tls"));
        }
        stub("bash", """
                tls=root/etc/kafka/tls
                if [ "$2" = certificate ] && [ -e issued.pem ]; then mv issued.pem $tls/next.pem; fi
                [ "$2" = software ] || exit 0
                if [ -e $tls/next.pem ]; then mv $tls/next.pem $tls/node.pem; fi
                version=$(sed -n 's/^VERSION=//p' role.txt)
                cp command-"$version" command
                cp -r %s/"$version"/. %s/
                """.formatted(release().files().getParent(), etc));
        stub("sysctl", "");
        stub("systemctl", """
                pid() { cat pid 2>/dev/null; }
                case $1 in
                    is-active) kill -0 "$(pid)" 2>/dev/null ;;
                    stop)
                        [ -e pid ] || exit 0
                        kill "$(pid)"
                        while kill -0 "$(pid)" 2>/dev/null; do sleep 0.1; done
                        rm pid ;;
                    start)
                        settings=root/etc/kafka/server.properties
                        [ ! -e $settings ] || sed 's|=/var/lib/|=%s/var/lib/|' $settings >%s/server.properties
                        (cd %s && exec xargs -0 -a %s/command setsid sh -c 'echo $$ >%s/pid; exec "$@"' sh) \
                            </dev/null >>log 2>&1 &
                        while [ ! -s pid ]; do sleep 0.05; done ;;
                esac
                """.formatted(local, etc, etc, home, home));
        Files.writeString(file("asked"), "");
        if (role.votesOn(MetadataMode.KRAFT)) {
            assertThat(isFirst()).as(this::said).isTrue();
        }
        run("bash", "boot.sh", "software");
        Files.writeString(file("asked"), "");
        systemctl("start");
    }

    private void stub(String command, String body) throws IOException {
        Path script = Files.createDirectories(file("bin")).resolve(command);
        Files.writeString(script, "#!/bin/sh\ncd " + home + "\necho " + command + " \"$*\" >>asked\n" + body);
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    void systemctl(String verb) throws IOException, InterruptedException {
        run("systemctl", verb, "kafka.service");
    }

    private void run(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(file("bin").resolve(script).toString()));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(file(script + ".log").toFile())
                        .start()
                        .waitFor())
                .isZero();
    }

    /**
     * Starts the service of its agent, which goes on with the jar that it has fetched when it ends by itself.
     *
     * @param patience seconds without any change after which it gives a wait up
     */
    void serve(MotoServer bucket, String bucketName, int patience) throws IOException {
        Process process = agent(
                "out",
                List.of(
                        "serve",
                        "--node",
                        name,
                        "--bucket",
                        bucketName,
                        "--region",
                        "us-east-1",
                        "--home",
                        home.toString(),
                        "--root",
                        file("root").toString(),
                        "--endpoint",
                        bucket.address().toString(),
                        "--instance",
                        instance(),
                        "--patience",
                        "" + patience,
                        "--look",
                        "1",
                        "--pause",
                        "4",
                        "--now",
                        now().toString()));
        agent = process;
        process.onExit().thenAccept(ended -> {
            if (ended.exitValue() == 0 && ended.equals(agent)) {
                try {
                    serve(bucket, bucketName, patience);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
    }

    /** From its next start on its agent takes it for that hour, of the 500 among which each node has one. */
    void at(int hourOfNode) {
        hour = hourOfNode;
    }

    /** The last time at which it was that hour, some days ago. */
    private Instant now() {
        long hours = Duration.between(Instant.EPOCH, Instant.now()).toHours();
        return Instant.EPOCH.plus(Duration.ofHours(hours / 500 * 500 + hour));
    }

    /** Whether {@code boot.sh} would make it one of the voters that a quorum begins with. */
    boolean isFirst() throws IOException, InterruptedException {
        int code = agent(
                        "first",
                        List.of(
                                "first",
                                "--role",
                                file("role.txt").toString(),
                                "--node",
                                file("node.txt").toString(),
                                "--root",
                                file("root").toString()))
                .waitFor();
        assertThat(code).as(saidFirst()).isIn(0, 3);
        return code == 0;
    }

    /** As boot.sh starts it, with those libraries of Kafka that it uses. */
    private Process agent(String log, List<String> arguments) throws IOException {
        String libraries = role == Role.ZOOKEEPER
                ? ""
                : Stream.of(release().libraries().split(":"))
                        .filter(jar -> jar.matches(".*/(kafka-clients|slf4j-api|jackson-core)-\\d[^/]*"))
                        .map(jar -> ":" + jar)
                        .reduce("", String::concat);
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-Xms4m",
                "-Xmx24m",
                "-Xss256k",
                "-XX:+UseSerialGC",
                "-XX:MinHeapFreeRatio=10",
                "-XX:MaxHeapFreeRatio=20",
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=8m",
                "-XX:-UsePerfData",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djdk.net.hosts.file=" + hosts,
                "-cp",
                file("trivet.jar") + libraries,
                "io.trivet.node.agent.Agent"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(
                        ProcessBuilder.Redirect.appendTo(file(log + ".err").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(file(log).toFile()));
        builder.environment().merge("PATH", file("bin") + ":", (old, first) -> first + old);
        builder.environment().put("AWS_ACCESS_KEY_ID", "test");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "test");
        builder.environment().put("MALLOC_ARENA_MAX", "1");
        return builder.start();
    }

    /** What runs on it now, or what it is to begin with. */
    private Release release() throws IOException {
        Path file = file("role.txt");
        String version = Files.exists(file)
                ? Files.readString(file).replaceFirst("(?s).*\nVERSION=([^\n]*)\n.*", "$1")
                : releases.firstKey();
        return requireNonNull(releases.get(version), version);
    }

    /** Ends its agent without a word. */
    void killAgent() throws InterruptedException {
        Process process = agent;
        agent = null;
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    /** Memory of its agent by the kernel, in MiB. */
    String memory() throws IOException {
        StringBuilder text = new StringBuilder(name);
        Process process = agent;
        if (process != null) {
            for (String file : List.of("smaps_rollup", "status")) {
                Files.readAllLines(Path.of("/proc", "" + process.pid(), file)).stream()
                        .filter(line -> line.matches("(Rss|Pss|Pss_Anon|VmHWM):.*"))
                        .forEach(line -> {
                            String[] words = line.split("\\s+");
                            text.append(' ').append(words[0]).append(Long.parseLong(words[1]) / 1024);
                        });
            }
        }
        return text.toString();
    }

    Optional<Long> pid() throws IOException {
        Path file = file("pid");
        return Files.exists(file)
                ? Optional.of(Long.parseLong(Files.readString(file).strip()))
                : Optional.empty();
    }

    /** Ends its server without a word; the next start waits for a number of its own. */
    void kill() throws IOException, InterruptedException {
        Optional<ProcessHandle> process = pid().flatMap(ProcessHandle::of);
        if (process.isPresent()) {
            process.get().destroyForcibly();
            while (process.get().isAlive()) {
                Thread.sleep(20);
            }
        }
        Files.deleteIfExists(file("pid"));
    }

    /** What its scripts were asked. */
    String asked() throws IOException {
        return Files.readString(file("asked"));
    }

    /** The steps of its agent. */
    String said() {
        try {
            return Files.exists(file("out")) ? Files.readString(file("out")) : "";
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** What {@link #isFirst} said. */
    String saidFirst() throws IOException {
        return Files.readString(file("first"));
    }

    Path file(String path) throws IOException {
        Files.createDirectories(home);
        return home.resolve(path);
    }

    private static String java() {
        return System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
    }
}
