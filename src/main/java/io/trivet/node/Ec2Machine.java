package io.trivet.node;

import io.trivet.operate.Failure;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A machine of EC2 with one node, as {@code boot.sh} has made it.
 *
 * @param root of its file system
 * @param home of the agent, with what has been applied: {@code role.txt}, {@code node.txt}, {@code applied}
 * @param role bundle of the role that is to be applied
 * @param node bundle of the node that is to be applied
 * @param hash of both
 * @param unit of systemd, without {@code .service}
 */
record Ec2Machine(Path root, Path home, Path role, Path node, String hash, String unit) implements Machines {
    @Override
    public Optional<String> text(Member member, String path) throws Failure {
        Path file = on(path);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw file(file, e);
        }
    }

    @Override
    public void write(Member member) throws Failure, InterruptedException {
        boolean unitChanged = false;
        boolean kernelChanged = false;
        for (var entry : member.files().entrySet()) {
            if (text(member, entry.getKey()).equals(Optional.of(entry.getValue()))) {
                continue;
            }
            put(on(entry.getKey()), entry.getValue());
            unitChanged |= entry.getKey().startsWith("/etc/systemd/");
            kernelChanged |= entry.getKey().startsWith("/etc/sysctl.d/");
        }
        applied();
        if (unitChanged) {
            must("systemctl", "daemon-reload");
        }
        if (kernelChanged) {
            must("sysctl", "--quiet", "--system");
        }
    }

    /** Takes down what lies here now, for the next start of the machine. */
    void applied() throws Failure {
        try {
            put(home.resolve("role.txt"), Files.readString(role));
            put(home.resolve("node.txt"), Files.readString(node));
            put(home.resolve("applied"), hash + "\n");
        } catch (IOException e) {
            throw file(home, e);
        }
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
            throw file(file, e);
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
            throw file(log, e);
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

    /** systemd starts a process again that has died. */
    @Override
    public void check() {}

    private Path on(String path) {
        return root.resolve(path.substring(1));
    }

    private static void put(Path file, String text) throws Failure {
        try {
            Files.createDirectories(file.getParent());
            Path fresh = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw file(file, e);
        }
    }

    private static void must(String... command) throws Failure, InterruptedException {
        int code = run(command);
        if (code != 0) {
            throw new Failure(
                    Problem.error("agent-command", Place.ofPath(String.join(" ", command)), "exit code " + code)
                            .must("be 0")
                            .mend("read journalctl on the machine, then run the gate again"));
        }
    }

    private static int run(String... command) throws Failure, InterruptedException {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw file(Path.of(command[0]), e);
        }
    }

    private static Failure file(Path file, IOException e) {
        return new Failure(Problem.error("agent-files", Place.ofPath(file.toString()), "not usable (" + e + ")")
                .must("be readable and writable")
                .mend("check its disk and rights, then run the gate again"));
    }
}
