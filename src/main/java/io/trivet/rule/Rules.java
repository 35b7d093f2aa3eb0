package io.trivet.rule;

import io.trivet.problem.Problems;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import io.trivet.stack.OnMsk;
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
        return description.on(Rules::onEc2, Rules::onMsk, service -> new Problems(ExternalRules.check(service)));
    }

    private static Problems onMsk(Description<OnMsk> description) {
        MskSubject subject = new MskSubject(description);
        MskPartRules.check(subject);
        MskShapeRules.check(subject);
        MskVersionRules.check(subject);
        MskSettingRules.check(subject);
        MskTopicRules.check(subject);
        DataRules.check(subject);
        MskStorageRules.check(subject);
        MskSecurityRules.check(subject);
        MskAccessRules.check(subject);
        MskCapacityRules.check(subject);
        MskAwsRules.check(subject);
        return new Problems(subject.problems());
    }

    private static Problems onEc2(Description<OnEc2> description) {
        Subject subject = new Subject(description);
        NameRules.check(subject);
        ShapeRules.check(subject);
        NetworkRules.check(subject, description);
        MetadataRules.check(subject);
        SettingRules.check(subject);
        DurabilityRules.check(subject);
        TopicRules.check(subject);
        TopicRules.load(subject);
        DataRules.check(subject);
        MachineRules.check(subject);
        CapacityRules.check(subject);
        AwsRules.check(subject);
        return new Problems(subject.problems());
    }
}
