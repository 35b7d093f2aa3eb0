package io.trivet.process;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The settings of zoo.cfg that may be described, and the values that hold when they are not.
 *
 * <p>Source: https://zookeeper.apache.org/doc/r3.9.5/zookeeperAdmin.html#sc_configuration
 */
public final class ZooKeeperSettings {
    /** Values that Trivet writes, with their reasons. */
    static final SortedMap<String, String> DEFAULTS = defaults();

    /** Settings that may be described, besides those that have a default. */
    private static final List<String> OTHERS = List.of(
            "commitLogCount",
            "fsync.warningthresholdms",
            "globalOutstandingLimit",
            "leaderServes",
            "localSessionsEnabled",
            "maxSessionTimeout",
            "minSessionTimeout",
            "preAllocSize",
            "syncEnabled");

    /** Settings that take words; all others take a whole number. */
    private static final List<String> WORDS = List.of(
            "4lw.commands.whitelist", "admin.enableServer", "leaderServes", "localSessionsEnabled", "syncEnabled");

    private ZooKeeperSettings() {}

    private static SortedMap<String, String> defaults() {
        SortedMap<String, String> defaults = new TreeMap<>();
        // The clock of sessions and elections: 2 s survives a collection pause of a small heap.
        defaults.put("tickTime", "2000");
        // 20 s to load a snapshot and join, 10 s to fall behind: the admin guide's own example for a LAN.
        defaults.put("initLimit", "10");
        defaults.put("syncLimit", "5");
        // Several brokers and tools may stand behind one address.
        defaults.put("maxClientCnxns", "0");
        // It would listen on 8080, on all addresses, without authentication.
        defaults.put("admin.enableServer", "false");
        // Without it snapshots and logs fill the disk: the built-in default is never.
        defaults.put("autopurge.purgeInterval", "24");
        defaults.put("autopurge.snapRetainCount", "10");
        defaults.put("snapCount", "100000");
        // What health checks ask.
        defaults.put("4lw.commands.whitelist", "conf,mntr,ruok,srvr,stat");
        return defaults;
    }

    /** The names that may be described, sorted. */
    public static List<String> known() {
        SortedMap<String, String> all = new TreeMap<>(DEFAULTS);
        OTHERS.forEach(name -> all.put(name, ""));
        return List.copyOf(all.keySet());
    }

    /** Whether the setting takes a whole number. */
    public static boolean isNumber(String name) {
        return !WORDS.contains(name);
    }

    /** The value that holds when the setting is not described, in words. */
    public static String defaultOf(String name) {
        String value = DEFAULTS.get(name);
        return value == null ? "ZooKeeper's own default" : value;
    }
}
