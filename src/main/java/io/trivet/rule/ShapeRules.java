package io.trivet.rule;

import io.trivet.platform.AwsIds;
import io.trivet.platform.Machines;
import io.trivet.platform.Subject;
import java.util.List;

/** Zones, and that there are nodes that work all day. */
final class ShapeRules {
    private ShapeRules() {}

    static void check(Subject subject) {
        List<String> zones = subject.description().on().zones();
        for (int i = 0; i < zones.size(); i++) {
            zone(subject, zones, i);
        }
        subject.machines().forEach(machines -> nodes(subject, machines));
    }

    private static void zone(Subject subject, List<String> zones, int i) {
        String zone = zones.get(i);
        String path = "zones[" + i + "]";
        if (!AwsIds.isZone(zone)) {
            subject.error(CommonRule.ZONE_FORM, path, zone)
                    .must("be an availability zone of AWS, as us-east-1a")
                    .mend(AwsIds.isRegion(zone) ? "write " + zone + (char) ('a' + i) : "write its name, as EC2 has it");
            return;
        }
        if (zones.indexOf(zone) < i) {
            subject.error(CommonRule.ZONE_TWICE, path, zone + " a second time")
                    .must("name each zone once, or replicas meant for two zones share one")
                    .mend("name another zone of the region");
        }
        subject.description()
                .region()
                .filter(AwsIds::isRegion)
                .filter(region -> !zone.startsWith(region) || zone.length() == region.length())
                .ifPresent(region -> subject.error(CommonRule.ZONE_OF_OTHER_REGION, path, zone)
                        .must("be a zone of " + region + ", the region of the stack")
                        .mend("write " + region + (char) ('a' + i) + ", or correct aws:region"));
    }

    private static void nodes(Subject subject, Machines machines) {
        if (machines.nodes() < 1) {
            subject.error(CommonRule.NODES_POSITIVE, machines.path() + ".nodes", "" + machines.nodes())
                    .must("be at least 1")
                    .mend("write 3, one for each zone");
        }
        machines.instance()
                .filter(machine -> machine.burstable() && subject.isProduction())
                .ifPresent(machine -> subject.warning(
                                CommonRule.INSTANCE_BURSTABLE, machines.path() + ".instance", machine.type())
                        .must("not be burstable in production: a Kafka node works all day, and its CPU credits run out")
                        .mend("write m7g.large or larger"));
    }
}
