package io.trivet.plan;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.Fallback;
import io.trivet.kafka.Setting;
import io.trivet.kafka.SettingEdit;
import io.trivet.kafka.UpdateMode;
import io.trivet.layout.Instance;
import io.trivet.layout.Role;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Decides what each fact that changed means for a cluster that runs with the facts before. */
final class Judgement {
    /** Read when Kafka makes a topic of its own, and never again. */
    private static final List<String> FIXED = List.of(
            "offsets.topic.num.partitions",
            "offsets.topic.replication.factor",
            "share.coordinator.state.topic.num.partitions",
            "share.coordinator.state.topic.replication.factor",
            "transaction.state.log.num.partitions",
            "transaction.state.log.replication.factor");

    private final Facts before;
    private final Facts after;
    private @Nullable Catalogue catalogue;

    Judgement(Facts before, Facts after) {
        this.before = before;
        this.after = after;
    }

    /** The reason of a change at a path; one of the two values is present. */
    Reason of(String path, Optional<String> was, Optional<String> is) {
        List<String> keys = Leaves.keys(path);
        return switch (keys.get(0)) {
            case "region" -> Reason.REGION_CHANGED;
            case "cluster" -> cluster(keys.get(1));
            case "zones" -> keys.get(2).equals("subnet") ? Reason.NETWORK_CHANGED : Reason.ZONES_CHANGED;
            case "dns" ->
                switch (keys.get(1)) {
                    case "zone" -> Reason.DNS_ZONE_CHANGED;
                    case "ttl" -> Reason.RECORD;
                    default -> Reason.HOSTED_ZONE;
                };
            case "network" -> keys.get(1).equals("egress") ? Reason.EGRESS : Reason.NETWORK_CHANGED;
            case "rollout" -> Reason.ROLLOUT_UNIT;
            case "initialControllers" -> Reason.FIRST_VOTERS;
            case "roles" -> role(keys, was, is);
            case "nodes" -> node(keys, was, is);
            case "topics" -> topic(keys, was, is);
            case "records", "services" -> Reason.RECORD;
            case "firewall" -> Reason.FIREWALL;
            default -> Reason.LABEL;
        };
    }

    private Reason cluster(String fact) {
        return switch (fact) {
            case "name" -> Reason.CLUSTER_NAME_CHANGED;
            case "id" -> Reason.CLUSTER_ID_CHANGED;
            case "metadata" -> Reason.METADATA_MOVED;
            default -> kafka();
        };
    }

    private Reason kafka() {
        return after.cluster().kafka().isAtLeast(before.cluster().kafka()) ? Reason.VERSION : Reason.VERSION_LOWER;
    }

    private boolean metadataMoves() {
        return before.cluster().metadata() != after.cluster().metadata();
    }

    private Reason role(List<String> keys, Optional<String> was, Optional<String> is) {
        Facts.RoleFacts old = before.roles().get(keys.get(1));
        Facts.RoleFacts now = after.roles().get(keys.get(1));
        if (old == null || now == null) {
            return Reason.METADATA_MOVED;
        }
        return switch (keys.get(2)) {
            case "machine" -> machine(keys, old.machine(), now.machine());
            case "release" -> Reason.RELEASE_SOURCE;
            case "launch" -> launch(keys);
            case "ports" -> Reason.FIREWALL;
            case "settings" -> setting(keys.get(1), keys.get(3), was, is);
            case "files" -> file(keys.get(3));
            default -> Reason.LABEL;
        };
    }

    private Reason launch(List<String> keys) {
        if (!keys.get(keys.size() - 1).equals("version")) {
            return Reason.PROCESS_OPTIONS;
        }
        return keys.get(1).equals(Role.ZOOKEEPER.word()) ? Reason.VERSION : kafka();
    }

    private static Reason machine(List<String> keys, Machine old, Machine now) {
        return switch (keys.get(3)) {
            case "instance" -> {
                boolean arm64 = isArm64(old.instance());
                yield arm64 != isArm64(now.instance()) && !now.image().pinned()
                        ? Reason.PROCESSOR_CHANGED
                        : Reason.INSTANCE;
            }
            case "image" -> now.image().pinned() ? Reason.IMAGE : Reason.IMAGE_UNPINNED;
            default -> {
                if (!keys.get(4).equals("gib")) {
                    yield Reason.VOLUME_KIND;
                }
                yield now.volume().gib() < old.volume().gib() ? Reason.STORAGE_SHRINK : Reason.VOLUME_LARGER;
            }
        };
    }

    private static boolean isArm64(String instance) {
        return Instance.of(instance).map(Instance::arm64).orElse(false);
    }

    private static Reason file(String path) {
        if (path.endsWith("/server.properties") || path.endsWith("/zoo.cfg")) {
            return Reason.SETTINGS_FILE;
        }
        // The exporter looks at the time of its rules at each scrape, and the kernel is told by sysctl.
        if (path.endsWith("/exporter.yaml") || path.startsWith("/etc/sysctl.d/")) {
            return Reason.FILE_READ_AGAIN;
        }
        return Reason.PROCESS_OPTIONS;
    }

    private Reason node(List<String> keys, Optional<String> was, Optional<String> is) {
        Facts.NodeFacts old = before.nodes().get(keys.get(1));
        Facts.NodeFacts now = after.nodes().get(keys.get(1));
        if (old == null || now == null) {
            return come(old == null ? now : old, old == null);
        }
        return switch (keys.get(2)) {
            case "settings" -> setting(now.role().word(), keys.get(3), was, is);
            case "files" -> file(keys.get(3));
            default -> Reason.NODE_IDENTITY;
        };
    }

    private Reason come(Facts.@Nullable NodeFacts node, boolean added) {
        if (node == null || node.role() == Role.BROKER) {
            return added ? Reason.NODE_ADDED : Reason.BROKER_REMOVED;
        }
        if (metadataMoves()) {
            return Reason.METADATA_MOVED;
        }
        long difference = count(after, node.role()) - count(before, node.role());
        if (Math.abs(difference) > 1) {
            return Reason.VOTERS_MANY;
        }
        return added ? Reason.VOTER_ADDED : Reason.VOTER_REMOVED;
    }

    private static long count(Facts facts, Role role) {
        return facts.nodes().values().stream()
                .filter(node -> node.role() == role)
                .count();
    }

    private Reason setting(String role, String name, Optional<String> was, Optional<String> is) {
        if (role.equals(Role.ZOOKEEPER.word())) {
            return Reason.SETTING_STATIC;
        }
        if (name.equals("zookeeper.connect")) {
            return chroot(was).equals(chroot(is)) || metadataMoves() ? Reason.SETTING_STATIC : Reason.CHROOT_CHANGED;
        }
        SettingEdit edit = new SettingEdit(name, was, is);
        if (edit.isSpelling(catalogue())) {
            return Reason.SETTING_SPELLING;
        }
        if (role.equals(Role.CONTROLLER.word())) {
            // A controller hears orders to the whole cluster, and none to one broker.
            return edit.update(catalogue()) == UpdateMode.CLUSTER_WIDE ? Reason.SETTING_DYNAMIC : Reason.SETTING_STATIC;
        }
        if (FIXED.contains(name) && !effective(name, was).equals(effective(name, is))) {
            return catalogue().broker(name).isPresent() ? Reason.SETTING_FIXED : Reason.SETTING_STATIC;
        }
        UpdateMode update =
                role.equals(Role.CONTROLLER.word()) ? edit.updateOfController(catalogue()) : edit.update(catalogue());
        boolean restart = update == UpdateMode.RESTART;
        if (Retention.SETTINGS.contains(name) && retention(after).keepsLessThan(retention(before))) {
            return restart ? Reason.KEEPS_LESS_STATIC : Reason.KEEPS_LESS;
        }
        return restart ? Reason.SETTING_STATIC : Reason.SETTING_DYNAMIC;
    }

    private String effective(String name, Optional<String> written) {
        return written.orElseGet(() -> catalogue()
                .broker(name)
                .map(Setting::fallback)
                .map(Fallback::text)
                .orElse(""));
    }

    private static String chroot(Optional<String> connect) {
        return connect.filter(text -> text.contains("/"))
                .map(text -> text.substring(text.indexOf('/')))
                .orElse("");
    }

    private static Retention retention(Facts facts) {
        return Retention.ofBrokers(brokers(facts));
    }

    private static SortedMap<String, String> brokers(Facts facts) {
        Facts.RoleFacts role = facts.roles().get(Role.BROKER.word());
        return role == null ? Collections.emptySortedMap() : role.settings();
    }

    private Reason topic(List<String> keys, Optional<String> was, Optional<String> is) {
        return TopicJudgement.of(
                keys,
                was,
                before.topics().get(keys.get(1)),
                after.topics().get(keys.get(1)),
                retention(before),
                retention(after));
    }

    /** Of the version that runs; read only when a setting of brokers changed. */
    private Catalogue catalogue() {
        Catalogue read = catalogue;
        if (read == null) {
            read = Catalogue.of(before.cluster().kafka());
            catalogue = read;
        }
        return read;
    }
}
