package io.trivet.operate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is sent when presets are measured. */
final class PayloadTest {
    @Test
    void generated_events_are_json_of_334_bytes_and_the_same_each_time() throws IOException {
        Payload events = Payload.events();

        assertThat(events.values()).allMatch(value -> value.length == Payload.EVENT_BYTES);
        assertThat(events.values().stream().distinct().count())
                .isEqualTo(events.values().size());
        for (byte[] value : events.values().subList(0, 100)) {
            assertThat(new ObjectMapper().readTree(value).get("viewer").asText())
                    .startsWith("v-");
        }
        assertThat(texts(Payload.events())).isEqualTo(texts(events));
    }

    @Test
    void each_line_of_a_file_is_a_record_and_they_are_sent_over_and_over() {
        Payload lines = Payload.lines("two lines", "one\n\ntwö\n");

        assertThat(texts(lines)).containsExactly("one", "twö");
        assertThat(lines.bytes()).isEqualTo(3.5);
        assertThat(lines.value(2)).isEqualTo(lines.value(0));
    }

    private static List<String> texts(Payload payload) {
        return payload.values().stream()
                .map(value -> new String(value, StandardCharsets.UTF_8))
                .toList();
    }
}
