package io.trivet.edge.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a gate runs, by bash beneath a folder that stands for the root of a machine, with stubs that write down calls.
 */
final class GateScriptTest {
    @TempDir
    Path root;

    @BeforeEach
    void a_machine_that_is_up() throws IOException {
        Tool.needs("bash", "bash");
        write("bucket/broker/shared.txt", "shared\n");
        write("bucket/broker/broker1.txt", "own\n");
        write("bucket/boot/trivet.jar", "a jar");
        write("gate.sh", Scripts.GATE.replaceAll("(?<![\\w/.])/(opt|etc|dev/disk)(?=/)", root + "/$1"));
        write("etc/trivet/machine", "AWS_REGION=us-east-1\nBUCKET=films\nROLE=broker\nNODE=broker1\nVOLUME=vol-0abc\n");
        write("dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0abc", "");
        write("size", "" + (60L << 30));
        Files.createDirectories(root.resolve("opt/trivet"));
        stub("aws", "cp \"$ROOT/bucket/${4#s3://*/}\" \"$5\"");
        stub("blockdev", "cat \"$ROOT/size\"");
        stub("findmnt", "echo /var/lib/kafka");
        stub("sleep", "echo " + (60L << 30) + " >\"$ROOT/size\"");
        stub("xfs_growfs", "");
        stub("java", "");
    }

    @Test
    void a_node_gets_its_file_system_grown_and_its_files_checked_and_then_the_agent_takes_over()
            throws IOException, NoSuchAlgorithmException {
        String hash = sha256("shared\nown\n");

        assertThat(gate(hash, "zone", "60")).isEqualTo(new Tool.Outcome(0, ""));

        assertThat(calls()).isEqualTo("""
                blockdev --getsize64 /dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0abc
                findmnt --noheadings --output TARGET --source /dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0abc
                xfs_growfs /var/lib/kafka
                aws s3 cp --only-show-errors s3://films/broker/shared.txt /opt/trivet/role.next.part
                aws s3 cp --only-show-errors s3://films/broker/broker1.txt /opt/trivet/node.next.part
                aws s3 cp --only-show-errors s3://films/boot/trivet.jar /opt/trivet/trivet.jar.part
                java -cp /opt/trivet/trivet.jar:/opt/kafka/libs/* io.trivet.node.Agent apply --hash %s --together zone \
                --role /opt/trivet/role.next --node /opt/trivet/node.next --home /opt/trivet
                """.formatted(hash));
    }

    @Test
    void a_volume_that_still_grows_is_waited_for() throws IOException, NoSuchAlgorithmException {
        write("size", "" + (50L << 30));

        assertThat(gate(sha256("shared\nown\n"), "zone", "60"))
                .isEqualTo(new Tool.Outcome(0, "trivet: waiting for vol-0abc to have 60 GiB\n"));
        assertThat(calls()).containsSubsequence("sleep 2", "xfs_growfs /var/lib/kafka");
    }

    @Test
    void files_that_are_not_those_of_the_gate_are_not_applied() throws IOException, NoSuchAlgorithmException {
        String wanted = sha256("others\n");

        assertThat(gate(wanted, "node", "60"))
                .isEqualTo(new Tool.Outcome(
                        1,
                        "trivet: the bucket holds files with hash " + sha256("shared\nown\n")
                                + ", and this gate waits for " + wanted + "\n"));
        assertThat(calls()).doesNotContain("java");
    }

    @Test
    void the_gate_of_the_brokers_asks_for_those_that_are_described_no_more() throws IOException {
        assertThat(gate("brokers", "6")).isEqualTo(new Tool.Outcome(0, ""));

        assertThat(calls()).isEqualTo("""
                aws s3 cp --only-show-errors s3://films/boot/trivet.jar /opt/trivet/trivet.jar.part
                java -cp /opt/trivet/trivet.jar:/opt/kafka/libs/* io.trivet.node.Agent leaving --brokers 6 \
                --role /opt/trivet/role.txt --home /opt/trivet
                """);
    }

    @Test
    void what_systems_manager_runs_takes_the_scripts_of_this_trivet_first() throws IOException {
        write("bucket/boot/boot.sh", "a later boot.sh");
        write("bucket/boot/gate.sh", "#!/bin/bash\necho \"a later gate.sh with $*\"\n");
        write("run/trivet/up", "");
        StringBuilder commands = new StringBuilder();
        new YAMLMapper()
                .readTree(Example.named("kraft-us-east-1")
                        .registrations()
                        .titled("Document films-kraft-gate")
                        .text("content"))
                .at("/mainSteps/0/inputs/runCommand")
                .forEach(line -> commands.append(line.asText()).append('\n'));
        write(
                "document.sh",
                commands.toString()
                        .replace("{{ Hash }} {{ Together }} {{ VolumeGiB }}", "abc zone 60")
                        .replaceAll("(?<![\\w/.])/(opt|etc|run)(?=/)", root + "/$1"));

        assertThat(bash("document.sh")).isEqualTo(new Tool.Outcome(0, "a later gate.sh with abc zone 60\n"));

        assertThat(calls()).isEqualTo("""
                aws s3 cp --only-show-errors s3://films/boot/boot.sh /opt/trivet/boot.sh.part
                aws s3 cp --only-show-errors s3://films/boot/gate.sh /opt/trivet/gate.sh.part
                """);
        assertThat(root.resolve("opt/trivet/boot.sh")).hasContent("a later boot.sh");
    }

    private Tool.Outcome gate(String... arguments) {
        List<String> command = new ArrayList<>(List.of("gate.sh"));
        command.addAll(List.of(arguments));
        return bash(command.toArray(String[]::new));
    }

    private Tool.Outcome bash(String... arguments) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("ROOT", root.toString());
        environment.put("PATH", root.resolve("bin") + ":" + System.getenv("PATH"));
        List<String> command = new ArrayList<>(List.of("bash"));
        command.addAll(List.of(arguments));
        return Tool.run(root, environment, command);
    }

    private static String sha256(String text) throws NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private String calls() throws IOException {
        return Files.readString(root.resolve("calls")).replace(root.toString(), "");
    }

    private void stub(String name, String body) throws IOException {
        Path file = write("bin/" + name, "#!/bin/bash\necho \"" + name + " $*\" >>\"$ROOT/calls\"\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}
