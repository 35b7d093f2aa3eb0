package io.trivet.platform.ec2.rule;

import io.trivet.layout.Role;
import io.trivet.stack.LogLevel;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Pattern;

/** Levels of logging. */
final class LogRules {
    private static final String ROOT = "root";
    private static final Pattern LOGGER = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$-]*(\\.[A-Za-z0-9_$-]+)*");

    /** What writes lines for each request, record or tick when it is loud, or holds what does. */
    private static final List<String> BUSY = List.of(
            ROOT,
            "kafka",
            "kafka.log",
            "kafka.network",
            "kafka.network.RequestChannel$",
            "kafka.request.logger",
            "kafka.server",
            "org",
            "org.apache",
            "org.apache.kafka",
            "org.apache.zookeeper",
            "org.apache.zookeeper.server");

    private LogRules() {}

    static void check(Ec2Subject subject, String key, SortedMap<String, LogLevel> levels) {
        levels.forEach((logger, level) -> check(subject, key, key + ".logLevels." + logger, logger, level));
    }

    private static void check(Ec2Subject subject, String key, String path, String logger, LogLevel level) {
        if (!LOGGER.matcher(logger).matches()) {
            subject.error(Ec2Rule.LOGGER, path, logger)
                    .must("be the name of a logger, of letters, digits, _, $ and -, parted by dots, or root")
                    .mend("write it as a log line of the server names it, as kafka.controller");
        } else if (key.equals(Role.ZOOKEEPER.key()) && level == LogLevel.FATAL) {
            subject.error(Ec2Rule.LOG_LEVEL, path, level.toString())
                    .must("be a level that ZooKeeper's logging knows, as ERROR or OFF")
                    .mend("write ERROR");
        } else if (level.isLoud() && BUSY.contains(logger)) {
            subject.warning(Ec2Rule.LOG_LEVEL_LOUD, path, level.toString())
                    .must("be INFO or less talkative: so wide a logger writes lines for each request, which slow the"
                            + " server down and fill its disk")
                    .mend("name the one logger that is looked into, as kafka.controller, and remove it afterwards");
        } else if (logger.equals(ROOT) && (level == LogLevel.OFF || level == LogLevel.FATAL)) {
            subject.warning(Ec2Rule.LOG_LEVEL_SILENT, path, level.toString())
                    .must("be ERROR or more talkative: nothing would tell why a server failed")
                    .mend("write WARN");
        }
    }
}
