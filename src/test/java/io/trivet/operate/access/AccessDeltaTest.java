package io.trivet.operate.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.kafka.Right;
import io.trivet.security.Grant;
import io.trivet.security.Quota;
import io.trivet.security.UserRights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AccessDeltaTest {
    private static final Grant READ = Grant.of(Grant.Kind.TOPIC, "orders", Right.READ);
    private static final Grant WRITE = Grant.of(Grant.Kind.TOPIC, "orders", Right.WRITE);

    /** A cluster and what is described for it, both random. */
    record Sample(List<ObservedUser> seen, List<UserRights> wanted, Passwords passwords) {
        static Sample of(long seed) {
            Random random = new Random(seed);
            List<ObservedUser> seen = new ArrayList<>();
            List<UserRights> wanted = new ArrayList<>();
            for (String user : List.of("checkout", "profiles", "till")) {
                seen.add(new ObservedUser(user, grants(random), quotas(random), List.of("not ours " + user)));
                if (random.nextInt(4) > 0) {
                    wanted.add(new UserRights(
                            user, grants(random), quotas(random), random.nextBoolean(), random.nextBoolean()));
                }
            }
            SortedSet<String> anew = some(random);
            anew.retainAll(wanted.stream().map(UserRights::user).toList());
            return new Sample(seen, wanted, new Passwords(some(random), anew, some(random)));
        }

        private static SortedSet<String> some(Random random) {
            SortedSet<String> some = new TreeSet<>(List.of("checkout", "other", "profiles", "till"));
            some.removeIf(user -> random.nextBoolean());
            return some;
        }

        AccessDelta delta() {
            return AccessDelta.between(seen, wanted, passwords);
        }

        /** Who has a password once the cluster has obeyed; none is to be made anew then. */
        Passwords passwordsAfter(List<AccessStep> steps) {
            SortedSet<String> known = new TreeSet<>(passwords.known());
            for (AccessStep step : steps) {
                if (step instanceof AccessStep.SetPassword) {
                    known.add(step.user());
                } else if (step instanceof AccessStep.DropPassword) {
                    known.remove(step.user());
                }
            }
            return new Passwords(known, new TreeSet<>(), passwords.made());
        }

        private static SortedSet<Grant> grants(Random random) {
            SortedSet<Grant> grants = new TreeSet<>();
            for (int i = random.nextInt(6); i > 0; i--) {
                grants.add(Grant.of(
                        Grant.Kind.values()[random.nextInt(3)],
                        List.of("a", "b", "b*", "*").get(random.nextInt(4)),
                        Right.values()[random.nextInt(3)]));
            }
            return grants;
        }

        private static SortedMap<Quota, Double> quotas(Random random) {
            SortedMap<Quota, Double> quotas = new TreeMap<>();
            for (Quota quota : Quota.values()) {
                if (random.nextBoolean()) {
                    quotas.put(quota, (double) (1 + random.nextInt(2)));
                }
            }
            return quotas;
        }

        /** The cluster once it has obeyed. */
        List<ObservedUser> after(List<AccessStep> steps) {
            List<ObservedUser> after = new ArrayList<>();
            for (ObservedUser user : seen) {
                SortedSet<Grant> grants = new TreeSet<>(user.grants());
                SortedMap<Quota, Double> quotas = new TreeMap<>(user.quotas());
                steps.stream().filter(step -> step.user().equals(user.user())).forEach(step -> {
                    if (step instanceof AccessStep.Allow allow) {
                        grants.add(allow.grant());
                    } else if (step instanceof AccessStep.Revoke revoke) {
                        grants.remove(revoke.grant());
                    } else if (step instanceof AccessStep.Bound bound
                            && bound.to().isPresent()) {
                        quotas.put(bound.quota(), bound.to().getAsDouble());
                    } else if (step instanceof AccessStep.Bound bound) {
                        quotas.remove(bound.quota());
                    }
                });
                after.add(new ObservedUser(user.user(), grants, quotas, user.others()));
            }
            return after;
        }
    }

    static Stream<Sample> samples() {
        return IntStream.range(0, 500).mapToObj(Sample::of);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_cluster_that_was_told_has_what_is_described_and_is_told_nothing_again(Sample sample) {
        AccessDelta delta = sample.delta();
        List<ObservedUser> after = sample.after(delta.steps());
        Passwords passwords = sample.passwordsAfter(delta.steps());

        assertThat(AccessDelta.between(after, sample.wanted(), passwords).steps())
                .isEmpty();
        for (UserRights user : sample.wanted()) {
            ObservedUser now = after.stream()
                    .filter(other -> other.user().equals(user.user()))
                    .findFirst()
                    .orElseThrow();
            assertThat(now.grants()).containsAll(user.grants());
            assertThat(now.quotas()).containsAllEntriesOf(user.quotas());
            if (user.password() || user.owned()) {
                assertThat(passwords.known().contains(user.user())).isEqualTo(user.password());
            }
            if (user.owned()) {
                assertThat(now.grants()).isEqualTo(user.grants());
                assertThat(now.quotas()).isEqualTo(user.quotas());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void only_owned_users_lose_rights_and_others_are_not_touched(Sample sample) {
        List<String> owned = sample.wanted().stream()
                .filter(UserRights::owned)
                .map(UserRights::user)
                .toList();
        List<String> described = sample.wanted().stream().map(UserRights::user).toList();

        List<AccessStep> steps = sample.delta().steps();

        assertThat(steps).allSatisfy(step -> {
            if (step instanceof AccessStep.DropPassword) {
                assertThat(Stream.concat(owned.stream(), sample.passwords().made().stream()))
                        .contains(step.user());
                return;
            }
            assertThat(described).contains(step.user());
            if (step instanceof AccessStep.Revoke
                    || step instanceof AccessStep.Bound bound && bound.to().isEmpty()) {
                assertThat(owned).contains(step.user());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("samples")
    void what_is_given_comes_before_what_is_taken(Sample sample) {
        List<AccessStep> steps = sample.delta().steps();

        int lastGiven = Math.max(last(steps, AccessStep.Allow.class), last(steps, AccessStep.SetPassword.class));
        int firstTaken = (int) steps.stream()
                .takeWhile(step -> !(step instanceof AccessStep.Revoke || step instanceof AccessStep.DropPassword))
                .count();
        assertThat(lastGiven).isLessThan(firstTaken);
    }

    private static int last(List<AccessStep> steps, Class<?> type) {
        return IntStream.range(0, steps.size())
                .filter(i -> type.isInstance(steps.get(i)))
                .max()
                .orElse(-1);
    }

    @Test
    void a_user_that_the_cluster_does_not_know_gets_all() {
        UserRights wanted = new UserRights(
                "checkout",
                new TreeSet<>(List.of(WRITE, READ)),
                new TreeMap<>(Map.of(Quota.PRODUCE, 1048576.0)),
                true,
                false);

        AccessDelta delta = AccessDelta.between(List.of(), List.of(wanted));

        assertThat(delta.steps())
                .hasSize(3)
                .startsWith(new AccessStep.Allow("checkout", READ), new AccessStep.Allow("checkout", WRITE));
        assertThat(((AccessStep.Bound) delta.steps().get(2)).isLess()).isTrue();
    }

    @Test
    void a_right_for_all_of_the_cluster_is_left_alone_since_none_can_be_described() {
        Grant look = new Grant(Grant.Kind.CLUSTER, Grant.CLUSTER, false, Right.DESCRIBE);
        AccessDelta delta = AccessDelta.between(
                List.of(new ObservedUser(
                        "shop", new TreeSet<>(List.of(look, READ)), new TreeMap<>(), List.of("another"))),
                List.of(new UserRights("shop", new TreeSet<>(List.of(WRITE)), new TreeMap<>(), true, false)));

        assertThat(delta.steps())
                .containsExactly(new AccessStep.Allow("shop", WRITE), new AccessStep.Revoke("shop", READ));
        assertThat(delta.others()).containsExactly("User:shop may describe cluster kafka-cluster", "another");
    }
}
