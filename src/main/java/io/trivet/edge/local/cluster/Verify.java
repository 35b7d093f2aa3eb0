package io.trivet.edge.local.cluster;

import io.trivet.edge.local.process.LocalFailure;
import io.trivet.edge.local.process.LocalPorts;
import io.trivet.edge.local.process.Loopback;
import io.trivet.layout.Node;
import io.trivet.layout.Role;
import io.trivet.layout.Zone;
import io.trivet.operate.TopicWanted;
import io.trivet.operate.Topics;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.plan.PlannedTopic;
import io.trivet.problem.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import org.apache.kafka.clients.admin.NewTopic;

/** Waits until the processes are a cluster, step by step from the ground up, and proves that it serves. */
final class Verify {
    private final Plan plan;
    private final Waiting waiting;
    private final Progress progress;

    Verify(Plan plan, Waiting waiting, Progress progress) {
        this.plan = plan;
        this.waiting = waiting;
        this.progress = progress;
    }

    /** The ZooKeeper quorum is whole and every other server listens. One that was seen is not asked again. */
    void servers() throws LocalFailure, InterruptedException {
        List<PlannedNode> absent = new ArrayList<>(plan.nodes());
        waiting.until("servers", () -> {
            absent.removeIf(Verify::serves);
            return absent.stream().map(node -> node.node().name()).toList();
        });
    }

    private static boolean serves(PlannedNode node) {
        return node.node().role() == Role.ZOOKEEPER
                ? ZooKeeperQuorum.isMember(node)
                : Loopback.answers(node.node().address().toString(), LocalPorts.main(node));
    }

    /** The metadata quorum is whole, and every broker is registered and not fenced. */
    void members(Brokers brokers) throws LocalFailure, InterruptedException {
        if (plan.initialControllers().isPresent()) {
            waiting.until("voters of the metadata quorum", () -> absent(Role.CONTROLLER, brokers.voters()));
        }
        waiting.until("brokers to register", () -> absent(Role.BROKER, brokers.registered()));
    }

    /** The topics of the description exist, each partition with a leader and all its copies in sync. */
    void topics(Brokers brokers) throws LocalFailure, InterruptedException {
        List<String> wanted =
                new ArrayList<>(plan.topics().stream().map(PlannedTopic::name).toList());
        wanted.add(Probe.TOPIC);
        waiting.until("topics", () -> {
            List<String> missing = missing(wanted, brokers);
            if (missing.isEmpty()) {
                return missing;
            }
            progress.step("creating " + Words.count(missing.size(), "topic"));
            brokers.create(asked(missing));
            return missing(wanted, brokers);
        });
        inSync(brokers, wanted);
    }

    private static List<String> missing(List<String> wanted, Brokers brokers) throws InterruptedException {
        SortedSet<String> there = brokers.topics();
        return wanted.stream().filter(topic -> !there.contains(topic)).toList();
    }

    private Collection<NewTopic> asked(List<String> names) {
        List<NewTopic> topics = new ArrayList<>();
        for (PlannedTopic topic : plan.topics()) {
            if (names.contains(topic.name())) {
                topics.add(Topics.asked(
                        new TopicWanted(topic.name(), topic.partitions(), topic.replicas(), topic.settings())));
            }
        }
        if (names.contains(Probe.TOPIC)) {
            topics.add(Probe.topic(
                    plan.layout().nodes(Role.BROKER).stream().map(Node::id).toList()));
        }
        return topics;
    }

    /** Every partition of these topics has a leader, and all its copies are in sync. */
    void inSync(Brokers brokers, Collection<String> topics) throws LocalFailure, InterruptedException {
        waiting.until("copies of partitions", () -> {
            Brokers.Copies copies = brokers.copies(topics);
            if (!copies.known()) {
                return List.of("the answer of the brokers");
            }
            List<String> missing = new ArrayList<>();
            if (copies.leaderless() > 0) {
                missing.add(copies.leaderless() + " without a leader");
            }
            if (copies.underReplicated() > 0) {
                missing.add(copies.underReplicated() + " not in sync");
            }
            return missing;
        });
    }

    /** Every zone writes and reads. */
    void serves() throws LocalFailure, InterruptedException {
        progress.step("writing and reading back from every zone");
        Probe.run(
                plan.clientBootstrap(),
                plan.layout().zones().stream().map(Zone::name).toList());
    }

    private List<String> absent(Role role, SortedSet<Integer> there) {
        return plan.layout().nodes(role).stream()
                .filter(node -> !there.contains(node.id()))
                .map(node -> node.name())
                .toList();
    }
}
