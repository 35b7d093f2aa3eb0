package io.trivet.platform.ec2.rule;

import io.trivet.kafka.Replicas;
import io.trivet.layout.Role;
import io.trivet.problem.Words;

/** Zones, and how many nodes of each role. */
final class ShapeRules {
    private ShapeRules() {}

    static void check(Ec2Subject subject) {
        int zones = subject.stack().zones().size();
        if (zones != Replicas.ZONES) {
            subject.error(Ec2Rule.ZONES_THREE, "zones", Words.count(zones, "zone"))
                    .must("be three, so that any one may be lost and two of three voters still agree")
                    .mend("name three availability zones of one region");
        }
        subject.stack().described().forEach((key, nodes) -> {
            if (Role.holdsMetadata(key)) {
                quorum(subject, key + ".nodes", nodes.nodes(), subject.usesZooKeeper() ? "server" : "controller");
            }
        });
        brokers(subject, subject.nodes());
    }

    private static void quorum(Ec2Subject subject, String path, int nodes, String noun) {
        if (nodes > 0 && nodes % 2 == 0 && subject.usesZooKeeper()) {
            // An ensemble grows and shrinks by one server at a time, and so passes through an even number.
            subject.warning(Ec2Rule.ENSEMBLE_EVEN, path, "" + nodes)
                    .must("be odd once the ensemble is as large as it shall be: " + nodes
                            + " servers survive as many failures as " + (nodes - 1) + ", and have one more to fail")
                    .mend("write " + (nodes + 1) + " with the next change");
        } else if (nodes > 0 && nodes % 2 == 0) {
            subject.error(Ec2Rule.QUORUM_EVEN, path, "" + nodes)
                    .must("be odd: " + Words.count(nodes, noun) + " survive as many failures as " + (nodes - 1)
                            + ", and have one more to fail")
                    .mend("write " + (nodes + 1));
        } else if (nodes == 1 && !subject.description().environment().equals("dev")) {
            subject.warning(Ec2Rule.QUORUM_SINGLE, path, "1")
                    .must("be 3 outside dev: with a single " + noun + " its zone's loss stops the cluster")
                    .mend("write 3, one for each zone");
        } else if (nodes > 5) {
            subject.warning(Ec2Rule.QUORUM_LARGE, path, "" + nodes)
                    .must("be 5 at most: each write waits for a majority")
                    .mend("write 5, or 3, which already survives the loss of a zone");
        }
    }

    private static void brokers(Ec2Subject subject, int nodes) {
        if (nodes > 0 && nodes % Replicas.ZONES != 0) {
            subject.warning(Ec2Rule.ZONES_UNEVEN, "brokers.nodes", "" + nodes)
                    .must("be a multiple of 3: the brokers of a smaller zone carry more replicas than the others")
                    .mend(
                            subject.stack().combined()
                                    ? "write 3, or leave it where five must vote"
                                    : "write " + (nodes / Replicas.ZONES + 1) * Replicas.ZONES);
        }
        if (nodes > 0 && nodes < Replicas.ZONES) {
            subject.errorInProduction(Ec2Rule.BROKERS_FEW, "brokers.nodes", "" + nodes)
                    .must(
                            "be at least 3, one for each zone: otherwise no zone with a broker may be lost, since what is left"
                                    + " has too few replicas for a write")
                    .mend("write 3");
        }
        if (nodes > 200) {
            subject.warning(Ec2Rule.BROKERS_MANY, "brokers.nodes", "" + nodes)
                    .must("be 200 at most: a larger cluster fails, and is repaired, as a whole")
                    .mend("split it by subject into several clusters, each with a stack of its own");
        }
    }
}
