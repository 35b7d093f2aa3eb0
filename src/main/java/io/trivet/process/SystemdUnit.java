package io.trivet.process;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The systemd units of a node's processes on EC2. The boot enables the server's, which starts the others.
 *
 * <p>Stopping waits three minutes: a broker moves its leaders away first, and one that is killed in the middle recovers
 * its logs at the next start. {@code LimitNOFILE} covers two files a segment and a socket a client (Kafka's
 * documentation asks for 100,000 at least); systemd reads limits from the unit only, not from limits.conf.
 *
 * <p>Source: https://kafka.apache.org/39/documentation/#os and systemd.exec(5), systemd.kill(5).
 */
public final class SystemdUnit {
    private SystemdUnit() {}

    /** The unit of the process for which a node is there, with words that say what it is. */
    public static ConfigFile of(String title, Launch server, List<Launch> beside) {
        String companions = beside.isEmpty()
                ? ""
                : "Wants="
                        + beside.stream()
                                .map(other -> other.name() + ".service")
                                .collect(Collectors.joining(" ")) + "\n";
        return unit(title, server, server, companions);
    }

    /**
     * The unit of a process beside a server: it starts behind it, stops with it, runs under its account, and writes
     * where it does.
     */
    public static ConfigFile beside(String title, Launch launch, Launch server) {
        return unit(title, launch, server, "After=%1$s.service\nPartOf=%1$s.service\n".formatted(server.name()));
    }

    private static ConfigFile unit(String title, Launch launch, Launch server, String companions) {
        String exporter = launch.exporterPort()
                .map(port -> "-javaagent:/opt/jmx-exporter/jmx_prometheus_javaagent.jar=" + port + ":exporter.yaml ")
                .orElse("");
        return new ConfigFile("/etc/systemd/system/" + launch.name() + ".service", """
                [Unit]
                Description=%s
                Wants=network-online.target
                After=network-online.target
                %sRequiresMountsFor=%s
                StartLimitIntervalSec=0

                [Service]
                Type=exec
                User=%s
                Group=%s
                WorkingDirectory=%s
                ExecStart=/usr/bin/java -cp %s/* %s@jvm.options %s %s
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
                        companions,
                        server.dataFolder(),
                        server.name(),
                        server.name(),
                        launch.folder(),
                        launch.software().product().jars(),
                        exporter,
                        launch.mainClass(),
                        String.join(" ", launch.arguments()),
                        server.dataFolder()));
    }
}
