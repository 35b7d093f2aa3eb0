package io.trivet.edge.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
    @TempDir
    private Path folder;

    @Test
    void has_the_last_lines() throws IOException {
        Path log = folder.resolve("log");
        List<String> lines =
                IntStream.range(0, 10_000).mapToObj(i -> "line " + i).toList();
        Files.write(log, lines);

        assertThat(LogTail.of(log)).isEqualTo(lines.subList(9_980, 10_000));
    }

    @Test
    void is_empty_without_a_log() {
        assertThat(LogTail.of(folder.resolve("log"))).isEmpty();
    }
}
