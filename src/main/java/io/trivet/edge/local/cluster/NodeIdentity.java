package io.trivet.edge.local.cluster;

import io.trivet.edge.local.process.Home;
import io.trivet.edge.local.process.NodeTask;
import io.trivet.kafka.MetadataMode;
import io.trivet.kafka.ServerText;
import io.trivet.layout.Role;
import io.trivet.node.Member;
import io.trivet.node.Trust;
import io.trivet.operate.Failure;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.platform.Ec2Platform;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.process.KafkaBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a running cluster cannot change: which nodes there are, what they are known by, and where their data lies. */
final class NodeIdentity {
    private static final int NAMED = 5;

    /** A server with another of these is another server. */
    private static final List<String> FIXED = List.of(
            "advertised.listeners",
            "broker.id",
            "broker.rack",
            "clientPort",
            "clientPortAddress",
            "controller.listener.names",
            "dataDir",
            "dataLogDir",
            "listeners",
            "log.dirs",
            "node.id",
            "process.roles",
            "ssl.client.auth",
            "zookeeper.connect");

    private NodeIdentity() {}

    /** Refuses a plan that these nodes cannot follow; a broker that runs and is planned no more may be leaving. */
    static void refuseOther(Plan<Ec2Platform> plan, Home home, List<PlannedNode> running, State state) throws Failure {
        List<String> impossible = new ArrayList<>();
        for (PlannedNode node : running) {
            Member member = LocalMachines.member(plan, node);
            SortedMap<String, String> texts = new TreeMap<>();
            for (String path : member.files().keySet()) {
                LocalMachines.text(home, member.name(), path).ifPresent(text -> texts.put(path, text));
            }
            Trust.refuseStranger(member, texts);
            SortedMap<String, String> wanted = ServerText.read(member.files().getOrDefault(member.server(), ""));
            SortedMap<String, String> applied = ServerText.read(texts.getOrDefault(member.server(), ""));
            SortedSet<String> names = new TreeSet<>(applied.keySet());
            names.addAll(wanted.keySet());
            names.stream()
                    .filter(name -> FIXED.contains(name) || name.startsWith("server."))
                    .filter(name -> !identity(name, applied).equals(identity(name, wanted)))
                    .filter(name -> !name.equals("log.dirs") || !adds(applied, wanted))
                    .forEach(name -> impossible.add(member.name() + " (" + name + ")"));
        }
        for (String node : unplanned(plan, state)) {
            if (Role.ofNode(node)
                    .filter(role -> role.votesOn(MetadataMode.ZOOKEEPER))
                    .isPresent()) {
                impossible.add(node + ", which is in the plan no more");
            }
        }
        if (!impossible.isEmpty()) {
            String others = impossible.size() > NAMED ? " and " + (impossible.size() - NAMED) + " more" : "";
            throw new Failure(Problem.error(
                            "plan-changed",
                            Place.ofPath(plan.id()),
                            "changed in what a running cluster cannot change: "
                                    + String.join(", ", impossible.subList(0, Math.min(NAMED, impossible.size())))
                                    + others)
                    .must("keep ids, addresses, folders, nodes and security")
                    .mend("take the change back, or run trivet local down " + plan.id()
                            + ", then up again; data stays"));
        }
    }

    /** Whether a server gets folders of data besides those that it has. */
    private static boolean adds(SortedMap<String, String> applied, SortedMap<String, String> wanted) {
        return wanted.getOrDefault("log.dirs", "").startsWith(applied.getOrDefault("log.dirs", "") + ",");
    }

    /**
     * Refuses a plan that leaves folders of data of a broker out, whether it runs or not: what is in them would be lost
     * to the cluster.
     */
    static void refuseFewerFolders(Plan<?> plan) throws Failure {
        for (PlannedNode node : plan.brokers()) {
            List<String> folders = NodeTask.server(node).launch().dataFolders();
            Path next = Path.of(folders.get(0) + "-" + (folders.size() + 1), "data");
            if (Files.exists(next)) {
                throw new Failure(Problem.error(
                                "volumes-fewer",
                                Place.ofPath(node.node().name()),
                                "planned without the data in " + next)
                        .must("keep it: Kafka does not move replicas off a volume")
                        .mend("write brokers.volumes: " + (folders.size() + 1) + " or more, or begin anew with trivet"
                                + " local down " + plan.id() + " --delete"));
            }
        }
    }

    /**
     * Refuses a plan by which a server with data would have another role: what it has promised as a voter, and who the
     * voters are, stands in its data.
     */
    static void refuseOtherRoles(Plan<Ec2Platform> plan, Home home) throws Failure {
        for (PlannedNode node : plan.nodes()) {
            Member member = LocalMachines.member(plan, node);
            String applied = roles(
                    LocalMachines.text(home, member.name(), member.server()).orElse(""));
            String wanted = roles(member.files().getOrDefault(member.server(), ""));
            if (!applied.isEmpty()
                    && !applied.equals(wanted)
                    && !LocalMachines.directoryOf(member).isEmpty()) {
                throw new Failure(Problem.error(
                                "plan-changed", Place.ofPath(member.name()), "asked to be " + wanted + " with its data")
                        .must("stay " + applied + ": its data say who votes, and Kafka knows no way between the two")
                        .mend("take the change back, or run trivet local down " + plan.id()
                                + " --delete, which deletes all data"));
            }
        }
    }

    private static String roles(String text) {
        return ServerText.read(text).getOrDefault("process.roles", "");
    }

    private static String identity(String name, SortedMap<String, String> settings) {
        String value = settings.getOrDefault(name, "");
        return name.endsWith("listeners") ? KafkaBroker.identity(value) : value;
    }

    /** Nodes that run and are in the plan no more. */
    static List<String> unplanned(Plan<?> plan, State state) {
        return state.processes().keySet().stream()
                .filter(node -> state.alive(node).isPresent())
                .filter(node -> plan.nodes().stream()
                        .noneMatch(planned -> planned.node().name().equals(node)))
                .toList();
    }
}
