package io.trivet.node.agent;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.MetadataMode;
import io.trivet.kafka.ServerText;
import io.trivet.layout.Role;
import io.trivet.node.LivePeers;
import io.trivet.node.Member;
import io.trivet.operate.Failure;
import io.trivet.operate.Login;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.security.Grant;
import io.trivet.stack.OnEc2;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the bucket says of a node.
 *
 * @param files that must lie on it, text by path
 * @param facts by name, of its role and of itself
 */
record NodeFacts(SortedMap<String, String> files, SortedMap<String, String> facts) {
    static final String ROLE_FACTS = "/etc/trivet/role";
    static final String NODE_FACTS = "/etc/trivet/node";
    private static final String WORKERS = "/etc/trivet/workers";

    private static final List<String> NEEDED = List.of(
            "ROLE",
            "NODE",
            "ID",
            "PRODUCT",
            "VERSION",
            "CONFIGURATION",
            "DATA",
            "ZONE",
            "ZONES",
            "TOGETHER",
            "VOLUME_GIB");

    NodeFacts {
        files = Collections.unmodifiableSortedMap(files);
        facts = Collections.unmodifiableSortedMap(facts);
    }

    /** By the bundles of the role and of the node: a blank line parts the halves of a file that is in both. */
    static NodeFacts of(String shared, String own) {
        SortedMap<String, String> files = unpacked(shared);
        unpacked(own).forEach((path, text) -> files.merge(path, text, (first, last) -> first + "\n" + last));
        SortedMap<String, String> facts = new TreeMap<>(ServerText.read(files.getOrDefault(ROLE_FACTS, "")));
        facts.putAll(ServerText.read(files.getOrDefault(NODE_FACTS, "")));
        return new NodeFacts(files, facts);
    }

    /** By the bundles that a node lives by; a home of an agent in which there are none has no facts. */
    static NodeFacts applied(Path home) throws Failure {
        return of(Disk.text(home.resolve("role.txt")), Disk.text(home.resolve("node.txt")));
    }

    private static SortedMap<String, String> unpacked(String bundle) {
        SortedMap<String, String> files = new TreeMap<>();
        String path = "";
        for (String line : bundle.lines().toList()) {
            if (line.startsWith("==> ") && line.endsWith(" <==")) {
                path = line.substring(4, line.length() - 4);
                files.put(path, "");
            } else {
                files.merge(path, line + "\n", String::concat);
            }
        }
        return files;
    }

    /** One of the facts; empty where it is not said. */
    String fact(String name) {
        return facts.getOrDefault(name, "");
    }

    /** Numbers in one of the facts, {@code 1,2,3}. */
    SortedSet<Integer> ids(String name) {
        return Stream.of(fact(name).split(","))
                .filter(id -> !id.isEmpty())
                .map(Integer::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The node as its agent knows it. */
    Member member() throws Failure {
        for (String fact : NEEDED) {
            if (!facts.containsKey(fact)) {
                throw new Failure(
                        Problem.error("agent-facts", Place.ofPath(fact), "missing from the files of the bucket")
                                .must("be said by " + ROLE_FACTS + " or " + NODE_FACTS)
                                .mend("run pulumi up with one version of Trivet from start to end"));
            }
        }
        Role role = Role.of(fact("ROLE"));
        return new Member(
                fact("NODE"),
                role,
                Integer.parseInt(fact("ID")),
                fact("CONFIGURATION") + settings(role),
                fact("DATA"),
                files);
    }

    private static String settings(Role role) {
        if (role.isWorker()) {
            return role.equals(Role.MIRROR) ? "/mm2.properties" : "/connect.properties";
        }
        return role.votesOn(MetadataMode.ZOOKEEPER) ? "/zoo.cfg" : "/server.properties";
    }

    /**
     * The cluster around that node.
     *
     * @param root of the file system
     */
    LivePeers peers(Member member, Path root) {
        List<String> zookeeper = new ArrayList<>();
        if (member.isZooKeeper()) {
            zookeeper.add(member.endpoint());
            zookeeper.addAll(others(member));
        }
        List<String> workers =
                fact("WORKERS").isEmpty() ? List.of() : List.of(fact("WORKERS").split(","));
        SortedMap<Role, List<String>> ofRole = new TreeMap<>();
        ofRole.put(member.role(), workers);
        List<String> groups =
                fact("GROUPS").isEmpty() ? List.of() : List.of(fact("GROUPS").split(","));
        return new LivePeers(brokers(), fact("CONTROLLERS"), login(root), zookeeper, ofRole, groups, catalogue());
    }

    /** As whom the node asks the others: with its own certificate, where they ask for one. */
    Login login(Path root) {
        return isSecured() ? new Certificate(root).login() : Login.NONE;
    }

    /** Whether servers prove who they are by certificates. */
    boolean isSecured() {
        return !fact("AUTHORITY").isEmpty();
    }

    /**
     * The folders in which certificates of the node lie: an empty one for its own, and those that are called like the
     * clusters with security that it copies from.
     */
    List<String> certified() {
        return Stream.concat(
                        isSecured() ? Stream.of("") : Stream.empty(),
                        Stream.of(fact("SOURCES").split(","))
                                .filter(source -> !source.isEmpty())
                                .map(source -> source.replaceFirst("=.*", "")))
                .toList();
    }

    /** Where clients reach the other servers of a ZooKeeper ensemble. */
    List<String> others(Member member) {
        List<String> others = new ArrayList<>();
        member.settings().forEach((name, value) -> {
            if (name.startsWith("server.") && !name.equals("server." + member.id())) {
                others.add(value.replaceFirst(":.*", "") + member.endpoint().replaceFirst(".*:", ":"));
            }
        });
        return others;
    }

    /** Where brokers answer: this one first, since a cluster has a name for all of them only when it is there. */
    String brokers() {
        String all = fact("BROKERS");
        return all.isEmpty() || fact("ROLE").equals(Role.MIRROR.word())
                ? all
                : fact("NAME") + all.replaceFirst(".*:", ":") + "," + all;
    }

    /** The release whose features this node finalises when it is there; empty where another does, or none. */
    Optional<KafkaVersion> finalised() {
        return KafkaVersion.of(fact("FINALISE"));
    }

    /**
     * What this node lets workers of Kafka Connect and mirrors do when it is there, by the user as which they come;
     * nothing where another does, or there are none.
     */
    SortedMap<String, SortedSet<Grant>> allowed() {
        SortedMap<String, SortedSet<Grant>> allowed = new TreeMap<>();
        files.getOrDefault(WORKERS, "")
                .lines()
                .map(line -> line.split(" may ", 2))
                .forEach(line -> allowed.computeIfAbsent(line[0], user -> new TreeSet<>())
                        .add(Grant.parse(line[1])));
        return allowed;
    }

    /** Which brokers stop together. */
    OnEc2.Unit together() {
        return fact("TOGETHER").equals("zone") ? OnEc2.Unit.ZONE : OnEc2.Unit.NODE;
    }

    /** The zones of the cluster, in the order in which nodes are laid over them. */
    List<String> zones() {
        return List.of(fact("ZONES").split(","));
    }

    private Supplier<Catalogue> catalogue() {
        return () -> Catalogue.of(KafkaVersion.of(fact("VERSION"))
                .orElseThrow(
                        () -> new IllegalStateException("this is a bug in Trivet: unknown Kafka " + fact("VERSION"))));
    }
}
