package io.trivet.node.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class PulseTest {
    @Test
    void health_is_json_with_whatever_stands_in_a_reason() throws IOException {
        TreeMap<String, String> refused = new TreeMap<>();
        refused.put("us-east-1a", "\"orders\\0\"\n has a single replica");
        refused.put("us-east-1b", "why");

        JsonNode health = new ObjectMapper().readTree(Pulse.text("broker1", 1_764_115_200_000L, refused));

        assertThat(health.get("node").asText()).isEqualTo("broker1");
        assertThat(health.get("at").asLong()).isEqualTo(1_764_115_200_000L);
        assertThat(health.get("refuses").get("us-east-1a").asText()).isEqualTo("\"orders\\0\"\n has a single replica");
        assertThat(health.get("refuses")).hasSize(2);
        assertThat(Pulse.text("zk1", 0, new TreeMap<>())).isEqualTo("{\"node\":\"zk1\",\"at\":0,\"refuses\":{}}\n");
    }
}
