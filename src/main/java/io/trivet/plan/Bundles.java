package io.trivet.plan;

import static java.util.Objects.requireNonNull;

import io.trivet.layout.Layout;
import io.trivet.layout.Node;
import io.trivet.layout.Role;
import io.trivet.layout.Zone;
import io.trivet.platform.Ec2Platform;
import io.trivet.process.ConfigFile;
import io.trivet.process.ConnectWorker;
import io.trivet.process.KafkaBroker;
import io.trivet.process.KafkaSecurity;
import io.trivet.process.Launch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The texts that the nodes of a plan fetch: what a role shares, with the facts that the scripts on a node read, and
 * what is a node's own.
 *
 * @param shared by the word of the role
 * @param own by the name of the node
 */
public record Bundles(SortedMap<String, Bundle> shared, SortedMap<String, Bundle> own) {
    private static final String ROLE_FACTS = "/etc/trivet/role";
    private static final String NODE_FACTS = "/etc/trivet/node";
    private static final String WORKERS = "/etc/trivet/workers";
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9,.:;/_+=@%~{}()-]*");

    /**
     * The texts of a plan.
     *
     * @param userData what machines are told at their birth, before it is filled in for each
     */
    public static Bundles of(Plan<Ec2Platform> plan, String userData) {
        SortedMap<String, Bundle> shared = new TreeMap<>();
        SortedMap<String, Bundle> own = new TreeMap<>();
        plan.roles().forEach(role -> shared.put(role.role().word(), shared(plan, role, userData)));
        // Workers, which come behind all servers, keep none of the metadata.
        List<List<Node>> servers = plan.waves().stream()
                .filter(wave -> !wave.get(0).role().isWorker())
                .toList();
        List<Node> last = servers.get(servers.size() - 1);
        plan.nodes().forEach(node -> own.put(node.node().name(), own(plan, node, last.contains(node.node()))));
        return new Bundles(Collections.unmodifiableSortedMap(shared), Collections.unmodifiableSortedMap(own));
    }

    /** What all nodes of a role fetch. */
    public Bundle shared(Role role) {
        return requireNonNull(shared.get(role.word()));
    }

    /** What a node fetches besides. */
    public Bundle own(Node node) {
        return requireNonNull(own.get(node.name()));
    }

    /** SHA-256 of both, in hexadecimal digits: what must lie on the node. */
    public String digest(Node node) {
        return shared(node.role()).digestWith(own(node));
    }

    private static Bundle shared(Plan<Ec2Platform> plan, PlannedRole role, String userData) {
        Layout layout = plan.layout();
        Launch launch = role.launch();
        SortedMap<String, String> facts = new TreeMap<>();
        facts.put("ROLE", role.role().word());
        facts.put("CLUSTER", layout.cluster());
        facts.put("CLUSTER_ID", layout.clusterId());
        facts.put("ZONES", layout.zones().stream().map(Zone::name).collect(Collectors.joining(",")));
        facts.put("TOGETHER", plan.platform().together().name().toLowerCase(Locale.ROOT));
        // A worker keeps none, so that no storage is formatted on it.
        facts.put(
                "METADATA",
                role.role().isWorker() ? "none" : plan.platform().metadata().word());
        facts.put("PRODUCT", role.product());
        facts.put("VERSION", launch.software().version());
        facts.put("ARCHIVE", role.release().url());
        facts.put("ARCHIVE_SHA512", role.release().checksum().orElse(""));
        facts.put("CONFIGURATION", launch.folder());
        facts.put("DATA", launch.dataFolder());
        // What becomes of the machine is no file on it; here it is, so that the digest changes with it.
        facts.put("IMAGE", role.machine().image().text());
        facts.put("INSTANCE", role.machine().instance());
        facts.put("VOLUME_GIB", "" + role.machine().volume().gib());
        if (role.machine().volumes() > 1) {
            facts.put("VOLUMES", "" + role.machine().volumes());
        }
        facts.put("USER_DATA", new Bundle(userData).digest());
        role.processes().get(0).restarted().ifPresent(day -> facts.put("RESTART", day.toString()));
        plan.platform().initialControllers().ifPresent(voters -> {
            facts.put("CONTROLLERS", plan.controllers());
            facts.put("INITIAL_CONTROLLERS", role.role().isVoter() ? voters : "");
        });
        facts.putAll(CertificateFacts.of(plan.platform(), role.role()));
        if (role.role().isWorker() && plan.platform().security().isPresent()) {
            facts.put(
                    "SUBJECT",
                    "/" + KafkaSecurity.subject(layout.nodes(role.role()).get(0)));
        }
        if (role.role().equals(Role.CONNECT)) {
            facts.put("WORKERS", Layout.endpoints(layout.nodes(role.role()), ConnectWorker.REST_PORT));
        }
        if (role.role().equals(Role.MIRROR)) {
            facts.put(
                    "WORKERS",
                    layout.nodes(role.role()).stream().map(Node::name).collect(Collectors.joining(",")));
            facts.put("BROKERS", layout.names().bootstrap() + ":" + KafkaBroker.CLIENT_PORT);
            facts.put("GROUPS", String.join(",", plan.platform().mirrorGroups()));
        }
        if (role.role().isBroker()) {
            facts.put("BROKERS", layout.names().bootstrap() + ":" + KafkaBroker.REPLICATION_PORT);
        }
        List<ConfigFile> rest = new ArrayList<>();
        rest.add(CloudWatchFile.of(
                plan.platform().upkeep(), plan.id(), role.role().word(), launch.dataFolders()));
        rest.addAll(role.shared());
        return bundle(ROLE_FACTS, facts, rest);
    }

    /**
     * What is a node's own.
     *
     * @param last whether it is one of the last wave of servers, which finalise a release when they are there, and let
     *     workers do what they need
     */
    private static Bundle own(Plan<Ec2Platform> plan, PlannedNode planned, boolean last) {
        Node node = planned.node();
        SortedMap<String, String> facts = new TreeMap<>();
        facts.put("NODE", node.name());
        facts.put("NAME", node.dnsName());
        facts.put("ID", "" + node.id());
        facts.put("ZONE", node.zone().name());
        facts.put("ADDRESS", node.address().toString());
        if (last) {
            plan.platform().finalised().ifPresent(release -> facts.put("FINALISE", release.text()));
        }
        if (plan.platform().security().isPresent()) {
            facts.put("CERTIFIED", certified(plan.layout(), node));
        }
        List<ConfigFile> rest = new ArrayList<>();
        if (last && !plan.platform().workers().isEmpty()) {
            rest.add(new ConfigFile(
                    WORKERS,
                    plan.platform().workers().entrySet().stream()
                            .flatMap(user ->
                                    user.getValue().stream().map(grant -> user.getKey() + " may " + grant + "\n"))
                            .collect(Collectors.joining())));
        }
        rest.addAll(planned.own());
        return bundle(NODE_FACTS, facts, rest);
    }

    /** What the certificate of a node speaks for, as openssl takes it. */
    private static String certified(Layout layout, Node node) {
        return Stream.concat(
                        layout.namesOf(node).stream().map(name -> "DNS:" + name), Stream.of("IP:" + node.address()))
                .collect(Collectors.joining(","));
    }

    private static Bundle bundle(String path, SortedMap<String, String> facts, List<ConfigFile> rest) {
        List<ConfigFile> files = new ArrayList<>();
        files.add(new ConfigFile(path, lines(facts)));
        files.addAll(rest);
        return Bundle.of(files);
    }

    private static String word(String text) {
        if (!WORD.matcher(text).matches()) {
            throw new IllegalStateException("this is a bug in Trivet: no word for a fact of a node: " + text);
        }
        return text;
    }

    /**
     * Lines that a shell and java.util.Properties read alike: no value holds a blank, quote, colon-less key or escape.
     */
    private static String lines(SortedMap<String, String> facts) {
        return facts.entrySet().stream()
                .map(fact -> fact.getKey() + "=" + word(fact.getValue()) + "\n")
                .collect(Collectors.joining());
    }
}
