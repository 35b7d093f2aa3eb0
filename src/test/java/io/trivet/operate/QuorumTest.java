package io.trivet.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.operate.Quorum.Voter;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class QuorumTest {
    private static final Duration WITHIN = Duration.ofSeconds(2);

    @Test
    void a_voter_has_joined_once_it_has_fetched_and_the_leader_always_has() {
        assertThat(quorum(new Voter(-1, 9_000), new Voter(0, -1), new Voter(-1, -1))
                        .joined())
                .containsExactly(10_001, 10_002);
    }

    @Test
    void a_voter_is_caught_up_by_the_clock_of_the_leader_and_for_no_longer_than_it_may_be_silent() {
        assertThat(quorum(new Voter(50, 9_000), new Voter(50, 7_000), new Voter(49, 6_999))
                        .caughtUp(WITHIN))
                .containsExactly(java.util.Map.entry(10_001, 9_000L), java.util.Map.entry(10_002, 7_000L));
    }

    @Test
    void a_voter_that_never_was_as_far_as_a_leader_that_has_just_begun_is_not_caught_up() {
        assertThat(quorum(new Voter(50, 1_000), new Voter(50, -1), new Voter(-1, -1))
                        .caughtUp(WITHIN))
                .containsOnlyKeys(10_001);
    }

    private static Quorum quorum(Voter leader, Voter second, Voter third) {
        SortedMap<Integer, Voter> voters = new TreeMap<>();
        voters.put(10_001, leader);
        voters.put(10_002, second);
        voters.put(10_003, third);
        return new Quorum(10_001, 50, voters);
    }
}
