package io.trivet.process;

import io.trivet.problem.Resource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The settings of a ZooKeeper server: all that its classes read, the values that hold when they are not described, and
 * those that follow from the description.
 *
 * <p>Source: the resource {@code zookeeper-settings.txt} beside this class, made from the jars of ZooKeeper 3.9.5;
 * {@code QuorumPeerConfig.parseProperties} and {@code checkValidity}.
 */
public final class ZooKeeperSettings {
    /** Values that Trivet writes, with their reasons. */
    static final SortedMap<String, String> DEFAULTS = defaults();

    private static final SortedMap<String, String> KINDS = kinds();

    /** Why, by the beginning of a name; each reads on from "it must be left out: ". */
    private static final SortedMap<String, String> OWNED = owned();

    /** What is read of the JVM only: {@code QuorumPeerConfig} hands lines of zoo.cfg on with a prefix. */
    private static final Pattern OF_THE_JVM = Pattern.compile("(jute|readonlymode|znode\\.container)\\..*");

    /** Read by the clients of an ensemble, too, who must be able to read what its servers may send. */
    private static final String LARGEST_NODE = "jute.maxbuffer";

    /** With less, or with another value, {@code QuorumPeerConfig} stops the server. */
    private static final List<String> AT_LEAST_ONE = List.of("tickTime", "initLimit", "syncLimit");

    /** Names and words that the server looks up, of which it stops at another. */
    private static final SortedMap<String, List<String>> WORDS = words();

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

    private static SortedMap<String, String> kinds() {
        SortedMap<String, String> kinds = new TreeMap<>();
        for (String row : Resource.rows(ZooKeeperSettings.class, "zookeeper-settings.txt")) {
            int space = row.indexOf(' ');
            kinds.put(row.substring(0, space), row.substring(space + 1));
        }
        return kinds;
    }

    private static SortedMap<String, String> owned() {
        SortedMap<String, String> owned = new TreeMap<>();
        String folders = "data lies on the volume of the node";
        String ports = "addresses and ports follow from the layout";
        String servers = "the servers follow from zookeeper.nodes, and each of them votes";
        String plain = "connections are plain inside of the network of the cluster";
        String secret = "whatever is described is shown in previews, files and state";
        String clients = "it is read by clients only";
        String tests = "it is for tests of ZooKeeper itself";
        List.of("dataDir", "dataLogDir").forEach(name -> owned.put(name, folders));
        List.of("clientPort", "controllerPort", "observerMasterPort").forEach(name -> owned.put(name, ports));
        List.of("server.", "group.", "weight.", "dynamicConfigFile", "peerType", "standaloneEnabled", "oraclePath")
                .forEach(name -> owned.put(name, servers));
        List.of("secureClientPort", "ssl", "portUnification", "quorum.auth.", "authProvider.", "sasl.", "kerberos.")
                .forEach(name -> owned.put(name, plain));
        List.of("DigestAuthenticationProvider.superDigest", "SASLAuthenticationProvider.superPassword")
                .forEach(name -> owned.put(name, secret));
        List.of("client.", "clientCnxnSocket", "kinit").forEach(name -> owned.put(name, clients));
        List.of("test.", "testingonly.").forEach(name -> owned.put(name, tests));
        owned.put("jmx.log4j.", "logging follows from Trivet's own files");
        owned.put("metricsProvider.", "the exporter reads the metrics of the server");
        return owned;
    }

    private static SortedMap<String, List<String>> words() {
        SortedMap<String, List<String>> words = new TreeMap<>();
        String server = "org.apache.zookeeper.server.";
        words.put("electionAlg", List.of("3"));
        words.put("serverCnxnFactory", List.of(server + "NIOServerCnxnFactory", server + "NettyServerCnxnFactory"));
        words.put("snapshot.compression.method", List.of("gz", "snappy"));
        words.put("watchManagerName", List.of(server + "watch.WatchManager", server + "watch.WatchManagerOptimized"));
        return words;
    }

    /** The names that may be described, sorted. */
    public static List<String> known() {
        return KINDS.keySet().stream().filter(name -> owner(name).isEmpty()).toList();
    }

    /** Why this setting is not the user's to set; empty when it is, or when there is no such setting. */
    public static Optional<String> owner(String name) {
        return OWNED.keySet().stream()
                .filter(begin -> begin.equals("clientPort")
                        ? name.equals(begin) || name.equals(begin + "Address")
                        : name.startsWith(begin))
                .findFirst()
                .map(begin -> OWNED.getOrDefault(begin, ""));
    }

    /** What the value must be, as the end of "it must …", when the server would stop at it; else empty. */
    public static Optional<String> check(String name, String value) {
        String text = value.strip();
        Optional<String> kind = switch (KINDS.getOrDefault(name, "text")) {
            case "int" -> number(text, Integer::valueOf, "be a whole number of at most " + Integer.MAX_VALUE);
            case "long" -> number(text, Long::valueOf, "be a whole number of at most " + Long.MAX_VALUE);
            case "double" -> number(text, Double::valueOf, "be a number");
            case "boolean" ->
                List.of("true", "false").contains(text) ? Optional.empty() : Optional.of("be true or false");
            default -> text.isEmpty() ? Optional.of("not be empty") : Optional.empty();
        };
        if (kind.isEmpty() && AT_LEAST_ONE.contains(name) && Long.parseLong(text) < 1) {
            return Optional.of("be at least 1");
        }
        List<String> words = WORDS.getOrDefault(name, List.of(text));
        return kind.isEmpty() && !words.contains(text) ? Optional.of("be " + String.join(" or ", words)) : kind;
    }

    private static Optional<String> number(String text, Function<String, Number> parse, String must) {
        try {
            return Optional.of(must)
                    .filter(unused -> Double.isNaN(parse.apply(text).doubleValue()));
        } catch (NumberFormatException e) {
            return Optional.of(must);
        }
    }

    /** The value that holds when the setting is not described, in words. */
    public static String defaultOf(String name) {
        String value = DEFAULTS.get(name);
        return value == null ? "ZooKeeper's own default" : value;
    }

    /** Of described settings those that stand in zoo.cfg. */
    static SortedMap<String, String> ofFile(SortedMap<String, String> described) {
        SortedMap<String, String> file = new TreeMap<>(described);
        file.keySet().removeIf(name -> OF_THE_JVM.matcher(name).matches());
        return Collections.unmodifiableSortedMap(file);
    }

    /** Of described settings those that are options of the JVM, one a line. */
    static String jvmOptions(SortedMap<String, String> described) {
        return options(described.entrySet().stream()
                .filter(setting -> OF_THE_JVM.matcher(setting.getKey()).matches())
                .map(setting -> setting.getKey() + "=" + setting.getValue().strip())
                .toList());
    }

    /** Of described settings what brokers must have, too: how large a node may be that they read. */
    static String jvmOptionsOfClients(SortedMap<String, String> described) {
        String largest = described.get(LARGEST_NODE);
        return options(largest == null ? List.of() : List.of(LARGEST_NODE + "=" + largest.strip()));
    }

    private static String options(List<String> properties) {
        List<String> lines = new ArrayList<>();
        properties.forEach(property -> lines.add("-D" + property + "\n"));
        return String.join("", lines);
    }
}
