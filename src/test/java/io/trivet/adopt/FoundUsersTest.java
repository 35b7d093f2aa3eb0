package io.trivet.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.kafka.Right;
import io.trivet.operate.access.ObservedUser;
import io.trivet.operate.found.FoundAccess;
import io.trivet.security.Grant;
import io.trivet.security.Grant.Kind;
import io.trivet.security.Quota;
import io.trivet.security.UserRights;
import io.trivet.stack.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Users of a cluster as a description of them, and what none can hold. */
final class FoundUsersTest {
    private static final List<String> OF_NO_USER =
            List.of("Group:audit may READ TOPIC orders", "ip=10.0.0.1: connection_creation_rate=5.0", "group billing");

    private final List<Gap> gaps = new ArrayList<>();

    private static ObservedUser user(String name, Map<Quota, Double> quotas, List<String> others, Grant... grants) {
        return new ObservedUser(name, new TreeSet<>(List.of(grants)), new TreeMap<>(quotas), others);
    }

    private static FoundAccess access(ObservedUser... users) {
        return new FoundAccess(
                new TreeMap<>(Map.of(
                        "films",
                        new TreeSet<>(List.of("SCRAM-SHA-512")),
                        "shop",
                        new TreeSet<>(List.of("SCRAM-SHA-256", "SCRAM-SHA-512")))),
                List.of(),
                List.of(),
                List.of("group billing"),
                Optional.of(new FoundAccess.Rights(
                        List.of(users),
                        List.of("Group:audit may READ TOPIC orders"),
                        List.of("ip=10.0.0.1: connection_creation_rate=5.0"))));
    }

    @Test
    void what_is_described_means_what_was_found() {
        ObservedUser shop = user(
                "CN=shop,O=films",
                Map.of(Quota.PRODUCE, 1_048_576.0, Quota.CONSUME, 1001.0, Quota.REQUEST_PERCENT, 50.0),
                List.of(),
                new Grant(Kind.TOPIC, "orders", false, Right.WRITE),
                new Grant(Kind.TOPIC, "orders", false, Right.ALTER_CONFIGS),
                new Grant(Kind.TOPIC, "ord", true, Right.READ),
                new Grant(Kind.TOPIC, "*", false, Right.DESCRIBE),
                new Grant(Kind.GROUP, "shop-", true, Right.READ),
                new Grant(Kind.TRANSACTION, "shop", false, Right.WRITE),
                new Grant(Kind.TRANSACTION, "shop", false, Right.DESCRIBE));

        SortedMap<String, User> described = FoundUsers.of(access(shop), UserRights::isDescribable, gaps);

        assertThat(gaps).extracting(Gap::text).containsExactlyElementsOf(OF_NO_USER);
        assertThat(UserRights.of(described, new TreeMap<>()))
                .containsExactly(new UserRights("CN=shop,O=films", shop.grants(), shop.quotas(), false, false));
    }

    @Test
    void what_no_description_can_hold_is_a_gap() {
        ObservedUser odd = user(
                "odd",
                Map.of(Quota.PRODUCE, 0.5, Quota.CONSUME, (double) Long.MAX_VALUE, Quota.REQUEST_PERCENT, 12.5),
                List.of("User:odd may not READ TOPIC secrets"),
                new Grant(Kind.TOPIC, "ends-with-*", false, Right.READ),
                new Grant(Kind.TOPIC, "with blank", false, Right.READ),
                new Grant(Kind.GROUP, "g", false, Right.WRITE),
                new Grant(Kind.TRANSACTION, "half", false, Right.WRITE),
                new Grant(Kind.CLUSTER, Grant.CLUSTER, false, Right.DESCRIBE));
        ObservedUser anonymous = user("ANONYMOUS", Map.of(), List.of(), new Grant(Kind.TOPIC, "t", false, Right.READ));
        ObservedUser unnamed = user("a:b", Map.of(), List.of(), new Grant(Kind.TOPIC, "orders", false, Right.READ));

        assertThat(FoundUsers.of(access(odd, anonymous, unnamed), UserRights::isDescribable, gaps))
                .isEmpty();

        assertThat(gaps).extracting(Gap::text).containsAll(OF_NO_USER);
        assertThat(gaps)
                .extracting(Gap::text)
                .filteredOn(text -> !OF_NO_USER.contains(text))
                .containsExactlyInAnyOrder(
                        "User:odd may read topic ends-with-*",
                        "User:odd may read topic with blank",
                        "User:odd may write group g",
                        "User:odd may do but a part with transaction half",
                        "User:odd may describe cluster kafka-cluster",
                        "user=odd: producer_byte_rate=0.5",
                        "user=odd: consumer_byte_rate=9.223372036854776E18",
                        "user=odd: request_percentage=12.5",
                        "User:odd may not READ TOPIC secrets",
                        "User:ANONYMOUS may read topic t",
                        "User:a:b may read topic orders");
    }

    @Test
    void a_password_is_described_where_brokers_take_it_and_a_gap_elsewhere() {
        SortedMap<String, User> users = FoundUsers.of(
                access(user("shop", Map.of(), List.of(), new Grant(Kind.TOPIC, "orders", false, Right.READ))),
                UserRights::isDescribable,
                new ArrayList<>());
        FoundAccess access = access();

        SortedMap<String, User> by = FoundUsers.withLogins(users, access, true, gaps);
        List<Gap> of = new ArrayList<>();
        SortedMap<String, User> without = FoundUsers.withLogins(users, access, false, of);

        assertThat(by.values()).allMatch(User::hasPassword);
        assertThat(gaps).extracting(Gap::text).containsExactly("films (SCRAM-SHA-512)", "shop (SCRAM-SHA-256)");
        assertThat(without.values()).noneMatch(User::hasPassword);
        assertThat(of)
                .extracting(Gap::text)
                .containsExactly("films (SCRAM-SHA-512)", "shop (SCRAM-SHA-256, SCRAM-SHA-512)");
        assertThat(FoundUsers.loginsBeside(users, access))
                .extracting(Gap::text)
                .containsExactly("films (SCRAM-SHA-512)");
    }

    @Test
    void of_a_user_described_with_a_password_or_owned_it_is_told_whether_it_has_one() {
        FoundAccess access = access(user("shop", Map.of(), List.of()));
        FoundAccess.Rights rights = access.rights().orElseThrow();
        for (boolean password : new boolean[] {false, true}) {
            for (boolean owned : new boolean[] {false, true}) {
                List<UserRights> wanted =
                        List.of(new UserRights("shop", new TreeSet<>(), new TreeMap<>(), owned, password));

                assertThat(FoundUsers.like(rights, wanted, FoundUsers.withPassword(access))
                                .values())
                        .allMatch(user -> user.hasPassword() == (owned || password));
                assertThat(FoundUsers.like(rights, wanted, new TreeSet<>()).values())
                        .noneMatch(User::hasPassword);
            }
        }
    }

    @Test
    void of_described_users_what_they_have_besides_is_told_where_it_is_owned() {
        Grant read = new Grant(Kind.TOPIC, "orders", false, Right.READ);
        Grant write = new Grant(Kind.TOPIC, "orders", false, Right.WRITE);
        ObservedUser found = user("shop", Map.of(Quota.PRODUCE, 7.0), List.of(), read, write);
        for (boolean owned : new boolean[] {false, true}) {
            UserRights wanted = new UserRights("shop", new TreeSet<>(List.of(read)), new TreeMap<>(), owned, false);
            SortedMap<String, User> like =
                    FoundUsers.like(access(found).rights().orElseThrow(), List.of(wanted), new TreeSet<>());

            UserRights there = UserRights.of(like, new TreeMap<>()).get(0);
            assertThat(there.owned()).isEqualTo(owned);
            assertThat(there.grants()).containsExactlyElementsOf(owned ? found.grants() : wanted.grants());
            assertThat(there.quotas()).isEqualTo(owned ? found.quotas() : wanted.quotas());
        }
    }
}
