package io.trivet.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.kafka.Right;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What follows from a right that one has. */
final class GrantTest {
    @ParameterizedTest
    @CsvSource({
        "read topic *, read topic orders, true",
        "read topic *, read topic orders-*, true",
        "read topic *, read topic *, true",
        "read topic orders-*, read topic orders-eu, true",
        "read topic orders-*, read topic orders-eu-*, true",
        "read topic orders-*, read topic orders-*, true",
        "read topic orders-*, read topic orders, false",
        "read topic orders-*, read topic o*, false",
        "read topic orders-*, read topic *, false",
        "read topic orders, read topic orders, true",
        "read topic orders, read topic orders*, false",
        "read topic orders, read group orders, false",
        "read topic orders, describe topic orders, true",
        "delete topic orders, describe topic orders, true",
        "create topic orders, describe topic orders, false",
        "describe topic orders, read topic orders, false",
        "alter-configs topic orders, describe-configs topic orders, true",
        "alter topic orders, describe-configs topic orders, false"
    })
    void one_has_what_is_a_part_of_it_and_nothing_else(String has, String other, boolean included) {
        assertThat(Grant.parse(has).includes(Grant.parse(other))).isEqualTo(included);
    }

    @ParameterizedTest
    @EnumSource(Right.class)
    void a_right_is_part_of_itself_and_of_that_for_all(Right right) {
        Grant all = new Grant(Grant.Kind.TOPIC, "*", false, right);
        Grant one = new Grant(Grant.Kind.TOPIC, "orders", false, right);

        assertThat(one.includes(one)).isTrue();
        assertThat(all.includes(one)).isTrue();
        assertThat(one.includes(all)).isFalse();
    }

    @Test
    void a_name_that_begins_so_and_is_of_another_kind_is_none_of_it() {
        Grant begin = new Grant(Grant.Kind.GROUP, "", true, Right.READ);

        assertThat(begin.includes(new Grant(Grant.Kind.GROUP, "a", false, Right.DESCRIBE)))
                .isTrue();
        assertThat(begin.includes(new Grant(Grant.Kind.TOPIC, "a", false, Right.DESCRIBE)))
                .isFalse();
    }
}
