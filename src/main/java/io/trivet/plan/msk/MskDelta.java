package io.trivet.plan.msk;

import io.trivet.kafka.MetadataMode;
import io.trivet.kafka.Replicas;
import io.trivet.layout.Role;
import io.trivet.plan.Change;
import io.trivet.plan.Delta;
import io.trivet.plan.Leaves;
import io.trivet.plan.Reason;
import io.trivet.plan.Retention;
import io.trivet.plan.Rollout;
import io.trivet.plan.TopicJudgement;
import io.trivet.platform.msk.MskQuotas;
import io.trivet.platform.msk.MskVersion;
import io.trivet.stack.OnEc2;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What is not as it was of a cluster on MSK, with what it means: MSK replaces nothing of a cluster that it can change,
 * and makes each kind of change one broker after the other, in an order of its own.
 *
 * <p>Source: https://docs.aws.amazon.com/msk/latest/developerguide/msk-update-cluster-config.html and the update of
 * {@code aws_msk_cluster} in hashicorp/terraform-provider-aws (order of the operations, what replaces a cluster).
 */
public final class MskDelta {
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

    /** A broker is away for 5 to 15 minutes with each operation. */
    private static final int SECONDS_PER_BROKER = 600;

    private final MskFacts before;
    private final MskFacts after;

    private MskDelta(MskFacts before, MskFacts after) {
        this.before = before;
        this.after = after;
    }

    /** What it takes to get from one provision to another. */
    public static Delta between(MskProvision before, MskProvision after) {
        return new MskDelta(MskFacts.of(before), MskFacts.of(after)).delta();
    }

    private Delta delta() {
        SortedMap<String, String> old = new TreeMap<>();
        SortedMap<String, String> now = new TreeMap<>();
        Leaves.difference(before, after, old, now);
        SortedSet<String> paths = new TreeSet<>(old.keySet());
        paths.addAll(now.keySet());
        List<Change> changes = new ArrayList<>();
        for (String path : paths) {
            Optional<String> was = Optional.ofNullable(old.get(path));
            Optional<String> is = Optional.ofNullable(now.get(path));
            if (!was.equals(is)) {
                changes.add(new Change(path, was, is, reason(Leaves.keys(path), was)));
            }
        }
        return Delta.sorted(after.stack(), changes);
    }

    private Reason reason(List<String> keys, Optional<String> was) {
        return switch (keys.get(0)) {
            case "region" -> Reason.REGION_CHANGED;
            case "name" -> Reason.CLUSTER_NAME_CHANGED;
            case "type" -> Reason.MSK_TYPE_CHANGED;
            case "metadata", "version" -> version();
            case "zones" -> keys.get(2).equals("subnet") ? Reason.NETWORK_CHANGED : Reason.ZONES_CHANGED;
            case "network" -> Reason.NETWORK_CHANGED;
            case "brokers" -> brokers(keys);
            case "settings" -> setting(keys.get(1));
            case "encryption" -> keys.get(1).equals("key") ? Reason.MSK_KEY_CHANGED : Reason.MSK_SECURITY;
            case "level", "prometheus", "logDays", "logBucket" -> Reason.MSK_MONITORING;
            case "told" -> Reason.ALARM;
            case "access" -> keys.get(1).equals("accounts") ? Reason.FIREWALL : Reason.MSK_CONNECTIVITY;
            case "names" -> Reason.RECORD;
            case "topics" ->
                TopicJudgement.of(
                        keys,
                        was,
                        before.topics().get(keys.get(1)),
                        after.topics().get(keys.get(1)),
                        retention(before),
                        retention(after));
            default -> Reason.LABEL;
        };
    }

    /** A later line; or 3.9 from ZooKeeper to KRaft, over three zones. */
    private Reason version() {
        Optional<MskVersion> old = before.version().flatMap(MskDelta::line);
        Optional<MskVersion> now = after.version().flatMap(MskDelta::line);
        if (before.type() != after.type() || old.isEmpty() || now.isEmpty()) {
            return Reason.MSK_TYPE_CHANGED;
        }
        if (before.metadata() == after.metadata()) {
            return now.get().isAtLeast(old.get()) ? Reason.VERSION : Reason.VERSION_LOWER;
        }
        boolean migrates = old.equals(now)
                && old.get() == MskVersion.V3_9
                && before.metadata() == MetadataMode.ZOOKEEPER
                && after.zones().size() == Replicas.ZONES;
        return migrates ? Reason.MSK_KRAFT : Reason.METADATA_MOVED;
    }

    private static Optional<MskVersion> line(String version) {
        return MskVersion.of(version.replace(".kraft", ""));
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
        return old - now == before.zones().size() ? Reason.BROKER_REMOVED : Reason.MSK_BROKERS_FEWER;
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
            case "growth" -> Reason.ALARM;
            case "tiered" -> old.get().tiered() ? Reason.TIERED_OFF : Reason.MSK_STORAGE;
            default -> Reason.MSK_STORAGE;
        };
    }

    private Reason setting(String name) {
        return Retention.SETTINGS.contains(name) && retention(after).keepsLessThan(retention(before))
                ? Reason.KEEPS_LESS_STATIC
                : Reason.MSK_CONFIGURATION;
    }

    private static Retention retention(MskFacts facts) {
        return Retention.ofBrokers(facts.settings());
    }

    /** The operations that MSK carries out one after the other, each with all brokers. */
    public static List<Reason> operations(Delta delta) {
        EnumSet<Reason> met = EnumSet.noneOf(Reason.class);
        for (Change change : delta.changes()) {
            met.add(change.reason() == Reason.KEEPS_LESS_STATIC ? Reason.MSK_CONFIGURATION : change.reason());
        }
        // A version and the configuration that is made for it go together.
        if (met.contains(Reason.VERSION) || met.contains(Reason.MSK_KRAFT)) {
            met.remove(Reason.MSK_CONFIGURATION);
        }
        return OPERATIONS.stream().filter(met::contains).toList();
    }

    /** A step for each operation; none where MSK would refuse. */
    public static Rollout rollout(Delta delta, MskProvision after) {
        int count = after.brokers().map(MskBrokers::nodes).orElse(0);
        List<String> brokers =
                IntStream.rangeClosed(1, count).mapToObj(id -> "b-" + id).toList();
        List<Rollout.Step> steps = new ArrayList<>();
        for (Reason operation : operations(delta)) {
            steps.add(new Rollout.Step(
                    Role.BROKER,
                    operation.id(),
                    brokers,
                    Rollout.Action.RESTART,
                    List.of(),
                    new Rollout.Estimate(List.of(new Rollout.Part(
                            "5 to 15 min for each of " + count + " brokers", (long) SECONDS_PER_BROKER * count)))));
        }
        return new Rollout(OnEc2.Unit.NODE, List.copyOf(steps));
    }
}
