package io.trivet.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.gen.ForEachSample;
import io.trivet.gen.Plain;
import io.trivet.gen.Sample;
import io.trivet.layout.Site;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of a ZooKeeper server against the description, and the settings that one may describe. */
final class ZooKeeperServerTest {
    private static final String FILE = "/etc/zookeeper/zoo.cfg";

    private static Server of(Sample sample) {
        return Server.of(sample, "zookeeper");
    }

    @Test
    void what_all_share_is_the_settings_and_the_servers() {
        assertThat(of(Plain.zooKeeper()).shared(FILE)).isEqualTo("""
                # Settings of the ensemble
                4lw.commands.whitelist=conf,mntr,ruok,srvr,stat
                admin.enableServer=false
                autopurge.purgeInterval=24
                autopurge.snapRetainCount=10
                initLimit=10
                maxClientCnxns=0
                snapCount=100000
                syncLimit=5
                tickTime=2000

                # Servers: quorum port, election port
                server.1=zk1.films.example.internal:2888:3888
                server.2=zk2.films.example.internal:2888:3888
                server.3=zk3.films.example.internal:2888:3888
                """);
    }

    @Test
    void what_is_its_own_is_its_folders_and_where_it_listens() {
        Server server = of(Plain.zooKeeper());

        assertThat(server.own(3, FILE)).isEqualTo("""
                # This server
                dataDir=/var/lib/zookeeper/data
                dataLogDir=/var/lib/zookeeper/log
                clientPort=2181
                clientPortAddress=10.20.128.10
                """);
        assertThat(server.own(3, "/var/lib/zookeeper/data/myid")).isEqualTo("3\n");
    }

    @Test
    void on_this_machine_each_has_ports_and_folders_of_its_own() {
        Server server = Server.of(Plain.zooKeeper(), "zookeeper", new Site.ThisMachine("/films", true));

        assertThat(server.own(2, FILE)).isEqualTo("""
                # This server
                dataDir=/films/nodes/zk2/var/lib/zookeeper/data
                dataLogDir=/films/nodes/zk2/var/lib/zookeeper/log
                clientPort=2201
                clientPortAddress=127.0.0.1
                """);
        assertThat(server.setting("server.2")).isEqualTo("zk2.films.example.internal:2908:3908");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 7})
    void every_server_is_listed_and_its_own_number_is_in_its_folder(int servers) {
        Server server = of(Plain.zooKeeper().with("zookeeper.nodes", servers));

        assertThat(server.role().settings().keySet().stream().filter(key -> key.startsWith("server.")))
                .hasSize(servers);
        for (int number = 1; number <= servers; number++) {
            assertThat(server.own(number, "/var/lib/zookeeper/data/myid")).isEqualTo(number + "\n");
            assertThat(server.setting("server." + number)).startsWith("zk" + number + ".films.example.internal:");
        }
    }

    @Test
    void brokers_reach_its_clients_port_and_its_peers_the_others() {
        assertThat(of(Plain.zooKeeper()).ports())
                .containsExactly(
                        "clients 2181 from [broker]",
                        "quorum 2888 from [zookeeper]",
                        "election 3888 from [zookeeper]",
                        "exporter 7070 from [monitoring]");
    }

    @Test
    void a_described_setting_stands_in_the_place_of_the_default_or_beside_it() {
        Server server = of(Plain.zooKeeper()
                .with("zookeeper.settings", Map.of("tickTime", 3000, "leaderServes", "no", "initLimit", 20)));

        assertThat(server.setting("tickTime")).isEqualTo("3000");
        assertThat(server.setting("initLimit")).isEqualTo("20");
        assertThat(server.setting("leaderServes")).isEqualTo("no");
        assertThat(server.setting("syncLimit")).isEqualTo("5");
    }

    @ParameterizedTest
    @CsvSource({", 3.9.5", "3.9.4, 3.9.4", "3.9.5, 3.9.5"})
    void the_release_is_the_described_one_or_the_newest_that_is_complete(String described, String version) {
        Sample sample =
                described == null ? Plain.zooKeeper() : Plain.zooKeeper().with("zookeeper.version", described);

        assertThat(of(sample).role().launch().software()).isEqualTo(new Software(Software.Product.ZOOKEEPER, version));
    }

    /** A follower that hears nothing for this long is given up: longer than a pause, shorter than people's patience. */
    @ForEachSample
    void a_server_may_be_silent_for_seconds_and_join_for_longer(Sample sample) {
        if (sample.nodes("zookeeper") == 0) {
            return;
        }
        Server server = of(sample);
        long tick = Long.parseLong(server.setting("tickTime"));

        assertThat(tick * Long.parseLong(server.setting("syncLimit"))).isBetween(5_000L, 60_000L);
        assertThat(tick * Long.parseLong(server.setting("initLimit"))).isGreaterThanOrEqualTo(10_000L);
        assertThat(Long.parseLong(server.setting("autopurge.purgeInterval"))).isPositive();
    }

    /** An administration server would listen on every address, and a missing purge fill the disk. */
    @Test
    void defaults_are_safe_and_health_checks_are_answered() {
        Server server = of(Plain.zooKeeper());

        assertThat(server.setting("admin.enableServer")).isEqualTo("false");
        assertThat(server.setting("4lw.commands.whitelist").split(","))
                .contains("ruok", "srvr")
                .doesNotContain("*", "wchs", "crst", "envi");
    }

    @Test
    void known_settings_are_sorted_named_once_and_have_every_default() {
        Set<String> once = new LinkedHashSet<>(ZooKeeperSettings.known());

        assertThat(ZooKeeperSettings.known())
                .isSorted()
                .hasSameSizeAs(once)
                .containsAll(ZooKeeperSettings.DEFAULTS.keySet());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tickTime               | 2000 | 0           | be at least 1",
                "snapCount              | 1    | 2147483648  | be a whole number of at most 2147483647",
                "preAllocSize           | -1   | x           | be a whole number of at most 9223372036854775807",
                "snapshotSizeFactor     | 0.5  | half        | be a number",
                "syncEnabled            | true | yes         | be true or false",
                "leaderServes           | no   | ''          | not be empty",
                "electionAlg            | 3    | 1           | be 3",
                "jute.maxbuffer         | 8388608 | 8MiB     | be a whole number of at most 2147483647"
            })
    void a_setting_takes_what_the_server_reads(String name, String right, String wrong, String must) {
        assertThat(ZooKeeperSettings.known()).contains(name);
        assertThat(ZooKeeperSettings.check(name, right)).isEmpty();
        assertThat(ZooKeeperSettings.check(name, wrong)).contains(must);
    }

    @Test
    void every_default_is_taken() {
        ZooKeeperSettings.DEFAULTS.forEach((name, value) ->
                assertThat(ZooKeeperSettings.check(name, value)).as(name).isEmpty());
    }

    @Test
    void what_only_the_jvm_is_told_is_an_option_of_it_and_the_size_of_nodes_one_of_brokers_too() {
        Sample sample = Plain.zooKeeper().with(List.of("zookeeper", "settings", "jute.maxbuffer"), "8388608");

        assertThat(of(sample).setting("jute.maxbuffer")).isNull();
        assertThat(of(sample).shared("/etc/zookeeper/jvm.options")).endsWith("\n-Djute.maxbuffer=8388608\n");
        assertThat(Server.of(sample, "broker").shared("/etc/kafka/jvm.options"))
                .endsWith("\n-Djute.maxbuffer=8388608\n");
    }

    /** What the cluster fixes must not be described: two places for one fact. */
    @Test
    void what_the_layout_decides_is_no_setting() {
        assertThat(ZooKeeperSettings.known())
                .doesNotContainAnyElementsOf(List.of("dataDir", "dataLogDir", "clientPort", "clientPortAddress"))
                .noneMatch(name -> name.startsWith("server."));
    }
}
