package io.trivet.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

/** Who may do what, in words. */
final class SurveyOfAccessTest {
    private static AclBinding acl(
            ResourceType type, String name, PatternType pattern, String host, AclPermissionType permission) {
        return new AclBinding(
                new ResourcePattern(type, name, pattern),
                new AccessControlEntry("User:films", host, AclOperation.READ, permission));
    }

    @Test
    void an_acl_is_a_sentence() {
        assertThat(SurveyOfAccess.acls(List.of(
                        acl(ResourceType.TOPIC, "orders", PatternType.LITERAL, "*", AclPermissionType.ALLOW),
                        acl(ResourceType.GROUP, "films-", PatternType.PREFIXED, "10.0.0.1", AclPermissionType.DENY))))
                .containsExactly(
                        "User:films may READ TOPIC orders", "User:films may not READ GROUP films-… from 10.0.0.1");
    }

    @Test
    void a_quota_names_whom_it_bounds_and_how() {
        Map<String, String> everyone = new HashMap<>();
        everyone.put(ClientQuotaEntity.USER, null);
        everyone.put(ClientQuotaEntity.CLIENT_ID, "web");

        assertThat(SurveyOfAccess.quotas(Map.of(
                        new ClientQuotaEntity(everyone),
                        Map.of("producer_byte_rate", 1024.0, "request_percentage", 50.0))))
                .containsExactly("client-id=web user=<default>: producer_byte_rate=1024.0 request_percentage=50.0");
    }
}
