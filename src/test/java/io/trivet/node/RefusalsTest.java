package io.trivet.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.layout.Role;
import io.trivet.stack.OnEc2;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which zones a node says must not stop. */
final class RefusalsTest {
    private static final List<String> ZONES = List.of("a", "b", "c");

    private final FakeCluster brokers = FakeCluster.ofBrokers(6, "");

    @Test
    void every_zone_of_a_whole_cluster_may_stop() throws Exception {
        assertThat(ofBrokers(OnEc2.Unit.ZONE)).isEmpty();
        assertThat(ofBrokers(OnEc2.Unit.NODE)).isEmpty();
        assertThat(ofVoters(Role.CONTROLLER, FakeCluster.ofControllers(""))).isEmpty();
        assertThat(ofVoters(Role.ZOOKEEPER, FakeCluster.ofZooKeeper(""))).isEmpty();
    }

    @Test
    void while_a_broker_is_down_only_its_own_zone_may_stop() throws Exception {
        brokers.server("broker2").kill();
        brokers.clock.pause(FakeCluster.EXPIRY);

        assertThat(ofBrokers(OnEc2.Unit.ZONE)).containsOnlyKeys("a", "c");
        assertThat(ofBrokers(OnEc2.Unit.ZONE).get("a"))
                .startsWith("orders-0 has 1 replica in sync elsewhere, and min.insync.replicas is 2, orders-1 has 1");
    }

    @Test
    void a_broker_that_is_back_is_refused_for_until_its_copies_are_in_sync() throws Exception {
        brokers.server("broker2").kill();
        brokers.clock.pause(FakeCluster.EXPIRY);
        brokers.server("broker2").begin();
        brokers.clock.pause(FakeCluster.START);

        assertThat(ofBrokers(OnEc2.Unit.ZONE)).containsOnlyKeys("a", "c");
        brokers.clock.pause(FakeCluster.CATCH_UP);
        assertThat(ofBrokers(OnEc2.Unit.ZONE)).isEmpty();
    }

    @Test
    void by_node_a_zone_is_refused_when_one_broker_of_it_must_not_stop() throws Exception {
        brokers.partition("single", List.of(5), 1);

        assertThat(ofBrokers(OnEc2.Unit.NODE).toString()).isEqualTo("{b=single-6 has a single replica}");
    }

    @Test
    void the_zone_of_a_broker_that_is_registered_no_more_is_known_by_its_number() throws Exception {
        brokers.partition("two", List.of(2, 5), 2);
        brokers.server("broker2").kill();
        brokers.server("broker5").kill();
        brokers.clock.pause(FakeCluster.EXPIRY);

        assertThat(ofBrokers(OnEc2.Unit.ZONE).get("b"))
                .contains("two-6 has 1 replica elsewhere, and min.insync.replicas is 2");
    }

    @Test
    void a_zone_whose_brokers_share_too_much_may_stop_in_batches() throws Exception {
        brokers.partition("shared", List.of(2, 5, 1), 2);

        Refusals refusals = Refusals.of(Role.BROKER, ZONES, OnEc2.Unit.ZONE, brokers);

        assertThat(refusals.reasons()).isEmpty();
        assertThat(refusals.batches()).hasToString("{b=[[2], [5]]}");
        assertThat(Refusals.of(Role.BROKER, ZONES, OnEc2.Unit.NODE, brokers).batches())
                .as("each stops alone as it is")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"racks", "copies"})
    void without_an_answer_of_the_brokers_no_zone_may_stop(String question) throws Exception {
        brokers.silent.put(question, FakeCluster.NEVER);

        assertThat(ofBrokers(OnEc2.Unit.ZONE).toString())
                .isEqualTo("{a=the brokers do not answer, b=the brokers do not answer, c=the brokers do not answer}");
    }

    @Test
    void while_a_voter_is_down_only_its_own_zone_may_stop() throws Exception {
        FakeCluster controllers = FakeCluster.ofControllers("");
        controllers.server("controller2").kill();
        FakeCluster zookeeper = FakeCluster.ofZooKeeper("");
        zookeeper.server("zk3").kill();

        assertThat(ofVoters(Role.CONTROLLER, controllers).toString())
                .matches("\\{a=\\S+ does not listen, c=\\S+ does not listen}");
        assertThat(ofVoters(Role.ZOOKEEPER, zookeeper).toString())
                .isEqualTo("{a=zk3:2181 is in no quorum, b=zk3:2181 is in no quorum}");
    }

    @Test
    void a_controller_that_lags_is_none_to_count_on() throws Exception {
        FakeCluster controllers = FakeCluster.ofControllers("");
        controllers.server("controller3").kill();
        controllers.server("controller3").begin();
        controllers.clock.pause(FakeCluster.START);

        assertThat(ofVoters(Role.CONTROLLER, controllers)).containsOnlyKeys("a", "b");
        controllers.clock.pause(FakeCluster.CATCH_UP);
        assertThat(ofVoters(Role.CONTROLLER, controllers)).isEmpty();
    }

    @Test
    void without_a_leader_of_the_controllers_no_zone_may_stop() throws Exception {
        FakeCluster controllers = FakeCluster.ofControllers("");
        controllers.silent.put("quorum", Duration.ofMinutes(1));

        assertThat(ofVoters(Role.CONTROLLER, controllers)).containsOnlyKeys("a", "b", "c");
    }

    private SortedMap<String, String> ofBrokers(OnEc2.Unit together) throws InterruptedException {
        return Refusals.of(Role.BROKER, ZONES, together, brokers).reasons();
    }

    private static SortedMap<String, String> ofVoters(Role role, FakeCluster voters) throws InterruptedException {
        return Refusals.of(role, ZONES, OnEc2.Unit.ZONE, voters).reasons();
    }
}
