package io.trivet.plan;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.MetadataMode;
import io.trivet.layout.Machine;
import io.trivet.layout.PlannedTopic;
import io.trivet.layout.Role;
import io.trivet.platform.Change;
import io.trivet.platform.Ec2Platform;
import io.trivet.platform.Leaves;
import io.trivet.platform.MskPlatform;
import io.trivet.platform.Platform;
import io.trivet.platform.Reason;
import io.trivet.platform.RegistryFacts;
import io.trivet.platform.Retention;
import io.trivet.platform.Risk;
import io.trivet.platform.SettingLoss;
import io.trivet.process.Software;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What each fact that changed means for a cluster that runs as it was planned before: nodes of ours and topics, on
 * every platform; the rest is the platform's own.
 */
final class Judgement<P extends Platform<P>> {
    private final Plan<P> before;
    private final Plan<P> after;
    private final Platform.Reasons platform;
    private final SortedMap<String, PlannedNode> nodesBefore;
    private final SortedMap<String, PlannedNode> nodesAfter;
    private final SortedMap<String, PlannedTopic> topicsBefore;
    private final SortedMap<String, PlannedTopic> topicsAfter;
    /** How many nodes of a role there are more, by its word. */
    private final SortedMap<String, Integer> more;

    private final ServerSettings settings;
    private final TopicJudgement topics;

    Judgement(Plan<P> before, Plan<P> after) {
        this.before = before;
        this.after = after;
        this.platform = after.platform().reasons(before.platform(), before.layout(), after.layout());
        this.nodesBefore = byName(before);
        this.nodesAfter = byName(after);
        this.topicsBefore = topicsOf(before);
        this.topicsAfter = topicsOf(after);
        this.more = new TreeMap<>();
        after.nodes().forEach(node -> more.merge(node.node().role().word(), 1, Integer::sum));
        before.nodes().forEach(node -> more.merge(node.node().role().word(), -1, Integer::sum));
        Catalogue catalogue = catalogue(before);
        SettingLoss loss = new SettingLoss(catalogue, before.brokerSettings(), after.brokerSettings());
        this.settings = new ServerSettings(before, after, catalogue, loss);
        this.topics = new TopicJudgement(
                Retention.ofBrokers(before.brokerSettings()),
                loss,
                after.platform().on(ec2 -> true, msk -> false, service -> true));
    }

    private static SortedMap<String, PlannedNode> byName(Plan<?> plan) {
        SortedMap<String, PlannedNode> nodes = new TreeMap<>();
        plan.nodes().forEach(planned -> nodes.put(planned.node().name(), planned));
        return nodes;
    }

    private static SortedMap<String, PlannedTopic> topicsOf(Plan<?> plan) {
        SortedMap<String, PlannedTopic> topics = new TreeMap<>();
        plan.topics().forEach(topic -> topics.put(topic.name(), topic));
        return topics;
    }

    /** Of the version that runs; of the latest where a service does not say which. */
    private static Catalogue catalogue(Plan<?> plan) {
        return plan.platform()
                .on(
                        ec2 -> Catalogue.of(ec2.kafka()),
                        MskPlatform::catalogue,
                        service -> Catalogue.of(KafkaVersion.latest()));
    }

    /** The change at a path; one of the two values is present. */
    Change change(String path, Optional<String> was, Optional<String> is) {
        List<String> keys = Leaves.keys(path);
        Reason reason = of(keys, was, is);
        Optional<Role> role = switch (keys.get(0)) {
            case "roles" -> Optional.of(Role.of(keys.get(1)));
            case "nodes" ->
                Optional.ofNullable(nodesAfter.getOrDefault(keys.get(1), nodesBefore.get(keys.get(1))))
                        .map(planned -> planned.node().role());
            default -> Optional.empty();
        };
        Risk interruption = role.filter(server ->
                        reason.risk() == Risk.DATA_AT_STAKE && keys.get(2).equals("settings"))
                .map(server -> settings.interruption(server, keys.get(3), was, is))
                .orElse(reason.interruption());
        return new Change(path, was, is, reason, interruption);
    }

    private Reason of(List<String> keys, Optional<String> was, Optional<String> is) {
        return switch (keys.get(0)) {
            case "region" ->
                after.platform()
                        .on(ec2 -> Reason.REGION_CHANGED, msk -> Reason.REGION_CHANGED, service -> Reason.RECORD);
            case "zones" -> keys.get(2).equals("subnet") ? Reason.NETWORK_CHANGED : Reason.ZONES_CHANGED;
            case "roles" -> role(keys, was, is);
            case "nodes" -> node(keys, was, is);
            case "topics" -> topic(keys);
            case "records", "services" -> Reason.RECORD;
            case "clients", "firewall" -> Reason.FIREWALL;
            case "files" -> Reason.CLIENT_FILES;
            case "registries" -> RegistryFacts.reason(keys, was);
            case "vpcs" -> Reason.NAMES_RESOLVED;
            case "stack", "tags" -> Reason.LABEL;
            case "deletion" -> Reason.DELETION;
            default -> platform.of(keys, was);
        };
    }

    private Reason role(List<String> keys, Optional<String> was, Optional<String> is) {
        Optional<PlannedRole> old = role(before, keys.get(1));
        Optional<PlannedRole> now = role(after, keys.get(1));
        if (old.isEmpty() || now.isEmpty()) {
            return Role.of(keys.get(1)).isWorker() ? workers(old.isEmpty()) : moved();
        }
        return switch (keys.get(2)) {
            case "machine" -> machine(keys, old.get().machine(), now.get().machine());
            case "release" -> Reason.RELEASE_SOURCE;
            case "launch" ->
                launch(keys, old.get().launch().software(), now.get().launch().software());
            case "plugins" -> Reason.PLUGIN;
            case "restart" -> restart(is);
            case "ports" -> Reason.FIREWALL;
            case "beside" ->
                keys.contains("restarted")
                        ? restart(is)
                        : keys.contains("ports") ? Reason.FIREWALL : Reason.PROCESS_OPTIONS;
            case "settings" -> settings.reason(now.get().role(), keys.get(3), was, is);
            case "files" -> file(keys.get(3));
            default -> Reason.LABEL;
        };
    }

    /** A day that is described no more asks for nothing. */
    private static Reason restart(Optional<String> is) {
        return is.isPresent() ? Reason.RESTART : Reason.LABEL;
    }

    private static Optional<PlannedRole> role(Plan<?> plan, String word) {
        return plan.roles().stream()
                .filter(planned -> planned.role().word().equals(word))
                .findFirst();
    }

    private Reason launch(List<String> keys, Software old, Software now) {
        if (!keys.get(keys.size() - 1).equals("version")) {
            return Reason.PROCESS_OPTIONS;
        }
        Optional<KafkaVersion> kafka = now.product() == Software.Product.KAFKA && old.product() == now.product()
                ? KafkaVersion.of(now.version())
                : Optional.empty();
        return kafka.map(is -> before.platform()
                        .on(ec2 -> Ec2Platform.version(ec2, is), msk -> Reason.VERSION, service -> Reason.VERSION))
                .orElse(Reason.VERSION);
    }

    private static Reason machine(List<String> keys, Machine old, Machine now) {
        return switch (keys.get(3)) {
            case "instance" -> Reason.INSTANCE;
            case "image" -> Reason.IMAGE;
            case "volumes" -> now.volumes() < old.volumes() ? Reason.VOLUMES_FEWER : Reason.VOLUMES_MORE;
            default -> {
                if (!keys.get(4).equals("gib")) {
                    yield Reason.VOLUME_KIND;
                }
                yield now.volume().gib() < old.volume().gib() ? Reason.STORAGE_SHRINK : Reason.VOLUME_LARGER;
            }
        };
    }

    private static Reason file(String path) {
        if (path.endsWith("/server.properties")
                || path.endsWith("/connect.properties")
                || path.endsWith("/mm2.properties")
                || path.endsWith("/zoo.cfg")) {
            return Reason.SETTINGS_FILE;
        }
        // The exporter looks at the time of its rules at each scrape, and the kernel is told by sysctl.
        if (path.endsWith("/exporter.yaml") || path.startsWith("/etc/sysctl.d/")) {
            return Reason.FILE_READ_AGAIN;
        }
        return Reason.PROCESS_OPTIONS;
    }

    private Reason node(List<String> keys, Optional<String> was, Optional<String> is) {
        PlannedNode old = nodesBefore.get(keys.get(1));
        PlannedNode now = nodesAfter.get(keys.get(1));
        if (old == null) {
            return now == null ? Reason.LABEL : come(now.node().role(), true);
        }
        if (now == null) {
            return come(old.node().role(), false);
        }
        return switch (keys.get(2)) {
            case "settings" ->
                settings.reason(
                        now.node().role(),
                        keys.get(3),
                        was.or(() -> shared(before, keys.get(3))),
                        is.or(() -> shared(after, keys.get(3))));
            case "files" -> file(keys.get(3));
            default -> old.node().role().equals(now.node().role()) ? Reason.NODE_IDENTITY : moved();
        };
    }

    /** Other servers than before keep the metadata. */
    private Reason moved() {
        boolean stays =
                before.voterRole().flatMap(Role::votes).equals(after.voterRole().flatMap(Role::votes));
        return stays ? Reason.ROLES_CHANGED : Reason.METADATA_MOVED;
    }

    /** What a broker has where it has nothing of its own. */
    private static Optional<String> shared(Plan<?> plan, String setting) {
        return Optional.ofNullable(plan.brokerSettings().get(setting));
    }

    /** Workers hold nothing: what one of them ran the others take over. */
    private static Reason workers(boolean added) {
        return added ? Reason.WORKER_ADDED : Reason.WORKER_REMOVED;
    }

    private Reason come(Role role, boolean added) {
        if (role.isBroker()) {
            return added ? Reason.NODE_ADDED : Reason.BROKER_REMOVED;
        }
        if (role.isWorker()) {
            return workers(added);
        }
        if (before.role(role).isEmpty() || after.role(role).isEmpty()) {
            return moved();
        }
        if (role.votesOn(MetadataMode.KRAFT)) {
            return added ? Reason.CONTROLLER_ADDED : Reason.CONTROLLER_REMOVED;
        }
        if (Math.abs(more.getOrDefault(role.word(), 0)) > 1) {
            return Reason.VOTERS_MANY;
        }
        return added ? Reason.VOTER_ADDED : Reason.VOTER_REMOVED;
    }

    private Reason topic(List<String> keys) {
        return topics.of(keys, topicsBefore.get(keys.get(1)), topicsAfter.get(keys.get(1)));
    }
}
