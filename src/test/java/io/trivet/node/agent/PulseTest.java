package io.trivet.node.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trivet.node.Refusals;
import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class PulseTest {
    @Test
    void health_is_json_with_whatever_stands_in_a_reason() throws IOException {
        TreeMap<String, String> refused = new TreeMap<>();
        refused.put("us-east-1a", "\"orders\\0\"\n has a single replica");
        refused.put("us-east-1b", "why");

        JsonNode health = new ObjectMapper()
                .readTree(Pulse.text("broker1", 1_764_115_200_000L, new Refusals(refused, new TreeMap<>())));

        assertThat(health.get("node").asText()).isEqualTo("broker1");
        assertThat(health.get("at").asLong()).isEqualTo(1_764_115_200_000L);
        assertThat(health.get("refuses").get("us-east-1a").asText()).isEqualTo("\"orders\\0\"\n has a single replica");
        assertThat(health.get("refuses")).hasSize(2);
        assertThat(Pulse.text("zk1", 0, new Refusals(new TreeMap<>(), new TreeMap<>())))
                .isEqualTo("{\"node\":\"zk1\",\"at\":0,\"refuses\":{}}\n");
    }

    @Test
    void batches_are_said_of_zones_that_have_them() {
        TreeMap<String, List<SortedSet<Integer>>> batches = new TreeMap<>();
        batches.put("us-east-1c", List.of(new TreeSet<>(List.of(3, 6)), new TreeSet<>(List.of(9))));

        assertThat(Pulse.text("broker1", 0, new Refusals(new TreeMap<>(), batches)))
                .isEqualTo(
                        "{\"node\":\"broker1\",\"at\":0,\"refuses\":{},\"batches\":{\"us-east-1c\":[[3, 6], [9]]}}\n");
    }
}
