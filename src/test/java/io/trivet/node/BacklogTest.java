package io.trivet.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class BacklogTest {
    private final FakeCluster cluster = FakeCluster.ofBrokers(3, "");

    @Test
    void what_is_left_is_told_in_bytes_once_it_lasts() throws Exception {
        cluster.log = 10L << 30;
        cluster.server("broker2").kill();
        cluster.server("broker2").start = Duration.ZERO;
        cluster.server("broker2").catchUp = Duration.ofSeconds(20);
        cluster.server("broker2").begin();
        Backlog backlog = new Backlog(new TreeSet<>(List.of(2)), cluster, cluster.clock);

        assertThat(backlog.missing()).containsExactly("orders-0", "orders-1", "orders-2");
        cluster.clock.pause(Duration.ofSeconds(5));
        assertThat(backlog.missing()).containsExactly("22.5GiB to copy", "orders-0", "orders-1", "orders-2");
        cluster.clock.pause(Duration.ofSeconds(4));
        assertThat(backlog.missing()).startsWith("22.5GiB to copy");
        cluster.clock.pause(Duration.ofSeconds(1));
        assertThat(backlog.missing()).startsWith("15.0GiB to copy");
        cluster.silent.put("sizes", FakeCluster.NEVER);
        cluster.clock.pause(Duration.ofSeconds(5));
        assertThat(backlog.missing()).startsWith("orders-0");
        cluster.clock.pause(Duration.ofSeconds(5));
        assertThat(backlog.missing()).isEmpty();
    }

    @Test
    void a_volume_that_cannot_be_used_any_more_is_told() throws Exception {
        cluster.server("broker2").kill();
        cluster.server("broker2").start = Duration.ZERO;
        cluster.server("broker2").catchUp = Duration.ofSeconds(20);
        cluster.server("broker2").begin();
        cluster.failed.put(2, List.of("/var/lib/kafka-2/data"));
        Backlog backlog = new Backlog(new TreeSet<>(List.of(2)), cluster, cluster.clock);

        assertThat(backlog.missing()).containsExactly("orders-0", "orders-1", "orders-2");
        cluster.clock.pause(Duration.ofSeconds(5));
        assertThat(backlog.missing())
                .containsExactly("the volume of /var/lib/kafka-2/data of broker2", "orders-0", "orders-1", "orders-2");
    }
}
