package io.trivet.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.gen.Plain;
import io.trivet.gen.Sample;
import io.trivet.layout.Role;
import io.trivet.layout.Site;
import io.trivet.platform.Change;
import io.trivet.platform.Ec2Platform;
import io.trivet.process.ConfigFile;
import io.trivet.process.Port;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A node that runs something beside its server. */
final class PlannedProcessTest {
    private static final Sample SAMPLE = Plain.kraft();
    private static final Description<OnEc2> DESCRIPTION = SAMPLE.description();

    private final Plan<Ec2Platform> alone = Plan.of(DESCRIPTION, Site.EC2);
    private final Plan<Ec2Platform> both = LockService.besideBrokers(DESCRIPTION, Site.EC2);

    @Test
    void both_are_started_the_server_first_and_what_the_server_is_stays() {
        PlannedNode before = broker(alone);
        PlannedNode broker = broker(both);

        assertThat(broker.processes())
                .extracting(process -> process.launch().name())
                .containsExactly("kafka", "locks");
        assertThat(broker.launch()).isEqualTo(before.launch());
        assertThat(broker.settings()).isEqualTo(before.settings());
        assertThat(broker.ports())
                .extracting(Port::number)
                .startsWith(before.ports().stream().map(Port::number).toArray(Integer[]::new))
                .endsWith(LockService.PORT)
                .hasSize(before.ports().size() + 1);
        assertThat(both.nodes().stream().filter(node -> node.node().role() != Role.BROKER))
                .containsExactlyElementsOf(alone.nodes().stream()
                        .filter(node -> node.node().role() != Role.BROKER)
                        .toList());
    }

    @Test
    void each_has_its_own_files_and_systemd_one_unit_for_each() {
        SortedMap<String, String> before = texts(broker(alone));
        SortedMap<String, String> files = texts(broker(both));

        assertThat(files).containsAllEntriesOf(without(before, "/etc/systemd/system/kafka.service"));
        before.keySet().forEach(files::remove);
        assertThat(files)
                .containsOnlyKeys("/etc/locks/jvm.options", "/etc/locks/zoo.cfg", "/etc/systemd/system/locks.service");
        assertThat(files.get("/etc/locks/zoo.cfg"))
                .isEqualTo("""
                # All lock services
                admin.enableServer=false
                tickTime=2000

                # This lock service
                clientPort=2199
                clientPortAddress=%s
                dataDir=/var/lib/kafka/locks
                """.formatted(broker(both).node().address()));
    }

    @Test
    void the_unit_of_the_server_starts_the_other_which_ends_with_it() {
        String unit = texts(broker(alone)).get("/etc/systemd/system/kafka.service");
        SortedMap<String, String> files = texts(broker(both));

        assertThat(files.get("/etc/systemd/system/kafka.service"))
                .isEqualTo(unit.replace("RequiresMountsFor=", "Wants=locks.service\nRequiresMountsFor="));
        assertThat(files.get("/etc/systemd/system/locks.service"))
                .startsWith("""
                        [Unit]
                        Description=Lock service of %s
                        Wants=network-online.target
                        After=network-online.target
                        After=kafka.service
                        PartOf=kafka.service
                        RequiresMountsFor=/var/lib/kafka
                        """.formatted(both.layout().cluster()))
                .contains("""

                        User=kafka
                        Group=kafka
                        WorkingDirectory=/etc/locks
                        ExecStart=/usr/bin/java -cp /opt/zookeeper/lib/* @jvm.options \
                        org.apache.zookeeper.server.ZooKeeperServerMain zoo.cfg
                        """)
                .contains("\nReadWritePaths=/var/lib/kafka\n");
    }

    @Test
    void on_a_laptop_each_node_has_its_own_data_of_both() {
        Plan<Ec2Platform> here = LockService.besideBrokers(DESCRIPTION, new Site.ThisMachine("/root", false));

        assertThat(broker(here).processes())
                .extracting(process -> process.launch().dataFolder())
                .containsExactly("/root/nodes/broker1/var/lib/kafka", "/root/nodes/broker1/var/lib/kafka/locks");
    }

    @Test
    void what_comes_to_run_beside_a_server_is_a_change_that_restarts_it() {
        Delta delta = Delta.between(alone, both);

        assertThat(delta.changes())
                .extracting(Change::path)
                .contains(
                        "/roles/broker/beside/0/launch/name",
                        "/roles/broker/beside/0/ports/0/number",
                        "/roles/broker/files/~1etc~1locks~1jvm.options",
                        "/firewall/broker to broker:2199")
                .doesNotContain("/roles/broker/launch/name");
        assertThat(delta.interruptions(both).keySet())
                .isEqualTo(new TreeSet<>(alone.layout().nodes(Role.BROKER).stream()
                        .map(node -> node.name())
                        .toList()));
    }

    @Test
    void only_a_process_with_an_exporter_is_scraped() {
        assertThat(both.services()).isEqualTo(alone.services());
    }

    private static PlannedNode broker(Plan<?> plan) {
        return plan.nodes().stream()
                .filter(node -> node.node().role() == Role.BROKER)
                .findFirst()
                .orElseThrow();
    }

    private static SortedMap<String, String> texts(PlannedNode node) {
        SortedMap<String, String> texts = new TreeMap<>();
        List<ConfigFile> files = node.files();
        files.forEach(file -> texts.put(file.path(), file.text()));
        return texts;
    }

    private static SortedMap<String, String> without(SortedMap<String, String> files, String path) {
        SortedMap<String, String> others = new TreeMap<>(files);
        others.remove(path);
        return others;
    }
}
