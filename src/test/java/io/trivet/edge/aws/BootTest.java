package io.trivet.edge.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.Tool;
import io.trivet.plan.PlannedNode;
import io.trivet.process.ConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The boot script itself, run by bash beneath a folder that stands for the root of a machine. What would change the
 * machine is a stub that writes down how it was called.
 */
final class BootTest {
    private static final Example EXAMPLE = Example.named("kraft-us-east-1");
    private static final String TGZ = "kafka_2.13-4.3.1.tgz";
    private static final String COPY = "bucket/release/" + TGZ;

    @TempDir
    Path root;

    private BootMachine machine;

    @BeforeEach
    void a_machine_with_an_empty_volume() throws Exception {
        machine = BootMachine.of(root, EXAMPLE, TGZ);
    }

    @Test
    void a_machine_at_its_birth() throws IOException {
        Tool.Outcome outcome = machine.boot("controller1");

        assertThat(outcome.text()).isEqualTo("""
                trivet: volume vol-0abc is empty: making a file system
                trivet: controller1 is up
                """);
        assertThat(outcome.exitCode()).isZero();
        assertThat(machine.calls()).isEqualTo("""
                aws s3 cp --only-show-errors s3://films/desired/controller1 /opt/trivet/desired.part
                aws s3 cp --only-show-errors s3://films/controller/DIGEST.txt /opt/trivet/role.txt.part
                aws s3 cp --only-show-errors s3://films/boot/trivet.jar /opt/trivet/trivet.jar.part
                aws s3 cp --only-show-errors s3://films/boot/exporter.jar /opt/trivet/exporter.jar.part
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
                aws s3 cp --only-show-errors s3://films/release/kafka_2.13-4.3.1.tgz /var/tmp/trivet/release
                curl --fail --silent --show-error --location --proto =https --retry 5 --output /var/tmp/trivet/release https://archive.apache.org/dist/kafka/4.3.1/kafka_2.13-4.3.1.tgz
                aws s3 cp --only-show-errors /var/tmp/trivet/release s3://films/release/kafka_2.13-4.3.1.tgz
                install --directory --owner kafka --group kafka /var/lib/kafka/data
                java -cp /opt/trivet/trivet.jar:/opt/kafka/libs/* io.trivet.node.agent.Agent first --role /opt/trivet/role.txt --node /opt/trivet/node.txt
                runuser --user kafka -- /opt/kafka/bin/kafka-storage.sh format --config /etc/kafka/server.properties --cluster-id %s --initial-controllers %s
                sysctl --quiet --system
                systemctl daemon-reload
                systemctl enable --now kafka.service
                systemctl start trivet-agent.service
                dnf install --quiet --assumeyes amazon-cloudwatch-agent logrotate
                systemctl daemon-reload
                systemctl enable --now trivet-log.service
                cloudwatch -a fetch-config -m ec2 -s -c file:/opt/trivet/cloudwatch.json
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
        machine.boot("broker1");
        Files.delete(root.resolve("calls"));
        Files.delete(root.resolve("mounted"));
        machine.write("etc/kafka/server.properties", "what the agent applied\n");

        Tool.Outcome outcome = machine.boot("broker1");

        assertThat(outcome).isEqualTo(new Tool.Outcome(0, "trivet: broker1 is up\n"));
        assertThat(machine.calls()).isEqualTo("""
                aws s3 cp --only-show-errors s3://films/boot/trivet.jar /opt/trivet/trivet.jar.part
                aws s3 cp --only-show-errors s3://films/boot/exporter.jar /opt/trivet/exporter.jar.part
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
                systemctl daemon-reload
                systemctl enable --now trivet-log.service
                cloudwatch -a fetch-config -m ec2 -s -c file:/opt/trivet/cloudwatch.json
                """);
        assertThat(root.resolve("etc/kafka/server.properties")).hasContent("what the agent applied\n");
    }

    @Test
    void what_is_watched_no_more_ends() throws IOException {
        machine.boot("broker1");
        assertThat(root.resolve("opt/trivet/cloudwatch.json"))
                .content()
                .contains("\"Node\": \"broker1\"", "\"log_stream_name\": \"broker1\"")
                .doesNotContain("{node}");
        assertThat(root.resolve("etc/systemd/system/trivet-log.service"))
                .content()
                .contains("--unit=kafka.service");
        Files.delete(root.resolve("calls"));
        machine.write("etc/trivet/cloudwatch.json", "{}\n");

        assertThat(machine.boot("broker1", "watch")).isEqualTo(new Tool.Outcome(0, ""));

        assertThat(machine.calls()).isEqualTo("""
                cloudwatch -a stop
                systemctl disable --now trivet-log.service
                """);
    }

    @Test
    void a_node_that_cannot_be_watched_is_up() throws IOException {
        machine.stub("dnf", "exit 1");

        assertThat(machine.boot("broker1").text())
                .endsWith(
                        "trivet: without the agent of CloudWatch, which cannot be installed\ntrivet: broker1 is up\n");
    }

    @Test
    void a_volume_that_holds_something_else_is_left_alone() throws IOException {
        machine.stub("blkid", "exit 8");

        Tool.Outcome outcome = machine.boot("broker1");

        assertThat(outcome)
                .isEqualTo(new Tool.Outcome(1, "trivet: volume vol-0abc holds something that is no file system\n"));
        assertThat(machine.calls()).doesNotContain("mkfs");
    }

    @Test
    void a_volume_with_data_is_never_formatted_for_kafka() throws IOException {
        machine.write("formatted", "");
        machine.write("var/lib/kafka/data/orders-0/00000000000000000000.log", "records");

        Tool.Outcome outcome = machine.boot("broker1");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.text().replace(root.toString(), "")).isEqualTo("""
                trivet: /var/lib/kafka/data holds data and no meta.properties: this is not the volume of a Kafka node, or it is damaged
                """);
        assertThat(machine.calls()).doesNotContain("mkfs", "kafka-storage", "systemctl enable");
    }

    @Test
    void a_controller_of_a_quorum_that_exists_is_formatted_to_follow_it() throws IOException {
        machine.stub("java", "exit 3");

        Tool.Outcome outcome = machine.boot("controller1");

        assertThat(outcome.exitCode()).as(outcome.text()).isZero();
        assertThat(outcome.text())
                .contains("trivet: controller1 follows the quorum that exists, to become a voter of it\n");
        assertThat(machine.calls()).contains("--no-initial-controllers").doesNotContain("--initial-controllers ");
    }

    @Test
    void a_controller_that_finds_no_leader_although_there_must_be_one_is_not_formatted() throws IOException {
        machine.stub("java", "echo the answer of the other controllers; exit 1");

        Tool.Outcome outcome = machine.boot("controller1");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.text()).endsWith("""
                the answer of the other controllers
                trivet: controller1 finds no leader of its quorum
                """);
        assertThat(machine.calls()).doesNotContain("kafka-storage", "systemctl enable");
        String digest = Files.readString(root.resolve("bucket/desired/controller1"))
                .lines()
                .findFirst()
                .orElseThrow();
        assertThat(root.resolve("bucket/reports/controller1/i-0abc/" + digest + "/failed"))
                .hasContent("controller1 does not come up: controller1 finds no leader of its quorum\n");
    }

    @Test
    void a_broker_that_had_data_asks_the_others_before_it_starts_without() throws IOException {
        machine.write("bucket/reports/broker1/data", "i-0abc");
        machine.stub("java", "exit 1");

        assertThat(machine.boot("broker1").text()).contains("trivet: its volume is empty; journalctl");
        assertThat(machine.calls())
                .contains("java -cp /opt/trivet/trivet.jar:/opt/kafka/libs/* io.trivet.node.agent.Agent empty --role")
                .doesNotContain("kafka-storage", "systemctl enable");

        machine.stub("java", "");
        assertThat(machine.boot("broker1").text()).endsWith("trivet: broker1 is up\n");
    }

    @Test
    void a_machine_waits_until_it_is_said_what_it_must_be() throws IOException {
        Files.move(root.resolve("bucket/desired/broker1"), root.resolve("later"));
        machine.stub("sleep", "mv \"$ROOT/later\" \"$ROOT/bucket/desired/broker1\"");

        Tool.Outcome outcome = machine.boot("broker1");

        assertThat(outcome.exitCode()).as(outcome.text()).isZero();
        assertThat(outcome.text()).startsWith("trivet: waiting for s3://films/desired/broker1: cp: cannot stat");
    }

    @Test
    void texts_that_are_not_those_of_the_digest_make_no_node() throws IOException {
        Path desired = root.resolve("bucket/desired/broker1");
        Files.writeString(desired, Files.readString(desired) + "more\n");

        Tool.Outcome outcome = machine.boot("broker1");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.text())
                .matches("trivet: desired/broker1 names the digest \\w+, and the bucket has texts with \\w+\n");
        assertThat(root.resolve("etc/kafka")).doesNotExist();
    }

    @Test
    void the_agent_is_a_small_process_with_the_libraries_that_it_uses() throws IOException {
        for (String jar : List.of("kafka-clients-4.3.1", "slf4j-api-1.7.36", "jackson-core-2.20.1", "rocksdbjni-10")) {
            machine.write("opt/kafka-4.3.1/libs/" + jar + ".jar", "");
        }
        Files.createSymbolicLink(root.resolve("opt/kafka"), root.resolve("opt/kafka-4.3.1"));

        assertThat(machine.boot("broker1", "agent")).isEqualTo(new Tool.Outcome(0, ""));

        assertThat(machine.calls())
                .contains(" -Xmx24m ")
                .endsWith("-cp /opt/trivet/trivet.jar:/opt/kafka-4.3.1/libs/kafka-clients-4.3.1.jar"
                        + ":/opt/kafka-4.3.1/libs/slf4j-api-1.7.36.jar:/opt/kafka-4.3.1/libs/jackson-core-2.20.1.jar"
                        + " io.trivet.node.agent.Agent serve --node broker1 --bucket films --region us-east-1 --home"
                        + " /opt/trivet\n");
    }

    @Test
    void a_file_system_grows_once_the_machine_sees_its_volume_grown() throws IOException {
        machine.stub("blockdev", "echo " + (50L << 30));
        machine.stub("findmnt", "echo /var/lib/kafka");

        assertThat(machine.boot("broker1", "grow", "60")).isEqualTo(new Tool.Outcome(75, ""));
        assertThat(machine.calls()).doesNotContain("xfs_growfs");
        assertThat(machine.boot("broker1", "grow", "50")).isEqualTo(new Tool.Outcome(0, ""));
        assertThat(machine.calls()).endsWith("xfs_growfs /var/lib/kafka\n");
    }

    @Test
    void the_makers_of_a_release_are_asked_once() throws IOException {
        machine.boot("broker1");
        assertThat(machine.calls()).contains("archive.apache.org");
        assertThat(root.resolve(COPY)).hasSameBinaryContentAs(root.resolve("web/" + TGZ));

        machine.reborn();
        assertThat(machine.boot("broker2").exitCode()).isZero();
        assertThat(machine.calls()).doesNotContain("archive.apache.org");
    }

    @Test
    void a_node_behind_the_first_of_its_zone_waits_for_the_release_in_the_bucket() throws IOException {
        Files.createDirectories(root.resolve("bucket/release"));
        machine.stub("sleep", "cp \"$ROOT/web/" + TGZ + "\" \"$ROOT/bucket/release\"");

        assertThat(machine.boot("broker4").exitCode()).isZero();

        assertThat(machine.calls()).contains("sleep 5\n").doesNotContain("archive.apache.org");
    }

    @Test
    void a_node_behind_the_first_of_its_zone_does_not_wait_for_ever() throws IOException {
        machine.stub("sleep", "");

        assertThat(machine.boot("broker4").exitCode()).isZero();

        assertThat(machine.calls().split("sleep 5\n", -1)).hasSize(25);
        assertThat(machine.calls()).contains("archive.apache.org");
    }

    @Test
    void a_copy_that_is_not_what_it_should_be_is_replaced() throws IOException {
        machine.write(COPY, "something else");

        assertThat(machine.boot("broker1").exitCode()).isZero();

        assertThat(root.resolve(COPY)).hasSameBinaryContentAs(root.resolve("web/" + TGZ));
        assertThat(root.resolve("opt/kafka/libs/kafka.jar")).hasContent("kafka");
    }

    @Test
    void without_a_known_checksum_nothing_is_unpacked_whatever_the_makers_say() throws Exception {
        machine.edit("broker1", text -> text.replaceAll("ARCHIVE_SHA512=.*", "ARCHIVE_SHA512="));
        machine.write("web/" + TGZ + ".sha512", BootMachine.sha512(root, TGZ) + "\n");

        assertThat(machine.boot("broker1").exitCode()).isNotZero();

        assertThat(root.resolve("opt/kafka/libs/kafka.jar")).doesNotExist();
    }

    @Test
    void of_old_releases_the_one_before_stays() throws IOException {
        for (String version : List.of("3.9.0", "3.9.1", "3.9.2")) {
            machine.write("opt/kafka-" + version + "/libs/kafka.jar", version);
            Files.setLastModifiedTime(
                    root.resolve("opt/kafka-" + version),
                    FileTime.fromMillis(Integer.parseInt(version.substring(4)) * 1000L));
        }
        Files.createSymbolicLink(root.resolve("opt/kafka"), root.resolve("opt/kafka-3.9.2"));

        machine.boot("broker1");

        try (Stream<Path> releases = Files.list(root.resolve("opt"))) {
            assertThat(releases.map(path -> path.getFileName().toString()).filter(name -> name.startsWith("kafka")))
                    .containsExactlyInAnyOrder("kafka", "kafka-3.9.2", "kafka-4.3.1");
        }
    }

    @Test
    void an_archive_that_is_not_what_it_should_be_is_not_unpacked() throws Exception {
        String published = BootMachine.sha512(root, TGZ);
        machine.write("web/" + TGZ, "something else");

        Tool.Outcome outcome = machine.boot("broker1");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.text())
                .endsWith("trivet: https://archive.apache.org/dist/kafka/4.3.1/kafka_2.13-4.3.1.tgz has the SHA-512 "
                        + BootMachine.sha512(root, TGZ) + ", and must have " + published + "\n");
        assertThat(root.resolve("opt/kafka")).doesNotExist();
    }
}
