package io.trivet.platform.msk.rule;

import io.trivet.kafka.MetadataMode;
import io.trivet.kafka.Replicas;
import io.trivet.platform.msk.MskQuotas;
import io.trivet.problem.Words;
import io.trivet.stack.MskType;
import io.trivet.stack.OnMsk;
import java.util.List;

/** Zones of a cluster on Amazon MSK, and how many brokers. */
final class ShapeRules {
    private ShapeRules() {}

    static void check(MskSubject subject) {
        zones(subject);
        if (subject.type().provisioned()) {
            subject.stack().brokers().ifPresent(brokers -> brokers(subject, brokers));
        }
    }

    private static void zones(MskSubject subject) {
        List<String> zones = subject.stack().zones();
        boolean express = subject.type() == MskType.EXPRESS;
        if (zones.size() != Replicas.ZONES && (express || zones.size() != 2)) {
            subject.error(MskRule.MSK_ZONES, "zones", Words.count(zones.size(), "zone"))
                    .must(
                            express
                                    ? "be three, in each of which "
                                            + subject.type().title() + " keeps a replica"
                                    : "be three, or two: " + subject.type().title() + " takes no other number")
                    .mend("name three availability zones of one region");
        } else if (zones.size() == 2 && subject.type() == MskType.STANDARD) {
            subject.warning(MskRule.MSK_ZONES_TWO, "zones", "2 zones")
                    .must("be three: with two, what is acknowledged may live on one broker only"
                            + (subject.usesZooKeeper() ? ", and MSK moves only clusters in three zones to KRaft" : ""))
                    .mend("name a third zone before the cluster holds data; zones cannot be added later");
        }
    }

    private static void brokers(MskSubject subject, OnMsk.BrokerNodes brokers) {
        int nodes = brokers.nodes();
        int zones = Math.max(1, subject.stack().zones().size());
        int most = subject.mode() == MetadataMode.KRAFT ? MskQuotas.BROKERS_KRAFT : MskQuotas.BROKERS_ZOOKEEPER;
        if (nodes > most) {
            subject.error(MskRule.MSK_BROKERS_QUOTA, "brokers.nodes", "" + nodes)
                    .must("be " + most + " at most, the quota of a cluster whose kafka.metadata is "
                            + subject.mode().word())
                    .mend(
                            subject.usesZooKeeper()
                                    ? "take larger brokers, or kafka.metadata kraft, with which there may be "
                                            + MskQuotas.BROKERS_KRAFT
                                    : "take larger brokers, or split the cluster by subject");
        } else if (nodes > 0 && nodes % zones != 0) {
            subject.error(MskRule.MSK_BROKERS_UNEVEN, "brokers.nodes", "" + nodes)
                    .must("be a multiple of " + zones + ", the number of zones: MSK puts as many brokers in each")
                    .mend("write " + (nodes / zones + 1) * zones);
        }
    }
}
