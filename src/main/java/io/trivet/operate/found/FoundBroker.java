package io.trivet.operate.found;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * A broker that runs.
 *
 * @param host that it tells to clients, of the listener that was asked
 * @param port of that listener
 * @param rack its {@code broker.rack}; empty where it has none
 * @param settings that hold for it, by name; those that are unset or hidden are left out
 * @param hidden names of settings that were given to it and whose values it does not tell
 * @param folders bytes of the file system of each folder of its data; 0 where it does not tell
 */
public record FoundBroker(
        int id,
        String host,
        int port,
        String rack,
        SortedMap<String, FoundSetting> settings,
        SortedSet<String> hidden,
        List<Long> folders) {
    public FoundBroker {
        settings = Collections.unmodifiableSortedMap(settings);
        hidden = Collections.unmodifiableSortedSet(hidden);
        folders = List.copyOf(folders);
    }

    /** The same with other settings. */
    public FoundBroker with(SortedMap<String, FoundSetting> others) {
        return with(others, hidden);
    }

    /** The same with other settings that it tells, and others that it does not. */
    public FoundBroker with(SortedMap<String, FoundSetting> others, SortedSet<String> hidden) {
        return new FoundBroker(id, host, port, rack, others, hidden, folders);
    }
}
