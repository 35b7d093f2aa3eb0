package io.trivet.edge.local.cluster;

import io.trivet.edge.local.process.NodeTask;
import io.trivet.kafka.MetadataMode;
import io.trivet.layout.Node;
import io.trivet.layout.PlannedTopic;
import io.trivet.layout.Zone;
import io.trivet.operate.Copies;
import io.trivet.operate.Failure;
import io.trivet.operate.LiveCluster;
import io.trivet.operate.Topics;
import io.trivet.operate.Waiting;
import io.trivet.plan.Plan;
import io.trivet.platform.Ec2Platform;
import io.trivet.problem.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.NewTopic;

/** Waits until the processes are a cluster, step by step from the ground up, and proves that it serves. */
final class Verify {
    private final Plan<Ec2Platform> plan;
    private final Waiting waiting;
    private final Progress progress;

    Verify(Plan<Ec2Platform> plan, Waiting waiting, Progress progress) {
        this.plan = plan;
        this.waiting = waiting;
        this.progress = progress;
    }

    /** Every process listens and the ZooKeeper quorum is whole. One that was seen is not asked again. */
    void servers() throws Failure, InterruptedException {
        List<NodeTask> absent = new ArrayList<>(NodeTask.of(plan.nodes()));
        waiting.until("servers", () -> {
            absent.removeIf(Verify::serves);
            return absent.stream().map(NodeTask::title).toList();
        });
    }

    private static boolean serves(NodeTask task) {
        boolean member = task.isServer() && task.node().node().role().votesOn(MetadataMode.ZOOKEEPER);
        return member ? Servers.isMember(task) : Servers.listens(task);
    }

    /** The metadata quorum is whole, and every broker is registered and not fenced. */
    void members(LiveCluster brokers) throws Failure, InterruptedException {
        if (plan.platform().initialControllers().isPresent()) {
            waiting.until(
                    "voters of the metadata quorum", () -> absent(plan.layout().voters(), Look.voters(brokers)));
        }
        waiting.until("brokers to register", () -> absent(plan.layout().brokers(), Look.registered(brokers)));
    }

    /** The topics of the description exist, each partition with a leader and all its copies in sync. */
    void topics(LiveCluster brokers) throws Failure, InterruptedException {
        List<String> wanted =
                new ArrayList<>(plan.topics().stream().map(PlannedTopic::name).toList());
        wanted.add(Probe.TOPIC);
        Set<List<String>> told = new LinkedHashSet<>();
        waiting.until("topics", () -> {
            List<String> missing = missing(wanted, brokers);
            if (missing.isEmpty()) {
                return missing;
            }
            // Asked again until they are seen, for as long as the brokers take; told once.
            if (told.add(missing)) {
                progress.step("creating " + Words.count(missing.size(), "topic"));
            }
            new Topics(brokers, Servers.way(plan)).create(asked(missing));
            return missing(wanted, brokers);
        });
        inSync(brokers, wanted);
    }

    private static List<String> missing(List<String> wanted, LiveCluster brokers) throws InterruptedException {
        SortedSet<String> there = brokers.topics().orElseGet(TreeSet::new);
        return wanted.stream().filter(topic -> !there.contains(topic)).toList();
    }

    private Collection<NewTopic> asked(List<String> names) {
        List<NewTopic> topics = new ArrayList<>();
        for (PlannedTopic topic : plan.topics()) {
            if (names.contains(topic.name())) {
                topics.add(Topics.asked(topic));
            }
        }
        if (names.contains(Probe.TOPIC)) {
            topics.add(
                    Probe.topic(plan.layout().brokers().stream().map(Node::id).toList()));
        }
        return topics;
    }

    /** Every partition of these topics has a leader, and all its copies are in sync. */
    void inSync(LiveCluster brokers, Collection<String> topics) throws Failure, InterruptedException {
        waiting.until("copies of partitions", () -> {
            Optional<List<Copies>> copies = brokers.copies(topics);
            if (copies.isEmpty()) {
                return List.of("the answer of the brokers");
            }
            List<String> missing = new ArrayList<>();
            count(copies.get(), partition -> partition.leader() < 0, "without a leader", missing);
            count(copies.get(), Copies::lags, "not in sync", missing);
            return missing;
        });
    }

    private static void count(List<Copies> copies, Predicate<Copies> wrong, String words, List<String> missing) {
        long count = copies.stream().filter(wrong).count();
        if (count > 0) {
            missing.add(count + " " + words);
        }
    }

    /** Every worker of Kafka Connect and of MirrorMaker is one of its group. */
    void workers(LiveCluster brokers) throws Failure, InterruptedException {
        waiting.until("workers", () -> Servers.absent(plan, plan.nodes(), brokers));
    }

    /** Every zone writes and reads. */
    void serves() throws Failure, InterruptedException {
        progress.step("writing and reading back from every zone");
        Probe.run(
                plan.clientBootstrap(),
                Servers.login(plan),
                plan.layout().zones().stream().map(Zone::name).toList());
    }

    private static List<String> absent(List<Node> nodes, SortedSet<Integer> there) {
        return nodes.stream()
                .filter(node -> !there.contains(node.id()))
                .map(node -> node.name())
                .toList();
    }
}
