package io.trivet.drill;

import static java.util.Objects.requireNonNull;

import io.trivet.operate.LiveCluster;
import io.trivet.operate.Login;
import io.trivet.operate.MirrorNodes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Asks as a user what the agent of a mirror asks before its node may stop, {@code AskMirrors <properties of a client>
 * <group> <node>}: whether that node is in the group. Exit code 1 says that it is not, or that brokers do not say.
 */
public final class AskMirrors {
    private AskMirrors() {}

    /** Arguments as above. */
    public static void main(String[] args) throws Exception {
        SortedMap<String, String> settings = new TreeMap<>();
        TryRights.settings(Path.of(args[0])).forEach((key, value) -> settings.put(key, value.toString()));
        String brokers = requireNonNull(settings.remove("bootstrap.servers"));
        try (LiveCluster cluster = LiveCluster.ofBrokers(brokers, new Login(settings), Duration.ofSeconds(30))) {
            System.exit(MirrorNodes.ask(cluster, List.of(args[1]), args[2]).isPresent() ? 0 : 1);
        }
    }
}
