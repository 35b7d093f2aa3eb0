package io.trivet.process;

/**
 * The systemd unit of a node's process on EC2.
 *
 * <p>Stopping waits three minutes: a broker moves its leaders away first, and one that is killed in the middle recovers
 * its logs at the next start. {@code LimitNOFILE} covers two files a segment and a socket a client (Kafka's
 * documentation asks for 100,000 at least); systemd reads limits from the unit only, not from limits.conf.
 *
 * <p>Source: https://kafka.apache.org/39/documentation/#os and systemd.exec(5), systemd.kill(5).
 */
public final class SystemdUnit {
    private SystemdUnit() {}

    /** The unit of a process, with words that say what it is. */
    public static ConfigFile of(String title, Launch launch) {
        return new ConfigFile("/etc/systemd/system/" + launch.name() + ".service", """
                [Unit]
                Description=%s
                Wants=network-online.target
                After=network-online.target
                RequiresMountsFor=%s
                StartLimitIntervalSec=0

                [Service]
                Type=exec
                User=%s
                Group=%s
                WorkingDirectory=%s
                ExecStart=/usr/bin/java -cp %s/* -javaagent:/opt/jmx-exporter/jmx_prometheus_javaagent.jar=%d:exporter.yaml @jvm.options %s %s
                Restart=on-failure
                RestartSec=10
                SuccessExitStatus=143
                KillMode=mixed
                TimeoutStopSec=180
                LimitNOFILE=1000000
                LimitNPROC=65536
                NoNewPrivileges=true
                PrivateTmp=true
                ProtectHome=true
                ProtectSystem=strict
                ReadWritePaths=%s

                [Install]
                WantedBy=multi-user.target
                """.formatted(
                        title,
                        launch.dataFolder(),
                        launch.name(),
                        launch.name(),
                        launch.folder(),
                        launch.software().product().jars(),
                        launch.exporterPort(),
                        launch.mainClass(),
                        String.join(" ", launch.arguments()),
                        launch.dataFolder()));
    }
}
