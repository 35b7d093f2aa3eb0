package io.trivet.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The state of a running cluster. */
final class StatusTest {
    private static final NodeStatus ZK1 = new NodeStatus(
            "zk1",
            "us-east-1a",
            "zk1.orders.prod.internal",
            "127.20.0.10",
            List.of(2181, 2888, 3888),
            OptionalLong.of(4711),
            OptionalLong.of(134_742_016),
            Optional.of("127.20.0.10:7070"),
            NodeStatus.UP);
    private static final NodeStatus BROKER2 = new NodeStatus(
            "broker2",
            "us-east-1b",
            "broker2.orders.prod.internal",
            "127.20.64.100",
            List.of(9092, 9091),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            "stopped");

    @Test
    void a_row_for_each_node_and_how_many_are_up() {
        assertThat(StatusShown.of(List.of(ZK1, BROKER2)).text(Colour.OFF)).isEqualTo("""
                        node     zone        DNS name                      address        ports           pid   memory  exporter          state
                        zk1      us-east-1a  zk1.orders.prod.internal      127.20.0.10    2181 2888 3888  4711  128MiB  127.20.0.10:7070  up
                        broker2  us-east-1b  broker2.orders.prod.internal  127.20.64.100  9092 9091       -     -       -                 stopped

                        1 of 2 nodes up, 128MiB of memory
                        """);
    }

    @Test
    void a_node_that_is_not_up_stands_out() {
        List<String> lines =
                StatusShown.of(List.of(ZK1, BROKER2)).text(Colour.ON).lines().toList();

        assertThat(lines.get(1)).startsWith("zk1");
        assertThat(lines.get(2)).startsWith("\u001b[33;1mbroker2").endsWith("stopped\u001b[0m");
        assertThat(lines.get(4)).isEqualTo("\u001b[33;1m1 of 2 nodes up\u001b[0m, 128MiB of memory");
    }

    @Test
    void programs_miss_what_a_node_does_not_have() {
        assertThat(StatusShown.of(List.of(ZK1, BROKER2)).json()).isEqualTo("""
                        {
                          "nodes": [
                            {
                              "node": "zk1",
                              "zone": "us-east-1a",
                              "dnsName": "zk1.orders.prod.internal",
                              "address": "127.20.0.10",
                              "ports": [
                                2181,
                                2888,
                                3888
                              ],
                              "pid": 4711,
                              "memoryBytes": 134742016,
                              "exporter": "127.20.0.10:7070",
                              "state": "up"
                            },
                            {
                              "node": "broker2",
                              "zone": "us-east-1b",
                              "dnsName": "broker2.orders.prod.internal",
                              "address": "127.20.64.100",
                              "ports": [
                                9092,
                                9091
                              ],
                              "state": "stopped"
                            }
                          ]
                        }
                        """);
    }
}
