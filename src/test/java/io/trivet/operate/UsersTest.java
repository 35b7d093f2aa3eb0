package io.trivet.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.kafka.Right;
import io.trivet.security.Grant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an ACL of Kafka is to a description. */
final class UsersTest {
    static Stream<Grant> grants() {
        return Arrays.stream(Grant.Kind.values())
                .flatMap(kind -> Arrays.stream(Right.values())
                        .flatMap(right ->
                                Stream.of("orders", "orders-*", "*").map(name -> Grant.of(kind, name, right))));
    }

    @ParameterizedTest
    @MethodSource("grants")
    void an_acl_that_gives_a_right_is_read_as_that_right(Grant grant) {
        assertThat(Users.grant(Users.acl("shop", grant))).contains(grant);
    }

    @Test
    void an_acl_is_for_the_user_from_any_host() {
        assertThat(SurveyOfAccess.line(Users.acl("shop", Grant.of(Grant.Kind.TRANSACTION, "shop-*", Right.WRITE))))
                .isEqualTo("User:shop may WRITE TRANSACTIONAL_ID shop-…");
    }

    @ParameterizedTest
    @CsvSource({
        "TOPIC,   LITERAL, *,        READ,             DENY",
        "TOPIC,   LITERAL, 10.0.0.1, READ,             ALLOW",
        "TOPIC,   LITERAL, *,        ALL,              ALLOW",
        "CLUSTER, LITERAL, *,        IDEMPOTENT_WRITE, ALLOW",
    })
    void what_no_description_has_is_no_right(
            ResourceType type, PatternType pattern, String host, AclOperation operation, AclPermissionType permission) {
        AclBinding acl = new AclBinding(
                new ResourcePattern(type, "orders", pattern),
                new AccessControlEntry("User:shop", host, operation, permission));

        assertThat(Users.grant(acl)).isEmpty();
    }
}
