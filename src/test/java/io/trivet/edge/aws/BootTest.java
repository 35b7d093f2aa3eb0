package io.trivet.edge.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import io.trivet.plan.Bundles;
import io.trivet.plan.PlannedNode;
import io.trivet.process.ConfigFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The boot script itself, run by bash beneath a folder that stands for the root of a machine. What would change the
 * machine is a stub that writes down how it was called.
 */
final class BootTest {
    private static final Example EXAMPLE = Example.named("kraft-us-east-1");

    @TempDir
    Path root;

    @BeforeEach
    void a_machine_with_an_empty_volume() throws Exception {
        Tool.needs("bash", "bash");
        write("bucket/boot/trivet.jar", "a jar");
        write("bucket/boot/jmx_prometheus_javaagent.jar", "a jar");
        Bundles bundles = Bundles.of(EXAMPLE.plan(), "");
        for (PlannedNode node : EXAMPLE.plan().nodes()) {
            String shared = beneath(bundles.shared(node.node().role()).text());
            String own = beneath(bundles.own(node.node()).text());
            String key = node.node().role().word() + "/" + sha256(shared) + ".txt";
            write("bucket/" + key, shared);
            write("bucket/desired/" + node.node().name(), sha256(shared + own) + "\n" + key + "\n" + own);
        }
        write("boot.sh", Scripts.BOOT.replaceAll("(?<![\\w/.])/(opt|etc|run|dev/disk|var)(?=/)", root + "/$1"));
        write("etc/fstab", "");
        write("dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0abc", "");
        write("unpacked/kafka_2.13-4.3.1/libs/kafka.jar", "kafka");
        Files.createDirectories(root.resolve("web"));
        Files.createDirectories(root.resolve("var/tmp"));
        Tool.run(
                root,
                Map.of(),
                List.of("tar", "-czf", "web/kafka_2.13-4.3.1.tgz", "-C", "unpacked", "kafka_2.13-4.3.1"));
        write("web/kafka_2.13-4.3.1.tgz.sha512", kafkaStyle("kafka_2.13-4.3.1.tgz"));
        stub("aws", """
                from=$4 to=$5
                if [[ $to == - ]]; then
                    cat "$ROOT/bucket/${from#s3://*/}"
                elif [[ $from == - ]]; then
                    mkdir -p "$(dirname "$ROOT/bucket/${to#s3://*/}")"
                    cat >"$ROOT/bucket/${to#s3://*/}"
                else
                    cp "$ROOT/bucket/${from#s3://*/}" "$to"
                fi""");
        stub(
                "curl",
                "if [[ $* == *169.254* ]]; then echo i-0abc; exit; fi; for last; do :; done; cp \"$ROOT/web/$(basename \"$last\")\" \"${@: -2:1}\"");
        stub("blkid", "[[ -e $ROOT/formatted ]] || exit 2; if [[ $* == *UUID* ]]; then echo 11-22; fi");
        stub("mkfs.xfs", "touch \"$ROOT/formatted\"");
        stub("id", "[[ -e $ROOT/account ]]");
        stub("useradd", "touch \"$ROOT/account\"");
        stub("mountpoint", "[[ -e $ROOT/mounted ]]");
        stub("mount", "touch \"$ROOT/mounted\"");
        stub("install", "mkdir -p \"${@: -1}\"");
        stub("runuser", "touch \"$ROOT/var/lib/kafka/data/meta.properties\"");
        for (String quiet : List.of("java", "dnf", "xfs_growfs", "chown", "sysctl", "systemctl")) {
            stub(quiet, "");
        }
    }

    /** The checksum as Kafka publishes it. */
    private String kafkaStyle(String name) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(root.resolve("web/" + name)));
        String hex = HexFormat.of().formatHex(digest).toUpperCase(Locale.ROOT);
        return name + ": " + hex.replaceAll("(.{8})", "$1 ").replaceAll("((?:.{9}){4})", "$1\n   ") + "\n";
    }

    @Test
    void a_machine_at_its_birth() throws IOException {
        Tool.Outcome outcome = boot("controller1");

        assertThat(outcome.text()).isEqualTo("""
                trivet: volume vol-0abc is empty: making a file system
                trivet: controller1 is up
                """);
        assertThat(outcome.exitCode()).isZero();
        assertThat(calls()).isEqualTo("""
                aws s3 cp --only-show-errors s3://films/desired/controller1 /opt/trivet/desired.part
                aws s3 cp --only-show-errors s3://films/controller/DIGEST.txt /opt/trivet/role.txt.part
                aws s3 cp --only-show-errors s3://films/boot/trivet.jar /opt/trivet/trivet.jar.part
                aws s3 cp --only-show-errors s3://films/boot/jmx_prometheus_javaagent.jar /opt/jmx-exporter/jmx_prometheus_javaagent.jar.part
                id kafka
                useradd --system --uid 9092 --user-group --no-create-home --home-dir /var/lib/kafka --shell /sbin/nologin kafka
                blkid --probe /dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0abc
                mkfs.xfs -q /dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0abc
                blkid --probe --match-tag UUID --output value /dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0abc
                systemctl daemon-reload
                mountpoint --quiet /var/lib/kafka
                mount /var/lib/kafka
                xfs_growfs /var/lib/kafka
                chown kafka:kafka /var/lib/kafka
                curl --fail --silent --show-error --location --proto =https --retry 5 --output /var/tmp/trivet/release https://archive.apache.org/dist/kafka/4.3.1/kafka_2.13-4.3.1.tgz
                curl --fail --silent --show-error --location --proto =https --retry 5 --output /var/tmp/trivet/sum https://archive.apache.org/dist/kafka/4.3.1/kafka_2.13-4.3.1.tgz.sha512
                install --directory --owner kafka --group kafka /var/lib/kafka/data
                java -cp /opt/trivet/trivet.jar:/opt/kafka/libs/* io.trivet.node.agent.Agent first --role /opt/trivet/role.txt --node /opt/trivet/node.txt
                runuser --user kafka -- /opt/kafka/bin/kafka-storage.sh format --config /etc/kafka/server.properties --cluster-id %s --initial-controllers %s
                sysctl --quiet --system
                systemctl daemon-reload
                systemctl enable --now kafka.service
                systemctl start trivet-agent.service
                """.formatted(
                        EXAMPLE.plan().layout().clusterId(),
                        EXAMPLE.plan().platform().initialControllers().orElseThrow()));
        PlannedNode node = EXAMPLE.plan().nodes().stream()
                .filter(planned -> planned.node().name().equals("controller1"))
                .findFirst()
                .orElseThrow();
        for (ConfigFile file : node.files()) {
            assertThat(root.resolve(file.path().substring(1))).hasContent(file.text());
        }
        assertThat(root.resolve("opt/kafka/libs/kafka.jar")).hasContent("kafka");
        assertThat(root.resolve("etc/fstab"))
                .hasContent("UUID=11-22 " + root + "/var/lib/kafka xfs noatime,nofail 0 2\n");
    }

    @Test
    void a_machine_that_starts_again_keeps_what_it_has_applied() throws IOException {
        boot("broker1");
        Files.delete(root.resolve("calls"));
        Files.delete(root.resolve("mounted"));
        write("etc/kafka/server.properties", "what the agent applied\n");

        Tool.Outcome outcome = boot("broker1");

        assertThat(outcome).isEqualTo(new Tool.Outcome(0, "trivet: broker1 is up\n"));
        assertThat(calls()).isEqualTo("""
                aws s3 cp --only-show-errors s3://films/boot/trivet.jar /opt/trivet/trivet.jar.part
                aws s3 cp --only-show-errors s3://films/boot/jmx_prometheus_javaagent.jar /opt/jmx-exporter/jmx_prometheus_javaagent.jar.part
                id kafka
                blkid --probe /dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0abc
                blkid --probe --match-tag UUID --output value /dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0abc
                mountpoint --quiet /var/lib/kafka
                mount /var/lib/kafka
                xfs_growfs /var/lib/kafka
                chown kafka:kafka /var/lib/kafka
                install --directory --owner kafka --group kafka /var/lib/kafka/data
                sysctl --quiet --system
                systemctl daemon-reload
                systemctl enable --now kafka.service
                systemctl start trivet-agent.service
                """);
        assertThat(root.resolve("etc/kafka/server.properties")).hasContent("what the agent applied\n");
    }

    @Test
    void a_volume_that_holds_something_else_is_left_alone() throws IOException {
        stub("blkid", "exit 8");

        Tool.Outcome outcome = boot("broker1");

        assertThat(outcome)
                .isEqualTo(new Tool.Outcome(1, "trivet: volume vol-0abc holds something that is no file system\n"));
        assertThat(calls()).doesNotContain("mkfs");
    }

    @Test
    void a_volume_with_data_is_never_formatted_for_kafka() throws IOException {
        write("formatted", "");
        write("var/lib/kafka/data/orders-0/00000000000000000000.log", "records");

        Tool.Outcome outcome = boot("broker1");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.text().replace(root.toString(), "")).isEqualTo("""
                trivet: /var/lib/kafka/data holds data and no meta.properties: this is not the volume of a Kafka node, or it is damaged
                """);
        assertThat(calls()).doesNotContain("mkfs", "kafka-storage", "systemctl enable");
    }

    @Test
    void a_controller_of_a_quorum_that_exists_is_formatted_to_follow_it() throws IOException {
        stub("java", "exit 3");

        Tool.Outcome outcome = boot("controller1");

        assertThat(outcome.exitCode()).as(outcome.text()).isZero();
        assertThat(outcome.text())
                .contains("trivet: controller1 follows the quorum that exists, to become a voter of it\n");
        assertThat(calls()).contains("--no-initial-controllers").doesNotContain("--initial-controllers ");
    }

    @Test
    void a_controller_that_finds_no_leader_although_there_must_be_one_is_not_formatted() throws IOException {
        stub("java", "echo the answer of the other controllers; exit 1");

        Tool.Outcome outcome = boot("controller1");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.text()).endsWith("""
                the answer of the other controllers
                trivet: controller1 finds no leader of its quorum
                """);
        assertThat(calls()).doesNotContain("kafka-storage", "systemctl enable");
        String digest = Files.readString(root.resolve("bucket/desired/controller1"))
                .lines()
                .findFirst()
                .orElseThrow();
        assertThat(root.resolve("bucket/reports/controller1/i-0abc/" + digest + "/failed"))
                .hasContent("controller1 does not come up: controller1 finds no leader of its quorum\n");
    }

    @Test
    void a_machine_waits_until_it_is_said_what_it_must_be() throws IOException {
        Files.move(root.resolve("bucket/desired/broker1"), root.resolve("later"));
        stub("sleep", "mv \"$ROOT/later\" \"$ROOT/bucket/desired/broker1\"");

        Tool.Outcome outcome = boot("broker1");

        assertThat(outcome.exitCode()).as(outcome.text()).isZero();
        assertThat(outcome.text()).startsWith("trivet: waiting for s3://films/desired/broker1: cp: cannot stat");
    }

    @Test
    void texts_that_are_not_those_of_the_digest_make_no_node() throws IOException {
        Path desired = root.resolve("bucket/desired/broker1");
        Files.writeString(desired, Files.readString(desired) + "more\n");

        Tool.Outcome outcome = boot("broker1");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.text())
                .matches("trivet: desired/broker1 names the digest \\w+, and the bucket has texts with \\w+\n");
        assertThat(root.resolve("etc/kafka")).doesNotExist();
    }

    @Test
    void the_agent_is_a_small_process_with_the_libraries_that_it_uses() throws IOException {
        for (String jar : List.of("kafka-clients-4.3.1", "slf4j-api-1.7.36", "jackson-core-2.20.1", "rocksdbjni-10")) {
            write("opt/kafka-4.3.1/libs/" + jar + ".jar", "");
        }
        Files.createSymbolicLink(root.resolve("opt/kafka"), root.resolve("opt/kafka-4.3.1"));

        assertThat(boot("broker1", "agent")).isEqualTo(new Tool.Outcome(0, ""));

        assertThat(calls())
                .contains(" -Xmx24m ")
                .endsWith("-cp /opt/trivet/trivet.jar:/opt/kafka-4.3.1/libs/kafka-clients-4.3.1.jar"
                        + ":/opt/kafka-4.3.1/libs/slf4j-api-1.7.36.jar:/opt/kafka-4.3.1/libs/jackson-core-2.20.1.jar"
                        + " io.trivet.node.agent.Agent serve --node broker1 --bucket films --region us-east-1 --home"
                        + " /opt/trivet\n");
    }

    @Test
    void a_file_system_grows_once_the_machine_sees_its_volume_grown() throws IOException {
        stub("blockdev", "echo " + (50L << 30));
        stub("findmnt", "echo /var/lib/kafka");

        assertThat(boot("broker1", "grow", "60")).isEqualTo(new Tool.Outcome(75, ""));
        assertThat(calls()).doesNotContain("xfs_growfs");
        assertThat(boot("broker1", "grow", "50")).isEqualTo(new Tool.Outcome(0, ""));
        assertThat(calls()).endsWith("xfs_growfs /var/lib/kafka\n");
    }

    @Test
    void an_archive_that_is_not_what_it_should_be_is_not_unpacked() throws IOException {
        write("web/kafka_2.13-4.3.1.tgz", "something else");

        Tool.Outcome outcome = boot("broker1");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.text())
                .endsWith(
                        "trivet: https://archive.apache.org/dist/kafka/4.3.1/kafka_2.13-4.3.1.tgz is not what its SHA-512"
                                + " says\n");
        assertThat(root.resolve("opt/kafka")).doesNotExist();
    }

    private Tool.Outcome boot(String node, String... command) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("ROOT", root.toString());
        environment.put("PATH", root.resolve("bin") + ":" + System.getenv("PATH"));
        environment.put("BUCKET", "films");
        environment.put("ROLE", node.replaceAll("\\d", ""));
        environment.put("NODE", node);
        environment.put("VOLUME", "vol-0abc");
        environment.put("AWS_REGION", "us-east-1");
        List<String> line = new ArrayList<>(List.of("bash", "boot.sh"));
        line.addAll(List.of(command));
        return Tool.run(root, environment, line);
    }

    private String calls() throws IOException {
        return Files.readString(root.resolve("calls"))
                .replace(root.toString(), "")
                .replaceAll("[0-9a-f]{64}", "DIGEST")
                .replaceAll("/var/tmp/trivet\\.\\w+", "/var/tmp/trivet");
    }

    private void stub(String name, String body) throws IOException {
        Path file = write("bin/" + name, "#!/bin/bash\necho \"" + name + " $*\" >>\"$ROOT/calls\"\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String sha256(String text) {
        return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString();
    }

    /** A bundle whose paths lie beneath the folder. */
    private String beneath(String bundle) {
        List<String> lines = new ArrayList<>();
        bundle.lines().forEach(line -> lines.add(line.replaceAll("^(==> |DATA=)/", "$1" + root + "/")));
        return String.join("\n", lines) + "\n";
    }

    private Path write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}
