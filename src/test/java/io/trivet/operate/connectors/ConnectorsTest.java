package io.trivet.operate.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.trivet.layout.PlannedConnector;
import io.trivet.operate.Failure;
import io.trivet.operate.FakeClock;
import io.trivet.problem.Place;
import io.trivet.stack.Connector.State;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The REST API against a stand-in that says what workers say. */
final class ConnectorsTest {
    private static final String RUNNING =
            status("RUNNING", "{\"id\": 0, \"state\": \"RUNNING\", \"worker_id\": \"c:1\"}");

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final Deque<Map.Entry<Integer, String>> answers = new ArrayDeque<>();
    private HttpServer server;
    private Connectors connectors;

    @BeforeEach
    void starts() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        connectors = new Connectors(new ConnectRest(
                Place.ofPath("connect"),
                List.of("127.0.0.1:1", "127.0.0.1:" + server.getAddress().getPort()),
                Optional.empty(),
                new FakeClock()));
    }

    @AfterEach
    void ends() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add((exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body).strip());
        Map.Entry<Integer, String> next = answers.size() > 1 ? answers.remove() : answers.element();
        byte[] text = next.getValue().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(next.getKey(), text.length == 0 ? -1 : text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    private static String status(String state, String tasks) {
        return "{\"a\": {\"info\": {\"config\": {\"name\": \"a\", \"topics\": \"t\"}}, \"status\": {\"connector\":"
                + " {\"state\": \"" + state + "\", \"worker_id\": \"c:1\"}, \"tasks\": [" + tasks + "]}}}";
    }

    private static PlannedConnector planned(State state, String... more) {
        TreeMap<String, String> config = new TreeMap<>(Map.of("connector.class", "Some"));
        for (int i = 0; i < more.length; i += 2) {
            config.put(more[i], more[i + 1]);
        }
        return new PlannedConnector("a", config, state);
    }

    @Test
    void the_next_worker_is_asked_and_one_that_shares_its_work_out_is_asked_again() throws Exception {
        String busy =
                "{\"error_code\": 409, \"message\": \"Cannot complete request because of a conflicting operation\"}";
        answers.add(Map.entry(409, busy));
        answers.add(Map.entry(409, busy));
        answers.add(Map.entry(200, RUNNING));

        assertThat(connectors.read())
                .containsExactly(new ObservedConnector(
                        "a",
                        new TreeMap<>(Map.of("topics", "t")),
                        new ConnectorPart("a", "connector a", "RUNNING", "c:1", ""),
                        List.of(new ConnectorPart("a", "task 0 of a", "RUNNING", "c:1", ""))));
        assertThat(asked).hasSize(3);
    }

    @Test
    void what_runs_on_a_worker_without_an_answer_is_lost_whatever_the_others_say() throws Exception {
        String here = "127.0.0.1:" + server.getAddress().getPort();
        answers.add(Map.entry(
                200,
                status(
                                "RUNNING",
                                "{\"id\": 0, \"state\": \"RUNNING\", \"worker_id\": \"127.0.0.1:1\"},"
                                        + " {\"id\": 1, \"state\": \"FAILED\", \"worker_id\": \"127.0.0.1:1\"}")
                        .replace("c:1", here)));

        ObservedConnector now = connectors.read().get(0);

        assertThat(now.itself().state()).isEqualTo("RUNNING");
        assertThat(now.lost())
                .extracting(ConnectorPart::told)
                .containsExactly("task 0 of a is LOST on 127.0.0.1:1: the worker gives no answer");
        assertThat(now.failed()).extracting(ConnectorPart::title).containsExactly("task 1 of a");
        assertThat(Connectors.missing(now, State.RUNNING)).hasSize(2);
        assertThat(ConnectorDelta.between(List.of(now), List.of(planned(State.RUNNING)), new TreeMap<>(), false)
                        .failed())
                .hasSize(2);
    }

    @Test
    void one_that_is_not_to_run_begins_so_and_a_creation_that_was_cut_off_goes_on() throws Exception {
        answers.add(Map.entry(409, "{\"error_code\": 409, \"message\": \"Connector a already exists\"}"));
        answers.add(Map.entry(200, "{}"));
        PlannedConnector wanted = planned(State.STOPPED);

        connectors.take(List.of(new ConnectorStep.Creation(wanted, wanted)), List.of(wanted));

        assertThat(asked)
                .containsExactly(
                        "POST /connectors {\"name\":\"a\",\"config\":{\"connector.class\":\"Some\",\"name\":\"a\"},"
                                + "\"initial_state\":\"STOPPED\"}",
                        "PUT /connectors/a/config {\"connector.class\":\"Some\",\"name\":\"a\"}",
                        "PUT /connectors/a/stop");
    }

    @Test
    void a_configuration_is_told_once_and_failed_parts_start_again() throws Exception {
        answers.add(Map.entry(200, "{}"));
        Optional<String> some = Optional.of("x");

        connectors.take(
                List.of(
                        new ConnectorStep.Change("a", "one", some, some),
                        new ConnectorStep.Change("a", "two", some, some),
                        new ConnectorStep.Turn("a", State.PAUSED, State.RUNNING),
                        new ConnectorStep.Restart("a", 1)),
                List.of(planned(State.RUNNING)));

        assertThat(asked)
                .containsExactly(
                        "PUT /connectors/a/config {\"connector.class\":\"Some\",\"name\":\"a\"}",
                        "PUT /connectors/a/resume",
                        "POST /connectors/a/restart?includeTasks=true&onlyFailed=true");
    }

    @Test
    void what_is_wrong_is_told_without_what_references_lead_to() throws Exception {
        answers.add(Map.entry(200, """
                {"configs": [
                  {"definition": {"type": "STRING"}, "value": {"name": "url", "value": "db-canary", "errors":
                    ["db-canary is not there, as jdbc://me:canary@db?password=canary says"]}},
                  {"definition": {"type": "PASSWORD"}, "value": {"name": "pin", "value": "[hidden]", "errors": ["canary"]}},
                  {"definition": {"type": "PASSWORD"}, "value": {"name": "phrase", "value": null, "errors": []}}]}
                """));
        PlannedConnector wanted = planned(State.RUNNING, "url", "${file:/f:url}", "pin", "1234", "phrase", "${env:P}");

        Connectors.Verdict verdict = connectors.verdict(wanted);

        assertThat(verdict.errors())
                .containsEntry("url", List.of("(hidden) is not there, as jdbc://(hidden)@db?password=(hidden) says"))
                .containsEntry("pin", List.of("refused by the connector, in words that may hold the secret"))
                .hasSize(2);
        assertThat(verdict.secrets()).containsExactly("phrase", "pin");
        assertThat(verdict.literals(wanted)).containsExactly("pin");
    }

    @Test
    void what_failed_is_told_when_it_stays_so_and_what_is_well_is_waited_for_to_stay_so() throws Exception {
        String failed = status("RUNNING", """
                {"id": 0, "state": "FAILED", "worker_id": "c:1", "trace": "x.ConnectException: unrecoverable\\n\\tat x.Y\\nCaused by: x.NoFile: no file\\n\\t... 1 more"}""");
        answers.add(Map.entry(200, failed));
        answers.add(Map.entry(200, RUNNING));
        List<String> heard = new ArrayList<>();
        Settling settling = new Settling(connectors, new FakeClock(), heard::add);

        assertThat(settling.until(List.of(planned(State.RUNNING)))).isEmpty();
        assertThat(asked).hasSizeGreaterThan(3);
        assertThat(heard)
                .containsExactly(
                        "waiting for connector a: task 0 of a is FAILED on c:1: x.ConnectException: unrecoverable;"
                                + " x.NoFile: no file");

        answers.clear();
        answers.add(Map.entry(200, failed));
        assertThat(settling.until(List.of(planned(State.RUNNING))))
                .containsOnlyKeys("a")
                .containsEntry(
                        "a",
                        List.of("task 0 of a is FAILED on c:1: x.ConnectException: unrecoverable; x.NoFile: no file"));

        answers.clear();
        answers.add(Map.entry(200, status("RUNNING", "")));
        assertThat(settling.until(List.of(planned(State.RUNNING)))).isEmpty();

        answers.clear();
        answers.add(Map.entry(200, RUNNING));
        assertThat(settling.until(List.of(planned(State.STOPPED))))
                .containsEntry("a", List.of("connector a is RUNNING on c:1", "1 task of a left"));
    }

    @Test
    void without_any_worker_it_is_told_which_were_asked() {
        Connectors nowhere = new Connectors(
                new ConnectRest(Place.ofPath("connect"), List.of("127.0.0.1:1"), Optional.empty(), new FakeClock()));

        assertThatThrownBy(nowhere::read)
                .isInstanceOf(Failure.class)
                .satisfies(thrown -> assertThat(
                                ((Failure) thrown).problems().get(0).toString())
                        .contains("connect-unreachable", "127.0.0.1:1 (ConnectException: Connection refused"));
    }
}
