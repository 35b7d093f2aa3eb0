package io.trivet.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How text of others is shown. */
final class VisibleTest {
    @Test
    void what_shows_stays_as_it_is() {
        assertThat(Visible.of("Größe: 3 × 4, 東京, 😀 …")).isEqualTo("Größe: 3 × 4, 東京, 😀 …");
    }

    @Test
    void what_does_not_show_is_escaped() {
        assertThat(Visible.of("a\u001b[31mb\n\t\0\r\u007f\u009b\u202e\u2028\ufeff\ud800"))
                .isEqualTo("a\\u001b[31mb\\n\\t\\u0000\\r\\u007f\\u009b\\u202e\\u2028\\ufeff\\ud800");
    }
}
