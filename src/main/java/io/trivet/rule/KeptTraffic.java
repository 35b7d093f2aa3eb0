package io.trivet.rule;

import io.trivet.layout.PlannedTopic;
import io.trivet.platform.Retention;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What traffic leaves on the disks of all brokers, where nothing says how it is spread over the topics: the most that
 * any spread can leave. A topic keeps what arrives within its time, but no more than its bytes.
 *
 * <p>So the topic that keeps records for longest, in the most replicas, gets as much of the traffic as fills its bytes,
 * then the next one. With 10 MiB/s, a topic of 7 days and 1 GiB in one partition, and another of 1 day without a limit
 * of bytes, the first is filled by 0.0017 MiB/s, and nearly all of the traffic stays for a day.
 *
 * @param bytes the most, of all replicas
 * @param millis the longest time for which any of it is kept
 * @param filled whether bytes were a limit
 */
record KeptTraffic(double bytes, long millis, boolean filled) {
    private static final double MILLIS = 1000.0;

    /**
     * What a topic can keep.
     *
     * @param bytes of one replica of all partitions; {@link Long#MAX_VALUE} for no limit
     */
    private record Room(long millis, double bytes, long replicas) {
        double perRate() {
            return millis == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : millis / MILLIS * replicas;
        }
    }

    /**
     * What so many bytes a second leave.
     *
     * @param topics as described; none where any topic may be there, which has what brokers say
     * @param brokers what topics keep that say nothing themselves
     * @param replicas of a topic that is not described
     */
    static KeptTraffic of(double rate, List<PlannedTopic> topics, Retention brokers, long replicas) {
        List<Room> rooms = new ArrayList<>();
        for (PlannedTopic topic : topics) {
            Retention kept = brokers.ofTopic(topic.settings());
            // What is compacted only is as large as its keys, which nothing describes.
            if (kept.policies().contains("delete")) {
                double bytes = kept.limitsBytes()
                        ? (double) kept.bytes() * Math.max(0, topic.partitions())
                        : Double.POSITIVE_INFINITY;
                rooms.add(new Room(kept.millis(), bytes, Math.max(0, topic.replicas())));
            }
        }
        if (topics.isEmpty() && brokers.policies().contains("delete")) {
            rooms.add(new Room(brokers.millis(), Double.POSITIVE_INFINITY, replicas));
        }
        return filling(rate, rooms);
    }

    private static KeptTraffic filling(double rate, List<Room> rooms) {
        double left = rate;
        double bytes = 0;
        long millis = 0;
        boolean filled = false;
        for (Room room : rooms.stream()
                .sorted(Comparator.comparingDouble(Room::perRate).reversed())
                .toList()) {
            boolean limited = !Double.isInfinite(room.bytes);
            if (room.millis == Long.MAX_VALUE) {
                // Without any limit it is another rule's concern; with one of bytes any traffic fills it in the end.
                bytes += limited ? room.bytes * room.replicas : 0;
                filled |= limited;
                continue;
            }
            double seconds = room.millis / MILLIS;
            double taken = limited && seconds > 0 ? Math.min(left, room.bytes / seconds) : left;
            bytes += taken * seconds * room.replicas;
            filled |= taken < left;
            millis = taken > 0 ? Math.max(millis, room.millis) : millis;
            left -= taken;
        }
        return new KeptTraffic(bytes, millis, filled);
    }
}
