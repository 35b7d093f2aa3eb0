package io.trivet.edge.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The boot script on a broker with several volumes: at its birth, with one more, and with one that was lost. */
final class BootVolumesTest {
    private static final String TGZ = "kafka_2.13-4.3.1.tgz";
    private static final String TWO = "vol-0abc,vol-0abcd";
    private static final String BROKER = "broker1";

    @TempDir
    Path root;

    private BootMachine machine;

    @BeforeEach
    void a_machine_with_empty_volumes() throws Exception {
        Tool.needs("bash", "bash");
        machine = BootMachine.of(root, Example.named("volumes"), TGZ);
    }

    private void of_one_volume() throws IOException {
        machine.edit(BROKER, text -> text.replace("VOLUMES=2\n", ""));
    }

    private String[] calls(String of) throws IOException {
        return machine.calls().lines().filter(line -> line.startsWith(of)).toArray(String[]::new);
    }

    @Test
    void each_volume_is_mounted_at_a_place_of_its_own_and_all_are_formatted_at_once() throws IOException {
        assertThat(machine.bootWith(TWO, BROKER)).isEqualTo(new Tool.Outcome(0, """
                trivet: volume vol-0abc is empty: making a file system
                trivet: volume vol-0abcd is empty: making a file system
                trivet: broker1 is up
                """));

        assertThat(calls("mount ")).containsExactly("mount /var/lib/kafka", "mount /var/lib/kafka-2");
        assertThat(calls("chown ")).contains("chown kafka:kafka /var/lib/kafka-2");
        assertThat(calls("install "))
                .containsExactly(
                        "install --directory --owner kafka --group kafka /var/lib/kafka/data",
                        "install --directory --owner kafka --group kafka /var/lib/kafka-2/data");
        assertThat(calls("runuser ")).singleElement().asString().endsWith("--no-initial-controllers");
        assertThat(calls("java ")).isEmpty();
        assertThat(root.resolve("etc/fstab")).hasContent("""
                UUID=11-22 %1$s/var/lib/kafka xfs noatime,nofail 0 2
                UUID=11-22d %1$s/var/lib/kafka-2 xfs noatime,nofail 0 2
                """.formatted(root));

        Files.delete(root.resolve("calls"));
        assertThat(machine.bootWith(TWO, BROKER).exitCode()).isZero();
        assertThat(calls("runuser ")).isEmpty();
    }

    @Test
    void a_new_volume_is_there_before_its_role_knows_of_it_and_is_formatted_beside_the_others() throws IOException {
        of_one_volume();
        assertThat(machine.boot(BROKER).exitCode()).isZero();
        machine.reborn();
        machine.write("bucket/reports/broker1/data", "i-0abc");

        assertThat(machine.bootWith(TWO, BROKER).text()).isEqualTo("""
                trivet: volume vol-0abcd is empty: making a file system
                trivet: broker1 is up
                """);
        assertThat(calls("runuser ")).isEmpty();
        assertThat(calls("install ")).hasSize(1);

        Files.delete(root.resolve("calls"));
        Path role = root.resolve("opt/trivet/role.txt");
        Files.writeString(role, Files.readString(role).replace("VOLUME_GIB", "VOLUMES=2\nVOLUME_GIB"));
        assertThat(machine.bootWith(TWO, BROKER, "software")).isEqualTo(new Tool.Outcome(0, ""));
        assertThat(calls("runuser "))
                .singleElement()
                .asString()
                .endsWith("--no-initial-controllers --ignore-formatted");
        assertThat(calls("java ")).isEmpty();
    }

    @Test
    void what_is_not_mounted_gets_no_data() throws IOException {
        machine.bootWith(TWO, BROKER);
        Files.delete(root.resolve("calls"));
        Files.delete(root.resolve("mounted-2"));

        Tool.Outcome outcome = machine.bootWith(TWO, BROKER, "software");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.text().replace(root.toString(), ""))
                .isEqualTo("trivet: nothing is mounted at /var/lib/kafka-2\n");
        assertThat(machine.calls()).doesNotContain("install");
    }

    @Test
    void a_machine_that_was_made_with_fewer_volumes_than_its_role_has_starts_no_server() throws IOException {
        Tool.Outcome outcome = machine.boot(BROKER);

        assertThat(outcome)
                .isEqualTo(
                        new Tool.Outcome(
                                1,
                                "trivet: broker1 was made with 1 of its 2 volumes: run pulumi up again, which makes it anew\n"));
        assertThat(machine.calls()).doesNotContain("mkfs", "systemctl enable");
    }

    @Test
    void a_broker_that_lost_one_volume_asks_what_of_it_others_have() throws IOException {
        machine.bootWith(TWO, BROKER);
        machine.reborn();
        machine.write("bucket/reports/broker1/data", "i-0abc");
        machine.write("var/lib/kafka/data/orders-0/00000000000000000000.log", "records");
        Files.delete(root.resolve("var/lib/kafka-2/data/meta.properties"));
        machine.stub("java", "exit 1");

        Tool.Outcome outcome = machine.bootWith("vol-0abc,vol-0abce", BROKER);

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.text()).contains("trivet: one of its volumes is empty; journalctl");
        assertThat(calls("java "))
                .singleElement()
                .asString()
                .endsWith("--data /var/lib/kafka/data,/var/lib/kafka-2/data");
        assertThat(machine.calls()).doesNotContain("runuser", "systemctl enable");

        machine.stub("java", "");
        assertThat(machine.bootWith("vol-0abc,vol-0abce", BROKER).text()).endsWith("trivet: broker1 is up\n");
        assertThat(calls("runuser ")).singleElement().asString().endsWith("--ignore-formatted");
    }

    @Test
    void all_file_systems_grow_once_all_volumes_have() throws IOException {
        machine.bootWith(TWO, BROKER);
        Files.delete(root.resolve("calls"));
        machine.stub("blockdev", "if [[ $* == *abcd ]]; then echo 53687091200; else echo 107374182400; fi");
        machine.stub("findmnt", "echo /somewhere");

        assertThat(machine.bootWith(TWO, BROKER, "grow", "50").exitCode()).isZero();
        assertThat(calls("xfs_growfs ")).hasSize(2);
        assertThat(machine.bootWith(TWO, BROKER, "grow", "100").exitCode()).isEqualTo(75);
    }
}
