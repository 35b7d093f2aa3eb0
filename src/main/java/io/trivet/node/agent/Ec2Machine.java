package io.trivet.node.agent;

import io.trivet.node.Machines;
import io.trivet.node.Member;
import io.trivet.node.StepWaiter;
import io.trivet.operate.Failure;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A machine of EC2 with one node, as {@code boot.sh} has made it.
 *
 * @param root of its file system
 * @param home of the agent, with what has been applied: {@code role.txt}, {@code node.txt}, {@code applied}
 * @param shared bundle of the role that is to be applied
 * @param desired what else is to be applied
 * @param unit of systemd, without {@code .service}
 * @param alive whether it is worth waiting on
 */
record Ec2Machine(Path root, Path home, String shared, Desired desired, String unit, StepWaiter.Alive alive)
        implements Machines {
    private static final String PLUGINS = "/etc/trivet/plugins";

    /** With this exit code {@code boot.sh grow} says that the volume is smaller still. */
    private static final int SMALLER = 75;

    @Override
    public Optional<String> text(Member member, String path) throws Failure {
        Path file = on(path);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw Disk.unusable(file, e);
        }
    }

    @Override
    public void write(Member member) throws Failure, InterruptedException {
        boolean unitChanged = false;
        boolean kernelChanged = false;
        boolean watchChanged = false;
        for (var entry : member.files().entrySet()) {
            if (text(member, entry.getKey()).equals(Optional.of(entry.getValue()))) {
                continue;
            }
            Disk.put(on(entry.getKey()), entry.getValue());
            unitChanged |= entry.getKey().startsWith("/etc/systemd/");
            kernelChanged |= entry.getKey().startsWith("/etc/sysctl.d/");
            watchChanged |= entry.getKey().equals("/etc/trivet/cloudwatch.json");
        }
        applied();
        if (unitChanged) {
            must("systemctl", "daemon-reload");
        }
        if (kernelChanged) {
            must("sysctl", "--quiet", "--system");
        }
        // A node that cannot be watched is a node all the same.
        if (watchChanged) {
            run("bash", home.resolve("boot.sh").toString(), "watch");
        }
    }

    /** Brings what the server is to be started with and is not here yet; what runs does not notice. */
    void prepare(Member member, boolean secured) throws Failure, InterruptedException {
        if (member.files().containsKey(PLUGINS)) {
            fetch(
                    "plugins",
                    found -> Problem.error("plugin-missing", Place.ofPath(member.name()), found)
                            .must("be given its plugins before its server stops, which runs on as it was")
                            .mend("correct " + (member.role().isWorker() ? "connect" : "kafka")
                                    + ".plugins, and run pulumi up again"));
        }
        if (secured) {
            certify(member);
        }
    }

    /**
     * Has another certificate issued where the one that is here ends before long, or speaks for other names.
     *
     * @return why the one that is here is kept for now; empty where it may be, or another is there
     */
    String certify(Member member) throws Failure, InterruptedException {
        return fetch(
                "certificate",
                found -> Problem.error("certificate-missing", Place.ofPath(member.name()), found)
                        .must("be given its certificate before its server stops, which runs on as it was")
                        .mend("see that this authority is active and lasts for another 395 days; the agent"
                                + " tries again by itself"));
    }

    /** Runs a command of boot.sh for what is to be applied, which ends its words with what went wrong. */
    private String fetch(String command, Function<String, Problem> problem) throws Failure, InterruptedException {
        Path role = home.resolve("role.next");
        Path node = home.resolve("node.next");
        Path words = home.resolve(command + ".log");
        Disk.put(role, shared);
        Disk.put(node, desired.own());
        try {
            int code = new ProcessBuilder(
                            "bash", home.resolve("boot.sh").toString(), command, role.toString(), node.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(words.toFile())
                    .start()
                    .waitFor();
            List<String> lines = Files.readAllLines(words);
            if (code != 0) {
                throw new Failure(problem.apply(lines.isEmpty() ? "exit code " + code : lines.get(lines.size() - 1)));
            }
            Files.delete(role);
            Files.delete(node);
            return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        } catch (IOException e) {
            throw Disk.unusable(role, e);
        }
    }

    /** A certificate that is here and not in use yet. */
    @Override
    public List<String> stale(Member member) throws Failure {
        return new Certificate(root).hasNext() ? List.of("certificate") : List.of();
    }

    /** Takes down what lies here now, for the next start of the machine. */
    void applied() throws Failure {
        Disk.put(home.resolve("role.txt"), shared);
        Disk.put(home.resolve("node.txt"), desired.own());
        Disk.put(home.resolve("applied"), desired.digest() + "\n");
    }

    @Override
    public boolean runs(Member member) throws Failure, InterruptedException {
        return run("systemctl", "is-active", "--quiet", unit + ".service") == 0;
    }

    /**
     * A ZooKeeper server writes the epochs of the quorums that it was part of (QuorumPeer, 3.9.5); the log of a
     * controller holds nothing before there was a leader.
     */
    @Override
    public boolean wasMember(Member member) throws Failure {
        Path data = on(member.data()).resolve("data");
        return !member.role().isVoter()
                || epoch(data.resolve("version-2").resolve("currentEpoch")) > 0
                || hasRecords(data.resolve("__cluster_metadata-0"));
    }

    private static long epoch(Path file) throws Failure {
        try {
            return Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
        } catch (IOException e) {
            throw Disk.unusable(file, e);
        }
    }

    private static boolean hasRecords(Path log) throws Failure {
        if (!Files.isDirectory(log)) {
            return false;
        }
        try (Stream<Path> files = Files.list(log)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".log")).toList()) {
                if (Files.size(file) > 0) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw Disk.unusable(log, e);
        }
    }

    @Override
    public void stop(List<Member> members) throws Failure, InterruptedException {
        must("systemctl", "stop", unit + ".service");
    }

    /** The software first, which another version may have been described for; it is there already otherwise. */
    @Override
    public void start(List<Member> members) throws Failure, InterruptedException {
        must("bash", home.resolve("boot.sh").toString(), "software");
        must("systemctl", "start", unit + ".service");
    }

    /** Grows the file system to a volume of that size; false while the machine does not see that size yet. */
    boolean grown(String gib) throws Failure, InterruptedException {
        String[] command = {"bash", home.resolve("boot.sh").toString(), "grow", gib};
        int code = run(command);
        if (code != 0 && code != SMALLER) {
            throw failed(code, command);
        }
        return code == 0;
    }

    /** Of its process there is nothing to be seen: systemd starts one again that has died. */
    @Override
    public void check() throws Failure, InterruptedException {
        alive.check();
    }

    private Path on(String path) {
        return root.resolve(path.substring(1));
    }

    private static void must(String... command) throws Failure, InterruptedException {
        int code = run(command);
        if (code != 0) {
            throw failed(code, command);
        }
    }

    private static Failure failed(int code, String... command) {
        return new Failure(Problem.error("agent-command", Place.ofPath(String.join(" ", command)), "exit code " + code)
                .must("be 0")
                .mend("read journalctl --unit trivet-agent on the node; the agent tries again by itself"));
    }

    private static int run(String... command) throws Failure, InterruptedException {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw Disk.unusable(Path.of(command[0]), e);
        }
    }
}
