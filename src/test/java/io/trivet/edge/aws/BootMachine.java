package io.trivet.edge.aws;

import com.google.common.hash.Hashing;
import io.trivet.Tool;
import io.trivet.plan.Bundles;
import io.trivet.plan.PlannedNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A machine on which {@code boot.sh} runs: a folder that stands for its root. What would change the machine is a stub
 * that writes down how it was called.
 */
record BootMachine(Path root) {
    /** One that has nothing but a bucket with what the nodes of an example must be, and a release to fetch. */
    static BootMachine of(Path root, Example example, String tgz) throws Exception {
        BootMachine machine = new BootMachine(root);
        machine.prepare(example, tgz);
        return machine;
    }

    private void prepare(Example example, String tgz) throws Exception {
        Tool.needs("bash", "bash");
        write("bucket/boot/trivet.jar", "a jar");
        write("bucket/boot/exporter.jar", "a jar");
        write("bucket/boot/jmx_prometheus_javaagent.jar", "a jar");
        String unpacked = tgz.replace(".tgz", "");
        write("unpacked/" + unpacked + "/libs/kafka.jar", "kafka");
        executable("unpacked/" + unpacked + "/bin/zookeeper-shell.sh", """
                if (($# == 1)); then
                    while read -r _ path; do sed -n "s|^$path ||p" "$ROOT/states"; done
                elif [[ ! -e $ROOT/states ]]; then
                    echo "Node does not exist: /brokers/topics"
                    exit 1
                else
                    echo /brokers/topics
                    cut --delimiter ' ' --fields 1 "$ROOT/states"
                fi""");
        Files.createDirectories(root.resolve("web"));
        Files.createDirectories(root.resolve("var/tmp"));
        Tool.run(root, Map.of(), List.of("tar", "-czf", "web/" + tgz, "-C", "unpacked", unpacked));
        Bundles bundles = Bundles.of(example.plan(), "");
        for (PlannedNode node : example.plan().nodes()) {
            String shared = beneath(bundles.shared(node.node().role()).text(), tgz);
            String own = beneath(bundles.own(node.node()).text(), tgz);
            String key = node.node().role().word() + "/" + sha256(shared) + ".txt";
            write("bucket/" + key, shared);
            write("bucket/desired/" + node.node().name(), sha256(shared + own) + "\n" + key + "\n" + own);
        }
        write("boot.sh", Scripts.BOOT.replaceAll("(?<![\\w/.])/(opt|etc|run|dev/disk|var)(?=/)", root + "/$1"));
        write("etc/fstab", "");
        write("dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0abc", "");
        stub("aws", """
                if [[ $1 == acm-pca ]]; then
                    source "$ROOT/authority.sh"
                    exit
                fi
                from=$4 to=$5
                if [[ $to == - ]]; then
                    cat "$ROOT/bucket/${from#s3://*/}"
                elif [[ $from == "$ROOT"/* ]]; then
                    mkdir -p "$(dirname "$ROOT/bucket/${to#s3://*/}")"
                    cp "$from" "$ROOT/bucket/${to#s3://*/}"
                elif [[ $from == - ]]; then
                    mkdir -p "$(dirname "$ROOT/bucket/${to#s3://*/}")"
                    cat >"$ROOT/bucket/${to#s3://*/}"
                else
                    cp "$ROOT/bucket/${from#s3://*/}" "$to"
                fi""");
        stub(
                "curl",
                "if [[ $* == *169.254* ]]; then echo i-0abc; exit; fi; for last; do :; done; cp \"$ROOT/web/$(basename \"$last\")\" \"${@: -2:1}\"");
        stub("blkid", """
                device=${@: -1}
                id=${device##*_}
                [[ -e $ROOT/formatted || -e $ROOT/formatted-$id ]] || exit 2
                if [[ $* == *UUID* ]]; then echo "11-22${id#vol0abc}"; fi""");
        stub("mkfs.xfs", "device=${@: -1}; touch \"$ROOT/formatted-${device##*_}\"");
        stub("id", "[[ -e $ROOT/account ]]");
        stub("useradd", "touch \"$ROOT/account\"");
        stub("mountpoint", "place=${@: -1}; [[ -e $ROOT/mounted${place##*[a-z]} ]]");
        stub("mount", "place=${@: -1}; touch \"$ROOT/mounted${place##*[a-z]}\"");
        stub("install", "mkdir -p \"${@: -1}\"");
        stub("runuser", "for data in \"$ROOT\"/var/lib/kafka*/data; do touch \"$data/meta.properties\"; done");
        stub("dnf", """
                bin=$ROOT/opt/aws/amazon-cloudwatch-agent/bin
                mkdir -p "$bin" "$ROOT/etc/logrotate.d" "$ROOT/etc/systemd/system"
                printf '#!/bin/bash\\necho "cloudwatch $*" >>"$ROOT/calls"\\n' >"$bin/amazon-cloudwatch-agent-ctl"
                chmod +x "$bin/amazon-cloudwatch-agent-ctl\"""");
        for (String quiet : List.of("java", "xfs_growfs", "chown", "sysctl", "systemctl")) {
            stub(quiet, "");
        }
    }

    /** Another machine, which has nothing yet. */
    void reborn() throws IOException {
        Tool.run(root, Map.of(), List.of("rm", "-rf", "opt", "etc/kafka", "calls"));
    }

    /** Another text of the role of a node. */
    void edit(String node, UnaryOperator<String> edit) throws IOException {
        Path desired = root.resolve("bucket/desired/" + node);
        String[] lines = Files.readString(desired).split("\n", 3);
        Path role = root.resolve("bucket/" + lines[1]);
        String text = edit.apply(Files.readString(role));
        Files.writeString(role, text);
        Files.writeString(desired, sha256(text + lines[2]) + "\n" + lines[1] + "\n" + lines[2]);
    }

    Tool.Outcome boot(String node, String... command) {
        return bootWith("vol-0abc", node, command);
    }

    /** With these volumes, by their ids. */
    Tool.Outcome bootWith(String volumes, String node, String... command) {
        for (String id : volumes.split(",")) {
            try {
                write("dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_" + id.replace("-", ""), "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        Map<String, String> environment = new TreeMap<>();
        environment.put("ROOT", root.toString());
        environment.put("PATH", root.resolve("bin") + ":" + System.getenv("PATH"));
        environment.put("BUCKET", "films");
        environment.put("ROLE", node.replaceAll("\\d", ""));
        environment.put("NODE", node);
        environment.put("VOLUME", volumes);
        environment.put("AWS_REGION", "us-east-1");
        List<String> line = new ArrayList<>(List.of("bash", "boot.sh"));
        line.addAll(List.of(command));
        return Tool.run(root, environment, line);
    }

    String calls() throws IOException {
        return Files.readString(root.resolve("calls"))
                .replace(root.toString(), "")
                .replaceAll("[0-9a-f]{64}", "DIGEST")
                .replaceAll("/var/tmp/trivet\\.\\w+", "/var/tmp/trivet");
    }

    void stub(String name, String body) throws IOException {
        executable("bin/" + name, "echo \"" + name + " $*\" >>\"$ROOT/calls\"\n" + body);
    }

    private void executable(String path, String body) throws IOException {
        Path file = write(path, "#!/bin/bash\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String sha256(String text) {
        return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString();
    }

    /** A bundle whose paths lie beneath the folder. */
    private String beneath(String bundle, String tgz) throws Exception {
        String sum = "ARCHIVE_SHA512=" + sha512(root, tgz);
        List<String> lines = new ArrayList<>();
        bundle.lines()
                .forEach(line -> lines.add(
                        line.replaceAll("^(==> |DATA=)/", "$1" + root + "/").replaceAll("^ARCHIVE_SHA512=.*", sum)));
        return String.join("\n", lines) + "\n";
    }

    Path write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    static String sha512(Path root, String tgz) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(root.resolve("web/" + tgz)));
        return HexFormat.of().formatHex(digest);
    }
}
