package io.trivet.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.component.ConfigFile;
import io.trivet.layout.Role;
import io.trivet.plan.PlannedNode;
import io.trivet.plan.Provision;
import io.trivet.plan.ProvisionedNode;
import io.trivet.settings.Catalogue;
import io.trivet.settings.KafkaVersion;
import io.trivet.stack.StackReader;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void a_controller_reads_its_file_only_once() {
        assertThat(difference(
                                Role.CONTROLLER,
                                files(SERVER, "num.io.threads=8\n"),
                                files(SERVER, "num.io.threads=16\n"))
                        .restart())
                .containsExactly("num.io.threads");
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

    @ParameterizedTest
    @ValueSource(strings = {"prod-us-east-1", "kraft-us-east-1"})
    void the_bundles_of_a_node_are_the_files_of_its_plan(String stack) {
        Provision provision = Provision.of(StackReader.read(
                        Path.of("").toAbsolutePath(),
                        Path.of("stacks/Pulumi." + stack + ".yaml").toAbsolutePath())
                .description()
                .orElseThrow());
        for (int i = 0; i < provision.nodes().size(); i++) {
            ProvisionedNode node = provision.nodes().get(i);
            PlannedNode planned = provision.plan().nodes().get(i);
            SortedMap<String, String> expected = new TreeMap<>();
            for (ConfigFile file : planned.files()) {
                expected.put(file.path(), file.text());
            }

            String shared = provision.roles().stream()
                    .filter(role -> role.role() == node.node().role())
                    .findFirst()
                    .orElseThrow()
                    .shared()
                    .text();

            SortedMap<String, String> files = Agent.files(shared, node.own().text());

            assertThat(files.keySet()).contains(Agent.ROLE_FACTS, Agent.NODE_FACTS);
            files.keySet().removeAll(List.of(Agent.ROLE_FACTS, Agent.NODE_FACTS));
            assertThat(files).isEqualTo(expected);
        }
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
