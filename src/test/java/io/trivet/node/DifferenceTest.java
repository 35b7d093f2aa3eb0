package io.trivet.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.KafkaVersion;
import io.trivet.layout.Node;
import io.trivet.layout.Role;
import io.trivet.layout.Site;
import io.trivet.plan.Bundles;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.platform.Ec2Platform;
import io.trivet.stack.StackReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DifferenceTest {
    private static final String SERVER = "/etc/kafka/server.properties";

    @Test
    void the_same_files_need_nothing() {
        assertThat(difference(Role.BROKER, files(SERVER, "num.io.threads=8\n"), files(SERVER, "num.io.threads=8\n"))
                        .none())
                .isTrue();
    }

    @Test
    void a_dynamic_setting_and_a_comment_are_written_and_nothing_restarts() {
        Difference difference = difference(
                Role.BROKER, files(SERVER, "num.io.threads=8\n"), files(SERVER, "# more\nnum.io.threads=16\n"));

        assertThat(difference.files()).containsExactly(SERVER);
        assertThat(difference.delta().clusterWide()).containsOnlyKeys("num.io.threads");
        assertThat(difference.restart()).isEmpty();
    }

    @Test
    void a_controller_takes_what_the_whole_cluster_is_told_and_restarts_for_what_it_read_at_its_start() {
        Difference difference = difference(
                Role.CONTROLLER,
                files(SERVER, "message.max.bytes=1000\nnum.partitions=3\n"),
                files(SERVER, "message.max.bytes=2000\nnum.partitions=6\n"));

        assertThat(difference.delta().clusterWide()).containsOnlyKeys("message.max.bytes");
        assertThat(difference.restart()).containsExactly("num.partitions");
    }

    @Test
    void a_ZooKeeper_server_reads_its_file_only_once() {
        assertThat(difference(Role.ZOOKEEPER, files(SERVER, "tickTime=2000\n"), files(SERVER, "tickTime=3000\n"))
                        .restart())
                .containsExactly("tickTime");
    }

    @Test
    void options_of_Java_and_the_unit_need_a_restart_and_rules_of_the_exporter_do_not() {
        SortedMap<String, String> wanted = new TreeMap<>(files("/etc/kafka/jvm.options", "-Xmx2g\n"));
        wanted.put("/etc/systemd/system/kafka.service", "[Unit]\n");
        wanted.put("/etc/kafka/exporter.yaml", "rules: []\n");
        wanted.put("/etc/sysctl.d/99-kafka.conf", "vm.swappiness=1\n");

        Difference difference = difference(Role.BROKER, new TreeMap<>(), wanted);

        assertThat(difference.files()).containsExactlyElementsOf(wanted.keySet());
        assertThat(difference.restart()).containsExactly("jvm.options", "kafka.service");
    }

    @Test
    void another_version_needs_a_restart_and_another_place_to_fetch_it_from_does_not() {
        SortedMap<String, String> applied = files("/etc/trivet/role", "VERSION=3.9.2\nARCHIVE=https://one\n");

        assertThat(difference(Role.BROKER, applied, files("/etc/trivet/role", "VERSION=4.3.1\nARCHIVE=https://one\n"))
                        .restart())
                .containsExactly("version");
        assertThat(difference(Role.BROKER, applied, files("/etc/trivet/role", "VERSION=3.9.2\nARCHIVE=https://two\n"))
                        .restart())
                .isEmpty();
    }

    @Test
    void another_day_of_a_restart_needs_one_and_none_at_all_does_not() {
        SortedMap<String, String> asked = files("/etc/trivet/role", "RESTART=2026-11-25\nVERSION=3.9.2\n");
        SortedMap<String, String> never = files("/etc/trivet/role", "VERSION=3.9.2\n");

        assertThat(difference(Role.BROKER, never, asked).restart()).containsExactly("restart of 2026-11-25");
        assertThat(difference(Role.ZOOKEEPER, files("/etc/trivet/role", "RESTART=2026-10-01\nVERSION=3.9.2\n"), asked)
                        .restart())
                .containsExactly("restart of 2026-11-25");
        assertThat(difference(Role.BROKER, asked, never).restart()).isEmpty();
        assertThat(difference(Role.BROKER, asked, never).files()).containsExactly("/etc/trivet/role");
    }

    @Test
    void whom_a_process_trusts_it_has_read_at_its_start() {
        assertThat(difference(
                                Role.CONTROLLER,
                                files("/etc/trivet/role", "AUTHORITY=a\n"),
                                files("/etc/trivet/role", "AUTHORITY=a\nTRUSTS=b\n"))
                        .restart())
                .containsExactly("trusts");
        assertThat(difference(
                                Role.MIRROR,
                                files("/etc/trivet/role", "AUTHORITY=a\nSOURCES=west=/CN=mirror@a\n"),
                                files("/etc/trivet/role", "AUTHORITY=b\nSOURCES=west=/CN=mirror@a+b\n"))
                        .restart())
                .containsExactly("authority", "sources");
    }

    @Test
    void a_setting_that_only_brokers_read_changes_no_file_of_a_controller(@TempDir Path folder) throws IOException {
        Plan<Ec2Platform> before = described(folder, "queued.max.requests: 500");
        Plan<Ec2Platform> after = described(folder, "queued.max.requests: 600");

        for (PlannedNode planned : before.nodes()) {
            Node node = planned.node();
            boolean same = Bundles.of(before, "")
                    .digest(node)
                    .equals(Bundles.of(after, "").digest(node));
            assertThat(same).as(node.name()).isEqualTo(node.role() == Role.CONTROLLER);
        }
    }

    private static Plan<Ec2Platform> described(Path folder, String setting) throws IOException {
        Path stack = folder.resolve("Pulumi.one.yaml");
        Files.copy(Path.of("stacks/cluster.yaml"), folder.resolve("cluster.yaml"), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(
                stack,
                Files.readString(Path.of("stacks/Pulumi.kraft-us-east-1.yaml")) + "    brokers: {settings: {" + setting
                        + "}}\n");
        return Plan.of(StackReader.read(folder, stack).ec2().orElseThrow(), Site.EC2);
    }

    private static Difference difference(
            Role role, SortedMap<String, String> applied, SortedMap<String, String> wanted) {
        Member member = new Member("node1", role, 1, SERVER, "/var/lib/kafka", wanted);
        return Difference.of(member, applied, () -> Catalogue.of(KafkaVersion.V3_9_2));
    }

    private static SortedMap<String, String> files(String path, String text) {
        SortedMap<String, String> files = new TreeMap<>();
        files.put(path, text);
        return files;
    }
}
