package io.trivet.sink;

import static io.trivet.sink.Records.settings;
import static io.trivet.sink.Records.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.connect.sink.SinkConnector;
import org.junit.jupiter.api.Test;

final class SinkSettingsTest {
    /** What the connector says of them, by the setting that has to change. */
    private static Map<String, List<String>> problems(Map<String, String> told) {
        Map<String, List<String>> problems = new TreeMap<>();
        new OpenSearchSink()
                .validate(told).configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .forEach(value -> problems.put(value.name(), value.errorMessages()));
        return problems;
    }

    private static void refused(String setting, String message, String... told) {
        assertThat(problems(told(told))).containsExactly(Map.entry(setting, List.of(message)));
        assertThatThrownBy(() -> settings(told))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
    }

    @Test
    void the_address_of_a_node_is_enough() {
        assertThat(problems(told())).isEmpty();
        assertThat(settings())
                .isEqualTo(new SinkSettings(
                        new SinkSettings.Login(
                                List.of(URI.create("http://127.0.0.1:9250")),
                                Optional.empty(),
                                Optional.empty(),
                                Duration.ofSeconds(30)),
                        new TreeMap<>(),
                        DocumentId.POSITION,
                        WriteOperation.INDEX,
                        NullValues.FAIL,
                        new SinkSettings.BatchSize(1000, 5 << 20, Duration.ofMillis(500)),
                        4,
                        new SinkSettings.Retries(
                                Optional.empty(), new Backoff(Duration.ofMillis(200), Duration.ofSeconds(30)))));
    }

    @Test
    void everything_can_be_said() {
        SinkSettings read = settings(
                "connection.url", "https://one:9200, https://two",
                "connection.username", "writer",
                "connection.password", "secret",
                "connection.authorities", "/etc/opensearch.pem",
                "topic.indices", "Orders:orders, payments:money-2",
                "document.id", "key",
                "write.operation", "upsert",
                "null.values", "delete",
                "max.retries", "5");

        assertThat(read.login().nodes()).containsExactly(URI.create("https://one:9200"), URI.create("https://two"));
        assertThat(read.login().user()).hasValue(new SinkSettings.User("writer", new Password("secret")));
        assertThat(read.login().authorities()).hasValue(Path.of("/etc/opensearch.pem"));
        assertThat(read.indices()).hasToString("{Orders=orders, payments=money-2}");
        assertThat(read.retries().most()).hasValue(5);
        assertThat(read.toString()).contains("writer").doesNotContain("secret");
    }

    @Test
    void nothing_goes_without_an_address() {
        assertThat(problems(Map.of()))
                .containsExactly(Map.entry(
                        "connection.url",
                        List.of("Missing required configuration \"connection.url\" which has no default value.")));
    }

    @Test
    void an_address_says_how_and_where_and_nothing_else() {
        String must =
                "Invalid value %s for configuration connection.url: must begin with http:// or https:// and name a"
                        + " host, with its port where it is not 80 or 443, and no path, as https://node1:9200";
        for (String wrong : List.of("node1:9200", "ftp://node1", "https://node1/search", "https:///", "node1")) {
            refused("connection.url", must.formatted(wrong), "connection.url", wrong);
        }
        refused(
                "connection.url",
                "Invalid value https://a b for configuration connection.url: must be an address, as https://node1:9200",
                "connection.url",
                "https://a b");
        refused(
                "connection.url",
                "Invalid value https://(hidden)@node1 for configuration connection.url: must have no user in it: set"
                        + " connection.username and connection.password",
                "connection.url",
                "https://writer:secret@node1");
    }

    @Test
    void a_mapping_names_each_topic_once_and_an_index_that_can_be() {
        refused(
                "topic.indices",
                "Invalid value orders for configuration topic.indices: must be topic:index, as orders:shop-orders",
                "topic.indices",
                "orders");
        refused(
                "topic.indices",
                "Invalid value a:y for configuration topic.indices: must name each topic once, and has a twice; take one"
                        + " of them away",
                "topic.indices",
                "a:x,a:y");
        refused(
                "topic.indices",
                "Invalid value a:Orders for configuration topic.indices: must name an index that can be: index 'Orders'"
                        + " must be in lower case",
                "topic.indices",
                "a:Orders");
    }

    @Test
    void deleting_wants_the_key_as_id() {
        assertThat(problems(told("null.values", "delete")))
                .containsExactly(Map.entry(
                        "null.values",
                        List.of(
                                "null.values is delete but it must be fail or ignore, since with document.id=position no"
                                        + " record names the document that another one wrote; to delete documents set"
                                        + " document.id=key")));
        assertThatThrownBy(() -> settings("null.values", "delete")).hasMessageStartingWith("null.values is delete but");
        assertThat(problems(told("null.values", "delete", "document.id", "key")))
                .isEmpty();
    }

    @Test
    void a_password_has_a_user_and_goes_over_https_or_within_this_machine() {
        String both =
                " is missing, but connection.username and connection.password must be set both or neither; set the"
                        + " other one, too";
        assertThat(problems(told("connection.username", "writer")))
                .containsExactly(Map.entry("connection.password", List.of("connection.password" + both)));
        assertThat(problems(told("connection.password", "secret")))
                .containsExactly(Map.entry("connection.username", List.of("connection.username" + both)));
        String[] login = {
            "connection.username", "writer", "connection.password", "secret", "connection.url", "http://node1:9200"
        };
        assertThat(problems(told(login)))
                .containsExactly(Map.entry(
                        "connection.url",
                        List.of("connection.url has http://node1:9200 but it must begin with https where a password is"
                                + " sent, which all on the way could read; write https://, or take connection.username"
                                + " and connection.password away")));
        login[5] = "http://127.0.0.1:9200,http://localhost:1,http://[::1]:1,https://node1";
        assertThat(problems(told(login))).isEmpty();
    }

    @Test
    void authorities_prove_nothing_without_https() {
        assertThat(problems(told("connection.authorities", "/a.pem")))
                .containsExactly(Map.entry(
                        "connection.authorities",
                        List.of(
                                "connection.authorities is set but no address in connection.url begins with https, so it"
                                        + " proves nothing; write https://, or take it away")));
    }

    @Test
    void the_first_pause_is_within_the_longest() {
        assertThat(problems(told("retry.backoff.ms", "500", "retry.backoff.max.ms", "400")))
                .containsExactly(Map.entry(
                        "retry.backoff.ms",
                        List.of("retry.backoff.ms is 500 but it must be at most 400, which retry.backoff.max.ms says;"
                                + " lower it, or raise that")));
    }

    @Test
    void a_word_that_is_none_is_refused_with_those_that_are() {
        refused(
                "write.operation",
                "Invalid value insert for configuration write.operation: String must be one of: index, create, upsert",
                "write.operation",
                "insert");
    }

    @Test
    void all_tasks_are_told_the_same() {
        OpenSearchSink connector = new OpenSearchSink();
        connector.start(told("linger.ms", "5"));

        assertThat(connector.taskConfigs(3)).hasSize(3).containsOnly(told("linger.ms", "5"));
        assertThat(connector.taskClass()).isEqualTo(OpenSearchSinkTask.class);
        assertThat(connector.version()).isNotEmpty();
    }

    @Test
    void a_setting_without_a_value_is_as_if_it_were_not_given() {
        Map<String, String> told = told();
        told.put("connection.username", null);
        told.put("topic.indices", null);

        OpenSearchSink connector = new OpenSearchSink();
        connector.start(told);

        assertThat(SinkSettings.of(told)).isEqualTo(settings());
        assertThat(connector.taskConfigs(1)).containsExactly(told);
        assertThat(problems(told)).isEmpty();
    }

    /** As workers do that look at no class ({@code plugin.discovery=service_load}). */
    @Test
    void workers_find_it_by_its_entry() {
        assertThat(ServiceLoader.load(SinkConnector.class).stream().map(ServiceLoader.Provider::type))
                .containsExactly(OpenSearchSink.class);
    }

    @Test
    void an_index_has_a_name_that_opensearch_takes() {
        assertThat(IndexName.refusal("orders-2026.11")).isEmpty();
        assertThat(IndexName.refusal("..")).hasValue("index '..' must be more than dots");
        assertThat(IndexName.refusal("+a")).hasValue("index '+a' must not begin with -, _ or +");
        assertThat(IndexName.refusal("a*"))
                .hasValue("index 'a*' must have none of \\ / * ? \" < > | , # : and no space");
        assertThat(IndexName.refusal("ü".repeat(128))).isPresent();
    }
}
