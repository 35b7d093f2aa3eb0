package io.trivet.operate.status;

import io.trivet.operate.Copies;
import io.trivet.operate.Logs;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How a cluster is, and what about it needs a hand.
 *
 * @param brokers described ones and others, by id
 * @param zones what would be left without each of them; none where brokers do not tell where they stand
 * @param needs the worst first; none when all is well
 */
public record Status(
        Sight sight,
        Expected expected,
        Partitions partitions,
        List<Broker> brokers,
        List<ZoneLoss> zones,
        List<Need> needs) {
    /** Whether a broker is what it should be. */
    public enum Presence {
        THERE,
        /** Registered, and without an answer. */
        SILENT,
        /** Described and not there. */
        MISSING,
        /** There and not described. */
        UNDESCRIBED
    }

    /**
     * A broker.
     *
     * @param zone empty where nothing tells it
     * @param leaders partitions that it leads
     * @param replicas partitions that it should hold
     * @param bytes of its logs; -1 where it does not tell
     * @param volumes on which they lie; none where it does not tell
     */
    public record Broker(
            int id,
            String name,
            String zone,
            Presence presence,
            int leaders,
            int replicas,
            long bytes,
            List<Logs.Volume> volumes) {
        public Broker {
            volumes = List.copyOf(volumes);
        }
    }

    public Status {
        brokers = List.copyOf(brokers);
        zones = List.copyOf(zones);
        needs = List.copyOf(needs);
    }

    /** Judges what was seen. */
    public static Status of(Sight sight, Expected expected) {
        Partitions partitions = Partitions.of(sight);
        List<ZoneLoss> zones = ZoneLoss.of(sight, expected);
        return new Status(
                sight,
                expected,
                partitions,
                brokers(sight, expected),
                zones,
                Need.of(sight, expected, partitions, zones));
    }

    /** Whether nothing needs a hand. */
    public boolean isWell() {
        return needs.isEmpty();
    }

    private static List<Broker> brokers(Sight sight, Expected expected) {
        SortedSet<Integer> ids = new TreeSet<>(expected.brokers().keySet());
        ids.addAll(sight.racks().keySet());
        List<Broker> brokers = new ArrayList<>();
        for (int id : ids) {
            Logs logs = sight.logs().get(id);
            brokers.add(new Broker(
                    id,
                    expected.broker(id),
                    expected.zone(id, sight.racks()),
                    presence(id, sight, expected),
                    count(sight, id, true),
                    count(sight, id, false),
                    logs == null ? -1 : logs.bytes(),
                    logs == null ? List.of() : logs.volumes()));
        }
        return brokers;
    }

    private static Presence presence(int id, Sight sight, Expected expected) {
        if (!sight.racks().containsKey(id)) {
            return Presence.MISSING;
        }
        if (sight.silent().contains(id)) {
            return Presence.SILENT;
        }
        boolean known = expected.brokers().isEmpty() || expected.brokers().containsKey(id);
        return known ? Presence.THERE : Presence.UNDESCRIBED;
    }

    private static int count(Sight sight, int broker, boolean leading) {
        int count = 0;
        for (Copies partition : sight.copies()) {
            if (leading ? partition.leader() == broker : partition.replicas().contains(broker)) {
                count++;
            }
        }
        return count;
    }
}
