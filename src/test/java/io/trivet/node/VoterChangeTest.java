package io.trivet.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trivet.layout.Role;
import io.trivet.operate.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class VoterChangeTest {
    private final FakeKraft kraft = new FakeKraft();
    private final List<String> steps = new ArrayList<>();

    @BeforeEach
    void three_voters() {
        kraft.voters.put(10_001, "A");
        kraft.voters.put(10_002, "B");
        kraft.voters.put(10_003, "C");
    }

    @Test
    void a_controller_that_votes_is_left_alone() throws Exception {
        join(3, "C");

        assertThat(kraft.did).isEmpty();
        assertThat(steps).isEmpty();
    }

    @Test
    void a_new_controller_votes_once_it_is_as_far_as_the_leader() throws Exception {
        kraft.clock.at(Duration.ofSeconds(10), () -> kraft.observers.put(10_004, "D"));
        kraft.behind.add(10_004);
        kraft.clock.at(Duration.ofSeconds(20), () -> kraft.behind.remove(10_004));
        kraft.busy.add("Request timed out waiting for leader to handle previous add voter request");

        join(4, "D");

        assertThat(kraft.did).containsExactly("add 10004 D CONTROLLER://controller4.films:9093");
        assertThat(kraft.clock.now()).isGreaterThanOrEqualTo(Duration.ofSeconds(20));
        assertThat(steps)
                .containsExactly(
                        "controller4 waiting its vote: the records that the leader has",
                        "controller4 waiting its vote: Request timed out waiting for leader to handle previous add voter"
                                + " request",
                        "controller4 waiting its vote: the word of the leader",
                        "controller4 votes new");
    }

    @Test
    void the_vote_of_a_folder_that_was_lost_goes_before_the_new_one_comes() throws Exception {
        kraft.observers.put(10_003, "Z");

        join(3, "Z");

        assertThat(kraft.did).containsExactly("remove 10003 C", "add 10003 Z CONTROLLER://controller3.films:9093");
        assertThat(steps).endsWith("controller3 votes in place of the folder that was lost");
    }

    @Test
    void without_a_leader_nothing_is_done_and_it_is_said() {
        kraft.silent = true;

        assertThatThrownBy(() -> join(4, "D"))
                .hasMessage(
                        "roll-stuck controller4: still waiting for its vote after 60 s in which nothing changed: the"
                                + " controllers have no leader");
        assertThatThrownBy(() -> leave(3)).hasMessageContaining("the controllers have no leader");
        assertThat(kraft.did).isEmpty();
    }

    @Test
    void a_controller_leaves_and_one_that_votes_no_more_has_left() throws Exception {
        leave(3);
        leave(3);

        assertThat(kraft.did).containsExactly("remove 10003 C");
        assertThat(steps).endsWith("controller3 votes no more");
    }

    @Test
    void the_leader_may_leave_too() throws Exception {
        leave(1);

        assertThat(kraft.voters).containsOnlyKeys(10_002, 10_003);
    }

    @Test
    void a_controller_stays_while_the_others_would_be_no_majority() throws Exception {
        kraft.behind.add(10_002);
        kraft.clock.at(Duration.ofSeconds(30), () -> kraft.behind.remove(10_002));

        leave(3);

        assertThat(kraft.clock.now()).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
        assertThat(steps)
                .startsWith("controller3 waiting the quorum without it: a majority of the others that is as far as the"
                        + " leader");
    }

    @Test
    void the_last_voter_stays() {
        kraft.voters.remove(10_002);
        kraft.voters.remove(10_003);

        assertThatThrownBy(() -> leave(1)).hasMessage("voter-still-used controller1: asked to go as the last voter");
        assertThat(kraft.did).isEmpty();
    }

    private void join(int number, String directory) throws Failure, InterruptedException {
        SortedMap<String, String> files = new TreeMap<>();
        files.put(
                "server",
                "controller.listener.names=CONTROLLER\nadvertised.listeners=CONTROLLER://controller" + number
                        + ".films:9093\n");
        Member member = new Member(
                Role.CONTROLLER.node(number), Role.CONTROLLER, Role.CONTROLLER.id(number), "server", "/data", files);
        new VoterChange(kraft, kraft.waiting(steps), FakeKraft.steps(steps)).join(member, directory);
    }

    private void leave(int number) throws Failure, InterruptedException {
        new VoterChange(kraft, kraft.waiting(steps), FakeKraft.steps(steps))
                .leave(Role.CONTROLLER.node(number), Role.CONTROLLER.id(number));
    }
}
