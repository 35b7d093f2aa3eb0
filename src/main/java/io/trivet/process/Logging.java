package io.trivet.process;

/**
 * Logging of each server, to standard output: systemd keeps it in the journal, and the laptop in a file. The request
 * and authorizer loggers are quiet, the controller speaks.
 */
final class Logging {
    /** Logback, which ZooKeeper 3.9 ships. */
    static final String LOGBACK = """
            <configuration>
              <statusListener class="ch.qos.logback.core.status.NopStatusListener"/>
              <appender name="stdout" class="ch.qos.logback.core.ConsoleAppender">
                <encoder>
                  <pattern>%d{"yyyy-MM-dd'T'HH:mm:ss,SSSXXX", UTC} %-5p %m \\(%c{1}\\)%n</pattern>
                </encoder>
              </appender>
              <root level="INFO">
                <appender-ref ref="stdout"/>
              </root>
            </configuration>
            """;

    /** Reload4j, which Kafka 3.9 ships. */
    static final String LOG4J1 = """
            log4j.rootLogger=INFO, stdout
            log4j.appender.stdout=org.apache.log4j.ConsoleAppender
            log4j.appender.stdout.layout=org.apache.log4j.PatternLayout
            log4j.appender.stdout.layout.ConversionPattern=%d{yyyy-MM-dd'T'HH:mm:ss,SSSXXX} %-5p %m (%c{1})%n

            log4j.logger.org.apache.zookeeper=WARN
            log4j.logger.kafka.request.logger=WARN
            log4j.logger.kafka.network.RequestChannel$=WARN
            log4j.logger.kafka.log.LogCleaner=INFO
            log4j.logger.state.change.logger=INFO
            log4j.logger.kafka.authorizer.logger=INFO
            """;

    /** Log4j 2, which Kafka 4 ships. */
    static final String LOG4J2 = """
            status=error
            appender.stdout.type=Console
            appender.stdout.name=stdout
            appender.stdout.layout.type=PatternLayout
            appender.stdout.layout.pattern=%d{yyyy-MM-dd'T'HH:mm:ss,SSSXXX} %-5p %m (%c{1})%n

            rootLogger.level=INFO
            rootLogger.appenderRef.stdout.ref=stdout

            logger.request.name=kafka.request.logger
            logger.request.level=WARN
            logger.channel.name=kafka.network.RequestChannel$
            logger.channel.level=WARN
            logger.state.name=state.change.logger
            logger.state.level=INFO
            logger.authorizer.name=kafka.authorizer.logger
            logger.authorizer.level=INFO
            """;

    private Logging() {}
}
