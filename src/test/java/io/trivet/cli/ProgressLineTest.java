package io.trivet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a person hears while it goes on. */
final class ProgressLineTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private ProgressLine line(boolean live) {
        return new ProgressLine(new PrintStream(err, true, StandardCharsets.UTF_8), live);
    }

    @Test
    void the_same_thing_is_said_once() {
        ProgressLine line = line(false);
        for (int i = 0; i < 1008; i++) {
            line.step("creating 1 topic");
        }
        line.step("waiting");
        line.step("creating 1 topic");

        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("creating 1 topic\nwaiting\ncreating 1 topic\n");
    }

    @Test
    void what_it_says_is_one_line() {
        line(true).step("a\nb\u001b[2J");

        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("\r\u001b[Ka\\nb\\u001b[2J");
    }
}
