package io.trivet.drill;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
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
        Map<String, Object> settings = new TreeMap<>();
        if (!cluster.endsWith(".properties")) {
            settings.put("bootstrap.servers", cluster);
            return settings;
        }
        Properties properties = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of(cluster))) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return settings;
    }
}
