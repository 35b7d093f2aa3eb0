package io.trivet.plan;

import io.trivet.layout.Machine;
import io.trivet.layout.Role;
import io.trivet.process.ConfigFile;
import io.trivet.process.Launch;
import io.trivet.process.Port;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/**
 * What all nodes of a role share.
 *
 * @param processes that run on each node on EC2, in the order in which they start: first the server
 * @param shared files, or first parts of files
 */
public record PlannedRole(
        Role role,
        Machine machine,
        Release release,
        List<PlannedProcess> processes,
        SortedMap<String, String> settings,
        List<ConfigFile> shared) {
    /** How the server is started. */
    public Launch launch() {
        return processes.get(0).launch();
    }

    /** The ports on which a node listens, at their standard numbers: the server's first. */
    public List<Port> ports() {
        return processes.stream().flatMap(process -> process.ports().stream()).toList();
    }

    /** The software in words: {@code kafka 3.9.2}. */
    public String software() {
        return product() + " " + launch().software().version();
    }

    /** The word for the program: {@code kafka}. */
    String product() {
        return launch().software().product().name().toLowerCase(Locale.ROOT);
    }
}
