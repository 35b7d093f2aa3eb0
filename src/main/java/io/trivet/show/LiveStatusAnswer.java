package io.trivet.show;

import io.trivet.operate.Logs;
import io.trivet.operate.status.GroupLag;
import io.trivet.operate.status.Metadata;
import io.trivet.operate.status.Need;
import io.trivet.operate.status.Sight;
import io.trivet.operate.status.Status;
import io.trivet.operate.status.ZoneLoss;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** How a cluster is that runs, for programs. What a broker does not tell is left out. */
record LiveStatusAnswer(
        String stack,
        String bootstrap,
        boolean well,
        List<Need> needs,
        List<Zone> zones,
        List<Broker> brokers,
        Voting metadata,
        Partitions partitions,
        List<Group> groups,
        List<String> untold) {
    private static final int NAMED = 10;

    /** Partitions: how many, and the names of the first. */
    private record Named(int count, List<String> first) {
        static Named of(List<String> names) {
            return new Named(names.size(), names.subList(0, Math.min(NAMED, names.size())));
        }
    }

    private record Zone(
            String zone,
            ZoneLoss.Answer mayBeLost,
            int brokers,
            Named offline,
            Named underMin,
            int votersLeft,
            int voters,
            boolean decides) {}

    private record Broker(
            int id,
            String name,
            String zone,
            Status.Presence presence,
            int leaders,
            int replicas,
            OptionalLong bytes,
            List<Volume> volumes) {}

    private record Volume(
            String folder, boolean failed, long logBytes, OptionalLong freeBytes, OptionalLong totalBytes) {
        static Volume of(Logs.Volume volume) {
            return new Volume(
                    volume.folder(),
                    volume.failed(),
                    volume.logBytes(),
                    told(volume.freeBytes()),
                    told(volume.totalBytes()));
        }
    }

    private record Voting(Kind kind, OptionalLong leader, List<Voter> voters) {
        private enum Kind {
            KRAFT,
            KRAFT_WITHOUT_LEADER,
            ZOOKEEPER,
            UNTOLD
        }

        static Voting of(Status status) {
            Metadata metadata = status.sight().metadata();
            List<Voter> voters = metadata.voters().stream()
                    .map(id -> Voter.of(id, status, metadata))
                    .toList();
            return new Voting(kind(metadata), told(metadata.leader()), voters);
        }

        private static Kind kind(Metadata metadata) {
            if (metadata instanceof Metadata.Kraft) {
                return Kind.KRAFT;
            }
            if (metadata instanceof Metadata.Silent) {
                return Kind.KRAFT_WITHOUT_LEADER;
            }
            return metadata instanceof Metadata.Ensemble ? Kind.ZOOKEEPER : Kind.UNTOLD;
        }
    }

    private record Voter(int id, String name, boolean present, OptionalLong recordsBehind, OptionalLong millisBehind) {
        static Voter of(int id, Status status, Metadata metadata) {
            OptionalLong records = OptionalLong.empty();
            OptionalLong millis = OptionalLong.empty();
            if (metadata instanceof Metadata.Kraft kraft) {
                records = OptionalLong.of(kraft.quorum().recordsBehind(id));
                millis = kraft.quorum().timeBehind(id).stream()
                        .mapToLong(Duration::toMillis)
                        .findFirst();
            }
            return new Voter(id, status.expected().voter(id), metadata.present().contains(id), records, millis);
        }
    }

    private record Partitions(
            int count, Named offline, Named underMin, Named underReplicated, int moving, long bytesToCopy) {}

    private record Group(String group, String state, int partitions, long behind, boolean standsStill) {}

    static LiveStatusAnswer of(String stack, String bootstrap, Status status) {
        Sight sight = status.sight();
        return new LiveStatusAnswer(
                stack,
                bootstrap,
                status.isWell(),
                status.needs(),
                status.zones().stream().map(LiveStatusAnswer::zone).toList(),
                status.brokers().stream().map(LiveStatusAnswer::broker).toList(),
                Voting.of(status),
                new Partitions(
                        sight.copies().size(),
                        Named.of(status.partitions().offline()),
                        Named.of(status.partitions().underMin()),
                        Named.of(status.partitions().underReplicated()),
                        sight.moving().size(),
                        sight.bytesToCopy()),
                sight.groups().stream().map(LiveStatusAnswer::group).toList(),
                sight.untold());
    }

    private static Zone zone(ZoneLoss loss) {
        return new Zone(
                loss.zone(),
                loss.answer(),
                loss.brokers(),
                Named.of(loss.offline()),
                Named.of(loss.underMin()),
                loss.votersLeft(),
                loss.voters(),
                loss.decides());
    }

    private static Broker broker(Status.Broker broker) {
        return new Broker(
                broker.id(),
                broker.name(),
                broker.zone(),
                broker.presence(),
                broker.leaders(),
                broker.replicas(),
                told(broker.bytes()),
                broker.volumes().stream().map(Volume::of).toList());
    }

    private static Group group(GroupLag group) {
        return new Group(group.group(), group.state(), group.partitions().size(), group.behind(), group.standsStill());
    }

    private static OptionalLong told(long value) {
        return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
