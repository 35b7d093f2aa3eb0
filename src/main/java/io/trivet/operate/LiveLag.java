package io.trivet.operate;

import io.trivet.operate.lag.Age;
import io.trivet.operate.lag.Judgement;
import io.trivet.operate.lag.Judgement.Point;
import io.trivet.operate.lag.Lag;
import io.trivet.operate.lag.PartitionLag;
import io.trivet.operate.status.GroupLag;
import io.trivet.operate.status.GroupLag.Unread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks at how far consumer groups are behind, once or in a window, and changes nothing.
 *
 * <p>Fails: {@code cluster-unreachable}, {@code cluster-login}, {@code cluster-tls}, {@code cluster-forbidden},
 * {@code cluster-refused}.
 *
 * @param way on which the cluster is reached
 * @param client settings of a client that reads single records
 */
public record LiveLag(LiveCluster cluster, Way way, SortedMap<String, String> client, Clock clock) {
    /** As many as Burrow keeps. */
    private static final int LOOKS = 10;

    /** Between two looks, even in a short window. */
    private static final Duration LEAST_PAUSE = Duration.ofSeconds(1);

    /** Names of the groups that commit offsets. */
    public List<String> groups() throws Failure, InterruptedException {
        return List.copyOf(new LiveGroups(cluster, new Untold(way)).states().keySet());
    }

    /**
     * How far groups are behind.
     *
     * @param group the only one that is looked at; empty for all
     * @param window time in which they are looked at again and again; nothing for one look
     * @param progress hears how much of it has passed
     */
    public Lag look(Optional<String> group, Duration window, Consumer<String> progress)
            throws Failure, InterruptedException {
        Untold untold = new Untold(way);
        LiveStatus live = new LiveStatus(cluster, way);
        LiveGroups groups = new LiveGroups(cluster, untold);
        Duration pause = window.dividedBy(LOOKS);
        Duration between = pause.compareTo(LEAST_PAUSE) < 0 ? LEAST_PAUSE : pause;
        long began = clock.nanos();
        List<GroupLag> last = groups.lag(live.copies(untold), group);
        SortedMap<String, List<Point>> points = new TreeMap<>();
        add(last, points);
        int looks = 1;
        while (clock.nanos() - began < window.toNanos()) {
            progress.accept("watching, "
                    + Duration.ofNanos(clock.nanos() - began).toSeconds() + " s of " + window.toSeconds() + " s");
            clock.pause(between);
            last = groups.lag(live.copies(untold), group);
            add(last, points);
            looks++;
        }
        long millis = looks == 1 ? 0 : Duration.ofNanos(clock.nanos() - began).toMillis();
        progress.accept("reading the first record of each partition that is not read");
        return new Lag(looks, millis, partitions(last, points, untold), untold.reasons());
    }

    private static void add(List<GroupLag> groups, SortedMap<String, List<Point>> points) {
        for (GroupLag group : groups) {
            for (Unread unread : group.partitions()) {
                if (unread.end() >= 0) {
                    points.computeIfAbsent(key(group.group(), unread), name -> new ArrayList<>())
                            .add(new Point(unread.committed(), unread.end()));
                }
            }
        }
    }

    private static String key(String group, Unread unread) {
        return group + " " + unread.name();
    }

    private List<PartitionLag> partitions(List<GroupLag> groups, SortedMap<String, List<Point>> points, Untold untold)
            throws Failure, InterruptedException {
        SortedMap<String, String> members = members(groups, untold);
        Map<TopicPartition, Long> starts = starts(groups, untold);
        List<PartitionLag> partitions = new ArrayList<>();
        for (GroupLag group : groups) {
            SortedMap<String, Age> ages = ages(group, starts);
            for (Unread unread : group.partitions()) {
                String key = key(group.group(), unread);
                long start = starts.getOrDefault(new TopicPartition(unread.topic(), unread.partition()), 0L);
                String member = members.getOrDefault(key, "");
                Age unreadAge = unread.behind() == 0 && unread.end() >= 0
                        ? Age.NOTHING
                        : ages.getOrDefault(unread.name(), new Age(Age.Source.NOT_READ, 0));
                partitions.add(new PartitionLag(
                        group.group(),
                        unread.topic(),
                        unread.partition(),
                        unread.committed(),
                        unread.end(),
                        unread.behind(),
                        unread.end() < 0 ? 0 : Math.max(0, Math.min(start, unread.end()) - unread.committed()),
                        unreadAge,
                        member,
                        points.containsKey(key)
                                ? Judgement.of(points.get(key), !member.isEmpty())
                                : Judgement.UNDECIDED));
            }
        }
        return partitions;
    }

    /** Groups differ in what they have read of the same partition, so each is read for by itself. */
    private SortedMap<String, Age> ages(GroupLag group, Map<TopicPartition, Long> starts) {
        Map<TopicPartition, Long> from = new LinkedHashMap<>();
        Map<TopicPartition, Long> ends = new LinkedHashMap<>();
        for (Unread unread : group.partitions()) {
            TopicPartition name = new TopicPartition(unread.topic(), unread.partition());
            if (unread.behind() > 0) {
                from.put(name, Math.max(unread.committed(), starts.getOrDefault(name, 0L)));
                ends.put(name, unread.end());
            }
        }
        return new FirstUnread(client, clock).ages(from, ends);
    }

    private Map<TopicPartition, Long> starts(List<GroupLag> groups, Untold untold)
            throws Failure, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new LinkedHashMap<>();
        for (GroupLag group : groups) {
            for (Unread unread : group.partitions()) {
                if (unread.behind() > 0) {
                    asked.put(new TopicPartition(unread.topic(), unread.partition()), OffsetSpec.earliest());
                }
            }
        }
        return new LiveGroups(cluster, untold).offsets("beginnings of partitions", asked);
    }

    /** Which client has which partition, by group and partition. */
    private SortedMap<String, String> members(List<GroupLag> groups, Untold untold)
            throws Failure, InterruptedException {
        SortedMap<String, String> members = new TreeMap<>();
        Map<String, KafkaFuture<ConsumerGroupDescription>> asked = cluster.admin()
                .describeConsumerGroups(groups.stream().map(GroupLag::group).toList())
                .describedGroups();
        for (GroupLag group : groups) {
            Optional<ConsumerGroupDescription> described =
                    untold.may("members of consumer group " + group.group(), asked.get(group.group()));
            for (MemberDescription member :
                    described.map(ConsumerGroupDescription::members).orElse(List.of())) {
                member.assignment()
                        .topicPartitions()
                        .forEach(partition -> members.put(group.group() + " " + partition, member.clientId()));
            }
        }
        return members;
    }
}
