package io.trivet.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trivet.kafka.FeatureLevels;
import io.trivet.kafka.KafkaVersion;
import io.trivet.layout.Role;
import io.trivet.operate.Failure;
import io.trivet.problem.Problem;
import java.util.ArrayList;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SoftwareTest {
    @Test
    void versions_are_compared_number_by_number() {
        assertThat(Software.isOlder("3.9.2", "4.3.1")).isTrue();
        assertThat(Software.isOlder("3.9.2", "3.10.0")).isTrue();
        assertThat(Software.isOlder("3.9.2", "3.9.2")).isFalse();
        assertThat(Software.isOlder("4.3.1", "3.9.2")).isFalse();
    }

    @Test
    void software_goes_up() throws Exception {
        older("3.9.2", "4.3.1", new FakeKraft());
        older("4.3.1", "4.3.1", new FakeKraft());
    }

    @Test
    void a_node_that_has_none_yet_gets_any() throws Exception {
        run(member("3.9.2"), new TreeMap<>(), new FakeKraft());
    }

    @Test
    void it_goes_back_while_nothing_that_the_earlier_release_does_not_know_is_finalised() throws Exception {
        FakeKraft kraft = new FakeKraft();
        kraft.finalised.putAll(FeatureLevels.of(KafkaVersion.V3_9_2));
        kraft.finalised.put("kraft.version", (short) 1);
        older("4.3.1", "3.9.2", kraft);

        kraft.finalised.putAll(FeatureLevels.of(KafkaVersion.V4_3_1));

        assertThatThrownBy(() -> older("4.3.1", "3.9.2", kraft)).isInstanceOfSatisfying(Failure.class, failure -> {
            Problem problem = failure.problems().get(0);
            assertThat(problem.found()).isEqualTo("asked to go from version 4.3.1 back to 3.9.2");
            assertThat(problem.must())
                    .isEqualTo("keep its version or get a later one, since eligible.leader.replicas.version 1,"
                            + " group.version 1, metadata.version 30, share.version 1, streams.version 1,"
                            + " transaction.version 2 is finalised, which 3.9.2 does not know");
            assertThat(problem.mend()).isEqualTo("describe version 4.3.1 again");
        });
    }

    @Test
    void without_an_answer_it_stays() {
        FakeKraft kraft = new FakeKraft();
        kraft.silent = true;

        assertThatThrownBy(() -> older("4.3.1", "3.9.2", kraft))
                .hasMessageContaining("still waiting for what is finalised after 60 s");
    }

    private static void older(String applied, String wanted, FakeKraft kraft) throws Failure, InterruptedException {
        run(member(wanted), facts(applied), kraft);
    }

    private static void run(Member member, SortedMap<String, String> applied, FakeKraft kraft)
            throws Failure, InterruptedException {
        FakeCluster cluster = FakeCluster.ofBrokers(1, "");
        cluster.kraft = kraft;
        Software.refuseOlder(member, applied, cluster, kraft.waiting(new ArrayList<>()));
    }

    private static Member member(String version) {
        return new Member("broker1", Role.BROKER, 1, "/etc/kafka/server.properties", "/var/lib/kafka", facts(version));
    }

    private static SortedMap<String, String> facts(String version) {
        SortedMap<String, String> files = new TreeMap<>();
        files.put("/etc/trivet/role", "VERSION=" + version + "\n");
        return files;
    }
}
