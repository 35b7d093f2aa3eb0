package io.trivet.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.platform.Reason;
import io.trivet.platform.Risk;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records as JSON. */
final class JsonTest {
    private record Some(
            String zebra,
            Optional<String> gone,
            OptionalInt none,
            Risk risk,
            List<String> list,
            SortedMap<String, String> map) {}

    @Test
    void keys_are_the_components_in_their_order_without_those_that_are_absent() {
        assertThat(Json.of(new Some(
                        "Ü \"",
                        Optional.empty(),
                        OptionalInt.empty(),
                        Risk.ROLLING_RESTART,
                        List.of(),
                        new TreeMap<>())))
                .isEqualTo("""
                        {
                          "zebra": "Ü \\"",
                          "risk": "rolling-restart",
                          "list": [],
                          "map": {}
                        }
                        """);
    }

    @Test
    void what_is_there_is_written_as_what_is_in_it() {
        SortedMap<String, String> map = new TreeMap<>();
        map.put("b.c", "1");
        map.put("a", "2");

        assertThat(Json.of(new Some("", Optional.of(""), OptionalInt.of(0), Risk.NONE, List.of("x", "y"), map)))
                .isEqualTo("""
                        {
                          "zebra": "",
                          "gone": "",
                          "none": 0,
                          "risk": "none",
                          "list": [
                            "x",
                            "y"
                          ],
                          "map": {
                            "a": "2",
                            "b.c": "1"
                          }
                        }
                        """);
    }

    @ParameterizedTest
    @EnumSource
    void programs_read_a_reason_by_its_id(Reason reason) {
        assertThat(Json.word(reason)).isEqualTo(reason.id());
    }
}
