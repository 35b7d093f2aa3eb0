package io.trivet.process;

import io.trivet.problem.Visible;
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
        Unit unit = begun(title);
        if (!beside.isEmpty()) {
            unit.set(
                    "Wants",
                    beside.stream().map(other -> other.name() + ".service").collect(Collectors.joining(" ")));
        }
        return ended(unit, server, server);
    }

    /**
     * The unit of a process beside a server: it starts behind it, stops with it, runs under its account, and writes
     * where it does.
     */
    public static ConfigFile beside(String title, Launch launch, Launch server) {
        Unit unit = begun(title).set("After", server.name() + ".service").set("PartOf", server.name() + ".service");
        return ended(unit, launch, server);
    }

    /**
     * What keeps a process from the role of its machine, which can have certificates issued for whatever name: code of
     * others in it gets no more than its own certificate may do.
     *
     * <p>Source: systemd.resource-control(5); the addresses are those of
     * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html.
     */
    static ConfigFile withoutMachine(Launch server) {
        Unit unit = new Unit().section("Service").set("IPAddressDeny", "169.254.169.254/32 fd00:ec2::254/128");
        return new ConfigFile("/etc/systemd/system/" + server.name() + ".service.d/machine.conf", unit.toString());
    }

    private static Unit begun(String title) {
        return new Unit()
                .section("Unit")
                .set("Description", title)
                .set("Wants", "network-online.target")
                .set("After", "network-online.target");
    }

    private static ConfigFile ended(Unit unit, Launch launch, Launch server) {
        String exporter = launch.exporter()
                .map(agent -> "-javaagent:" + agent.jar() + "=" + agent.arguments(agent.port() + "") + " ")
                .orElse("");
        String folders = String.join(" ", server.dataFolders());
        unit.set("RequiresMountsFor", folders)
                .set("StartLimitIntervalSec", "0")
                .section("Service")
                .set("Type", "exec")
                .set("User", server.name())
                .set("Group", server.name())
                .set("WorkingDirectory", launch.folder())
                .set(
                        "ExecStart",
                        "/usr/bin/java -cp " + launch.classPath() + " " + exporter + "@jvm.options "
                                + launch.mainClass() + " " + String.join(" ", launch.arguments()))
                .set("Restart", "on-failure")
                .set("RestartSec", "10")
                .set("SuccessExitStatus", "143")
                .set("KillMode", "mixed")
                .set("TimeoutStopSec", "180")
                .set("LimitNOFILE", "1000000")
                .set("LimitNPROC", "65536")
                .set("NoNewPrivileges", "true")
                .set("PrivateTmp", "true")
                .set("ProtectHome", "true")
                .set("ProtectSystem", "strict")
                .set("ReadWritePaths", folders)
                .section("Install")
                .set("WantedBy", "multi-user.target");
        return new ConfigFile("/etc/systemd/system/" + launch.name() + ".service", unit.toString());
    }

    /** The text of a unit, in which no value can begin a line of its own. */
    private static final class Unit {
        private final StringBuilder text = new StringBuilder();

        Unit section(String name) {
            text.append(text.isEmpty() ? "[" : "\n[").append(name).append("]\n");
            return this;
        }

        Unit set(String key, String value) {
            if (value.endsWith("\\") || !value.codePoints().allMatch(Visible::shows)) {
                throw new IllegalStateException("this is a bug in Trivet: no line for a unit: " + value);
            }
            text.append(key).append('=').append(value).append('\n');
            return this;
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
