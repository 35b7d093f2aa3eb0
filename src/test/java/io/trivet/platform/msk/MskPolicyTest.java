package io.trivet.platform.msk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trivet.kafka.Right;
import io.trivet.security.Grant;
import io.trivet.security.UserRights;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the policy of a user allows, and with what. */
final class MskPolicyTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ARN =
            "arn:aws:kafka:us-east-1:123456789012:cluster/films-prod/1234abcd-0123-abcd-5678-1234abcd5678-2";

    /**
     * Kind of thing and what is needed with the same thing, by action.
     *
     * <p>Source: the table of https://docs.aws.amazon.com/msk/latest/developerguide/kafka-actions.html, read
     * 2026-11-28. That a topic is read in a group is left to who describes the user.
     */
    private static final Map<String, List<String>> TABLE = Map.ofEntries(
            Map.entry("Connect", List.of("cluster")),
            Map.entry("WriteDataIdempotently", List.of("cluster", "Connect")),
            Map.entry("CreateTopic", List.of("topic")),
            Map.entry("DescribeTopic", List.of("topic")),
            Map.entry("AlterTopic", List.of("topic", "DescribeTopic")),
            Map.entry("DeleteTopic", List.of("topic", "DescribeTopic")),
            Map.entry("DescribeTopicDynamicConfiguration", List.of("topic")),
            Map.entry("AlterTopicDynamicConfiguration", List.of("topic", "DescribeTopicDynamicConfiguration")),
            Map.entry("ReadData", List.of("topic", "DescribeTopic")),
            Map.entry("WriteData", List.of("topic", "DescribeTopic")),
            Map.entry("DescribeGroup", List.of("group")),
            Map.entry("AlterGroup", List.of("group", "DescribeGroup")),
            Map.entry("DeleteGroup", List.of("group", "DescribeGroup")),
            Map.entry("DescribeTransactionalId", List.of("transactional-id")),
            Map.entry("AlterTransactionalId", List.of("transactional-id", "DescribeTransactionalId")));

    /** One thing that is allowed with one thing. */
    private record Allowed(String action, String resource) {}

    private static List<Allowed> allowed(MskPolicy policy) throws IOException {
        List<Allowed> allowed = new ArrayList<>();
        for (JsonNode statement : JSON.readTree(policy.text(ARN)).get("Statement")) {
            assertThat(statement.get("Effect").asText()).isEqualTo("Allow");
            for (JsonNode action : statement.get("Action")) {
                for (JsonNode resource : statement.get("Resource")) {
                    allowed.add(new Allowed(action.asText(), resource.asText()));
                }
            }
        }
        return allowed;
    }

    private static MskPolicy policy(SortedSet<Grant> grants) {
        UserRights user = new UserRights("shop", grants, Collections.emptySortedMap(), false, false);
        return MskPolicy.of(user, "films-prod", "us-east-1");
    }

    static Stream<Grant> grants() {
        return Stream.of(Grant.Kind.TOPIC, Grant.Kind.GROUP, Grant.Kind.TRANSACTION)
                .flatMap(kind -> Stream.of(Right.values())
                        .filter(right -> MskPolicy.knows(kind, right))
                        .flatMap(right ->
                                Stream.of("orders", "orders-*", "*").map(name -> Grant.of(kind, name, right))));
    }

    @ParameterizedTest
    @MethodSource("grants")
    void a_right_becomes_actions_for_its_kind_with_all_that_they_need_and_nothing_wider(Grant grant)
            throws IOException {
        List<Allowed> allowed = allowed(policy(new TreeSet<>(List.of(grant))));

        assertThat(allowed).allSatisfy(one -> {
            List<String> row = TABLE.get(one.action().replace("kafka-cluster:", ""));
            assertThat(row).as(one.action()).isNotNull();
            String cluster = ARN.replace(":cluster/", ":" + row.get(0) + "/");
            assertThat(one.resource())
                    .isEqualTo(row.get(0).equals("cluster") ? cluster : cluster + "/" + grant.described());
            assertThat(allowed)
                    .containsAll(row.stream()
                            .skip(1)
                            .map(needed -> new Allowed("kafka-cluster:" + needed, one.resource()))
                            .toList());
        });
        assertThat(allowed).doesNotHaveDuplicates().contains(new Allowed("kafka-cluster:Connect", ARN));
    }

    @Test
    void who_writes_to_a_topic_may_write_idempotently_and_who_reads_may_not() throws IOException {
        Allowed idempotently = new Allowed("kafka-cluster:WriteDataIdempotently", ARN);

        assertThat(allowed(policy(new TreeSet<>(List.of(Grant.of(Grant.Kind.TOPIC, "orders", Right.WRITE))))))
                .contains(idempotently);
        assertThat(allowed(policy(new TreeSet<>(List.of(
                        Grant.of(Grant.Kind.TOPIC, "orders", Right.READ),
                        Grant.of(Grant.Kind.TRANSACTION, "orders", Right.WRITE))))))
                .doesNotContain(idempotently);
    }

    @Test
    void every_right_of_topics_and_transactions_can_be_given_and_of_groups_all_but_for_settings() {
        assertThat(Grant.Kind.TOPIC.rights()).allMatch(right -> MskPolicy.knows(Grant.Kind.TOPIC, right));
        assertThat(Grant.Kind.TRANSACTION.rights()).allMatch(right -> MskPolicy.knows(Grant.Kind.TRANSACTION, right));
        assertThat(Grant.Kind.GROUP.rights())
                .filteredOn(right -> !MskPolicy.knows(Grant.Kind.GROUP, right))
                .containsExactly(Right.DESCRIBE_CONFIGS, Right.ALTER_CONFIGS);
    }

    @Test
    void the_size_is_that_of_the_text_without_blanks_where_the_arn_is_as_long_as_can_be() {
        TreeSet<Grant> grants = new TreeSet<>();
        for (int i = 0; i < 20; i++) {
            grants.add(Grant.of(Grant.Kind.TOPIC, "orders-" + i, i % 2 == 0 ? Right.READ : Right.WRITE));
        }
        MskPolicy policy = policy(grants);
        String longest = "arn:aws:kafka:us-east-1:123456789012:cluster/films-prod/" + "x".repeat(40);

        assertThat(policy.size("films-prod", "us-east-1"))
                .isEqualTo(policy.text(longest).replaceAll("\\s", "").length());
    }
}
