package io.trivet.edge.local.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The end of a log. */
public final class LogTail {
    private static final int LINES = 20;
    private static final int BYTES = 16 * 1024;

    /** Some lines of a terminal: a server prints all its settings, or a stack trace, as one. */
    private static final int WIDTH = 400;

    private LogTail() {}

    /** Its last lines, oldest first and cut where they are long; none when it cannot be read. */
    public static List<String> of(Path log) {
        List<String> lines = end(log);
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size()).stream()
                .map(line -> line.length() > WIDTH ? line.substring(0, WIDTH) + "…" : line)
                .toList();
    }

    /** Whether its end, and not only the last lines, has a line with these words. */
    public static boolean says(Path log, String words) {
        return end(log).stream().anyMatch(line -> line.contains(words));
    }

    private static List<String> end(Path log) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] end = new byte[(int) Math.min(BYTES, file.length())];
            file.seek(file.length() - end.length);
            file.readFully(end);
            return new String(end, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
