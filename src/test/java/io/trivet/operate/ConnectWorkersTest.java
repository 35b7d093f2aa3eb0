package io.trivet.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.operate.ConnectWorkers.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConnectWorkersTest {
    @Test
    void an_answer_is_read_whatever_else_it_holds() throws IOException {
        assertThat(read("""
                {"orders": {"info": {"config": {"a": ["b", {"c": 1}]}}, "status": {"name": "orders",
                  "connector": {"state": "RUNNING", "worker_id": "connect1:8083", "version": "4.3.1"},
                  "tasks": [{"id": 0, "state": "RUNNING", "worker_id": "connect2:8083"},
                            {"id": 1, "state": "FAILED", "worker_id": "connect3:8083", "trace": "at {"}],
                  "type": "sink"}},
                 "idle": {"status": {"name": "idle", "connector": {"state": "PAUSED", "worker_id": "connect3:8083"},
                  "tasks": [], "type": "source"}}}
                """))
                .containsExactly(
                        new Part("connector orders", "RUNNING", "connect1:8083"),
                        new Part("task 0 of orders", "RUNNING", "connect2:8083"),
                        new Part("task 1 of orders", "FAILED", "connect3:8083"),
                        new Part("connector idle", "PAUSED", "connect3:8083"));
        assertThat(read("{}")).isEmpty();
    }

    @Test
    void what_was_told_to_rest_is_well_and_what_has_no_worker_is_not() {
        assertThat(List.of("RUNNING", "PAUSED", "STOPPED")).allMatch(state -> new Part("", state, "").isWell());
        assertThat(List.of("FAILED", "UNASSIGNED", "RESTARTING")).noneMatch(state -> new Part("", state, "").isWell());
    }

    @Test
    void nothing_is_said_where_nothing_listens() {
        assertThat(ConnectWorkers.ask("127.0.0.1:1", Login.NONE)).isEmpty();
    }

    private static List<Part> read(String text) throws IOException {
        return ConnectWorkers.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
