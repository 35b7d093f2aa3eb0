package io.trivet.rule;

import io.trivet.platform.Cluster;
import io.trivet.platform.Subject;
import io.trivet.platform.ec2.rule.Ec2Subject;
import io.trivet.platform.msk.rule.MskSubject;
import io.trivet.platform.service.rule.ServiceSubject;
import io.trivet.problem.Problems;
import io.trivet.stack.Description;
import io.trivet.stack.Reading;

/** Runs every rule that looks at one stack. */
public final class Rules {
    private Rules() {}

    /** A reading with what the rules say of it, where it could be read. */
    public static Reading check(Reading reading) {
        return new Reading(
                reading.description(),
                reading.description()
                        .map(description -> reading.problems().and(check(description)))
                        .orElse(reading.problems()));
    }

    /** All problems of a description that could be read. */
    public static Problems check(Description<?> description) {
        return description.on(
                ec2 -> cluster(new Ec2Subject(ec2)),
                msk -> cluster(new MskSubject(msk)),
                service -> subject(new ServiceSubject(service)));
    }

    private static Problems cluster(Cluster cluster) {
        TopicRules.partitions(cluster);
        DataRules.check(cluster);
        HealthRules.check(cluster);
        CapacityRules.check(cluster);
        ConflictRules.check(cluster);
        ClientDefaultRules.check(cluster);
        return subject(cluster);
    }

    private static Problems subject(Subject subject) {
        NameRules.check(subject);
        ShapeRules.check(subject);
        NetworkRules.check(subject);
        SettingRules.check(subject);
        TopicRules.names(subject);
        DurabilityRules.check(subject);
        ApplicationRules.check(subject);
        PresetRules.check(subject);
        OffsetRules.check(subject);
        subject.check();
        return new Problems(subject.problems());
    }
}
