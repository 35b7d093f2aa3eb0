package io.trivet.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trivet.kafka.Right;
import io.trivet.stack.User;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UserRightsTest {
    @ParameterizedTest
    @CsvSource({
        "orders,   orders, false",
        "orders-*, orders-, true",
        "*,        *, false",
    })
    void a_name_that_ends_with_a_star_is_how_names_begin_and_a_star_is_each(
            String described, String name, boolean prefix) {
        Grant grant = Grant.of(Grant.Kind.TOPIC, described, Right.READ);

        assertThat(grant).isEqualTo(new Grant(Grant.Kind.TOPIC, name, prefix, Right.READ));
        assertThat(grant.resource()).isEqualTo("topic " + described);
        assertThat(grant).hasToString("read topic " + described);
    }

    @ParameterizedTest
    @CsvSource({
        "orders,   orders,   true",
        "orders,   orders-1, false",
        "orders-*, orders-1, true",
        "orders-*, orders,   false",
        "*,        anything, true",
    })
    void a_right_is_for_the_names_that_it_covers(String described, String name, boolean covered) {
        assertThat(Grant.of(Grant.Kind.TOPIC, described, Right.READ).covers(name))
                .isEqualTo(covered);
    }

    @ParameterizedTest
    @CsvSource({
        "PRODUCE,         20971520, 20MiB/s",
        "CONSUME,         1000,     1000B/s",
        "CONSUME,         1000.5,   1000.5",
        "CONSUME,         9.223372036854775807E18, 9223372036854776000",
        "PRODUCE,         -1,       -1",
        "REQUEST_PERCENT, 50,       50",
        "REQUEST_PERCENT, 12.5,     12.5",
    })
    void a_quota_is_written_as_a_description_writes_it(Quota quota, double value, String text) {
        assertThat(quota.text(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"PRODUCE, producer_byte_rate", "CONSUME, consumer_byte_rate", "REQUEST_PERCENT, request_percentage"})
    void a_quota_has_the_name_that_kafka_gives_it(Quota quota, String setting) {
        assertThat(quota.setting()).isEqualTo(setting);
        assertThat(Quota.ofSetting(setting)).contains(quota);
        assertThat(Quota.ofSetting("controller_mutation_rate")).isEmpty();
    }

    @Test
    void a_client_comes_as_the_user_that_names_it_else_as_the_one_that_is_called_like_it() {
        User till = new User(
                new TreeMap<>(),
                new TreeMap<>(),
                Optional.empty(),
                Optional.of(List.of("checkout", "unknown")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        assertThat(UserRights.usersOf(List.of("checkout", "shop"), new TreeMap<>(Map.of("till", till))))
                .isEqualTo(Map.of("checkout", "till", "shop", "shop"));
    }

    @Test
    void a_right_is_read_from_the_line_that_says_it() {
        for (Grant.Kind kind : Grant.Kind.values()) {
            for (Right right : kind.rights()) {
                for (String name : List.of("orders", "orders-*", "*")) {
                    Grant grant = Grant.of(kind, name, right);
                    assertThat(Grant.parse(grant.toString())).isEqualTo(grant);
                }
            }
        }
        for (String line : List.of("", "read orders", "drop topic orders", "read topic orders now")) {
            assertThatThrownBy(() -> Grant.parse(line)).hasMessage("no right: " + line);
        }
    }

    @Test
    void each_right_is_an_operation_of_kafka() {
        assertThat(List.of(Right.values()))
                .allSatisfy(right ->
                        assertThat(AclOperation.fromString(right.name())).hasToString(right.name()));
    }
}
