package io.trivet.operate.status;

import io.trivet.operate.Logs;
import io.trivet.problem.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Something about a cluster that needs a hand.
 *
 * @param where it is: servers, partitions, a folder or a zone
 * @param found in words, to follow that
 * @param mend what to do about it
 */
public record Need(Kind kind, String where, String found, String mend) {
    private static final int NAMED = 3;

    /** What it is about, the worst first. */
    public enum Kind {
        PARTITIONS_OFFLINE,
        PARTITIONS_UNDER_MIN,
        METADATA_LEADERLESS,
        BROKER_MISSING,
        BROKER_SILENT,
        VOTER_MISSING,
        VOLUME_FAILED,
        VOLUME_FULL,
        PARTITIONS_UNDER_REPLICATED,
        BROKER_UNDESCRIBED,
        ZONE_NEEDED,
        THROTTLE_LEFT
    }

    static List<Need> of(Sight sight, Expected expected, Partitions partitions, List<ZoneLoss> zones) {
        List<Need> needs = new ArrayList<>();
        ofPartitions(partitions, needs);
        ofMetadata(sight.metadata(), expected, needs);
        ofBrokers(sight, expected, needs);
        sight.logs().forEach((id, logs) -> ofVolumes(expected.broker(id), logs, needs));
        ofZones(zones, needs);
        ofThrottle(sight, needs);
        needs.sort((one, other) -> one.kind().compareTo(other.kind()));
        return List.copyOf(needs);
    }

    private static void ofPartitions(Partitions partitions, List<Need> needs) {
        if (!partitions.offline().isEmpty()) {
            needs.add(new Need(
                    Kind.PARTITIONS_OFFLINE,
                    Words.first(partitions.offline(), NAMED),
                    Words.count(partitions.offline().size(), "partition") + " without a leader",
                    "start the brokers that hold them: only one that was in sync may lead"));
        }
        if (!partitions.underMin().isEmpty()) {
            needs.add(new Need(
                    Kind.PARTITIONS_UNDER_MIN,
                    Words.first(partitions.underMin(), NAMED),
                    Words.count(partitions.underMin().size(), "partition")
                            + " under min.insync.replicas, where writes with acks=all are refused",
                    "start the brokers that hold them, and wait until they are in sync"));
        }
        List<String> lag = new ArrayList<>(partitions.underReplicated());
        lag.removeAll(new TreeSet<>(partitions.underMin()));
        if (!lag.isEmpty()) {
            needs.add(new Need(
                    Kind.PARTITIONS_UNDER_REPLICATED,
                    Words.first(lag, NAMED),
                    Words.count(lag.size(), "partition") + " not in sync on all of their brokers",
                    "wait until they are, or look at the brokers that lag"));
        }
    }

    private static void ofMetadata(Metadata metadata, Expected expected, List<Need> needs) {
        boolean unled = metadata instanceof Metadata.Ensemble && metadata.leader() < 0;
        if (metadata instanceof Metadata.Silent || unled) {
            needs.add(new Need(
                    Kind.METADATA_LEADERLESS,
                    "metadata",
                    "no controller that leads, so nothing can change leaders",
                    "start controllers, or servers of ZooKeeper, until more than half of them run"));
        }
        SortedSet<Integer> absent = new TreeSet<>(expected.voters().keySet());
        absent.addAll(metadata.voters());
        absent.removeAll(metadata.present());
        if (!absent.isEmpty() && !metadata.voters().isEmpty()) {
            needs.add(new Need(
                    Kind.VOTER_MISSING,
                    Words.list(absent.stream().map(expected::voter).toList()),
                    "no voter that is as far as the others",
                    "start it, and look at its log"));
        }
    }

    private static void ofBrokers(Sight sight, Expected expected, List<Need> needs) {
        SortedSet<Integer> missing = new TreeSet<>(expected.brokers().keySet());
        missing.removeAll(sight.racks().keySet());
        if (!missing.isEmpty()) {
            needs.add(new Need(Kind.BROKER_MISSING, names(missing, expected), "described and not there", "start it"));
        }
        if (!sight.silent().isEmpty()) {
            needs.add(new Need(
                    Kind.BROKER_SILENT,
                    names(sight.silent(), expected),
                    "registered, and no answer in " + Words.count(Sight.ANSWER.toSeconds(), "second"),
                    "ask again in a few seconds: one that has died is then missed; one that hangs, restart"));
        }
        SortedSet<Integer> more = new TreeSet<>(sight.racks().keySet());
        more.removeAll(expected.brokers().keySet());
        if (!more.isEmpty() && !expected.brokers().isEmpty()) {
            needs.add(new Need(
                    Kind.BROKER_UNDESCRIBED,
                    names(more, expected),
                    "there and not described",
                    "describe it, or take it out of the cluster"));
        }
    }

    private static String names(SortedSet<Integer> brokers, Expected expected) {
        return Words.list(brokers.stream().map(expected::broker).toList());
    }

    private static void ofVolumes(String broker, Logs logs, List<Need> needs) {
        for (Logs.Volume volume : logs.volumes()) {
            String where = volume.folder() + " of " + broker;
            if (volume.failed()) {
                needs.add(new Need(
                        Kind.VOLUME_FAILED,
                        where,
                        "a volume that cannot be used",
                        "look at the volume and at the log of the broker, then start it again"));
            } else if (volume.isFull()) {
                needs.add(new Need(
                        Kind.VOLUME_FULL,
                        where,
                        Words.bytes(volume.freeBytes()) + " free of " + Words.bytes(volume.totalBytes())
                                + ", which is less than a tenth",
                        "enlarge the volume (it needs no restart), or shorten the retention of large topics"));
            }
        }
    }

    /** One that is left slows down what such a partition copies next, and nothing tells why. */
    private static void ofThrottle(Sight sight, List<Need> needs) {
        if (sight.moving().isEmpty() && !sight.throttled().isEmpty()) {
            needs.add(new Need(
                    Kind.THROTTLE_LEFT,
                    Words.first(List.copyOf(sight.throttled()), NAMED),
                    "a throttle for moves, where nothing moves",
                    "run trivet operate moves with --throttle none, which takes it away"));
        }
    }

    private static void ofZones(List<ZoneLoss> zones, List<Need> needs) {
        List<String> needed = zones.stream()
                .filter(zone -> zone.answer() == ZoneLoss.Answer.NO)
                .map(ZoneLoss::zone)
                .toList();
        if (!needed.isEmpty()) {
            needs.add(new Need(
                    Kind.ZONE_NEEDED,
                    Words.list(needed),
                    "not to be lost now",
                    "mend what stands above; what needs the zone then has too few replicas in others, or too high a"
                            + " min.insync.replicas"));
        }
    }
}
