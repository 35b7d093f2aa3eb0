package io.trivet.platform;

import io.trivet.kafka.Server;
import java.util.Collections;
import java.util.SortedMap;

/**
 * Settings of servers of one kind.
 *
 * @param path where a description has them, as {@code brokers.settings}
 * @param described what stands there
 * @param effective what the servers get: defaults, what is described for others and reaches them, and on top what
 *     stands there
 * @param server who reads them
 */
public record Section(
        String path, SortedMap<String, String> described, SortedMap<String, String> effective, Server server) {
    public Section {
        described = Collections.unmodifiableSortedMap(described);
        effective = Collections.unmodifiableSortedMap(effective);
    }

    /** Where a setting stands. */
    public String at(String key) {
        return path + "." + key;
    }
}
