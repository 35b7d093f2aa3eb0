package io.trivet.platform.ec2;

import io.trivet.kafka.MetadataMode;
import io.trivet.layout.Role;
import io.trivet.platform.Change;
import io.trivet.platform.Reason;
import io.trivet.platform.Risk;
import io.trivet.platform.Stakes;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.problem.Was;
import io.trivet.problem.Words;
import io.trivet.process.ZooKeeperServer;
import io.trivet.stack.DataSize;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a live cluster cannot take, or not unless the operator sees to its data, as problems of the new description: an
 * error for each change that is {@link Risk#REFUSED}, a warning for each with {@link Risk#DATA_AT_STAKE}. What follows
 * from another refused change is not told a second time.
 */
public final class Refusals {
    private static final String MIRROR = "or describe a new stack and mirror the data to it";

    /** The reasons of all changes. */
    private final EnumSet<Reason> met = EnumSet.noneOf(Reason.class);
    /** Numbers of the brokers that go. */
    private final SortedSet<Integer> gone = new TreeSet<>();

    private final Description<OnEc2> was;
    private final Description<OnEc2> description;
    private final OnEc2 before;
    private final OnEc2 after;

    /** By path and id, since many facts may follow from one edit. */
    private final SortedMap<String, Problem> problems = new TreeMap<>();

    private final Stakes stakes;

    private Refusals(List<Change> changes, Description<OnEc2> before, Description<OnEc2> after, Stakes stakes) {
        for (Change change : changes) {
            met.add(change.reason());
            if (change.reason() == Reason.BROKER_REMOVED) {
                gone.add(Integer.parseInt(change.keys().get(1).replaceFirst("\\D+", "")));
            }
        }
        this.was = before;
        this.before = before.on();
        this.description = after;
        this.after = after.on();
        this.stakes = stakes;
    }

    /** The problems of changes between these two, with what they put at stake. */
    public static Problems of(
            List<Change> changes, Description<OnEc2> before, Description<OnEc2> after, Stakes stakes) {
        Refusals refusals = new Refusals(changes, before, after, stakes);
        for (Change change : changes) {
            if (change.risk() == Risk.REFUSED) {
                refusals.refuse(change);
            } else if (change.risk() == Risk.DATA_AT_STAKE) {
                refusals.warn(change);
            }
        }
        return new Problems(List.copyOf(refusals.problems.values()));
    }

    private void refuse(Change change) {
        List<String> keys = change.keys();
        String old = change.before().orElse("");
        String now = change.after().orElse("missing");
        switch (change.reason()) {
            case CLUSTER_NAME_CHANGED -> {
                String why = "names, paths and ids of every node follow from it";
                stays(change, "name", description.name(), was.name(), why, "name: " + was.name() + ", " + MIRROR);
            }
            case CLUSTER_ID_CHANGED -> clusterId(change);
            case REGION_CHANGED -> {
                String why = "nothing of a cluster can move to another region";
                stays(change, "aws:region", now, old, why, "aws:region: " + old + ", " + MIRROR);
            }
            case ZONES_CHANGED ->
                error(change, "zones", Words.list(after.zones()))
                        .must("stay " + Words.list(before.zones())
                                + ", in this order: it places the nodes, and a volume never leaves its zone")
                        .mend("write zones: [" + String.join(", ", before.zones()) + "]");
            case NETWORK_CHANGED -> network(change, keys);
            case DNS_ZONE_CHANGED -> {
                String zone = before.dns().zone();
                String why = "every name of a node follows from it, and brokers and clients reach each other by these"
                        + " names";
                stays(change, "dns.zone", after.dns().zone(), zone, why, "dns.zone: " + zone);
            }
            case NODE_IDENTITY -> identity(change, keys);
            case KEY_CHANGED -> {
                String key = change.before().orElse("missing");
                String why = "a volume keeps the key with which it was made, and its data would not come along";
                stays(change, "encryption.key", now, key, why, "encryption as it was, " + MIRROR);
            }
            case VERSION_LOWER ->
                error(change, "kafka.version", after.kafka().version())
                        .must("be at least " + before.kafka().version()
                                + ", which runs now: Kafka cannot read metadata that a later version wrote")
                        .mend("write kafka.version: " + before.kafka().version());
            case METADATA_MOVED -> metadata(change);
            case SECURITY_CHANGED ->
                error(change, "security", after.security().isPresent() ? "described" : "left out")
                        .must("stay " + (before.security().isPresent() ? "as it was" : "left out")
                                + ": nodes that restart one after the other would not understand the others")
                        .mend("write security as it was, " + MIRROR);
            case AUTHORITY_CHANGED -> authority(change, old, now);
            case ROLES_CHANGED -> roles(change);
            case FINALISED_LOWER -> finalised(change, now, old);
            case VOTERS_MANY -> voters(change, keys);
            case CHROOT_CHANGED -> chroot(change);
            case STORAGE_SHRINK -> shrink(change, keys);
            case VOLUMES_FEWER -> {
                String why = "the replicas on the others would be gone, since Kafka does not move them off a volume";
                error(change, "brokers.volumes", now)
                        .must("be at least " + old + ": " + why)
                        .mend("write brokers.volumes: " + old + ", " + MIRROR);
            }
            case CONNECT_ONCE -> {
                String key = keys.get(1).equals(Role.MIRROR.word())
                        ? "mirrors.exactlyOnce"
                        : "connect.settings." + keys.get(3);
                error(change, key, change.after().orElse("left out"))
                        .must("go over preparing, in a roll of its own: workers that are "
                                + change.before().orElse("disabled") + " and workers that are "
                                + change.after().orElse("disabled") + " do not understand each other")
                        .mend("write preparing, deploy it, and go on with the next change");
            }
            case SETTING_FIXED ->
                error(change, "brokers.settings." + keys.get(3), now)
                        .must("stay " + change.before().orElse("what it is")
                                + ": Kafka reads it once, when it makes the topic of its own")
                        .mend(change.before()
                                .map(value -> "add brokers.settings " + keys.get(3) + ": " + value)
                                .orElse("remove it"));
            default -> {
                Stakes.Stake stake = stakes.of(change).orElseThrow(() -> new AssertionError(change));
                error(change, stake.path(), stake.found()).must(stake.must()).mend(stake.mend());
            }
        }
    }

    private void stays(Change change, String path, String found, String old, String why, String mend) {
        error(change, path, found).must("stay " + old + ": " + why).mend("write " + mend);
    }

    private boolean has(Reason reason) {
        return met.contains(reason);
    }

    private void clusterId(Change change) {
        if (has(Reason.CLUSTER_NAME_CHANGED) || has(Reason.REGION_CHANGED)) {
            return;
        }
        boolean computed = after.kafka().clusterId().isEmpty()
                && before.kafka().clusterId().isEmpty();
        error(
                        change,
                        computed ? "environment" : "kafka.clusterId",
                        computed ? description.environment() : change.after().orElse("missing"))
                .must("lead to the cluster id " + change.before().orElse("")
                        + ", which every data folder holds: a broker refuses to start on data of another cluster")
                .mend(
                        computed
                                ? "write environment: " + was.environment() + ", or kafka.clusterId: "
                                        + change.before().orElse("")
                                : "write kafka.clusterId: " + change.before().orElse(""));
    }

    private void network(Change change, List<String> keys) {
        if (has(Reason.REGION_CHANGED)) {
            return;
        }
        String fact = keys.get(0).equals("zones") || keys.get(1).equals("cidr") ? "cidr" : keys.get(1);
        boolean sameBlock = before.network().cidr().equals(after.network().cidr());
        if (fact.equals("cidr") && sameBlock) {
            // The block of a subnet, which is told at the subnets.
            return;
        }
        if (fact.equals("subnets") && has(Reason.ZONES_CHANGED)) {
            return;
        }
        String was = switch (fact) {
            case "cidr" -> before.network().cidr().toString();
            case "vpc" -> before.network().vpc().orElse("a network that is made");
            default -> subnets(before);
        };
        String is = switch (fact) {
            case "cidr" -> after.network().cidr().toString();
            case "vpc" -> after.network().vpc().orElse("missing");
            default -> subnets(after);
        };
        error(change, "network." + fact, is)
                .must("stay " + was + ": every node has its address there for ever")
                .mend("write network." + fact + " as it was, " + MIRROR);
    }

    private static String subnets(OnEc2 stack) {
        return stack.network().subnets().isEmpty()
                ? "none"
                : Words.list(stack.network().subnets().values().stream()
                        .map(subnet -> subnet.id() + " with " + subnet.cidr())
                        .toList());
    }

    private void identity(Change change, List<String> keys) {
        boolean follows = List.of(
                        Reason.REGION_CHANGED,
                        Reason.ZONES_CHANGED,
                        Reason.NETWORK_CHANGED,
                        Reason.DNS_ZONE_CHANGED,
                        Reason.CLUSTER_NAME_CHANGED,
                        Reason.METADATA_MOVED,
                        Reason.ROLES_CHANGED)
                .stream()
                .anyMatch(this::has);
        if (!follows) {
            error(change, keys.get(1), change.after().orElse("missing"))
                    .must("stay " + change.before().orElse("missing") + ", the " + keys.get(2) + " of " + keys.get(1)
                            + ": data belongs to the id, zone and address of its node")
                    .mend("describe what places the nodes as it was");
        }
    }

    private void metadata(Change change) {
        boolean toKraft = after.kafka().mode() == MetadataMode.KRAFT;
        error(change, "kafka.metadata", toKraft ? "kraft" : "zookeeper")
                .must("stay " + (toKraft ? "zookeeper" : "kraft") + ": "
                        + (toKraft
                                ? "metadata moves from ZooKeeper in steps, with Kafka 3.9, and in one step the brokers would"
                                        + " start with an empty cluster"
                                : "no Kafka moves its metadata back into ZooKeeper"))
                .mend("write kafka.metadata: " + (toKraft ? "zookeeper" : "kraft") + ", " + MIRROR);
    }

    private void authority(Change change, String old, String now) {
        boolean known = before.security()
                .filter(security -> security.authorities().contains(now))
                .isPresent();
        error(change, "security.authority", now)
                .must(
                        known
                                ? "have " + old
                                        + " beside it until all nodes have their new certificate: those that still"
                                        + " have the old one would be let in no more"
                                : "be let in by all nodes before the first one has a certificate of it")
                .mend(
                        known
                                ? "write security.trusts: [" + old + "] beside it; remove that when it is deployed, and"
                                        + " clients have new certificates, too"
                                : "write security.authority: " + old + " and security.trusts: [" + now
                                        + "], and deploy that; give clients the certificates of both to trust, and then"
                                        + " write the one in the place of the other");
    }

    private void roles(Change change) {
        String path = "brokers.controllers";
        String mend = after.combined()
                ? "remove it and describe controllers as they were, "
                : "write " + path + ": true without controllers, ";
        error(change, path, after.combined() ? "true" : "left out")
                .must("stay " + (after.combined() ? "left out" : "true") + ": Kafka knows no way between brokers that"
                        + " vote and controllers of their own")
                .mend(mend + MIRROR);
    }

    private void finalised(Change change, String now, String old) {
        if (!has(Reason.VERSION_LOWER)) {
            error(change, "kafka.metadataVersion", now)
                    .must("be at least " + old + ", which is finalised: Kafka does not lower it while data is at stake")
                    .mend("write kafka.metadataVersion: " + old
                            + (after.kafka().version().equals(old) ? ", or leave it out" : ""));
        }
    }

    private void voters(Change change, List<String> keys) {
        Role role = Role.ofNode(keys.get(1)).orElseThrow();
        int was = count(before, role);
        int next = count(after, role) > was ? was + 1 : was - 1;
        error(change, role.key() + ".nodes", "" + count(after, role))
                .must("stay " + was
                        + ", or change by one: a majority of the new voters may not know what the old ones decided")
                .mend("write nodes: " + next + ", deploy it, and go on by one with the next change");
    }

    private void chroot(Change change) {
        if (has(Reason.CLUSTER_NAME_CHANGED)) {
            return;
        }
        String old = ZooKeeperServer.chroot(was);
        error(change, "zookeeper.chroot", ZooKeeperServer.chroot(description))
                .must("stay " + old
                        + ": brokers would find an empty cluster at the other path, and all topics would be gone")
                .mend("write zookeeper.chroot: " + old);
    }

    private void shrink(Change change, List<String> keys) {
        String path = Role.of(keys.get(1)).key() + ".volume.size";
        DataSize was = DataSize.gib(Long.parseLong(change.before().orElse("0")));
        error(
                        change,
                        path,
                        DataSize.gib(Long.parseLong(change.after().orElse("0"))).toString())
                .must("be at least " + was + ", the size that " + keys.get(1) + " volumes have now")
                .mend("set " + path + " to " + was + " or more; EBS volumes cannot shrink");
    }

    private void warn(Change change) {
        if (change.reason() == Reason.BROKER_REMOVED) {
            removed(change);
            return;
        }
        Stakes.Stake stake = stakes.of(change).orElseThrow(() -> new AssertionError(change));
        warning(change, path(change, stake), stake.found()).must(stake.must()).mend(stake.mend());
    }

    /** Controllers read what brokers are told, unless they are told something else. */
    private String path(Change change, Stakes.Stake stake) {
        List<String> keys = change.keys();
        boolean own = keys.get(0).equals("roles")
                && keys.get(1).equals(Role.CONTROLLER.word())
                && description.places().has(Role.CONTROLLER.key() + ".settings." + keys.get(3));
        return own ? Role.CONTROLLER.key() + ".settings." + keys.get(3) : stake.path();
    }

    private void removed(Change change) {
        String shown = gone.size() > 6
                ? Role.BROKER.node(gone.first()) + " to " + Role.BROKER.node(gone.last())
                : Words.list(gone.stream().map(Role.BROKER::node).toList());
        warning(change, "brokers.nodes", after.brokers().nodes() + ", without " + shown)
                .must("leave out brokers that hold no replica: what they hold must be elsewhere before they go")
                .mend("move their partitions to the others first, and look that none is left");
    }

    private static int count(OnEc2 stack, Role role) {
        OnEc2.Nodes nodes = stack.described().get(role.key());
        return nodes == null ? 0 : nodes.nodes();
    }

    private Was<Problem> error(Change change, String path, String found) {
        return must -> mend ->
                add(Problem.error(change.reason().id(), description.places().at(path), found)
                        .must(must)
                        .mend(mend));
    }

    private Was<Problem> warning(Change change, String path, String found) {
        return must -> mend ->
                add(Problem.warning(change.reason().id(), description.places().at(path), found)
                        .must(must)
                        .mend(mend));
    }

    private Problem add(Problem problem) {
        problems.putIfAbsent(problem.place().path() + " " + problem.id(), problem);
        return problem;
    }
}
