package io.trivet.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.edge.local.secret.PasswordFolder;
import io.trivet.kafka.Right;
import io.trivet.operate.access.AccessDelta;
import io.trivet.operate.access.ObservedUser;
import io.trivet.operate.access.Passwords;
import io.trivet.security.Grant;
import io.trivet.security.Quota;
import io.trivet.security.UserRights;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class UsersShownTest {
    private static final Grant READ = Grant.of(Grant.Kind.TOPIC, "orders-*", Right.READ);
    private static final Grant WRITE = Grant.of(Grant.Kind.TOPIC, "orders", Right.WRITE);

    @Test
    void each_change_is_a_row_and_what_is_left_alone_is_listed() {
        AccessDelta delta = AccessDelta.between(
                List.of(new ObservedUser(
                        "shop",
                        new TreeSet<>(List.of(READ)),
                        new TreeMap<>(Map.of(Quota.PRODUCE, 2097152.0, Quota.CONSUME, 9.223372036854775807E18)),
                        List.of("User:shop may not READ TOPIC secrets"))),
                List.of(new UserRights(
                        "shop",
                        new TreeSet<>(List.of(WRITE)),
                        new TreeMap<>(Map.of(Quota.PRODUCE, 1048576.0)),
                        true,
                        false)));

        assertThat(UsersShown.of("ours", "kafka:9092", 1, delta, false, Optional.empty())
                        .text(Colour.OFF))
                .isEqualTo("""
                ours at kafka:9092
                1 user described, 4 changes to make
                  allow    shop  write topic orders
                  limit    shop  produce from 2MiB/s to 1MiB/s of each broker; it is slowed down to that
                  unlimit  shop  consume from 9223372036854776000
                  revoke   shop  read topic orders-*; who still needs it is refused

                Left alone, since no description has such a right or bound
                  User:shop may not READ TOPIC secrets
                Nothing was changed. To make these changes, add --apply.
                """);
    }

    @Test
    void of_passwords_it_is_told_who_has_one_and_where_it_is() {
        AccessDelta delta = AccessDelta.between(
                List.of(),
                List.of(user("shop", true, false), user("till", true, false), user("owned", false, true)),
                new Passwords(
                        new TreeSet<>(List.of("made", "owned", "stranger", "till")),
                        new TreeSet<>(List.of("till")),
                        new TreeSet<>(List.of("made"))));

        Shown shown = UsersShown.of(
                "ours", "kafka:9092", 3, delta, true, Optional.of(new PasswordFolder(Path.of("kept/ours"))));

        assertThat(shown.text(Colour.OFF)).isEqualTo("""
                ours at kafka:9092
                3 users described, 4 changes made
                  allow   shop   password, a new one
                  rotate  till   password; who comes with the old one is refused
                  revoke  made   password; who still needs it is refused
                  revoke  owned  password; who still needs it is refused

                Have a password, are not described with one, and keep it
                  stranger
                New passwords are in kept/ours, a file each, for the eyes of their owner only.
                """);
    }

    private static UserRights user(String name, boolean password, boolean owned) {
        return new UserRights(name, new TreeSet<>(), new TreeMap<>(), owned, password);
    }
}
