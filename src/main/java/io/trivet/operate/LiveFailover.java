package io.trivet.operate;

import io.trivet.operate.MirroredCluster.Seen;
import io.trivet.operate.Ranges.Range;
import io.trivet.operate.mirror.Anchor;
import io.trivet.operate.mirror.Bracket;
import io.trivet.operate.mirror.CopiedPartition;
import io.trivet.operate.mirror.Failover;
import io.trivet.operate.mirror.Link;
import io.trivet.operate.mirror.MovedGroup;
import io.trivet.operate.mirror.MovedPosition;
import io.trivet.operate.mirror.Translation;
import io.trivet.operate.mirror.Translation.Counted;
import io.trivet.operate.status.GroupLag;
import io.trivet.operate.status.GroupLag.Unread;
import io.trivet.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what mirrors have copied and at where groups would go on, and moves these. Nothing of a move is kept
 * anywhere: one that was cut off is looked at anew and comes to the same.
 *
 * <p>Fails: {@code cluster-unreachable}, {@code cluster-forbidden}, {@code cluster-refused}, {@code failover-untold},
 * {@code failover-group-busy}.
 */
public final class LiveFailover {
    /** Within which a producer that is in use writes. */
    private static final Duration APART = Duration.ofSeconds(2);

    /** So many offsets of a partition are read to translate a position; mirrors note a sync every 100. */
    private static final long COUNTED = 100_000;

    private final Link link;
    private final MirroredCluster target;
    private final Optional<MirroredCluster> source;
    private final Optional<String> only;
    private final Clock clock;

    /** How far copies are by what was read until now, since what is noted of them only grows. */
    private final SortedMap<TopicPartition, Long> copied = new TreeMap<>(LiveGroups.ORDER);

    private final SortedMap<TopicPartition, Long> heard = new TreeMap<>(LiveGroups.ORDER);
    private SortedMap<TopicPartition, Long> ends = new TreeMap<>(LiveGroups.ORDER);

    /**
     * What copies a cluster.
     *
     * @param source the cluster that is copied from; empty where it is lost
     * @param only the one group that moves; empty for all
     */
    public LiveFailover(
            Link link, MirroredCluster target, Optional<MirroredCluster> source, Optional<String> only, Clock clock) {
        this.link = link;
        this.target = target;
        this.source = source;
        this.only = only;
        this.clock = clock;
    }

    /** The move as it would be now. */
    public Failover look() throws Failure, InterruptedException {
        return source.isPresent() ? planned(source.get()) : unplanned();
    }

    /** What is not copied yet, of what the last look found at the source; nothing, too, when more was written since. */
    public List<String> missing() throws Failure, InterruptedException {
        SortedMap<TopicPartition, Long> before = ends;
        SortedMap<TopicPartition, Long> now = source.orElseThrow().offsets(before.keySet(), OffsetSpec.latest());
        if (!now.equals(before)) {
            return List.of();
        }
        hear();
        SortedMap<TopicPartition, Long> missing = missing(source.orElseThrow(), now);
        return missing.entrySet().stream()
                .map(partition -> partition.getKey() + " (" + partition.getValue() + ")")
                .toList();
    }

    /** Writes the positions. */
    public void move(Failover failover) throws Failure, InterruptedException {
        for (MovedGroup group : failover.moving()) {
            Map<TopicPartition, OffsetAndMetadata> positions = new LinkedHashMap<>();
            group.positions().stream()
                    .filter(MovedPosition::moves)
                    .forEach(position -> positions.put(
                            new TopicPartition(position.topic(), position.partition()),
                            new OffsetAndMetadata(position.after())));
            try {
                target.cluster()
                        .admin()
                        .alterConsumerGroupOffsets(group.group(), positions)
                        .all()
                        .get();
            } catch (ExecutionException e) {
                Throwable cause = LiveCluster.cause(e);
                if (cause instanceof UnknownMemberIdException) {
                    throw new Failure(
                            Problem.error(
                                            "failover-group-busy",
                                            target.way().place(),
                                            "group " + group.group() + ", which got members here meanwhile")
                                    .must("have none until its positions are written")
                                    .mend(
                                            "stop them, then run the same command again: groups that have moved stay as they are"));
                }
                throw new Failure(ClusterProblem.cluster(cause, target.way()));
            }
        }
    }

    private Failover planned(MirroredCluster from) throws Failure, InterruptedException {
        Seen first = from.seen(this::concerns);
        clock.pause(APART);
        Seen then = from.seen(this::concerns);
        List<GroupLag> groups = then.groups().values().stream()
                .filter(group -> moves(group.group()))
                .filter(group -> group.partitions().stream().anyMatch(unread -> concerns(unread.topic())))
                .toList();
        SortedSet<String> topics = new TreeSet<>();
        then.partitions().forEach(partition -> topics.add(partition.topic()));
        topics.removeIf(topic -> !link.copies(topic));
        if (only.isPresent()) {
            topics.retainAll(groups.stream()
                    .flatMap(group -> group.partitions().stream())
                    .map(Unread::topic)
                    .toList());
        }
        ends = new TreeMap<>(LiveGroups.ORDER);
        then.ends().forEach((partition, end) -> {
            if (topics.contains(partition.topic())) {
                ends.put(partition, end);
            }
        });
        hear();
        SortedMap<TopicPartition, Long> missing = missing(from, ends);
        Seen here = target.seen(topic -> !Link.isInternal(topic));
        List<CopiedPartition> copies = new ArrayList<>();
        ends.forEach((partition, end) -> copies.add(new CopiedPartition(
                partition.topic(),
                partition.partition(),
                OptionalLong.of(end),
                Math.max(0, end - first.ends().getOrDefault(partition, 0L)),
                then.open().containsKey(partition),
                optional(copied.get(partition)),
                missing.getOrDefault(partition, 0L),
                optional(here.ends().get(copy(partition))),
                OptionalLong.empty())));
        return new Failover(link.source(), true, copies, groups(from, first, groups, here, then.ends()));
    }

    private Failover unplanned() throws Failure, InterruptedException {
        hear();
        Seen here = target.seen(topic -> !Link.isInternal(topic));
        SortedMap<TopicPartition, MirrorTopics.Checkpoint> noted = new TreeMap<>(LiveGroups.ORDER);
        SortedMap<String, SortedMap<TopicPartition, MirrorTopics.Checkpoint>> checkpoints = new TreeMap<>();
        target.read(
                link.checkpointsTopic(),
                record -> MirrorTopics.checkpoint(record)
                        .filter(checkpoint -> moves(checkpoint.group()))
                        .ifPresent(checkpoint -> checkpoints
                                .computeIfAbsent(checkpoint.group(), group -> new TreeMap<>(LiveGroups.ORDER))
                                .put(checkpoint.copy(), checkpoint)),
                clock);
        SortedMap<String, SortedMap<TopicPartition, Bracket>> brackets = new TreeMap<>();
        checkpoints.forEach((group, partitions) -> partitions.forEach((copy, checkpoint) -> {
            noted.put(copy, checkpoint);
            brackets.computeIfAbsent(group, name -> new TreeMap<>(LiveGroups.ORDER))
                    .put(origin(copy), Bracket.of(checkpoint.anchor().from()));
        }));
        bracket(target, link, brackets, Function.identity());
        SortedSet<TopicPartition> copiesHere = new TreeSet<>(LiveGroups.ORDER);
        copied.keySet().stream()
                .filter(partition -> link.copies(partition.topic()))
                .map(this::copy)
                .filter(here.partitions()::contains)
                .filter(copy -> only.isEmpty() || noted.containsKey(copy))
                .forEach(copiesHere::add);
        SortedMap<TopicPartition, Long> newest = target.newest(copiesHere);
        List<CopiedPartition> copies = new ArrayList<>();
        for (TopicPartition copy : copiesHere) {
            TopicPartition partition = origin(copy);
            copies.add(new CopiedPartition(
                    partition.topic(),
                    partition.partition(),
                    OptionalLong.empty(),
                    0,
                    false,
                    optional(copied.get(partition)),
                    0,
                    optional(here.ends().get(copy)),
                    optional(newest.get(copy))));
        }
        SortedMap<TopicPartition, Long> starts = target.offsets(
                noted.keySet().stream().filter(here.partitions()::contains).toList(), OffsetSpec.earliest());
        List<MovedGroup> groups = new ArrayList<>();
        checkpoints.forEach((group, partitions) -> {
            List<MovedPosition> positions = new ArrayList<>();
            long known = 0;
            for (Map.Entry<TopicPartition, MirrorTopics.Checkpoint> each : partitions.entrySet()) {
                TopicPartition copy = each.getKey();
                if (!here.partitions().contains(copy)) {
                    continue;
                }
                long end = here.ends().getOrDefault(copy, 0L);
                Bracket bracket = brackets.getOrDefault(group, new TreeMap<>(LiveGroups.ORDER))
                        .getOrDefault(
                                origin(copy),
                                Bracket.of(each.getValue().anchor().from()));
                // How far all is copied is noted later than it is copied, so that no position is the end for certain.
                Translation translation = Translation.of(
                                bracket,
                                starts.getOrDefault(copy, 0L),
                                new Anchor(Long.MAX_VALUE, end),
                                Optional.empty())
                        .orLater(Math.min(end, each.getValue().anchor().to()));
                known = Math.max(known, each.getValue().millis());
                positions.add(position(here, group, copy, origin(copy).topic(), bracket.position(), translation));
            }
            if (!positions.isEmpty()) {
                positions.addAll(own(here, group));
                positions.sort(MovedPosition.ORDER);
                groups.add(new MovedGroup(group, false, here.hasMembers(group), OptionalLong.of(known), positions));
            }
        });
        return new Failover(link.source(), false, copies, groups);
    }

    /**
     * Where a group goes on in what was written here, which it may have read at the source by the copies there: only
     * the source knows how far.
     */
    private List<MovedPosition> own(Seen here, String group) {
        GroupLag there = here.groups().get(group);
        if (there == null || !link.prefixed()) {
            return List.of();
        }
        return there.partitions().stream()
                .filter(unread -> !unread.topic().startsWith(link.copy("")) && unread.behind() > 0)
                .map(unread -> new MovedPosition(
                        unread.topic(),
                        unread.partition(),
                        link.back().copy(unread.topic()),
                        OptionalLong.empty(),
                        OptionalLong.of(unread.committed()),
                        unread.end(),
                        new Translation(unread.committed(), unread.behind())))
                .toList();
    }

    private List<MovedGroup> groups(
            MirroredCluster from,
            Seen first,
            List<GroupLag> groups,
            Seen here,
            SortedMap<TopicPartition, Long> sourceEnds)
            throws Failure, InterruptedException {
        SortedMap<TopicPartition, Long> back = copiedBack(from);
        SortedMap<String, SortedMap<TopicPartition, Bracket>> forth = new TreeMap<>();
        SortedMap<String, SortedMap<TopicPartition, Bracket>> home = new TreeMap<>();
        for (GroupLag group : groups) {
            for (Unread unread : group.partitions()) {
                TopicPartition partition = new TopicPartition(unread.topic(), unread.partition());
                Optional<TopicPartition> written = home(partition);
                if (link.copies(unread.topic()) && here.partitions().contains(copy(partition))) {
                    forth.computeIfAbsent(group.group(), name -> new TreeMap<>(LiveGroups.ORDER))
                            .put(partition, Bracket.of(unread.committed()));
                } else if (written.filter(here.partitions()::contains)
                        .filter(back::containsKey)
                        .isPresent()) {
                    home.computeIfAbsent(group.group(), name -> new TreeMap<>(LiveGroups.ORDER))
                            .put(written.get(), Bracket.of(unread.committed()));
                }
            }
        }
        bracket(target, link, forth, Function.identity());
        bracket(from, link.back(), home, Anchor::reversed);
        SortedSet<TopicPartition> read = new TreeSet<>(LiveGroups.ORDER);
        forth.values().forEach(positions -> positions.keySet().forEach(partition -> read.add(copy(partition))));
        home.values().forEach(positions -> read.addAll(positions.keySet()));
        SortedMap<TopicPartition, Long> starts = target.offsets(read, OffsetSpec.earliest());
        List<MovedGroup> moved = new ArrayList<>();
        for (GroupLag group : groups) {
            List<MovedPosition> positions = new ArrayList<>();
            SortedMap<TopicPartition, Bracket> leaves =
                    forth.getOrDefault(group.group(), new TreeMap<>(LiveGroups.ORDER));
            SortedMap<TopicPartition, Counted> counted = counted(from, leaves);
            leaves.forEach((partition, bracket) -> {
                TopicPartition copy = copy(partition);
                Anchor end = new Anchor(
                        copied.getOrDefault(partition, Long.MAX_VALUE),
                        here.ends().getOrDefault(copy, 0L));
                Translation translation = Translation.of(
                        bracket, starts.getOrDefault(copy, 0L), end, Optional.ofNullable(counted.get(partition)));
                positions.add(position(here, group.group(), copy, partition.topic(), bracket.position(), translation));
            });
            home.getOrDefault(group.group(), new TreeMap<>(LiveGroups.ORDER)).forEach((partition, bracket) -> {
                String there = link.back().copy(partition.topic());
                Anchor end = new Anchor(
                        sourceEnds.getOrDefault(new TopicPartition(there, partition.partition()), Long.MAX_VALUE),
                        back.getOrDefault(partition, 0L));
                Translation translation =
                        Translation.of(bracket, starts.getOrDefault(partition, 0L), end, Optional.empty());
                positions.add(position(here, group.group(), partition, there, bracket.position(), translation));
            });
            positions.sort(MovedPosition.ORDER);
            GroupLag before = first.groups().get(group.group());
            boolean commits = before != null && !committed(before).equals(committed(group));
            moved.add(new MovedGroup(
                    group.group(),
                    commits || MirroredCluster.hasMembers(group),
                    here.hasMembers(group.group()),
                    OptionalLong.empty(),
                    positions));
        }
        return moved;
    }

    private MovedPosition position(
            Seen here, String group, TopicPartition partition, String from, long read, Translation translation) {
        OptionalLong before = OptionalLong.empty();
        GroupLag there = here.groups().get(group);
        if (there != null) {
            before = there.partitions().stream()
                    .filter(unread ->
                            unread.topic().equals(partition.topic()) && unread.partition() == partition.partition())
                    .mapToLong(Unread::committed)
                    .findFirst();
        }
        return new MovedPosition(
                partition.topic(),
                partition.partition(),
                from,
                OptionalLong.of(read),
                before,
                here.ends().getOrDefault(partition, 0L),
                translation);
    }

    private static List<Long> committed(GroupLag group) {
        return group.partitions().stream().map(Unread::committed).toList();
    }

    private boolean moves(String group) {
        return link.translates(group) && only.map(group::equals).orElse(true);
    }

    private boolean concerns(String topic) {
        return link.copies(topic) || link.home(topic).isPresent();
    }

    private TopicPartition copy(TopicPartition partition) {
        return new TopicPartition(link.copy(partition.topic()), partition.partition());
    }

    /** Of a copy, the partition of the source. */
    private TopicPartition origin(TopicPartition copy) {
        String topic = link.prefixed() ? copy.topic().substring(link.source().length() + 1) : copy.topic();
        return new TopicPartition(topic, copy.partition());
    }

    private Optional<TopicPartition> home(TopicPartition partition) {
        return link.home(partition.topic()).map(topic -> new TopicPartition(topic, partition.partition()));
    }

    private static OptionalLong optional(@Nullable Long value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** Hears how far copies are. */
    private void hear() throws Failure, InterruptedException {
        target.read(link.offsetsTopic(), heard, record -> hear(record, link, copied), clock);
    }

    private static void hear(ConsumerRecord<byte[], byte[]> record, Link link, SortedMap<TopicPartition, Long> copied) {
        MirrorTopics.copied(record, link.source()).ifPresent(noted -> {
            if (noted.next().isPresent()) {
                copied.put(noted.partition(), noted.next().getAsLong());
            } else {
                copied.remove(noted.partition());
            }
        });
    }

    /** How far the partitions of the target were copied to the source, where mirrors there do that. */
    private SortedMap<TopicPartition, Long> copiedBack(MirroredCluster from) throws Failure, InterruptedException {
        SortedMap<TopicPartition, Long> back = new TreeMap<>(LiveGroups.ORDER);
        if (link.prefixed()) {
            from.read(link.back().offsetsTopic(), record -> hear(record, link.back(), back), clock);
        }
        return back;
    }

    /** Offsets that are not copied yet, by partition; none where no record is among them. */
    private SortedMap<TopicPartition, Long> missing(MirroredCluster from, SortedMap<TopicPartition, Long> wanted)
            throws Failure, InterruptedException {
        SortedMap<TopicPartition, Long> starts = from.offsets(wanted.keySet(), OffsetSpec.earliest());
        SortedMap<TopicPartition, Range> left = new TreeMap<>(LiveGroups.ORDER);
        wanted.forEach((partition, end) -> {
            long start = starts.getOrDefault(partition, 0L);
            long at = Math.max(start, copied.getOrDefault(partition, start));
            if (at < end) {
                left.put(partition, new Range(at, end));
            }
        });
        SortedMap<TopicPartition, Long> missing = new TreeMap<>(LiveGroups.ORDER);
        // What transactions leave at an end is no record, and never copied.
        from.ranges(clock).read(left, record -> {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            Range range = left.get(partition);
            if (range != null) {
                missing.put(partition, range.to() - range.from());
            }
            return true;
        });
        return missing;
    }

    /** Puts each position between its syncs, as mirrors noted them at the cluster that they copy to. */
    private void bracket(
            MirroredCluster side,
            Link copies,
            SortedMap<String, SortedMap<TopicPartition, Bracket>> positions,
            Function<Anchor, Anchor> direction)
            throws Failure, InterruptedException {
        if (positions.isEmpty()) {
            return;
        }
        side.read(
                copies.syncsTopic(),
                record -> MirrorTopics.sync(record)
                        .ifPresent(sync -> positions
                                .values()
                                .forEach(group -> group.computeIfPresent(
                                        sync.partition(),
                                        (partition, bracket) -> bracket.with(direction.apply(sync.anchor()))))),
                clock);
    }

    /** Counts the records around positions, where these lie between syncs that are near enough. */
    private SortedMap<TopicPartition, Counted> counted(
            MirroredCluster from, SortedMap<TopicPartition, Bracket> positions) throws Failure, InterruptedException {
        SortedMap<TopicPartition, Range> ranges = new TreeMap<>(LiveGroups.ORDER);
        SortedMap<TopicPartition, Counted> counted = new TreeMap<>(LiveGroups.ORDER);
        positions.forEach((partition, bracket) -> {
            long end = copied.getOrDefault(partition, bracket.position());
            if (bracket.position() < end) {
                long begin = bracket.before().map(Anchor::from).orElse(bracket.position());
                long until = Math.min(end, bracket.after().map(Anchor::from).orElse(end));
                long to = until - begin <= COUNTED ? until : bracket.position();
                if (to - begin <= COUNTED) {
                    ranges.put(partition, new Range(begin, to));
                    counted.put(partition, new Counted(0, 0));
                }
            }
        });
        from.ranges(clock).read(ranges, record -> {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            Bracket bracket = positions.get(partition);
            if (bracket != null) {
                boolean passed = record.offset() < bracket.position();
                counted.computeIfPresent(
                        partition,
                        (name, sum) -> new Counted(sum.passed() + (passed ? 1 : 0), sum.left() + (passed ? 0 : 1)));
            }
            return false;
        });
        return counted;
    }
}
