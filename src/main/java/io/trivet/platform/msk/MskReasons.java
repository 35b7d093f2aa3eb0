package io.trivet.platform.msk;

import io.trivet.kafka.MetadataMode;
import io.trivet.kafka.Replicas;
import io.trivet.platform.Change;
import io.trivet.platform.MskPlatform;
import io.trivet.platform.Platform;
import io.trivet.platform.Reason;
import io.trivet.platform.SettingLoss;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * What changes mean to a cluster on MSK: it replaces nothing of a cluster that it can change, and makes each kind of
 * change one broker after the other, in an order of its own.
 *
 * <p>Source: https://docs.aws.amazon.com/msk/latest/developerguide/msk-update-cluster-config.html and the update of
 * {@code aws_msk_cluster} in hashicorp/terraform-provider-aws (order of the operations, what replaces a cluster).
 */
public final class MskReasons implements Platform.Reasons {
    /** Operations of MSK, in the order in which Pulumi's provider asks for them. */
    private static final List<Reason> OPERATIONS = List.of(
            Reason.MSK_CONNECTIVITY,
            Reason.INSTANCE,
            Reason.MSK_STORAGE,
            Reason.MSK_MONITORING,
            Reason.MSK_SECURITY,
            Reason.MSK_CONFIGURATION,
            Reason.VERSION,
            Reason.MSK_KRAFT);

    private final MskPlatform before;
    private final MskPlatform after;
    private final int zonesBefore;
    private final int zonesAfter;
    private final SettingLoss loss;

    /** The meaning of what differs between two states of a cluster, each in so many zones. */
    public MskReasons(MskPlatform before, MskPlatform after, int zonesBefore, int zonesAfter) {
        this.before = before;
        this.after = after;
        this.zonesBefore = zonesBefore;
        this.zonesAfter = zonesAfter;
        this.loss = new SettingLoss(before.catalogue(), before.settings(), after.settings());
    }

    @Override
    public Reason of(List<String> keys, Optional<String> was) {
        return switch (keys.get(0)) {
            case "name" -> Reason.CLUSTER_NAME_CHANGED;
            case "type" -> Reason.MSK_TYPE_CHANGED;
            case "metadata", "version" -> version();
            case "network" -> Reason.NETWORK_CHANGED;
            case "brokers" -> brokers(keys);
            case "settings" -> setting(keys.get(1));
            case "encryption" -> keys.get(1).equals("key") ? Reason.MSK_KEY_CHANGED : Reason.MSK_SECURITY;
            case "logDays" -> logs();
            case "level", "prometheus", "logBucket" -> Reason.MSK_MONITORING;
            case "told" -> Reason.ALARM;
            case "access" -> keys.get(1).equals("accounts") ? Reason.FIREWALL : Reason.MSK_CONNECTIVITY;
            case "names" -> Reason.RECORD;
            case "users" -> user(keys, was);
            default -> Reason.LABEL;
        };
    }

    /** @param keys {@code users}, the name of the user, then those of a fact */
    private static Reason user(List<String> keys, Optional<String> was) {
        if (was.isEmpty()) {
            return Reason.POLICY_GIVES;
        }
        return keys.get(2).equals("policy") ? Reason.POLICY_GONE : Reason.POLICY_TAKES;
    }

    /** A later line; or 3.9 from ZooKeeper to KRaft, over three zones. */
    private Reason version() {
        Optional<MskVersion> old = before.version().flatMap(MskVersion::ofName);
        Optional<MskVersion> now = after.version().flatMap(MskVersion::ofName);
        if (before.type() != after.type() || old.isEmpty() || now.isEmpty()) {
            return Reason.MSK_TYPE_CHANGED;
        }
        if (before.metadata() == after.metadata()) {
            return now.get().isAtLeast(old.get()) ? Reason.VERSION : Reason.VERSION_LOWER;
        }
        boolean migrates = old.equals(now)
                && old.get() == MskVersion.V3_9
                && before.metadata() == MetadataMode.ZOOKEEPER
                && zonesAfter == Replicas.ZONES;
        return migrates ? Reason.MSK_KRAFT : Reason.METADATA_MOVED;
    }

    private Reason brokers(List<String> keys) {
        if (before.brokers().isEmpty() || after.brokers().isEmpty()) {
            return Reason.MSK_TYPE_CHANGED;
        }
        MskBrokers old = before.brokers().get();
        MskBrokers now = after.brokers().get();
        return switch (keys.get(1)) {
            case "nodes" -> count(old.nodes(), now.nodes());
            case "instance" -> before.type() == after.type() ? Reason.INSTANCE : Reason.MSK_TYPE_CHANGED;
            default -> volume(keys, old.volume(), now.volume());
        };
    }

    private Reason count(int old, int now) {
        if (now > old) {
            return Reason.NODE_ADDED;
        }
        return old - now == zonesBefore ? Reason.BROKER_REMOVED : Reason.MSK_BROKERS_FEWER;
    }

    private static Reason volume(List<String> keys, Optional<MskVolume> old, Optional<MskVolume> now) {
        if (old.isEmpty() || now.isEmpty()) {
            return Reason.MSK_TYPE_CHANGED;
        }
        return switch (keys.get(2)) {
            case "gib" -> {
                if (old.get().growth().isPresent() && now.get().growth().isPresent()) {
                    yield Reason.VOLUME_SIZE_KEPT;
                }
                long grown = now.get().gib() - old.get().gib();
                if (grown < 0) {
                    yield Reason.STORAGE_SHRINK;
                }
                yield grown < MskQuotas.VOLUME_GROWTH_GIB ? Reason.MSK_GROWTH_SMALL : Reason.VOLUME_LARGER;
            }
            case "growth" -> {
                long most = now.get().growth().map(MskVolume.Growth::maxGib).orElse(0L);
                yield old.get()
                                .growth()
                                .filter(growth -> growth.maxGib() > most)
                                .isPresent()
                        ? Reason.GROWTH_LESS
                        : Reason.GROWTH;
            }
            case "tiered" -> old.get().tiered() ? Reason.TIERED_OFF : Reason.MSK_STORAGE;
            default -> Reason.MSK_STORAGE;
        };
    }

    private Reason setting(String name) {
        // Another type holds other settings fast, and is refused itself.
        return before.type() == after.type()
                ? loss.ofBrokers(name).orElse(Reason.MSK_CONFIGURATION)
                : Reason.MSK_CONFIGURATION;
    }

    /** Fewer days are a matter of CloudWatch alone; brokers learn whether there are logs. */
    private Reason logs() {
        Optional<Integer> old = before.monitoring().logDays();
        Optional<Integer> now = after.monitoring().logDays();
        return old.filter(days -> days > now.orElse(0)).isPresent() ? Reason.LOGS_KEPT_LESS : Reason.MSK_MONITORING;
    }

    /** The operations that MSK carries out one after the other, each with all brokers. */
    public static List<Reason> operations(List<Change> changes) {
        EnumSet<Reason> met = EnumSet.noneOf(Reason.class);
        for (Change change : changes) {
            boolean configured = change.keys().get(0).equals("settings");
            met.add(configured && change.reason() != Reason.TIERED_OFF ? Reason.MSK_CONFIGURATION : change.reason());
            if (change.reason() == Reason.LOGS_KEPT_LESS && change.after().isEmpty()) {
                met.add(Reason.MSK_MONITORING);
            }
        }
        // A version and the configuration that is made for it go together.
        if (met.contains(Reason.VERSION) || met.contains(Reason.MSK_KRAFT)) {
            met.remove(Reason.MSK_CONFIGURATION);
        }
        return OPERATIONS.stream().filter(met::contains).toList();
    }
}
