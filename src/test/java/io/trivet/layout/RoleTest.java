package io.trivet.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trivet.kafka.MetadataMode;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RoleTest {
    private static final List<Role> ROLES = Role.ALL;

    @ParameterizedTest
    @CsvSource({
        "zookeeper, ZooKeeper server, zookeeper, ZooKeeper, zk4, 4, true, false",
        "controller, controller, controllers, controllers, controller4, 10004, true, false",
        "broker, broker, brokers, brokers, broker4, 4, false, true",
        "combined, broker, brokers, brokers, broker4, 4, true, true",
        "connect, Connect worker, connect, Connect, connect4, 20004, false, false",
        "mirror, mirror, mirrors, mirrors, mirror4, 30004, false, false"
    })
    void what_each_role_is(
            String word,
            String noun,
            String key,
            String group,
            String fourth,
            int fourthId,
            boolean voter,
            boolean broker) {
        Role role = Role.of(word);

        assertThat(role.noun()).isEqualTo(noun);
        assertThat(role.key()).isEqualTo(key);
        assertThat(role.group()).isEqualTo(group);
        assertThat(role.node(4)).isEqualTo(fourth);
        assertThat(role.id(4)).isEqualTo(fourthId);
        assertThat(role.isVoter()).isEqualTo(voter);
        assertThat(role.isBroker()).isEqualTo(broker);
    }

    @Test
    void what_others_need_to_start_starts_before_them() {
        assertThat(Role.ALL).isSorted();
        List<Role> apart = Role.ALL.stream().filter(role -> !role.isCombined()).toList();
        int brokers = apart.indexOf(Role.BROKER);
        assertThat(apart.subList(0, brokers)).isNotEmpty().allMatch(Role::isVoter);
        assertThat(apart.subList(brokers + 1, apart.size())).isNotEmpty().allMatch(Role::isWorker);
    }

    @Test
    void each_way_to_keep_metadata_has_a_role_that_votes_on_it() {
        for (MetadataMode mode : MetadataMode.values()) {
            assertThat(Role.ALL)
                    .filteredOn(role -> role.votesOn(mode) && !role.isBroker())
                    .hasSize(1);
        }
    }

    @Test
    void no_two_roles_of_a_cluster_share_a_word_a_key_a_prefix_or_an_address() {
        List<Role> apart = Role.ALL.stream().filter(role -> !role.isCombined()).toList();
        assertThat(Role.ALL.stream().map(Role::word)).doesNotHaveDuplicates();
        for (Function<Role, Object> fact :
                List.<Function<Role, Object>>of(Role::word, Role::noun, Role::key, Role::group, Role::prefix)) {
            assertThat(apart.stream().map(fact)).doesNotHaveDuplicates();
        }
        List<Role> byAddress = apart.stream()
                .sorted((one, other) -> Integer.compare(one.firstHost(), other.firstHost()))
                .toList();
        for (int i = 1; i < byAddress.size(); i++) {
            Role before = byAddress.get(i - 1);
            assertThat(before.firstHost() + before.hosts())
                    .isLessThanOrEqualTo(byAddress.get(i).firstHost());
        }
    }

    @Test
    void no_id_is_given_to_a_controller_and_a_broker() {
        assertThat(IntStream.rangeClosed(1, 1000).map(Role.BROKER::id))
                .doesNotContainAnyElementsOf(IntStream.rangeClosed(1, 20)
                        .map(Role.CONTROLLER::id)
                        .boxed()
                        .toList());
    }

    @ParameterizedTest
    @FieldSource("ROLES")
    void a_role_is_found_by_its_word_and_by_the_names_of_its_nodes(Role role) {
        assertThat(Role.of(role.word())).isSameAs(role);
        Role named = role.isCombined() ? Role.BROKER : role;
        assertThat(Role.ofNode(role.node(1))).containsSame(named);
        assertThat(Role.ofNode(role.node(1002))).containsSame(named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"broker", "", "7", "agent1", "zk", "mybroker1", "broker1a"})
    void a_name_that_no_node_has_is_of_no_role(String name) {
        assertThat(Role.ofNode(name)).isEmpty();
    }

    @Test
    void another_word_is_refused() {
        assertThatThrownBy(() -> Role.of("observer")).isInstanceOf(IllegalArgumentException.class);
    }
}
