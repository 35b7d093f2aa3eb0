package io.trivet.edge.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.Tool;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a broker with ZooKeeper, and of a server of ZooKeeper, whose volume is empty. */
final class EmptyVolumeTest {
    private static final String ZOOKEEPER = "apache-zookeeper-3.9.5-bin.tar.gz";

    @TempDir
    Path root;

    private BootMachine machine;

    @BeforeEach
    void a_machine_with_an_empty_volume() throws Exception {
        Tool.needs("bash", "bash");
        machine = BootMachine.of(root, Example.named("dev"), "kafka_2.13-3.9.2.tgz");
    }

    /** With ZooKeeper: what it says of two partitions, and what becomes of broker 1 with an empty volume. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[2,3]; [3]; 0; ''; broker1 is up",
                "[2,3]; [3,1]; 0; waiting until broker1, whose volume is empty, is in sync with none of 1 partitions, b_c-12 first; broker1 is up",
                "[2,3]; [1]; 1; ''; its volume is empty, and it was the last in sync of 1 partitions, b_c-12 first: attach that",
                "[2,11]; [11]; 0; ''; broker1 is up"
            })
    void a_broker_that_lost_its_data_leads_nothing(String a, String b, int code, String first, String last)
            throws Exception {
        states(a, b);
        machine.stub("sleep", "sed -i 's/,1]/]/' \"$ROOT/states\"");

        Tool.Outcome outcome = machine.boot("broker1");

        assertThat(outcome.exitCode()).as(outcome.text()).isEqualTo(code);
        assertThat(outcome.text()).contains(first, last);
        assertThat(machine.calls().contains("systemctl enable --now kafka.service"))
                .isEqualTo(code == 0);
    }

    /** The partition on the volume that is there is in no danger; one on the volume that was lost is. */
    @ParameterizedTest
    @CsvSource({"'[1]', '[2]', 0", "'[1]', '[1]', 1"})
    void a_broker_that_lost_one_of_its_volumes_leads_nothing_that_was_on_it(String a, String b, int code)
            throws Exception {
        machine.edit("broker1", text -> text.replace("VOLUME_GIB", "VOLUMES=2\nVOLUME_GIB"));
        machine.write("var/lib/kafka/data/meta.properties", "");
        machine.write("var/lib/kafka/data/a-0/00000000000000000000.log", "records");
        states(a, b);

        Tool.Outcome outcome = machine.bootWith("vol-0abc,vol-0abcd", "broker1");

        assertThat(outcome.exitCode()).as(outcome.text()).isEqualTo(code);
        assertThat(outcome.text()
                        .contains("one of its volumes is empty, and it was the last in sync of 1 partitions, b_c"
                                + "-12 first"))
                .isEqualTo(code == 1);
    }

    private void states(String a, String b) throws IOException {
        machine.write("states", """
                /brokers/topics/a/partitions/0/state {"leader":2,"version":1,"isr":%s}
                /brokers/topics/b_c/partitions/12/state {"version":1,"isr":%s,"leader":2}
                """.formatted(a, b));
    }

    @Test
    void an_operator_may_give_up_what_is_lost() throws Exception {
        states("[1]", "[1]");
        machine.write("opt/trivet/start-empty", "");

        assertThat(machine.boot("broker1").exitCode()).isZero();
        assertThat(root.resolve("opt/trivet/start-empty")).doesNotExist();
    }

    @Test
    void a_broker_with_data_and_one_of_a_new_cluster_ask_nothing() throws Exception {
        assertThat(machine.boot("broker1").text()).endsWith("trivet: broker1 is up\n");

        machine.reborn();
        states("[1]", "[1]");
        machine.write("var/lib/kafka/data/meta.properties", "");
        assertThat(machine.boot("broker1").exitCode()).isZero();
    }

    @Test
    void a_server_of_zookeeper_that_had_data_asks_the_others_first() throws Exception {
        machine = BootMachine.of(root, Example.named("prod-us-east-1"), ZOOKEEPER);
        machine.write("bucket/reports/zk1/data", "i-0abc");
        machine.stub("java", "exit 1");

        Tool.Outcome outcome = machine.boot("zk1");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.text())
                .contains(
                        "its volume is empty, and the other servers are no quorum without it: start those that have data");
        assertThat(machine.calls())
                .contains("java -cp /opt/trivet/trivet.jar io.trivet.node.agent.Agent empty --role")
                .doesNotContain("systemctl enable --now zookeeper.service");

        machine.stub("java", "");
        assertThat(machine.boot("zk1").exitCode()).isZero();
    }

    @Test
    void a_server_of_zookeeper_that_is_new_or_has_data_asks_nothing() throws Exception {
        machine = BootMachine.of(root, Example.named("prod-us-east-1"), ZOOKEEPER);
        machine.stub("java", "exit 1");
        assertThat(machine.boot("zk1").exitCode()).isZero();

        machine.reborn();
        machine.write("bucket/reports/zk1/data", "i-0abc");
        machine.write("var/lib/zookeeper/log/version-2/log.100000001", "records");
        assertThat(machine.boot("zk1").exitCode()).isZero();
    }

    @Test
    void a_broker_that_votes_asks_for_both_when_it_had_data() throws Exception {
        machine = BootMachine.of(root, Example.named("combined"), "kafka_2.13-4.3.1.tgz");
        machine.write("bucket/reports/broker2/data", "i-0abc");
        machine.stub("java", "[[ $* != *\"Agent first\"* ]] || exit 3");

        Tool.Outcome outcome = machine.boot("broker2");

        assertThat(outcome.exitCode()).as(outcome.text()).isZero();
        assertThat(outcome.text()).contains("broker2 follows the quorum that exists, to become a voter of it");
        assertThat(machine.calls())
                .containsSubsequence(
                        "io.trivet.node.agent.Agent empty --role",
                        "io.trivet.node.agent.Agent first --role",
                        "--no-initial-controllers",
                        "systemctl enable --now kafka.service");
    }
}
