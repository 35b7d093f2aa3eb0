package io.trivet.rule;

import io.trivet.kafka.Replicas;
import io.trivet.problem.Words;
import io.trivet.stack.OnEc2;
import java.util.List;
import java.util.Optional;

/** Zones, and how many nodes of each role. */
final class ShapeRules {
    private ShapeRules() {}

    static void check(Subject subject) {
        OnEc2 stack = subject.stack();
        zones(subject);
        if (stack.usesZooKeeper()) {
            stack.zookeeper().ifPresent(ensemble -> quorum(subject, "zookeeper.nodes", ensemble.nodes(), "server"));
        } else {
            stack.controllers().ifPresent(quorum -> quorum(subject, "controllers.nodes", quorum.nodes(), "controller"));
        }
        brokers(subject);
    }

    private static void zones(Subject subject) {
        List<String> zones = subject.stack().zones();
        if (zones.size() != Replicas.ZONES) {
            subject.error(
                    Rule.ZONES_THREE,
                    "zones",
                    Words.count(zones.size(), "zone"),
                    "be three, so that any one may be lost and two of three voters still agree",
                    "name three availability zones of one region");
        }
        zones(subject, zones, subject.region());
    }

    /** Each zone once, and of the region. */
    static void zones(Findings subject, List<String> zones, Optional<String> regionOfStack) {
        for (int i = 0; i < zones.size(); i++) {
            String zone = zones.get(i);
            String path = "zones[" + i + "]";
            if (zones.indexOf(zone) < i) {
                subject.error(
                        Rule.ZONE_TWICE,
                        path,
                        zone + " a second time",
                        "name each zone once, or replicas meant for two zones share one",
                        "name another zone of the region");
            }
            String letter = String.valueOf((char) ('a' + i));
            regionOfStack
                    .filter(region -> !zone.startsWith(region) || zone.length() == region.length())
                    .ifPresent(region -> subject.error(
                            Rule.ZONE_OF_OTHER_REGION,
                            path,
                            zone,
                            "be a zone of " + region + ", the region of the stack",
                            "write " + region + letter + ", or correct aws:region"));
        }
    }

    private static void quorum(Subject subject, String path, int nodes, String noun) {
        if (nodes < 1) {
            subject.error(Rule.NODES_POSITIVE, path, "" + nodes, "be at least 1", "write 3, one for each zone");
        } else if (nodes % 2 == 0) {
            subject.error(
                    Rule.QUORUM_EVEN,
                    path,
                    "" + nodes,
                    "be odd: " + Words.count(nodes, noun) + " survive as many failures as " + (nodes - 1)
                            + ", and have one more to fail",
                    "write " + (nodes + 1));
        } else if (nodes == 1 && !subject.environment().equals("dev")) {
            subject.warning(
                    Rule.QUORUM_SINGLE,
                    path,
                    "1",
                    "be 3 outside dev: with a single " + noun + " its zone's loss stops the cluster",
                    "write 3, one for each zone");
        } else if (nodes > 5) {
            subject.warning(
                    Rule.QUORUM_LARGE,
                    path,
                    "" + nodes,
                    "be 5 at most: each write waits for a majority",
                    "write 5, or 3, which already survives the loss of a zone");
        }
    }

    private static void brokers(Subject subject) {
        int nodes = subject.stack().brokers().nodes();
        if (nodes < 1) {
            subject.error(
                    Rule.NODES_POSITIVE, "brokers.nodes", "" + nodes, "be at least 1", "write 3, one for each zone");
            return;
        }
        if (nodes % Replicas.ZONES != 0) {
            subject.warning(
                    Rule.ZONES_UNEVEN,
                    "brokers.nodes",
                    "" + nodes,
                    "be a multiple of 3: the brokers of a smaller zone carry more replicas than the others",
                    "write " + (nodes / Replicas.ZONES + 1) * Replicas.ZONES);
        }
        if (nodes < Replicas.ZONES) {
            subject.warning(
                    Rule.BOOTSTRAP_FEW,
                    "brokers.nodes",
                    "" + nodes,
                    "be at least 3, one for each zone, so that clients find a broker whichever zone is lost",
                    "write 3");
        }
        if (nodes > 200) {
            subject.warning(
                    Rule.BROKERS_MANY,
                    "brokers.nodes",
                    "" + nodes,
                    "be 200 at most: a larger cluster fails, and is repaired, as a whole",
                    "split it by subject into several clusters, each with a stack of its own");
        }
    }
}
