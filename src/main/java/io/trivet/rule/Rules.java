package io.trivet.rule;

import io.trivet.kafka.PluginClasses;
import io.trivet.platform.Cluster;
import io.trivet.platform.Subject;
import io.trivet.platform.ec2.rule.Ec2Rule;
import io.trivet.platform.ec2.rule.Ec2Subject;
import io.trivet.platform.msk.rule.MskSubject;
import io.trivet.platform.service.rule.ServiceSubject;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.problem.Rule;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import io.trivet.stack.Reading;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Runs every rule that looks at one stack. */
public final class Rules {
    private static final List<String> REFUSED = Stream.of(
                    CommonRule.SETTING_UNKNOWN, CommonRule.SETTING_VALUE, Ec2Rule.SETTING_OTHER_MODE)
            .map(Rule::id)
            .toList();

    private Rules() {}

    /** A reading with what the rules say of it, where it could be read; into no file is looked. */
    public static Reading check(Reading reading) {
        return check(reading, Rules::described);
    }

    /**
     * A reading with what the rules say of it, where it could be read.
     *
     * @param plugins what is known of the plugins of a description
     */
    public static Reading check(Reading reading, Function<OnEc2, PluginClasses> plugins) {
        return new Reading(
                reading.description(),
                reading.description()
                        .map(description -> reading.problems().and(check(description, plugins)))
                        .orElse(reading.problems()));
    }

    /** All problems of a description that could be read; into no file is looked. */
    public static Problems check(Description<?> description) {
        return check(description, Rules::described);
    }

    /**
     * All problems of a description that could be read.
     *
     * @param plugins what is known of its plugins
     */
    public static Problems check(Description<?> description, Function<OnEc2, PluginClasses> plugins) {
        return description.on(
                ec2 -> cluster(new Ec2Subject(ec2, plugins.apply(ec2.on()))),
                msk -> cluster(new MskSubject(msk)),
                service -> subject(new ServiceSubject(service)));
    }

    private static PluginClasses described(OnEc2 stack) {
        return PluginClasses.unread(stack.kafka().plugins().keySet());
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
        RegistryRules.check(subject);
        SchemaRules.check(subject);
        UserRules.check(subject);
        ConsoleRules.check(subject);
        subject.check();
        return new Problems(judgedOnce(subject.problems()));
    }

    /** What Kafka does not know or take is judged no further: all else that is said of it would be said in vain. */
    private static List<Problem> judgedOnce(List<Problem> problems) {
        List<Place> refused = problems.stream()
                .filter(problem -> REFUSED.contains(problem.id()))
                .map(Problem::place)
                .toList();
        return problems.stream()
                .filter(problem -> REFUSED.contains(problem.id()) || !refused.contains(problem.place()))
                .toList();
    }
}
