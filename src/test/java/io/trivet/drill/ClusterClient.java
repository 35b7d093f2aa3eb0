package io.trivet.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** How a drill comes to a cluster. */
final class ClusterClient {
    private ClusterClient() {}

    /**
     * Settings of a client.
     *
     * @param cluster {@code host:port,…} where it is in plain text, else a file with the properties of a user
     */
    static Map<String, Object> of(String cluster) {
        if (!cluster.endsWith(".properties")) {
            return new TreeMap<>(Map.of("bootstrap.servers", cluster));
        }
        try {
            return TryRights.settings(Path.of(cluster));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
