package io.trivet.process;

import io.trivet.kafka.KafkaVersion;
import io.trivet.problem.Resource;
import io.trivet.stack.LogLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The file that says what a server logs: to standard output, which systemd keeps in the journal, at the levels of
 * Trivet and, on top of them, at those that are described. Kafka 3 reads it with log4j 1, Kafka 4 with log4j 2,
 * ZooKeeper with logback.
 *
 * @param name of the file
 * @param text as Trivet has it
 * @param format who reads it
 */
record Logging(String name, String text, Format format) {
    /** The name of what all loggers follow that have no level of their own. */
    static final String ROOT = "root";

    /** What reads the file. */
    enum Format {
        LOG4J,
        LOG4J2,
        LOGBACK
    }

    private static final Pattern LOG4J_LEVEL = Pattern.compile("log4j\\.logger\\.([^=]+)=.*");
    private static final Pattern LOG4J2_NAME = Pattern.compile("logger\\.([^.]+)\\.name=(.*)");

    /** That of a Kafka server. */
    static Logging of(KafkaVersion version) {
        return version.isAtLeast(KafkaVersion.V4_3_1)
                ? of("log4j2.properties", Format.LOG4J2)
                : of("log4j.properties", Format.LOG4J);
    }

    /** That of a ZooKeeper server. */
    static Logging ofZooKeeper() {
        return of("logback.xml", Format.LOGBACK);
    }

    private static Logging of(String name, Format format) {
        return new Logging(name, Resource.text(Logging.class, name), format);
    }

    /** The text with levels by logger, each in the place of Trivet's own for that logger. */
    String with(SortedMap<String, LogLevel> levels) {
        if (levels.isEmpty()) {
            return text;
        }
        SortedMap<String, LogLevel> ofLoggers = new TreeMap<>(levels);
        LogLevel root = ofLoggers.remove(ROOT);
        String based = root == null ? text : withRoot(root);
        return switch (format) {
            case LOG4J -> log4j(based, ofLoggers);
            case LOG4J2 -> log4j2(based, ofLoggers);
            case LOGBACK -> logback(based, ofLoggers);
        };
    }

    private String withRoot(LogLevel level) {
        return switch (format) {
            case LOG4J -> text.replace("log4j.rootLogger=INFO", "log4j.rootLogger=" + level);
            case LOG4J2 -> text.replace("rootLogger.level=INFO", "rootLogger.level=" + level);
            case LOGBACK -> text.replace("<root level=\"INFO\">", "<root level=\"" + level + "\">");
        };
    }

    private static String log4j(String based, SortedMap<String, LogLevel> levels) {
        List<String> lines = new ArrayList<>();
        for (String line : based.lines().toList()) {
            var own = LOG4J_LEVEL.matcher(line);
            if (!own.matches() || !levels.containsKey(own.group(1))) {
                lines.add(line);
            }
        }
        lines.add("");
        lines.add("# Described");
        levels.forEach((logger, level) -> lines.add("log4j.logger." + logger + "=" + level));
        return text(lines);
    }

    /** Each logger has a word of its own in the file, which must not be that of another. */
    private static String log4j2(String based, SortedMap<String, LogLevel> levels) {
        List<String> replaced = new ArrayList<>();
        for (String line : based.lines().toList()) {
            var own = LOG4J2_NAME.matcher(line);
            if (own.matches() && levels.containsKey(own.group(2))) {
                replaced.add("logger." + own.group(1) + ".");
            }
        }
        List<String> lines = new ArrayList<>(based.lines()
                .filter(line -> replaced.stream().noneMatch(line::startsWith))
                .toList());
        lines.add("");
        lines.add("# Described");
        levels.forEach((logger, level) -> {
            String word = "described_" + logger.replace("_", "__").replace('.', '_');
            lines.add("logger." + word + ".name=" + logger);
            lines.add("logger." + word + ".level=" + level);
        });
        return text(lines);
    }

    private static String logback(String based, SortedMap<String, LogLevel> levels) {
        StringBuilder loggers = new StringBuilder();
        levels.forEach((logger, level) -> loggers.append("  <logger name=\"%s\" level=\"%s\"/>%n"
                .formatted(logger, level)
                .replace("\r", "")));
        return based.replace("  <root ", loggers + "  <root ");
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
