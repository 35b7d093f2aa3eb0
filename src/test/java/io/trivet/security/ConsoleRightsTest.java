package io.trivet.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.Golden;
import io.trivet.kafka.ConnectGroup;
import io.trivet.stack.Description;
import io.trivet.stack.StackReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** As whom a console comes, and what it may do. */
final class ConsoleRightsTest {
    private static Description<?> description(String name) {
        Path cases = Golden.HOME.resolve("consoles");
        return StackReader.read(cases, cases.resolve(name + "/in/stack.yaml"))
                .description()
                .orElseThrow();
    }

    /** The one user that is not there for workers of Kafka Connect. */
    private static UserRights console(String name) {
        List<UserRights> users = UserRights.of(description(name)).stream()
                .filter(user -> !user.user().equals(ConnectGroup.USER))
                .toList();
        assertThat(users).hasSize(1);
        return users.get(0);
    }

    private static List<String> rights(String name) {
        return console(name).grants().stream().map(Grant::toString).toList();
    }

    @ParameterizedTest
    @CsvSource({"akhq-with-certificate, console", "kafbat-with-password, console", "kafbat-at-aiven, operations"})
    void it_is_a_user_that_is_nothing_else_and_has_nothing_besides(String name, String user) {
        UserRights console = console(name);

        assertThat(console.user()).isEqualTo(user);
        assertThat(console.owned()).isTrue();
        assertThat(console.password()).isEqualTo(name.equals("kafbat-with-password"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"akhq-in-plain-text", "akhq-on-msk", "kafbat-on-msk", "kafka-viewer-in-plain-text"})
    void it_is_given_no_rights_where_brokers_ask_none_for_a_name_and_where_others_give_them(String name) {
        assertThat(UserRights.consoleUser(description(name))).isEqualTo(Optional.empty());
        assertThat(UserRights.of(description(name))).isEmpty();
    }

    @Test
    void it_looks_at_all_and_changes_nothing() {
        assertThat(rights("akhq-with-certificate"))
                .containsExactly(
                        "read topic *",
                        "describe topic *",
                        "describe-configs topic *",
                        "describe group *",
                        "describe cluster kafka-cluster",
                        "describe-configs cluster kafka-cluster");
    }

    @Test
    void where_it_may_write_it_changes_topics_and_groups_and_no_rights_and_brokers() {
        assertThat(rights("kafbat-with-password"))
                .containsExactly(
                        "read topic *",
                        "write topic *",
                        "describe topic *",
                        "create topic *",
                        "alter topic *",
                        "delete topic *",
                        "describe-configs topic *",
                        "alter-configs topic *",
                        "read group *",
                        "describe group *",
                        "delete group *",
                        "describe cluster kafka-cluster",
                        "describe-configs cluster kafka-cluster");
    }
}
