package io.trivet.rule;

import io.trivet.component.KafkaSettings;
import io.trivet.problem.Problem;
import io.trivet.settings.Catalogue;
import io.trivet.settings.KafkaVersion;
import io.trivet.stack.Ec2Description;
import io.trivet.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** A description under examination, with what follows from it, and the problems found so far. */
final class Subject {
    private final Ec2Description description;
    private final Optional<Catalogue> catalogue;
    private final SortedMap<String, String> brokerSettings;
    private final List<Problem> problems = new ArrayList<>();

    Subject(Ec2Description description) {
        this.description = description;
        this.catalogue = version().map(Catalogue::of);
        this.brokerSettings = catalogue
                .map(known -> KafkaSettings.of(stack(), known).brokers())
                .orElse(stack().brokers().settings());
    }

    Stack stack() {
        return description.stack();
    }

    Optional<String> region() {
        return description.region();
    }

    /** The Kafka version; empty when it is none that Trivet knows. */
    Optional<KafkaVersion> version() {
        return KafkaVersion.of(stack().kafka().version());
    }

    /** The settings that its Kafka version knows. */
    Optional<Catalogue> catalogue() {
        return catalogue;
    }

    /** What the brokers will have: Trivet's defaults, with what is described on top. */
    SortedMap<String, String> brokerSettings() {
        return brokerSettings;
    }

    List<Problem> problems() {
        return problems;
    }

    void error(Rule rule, String path, String found, String must, String mend) {
        problems.add(Problem.error(rule.id(), description.places().at(path), NameRules.quoted(found), must, mend));
    }

    void warning(Rule rule, String path, String found, String must, String mend) {
        problems.add(Problem.warning(rule.id(), description.places().at(path), NameRules.quoted(found), must, mend));
    }

    /** An error in production, a warning elsewhere. */
    void errorInProduction(Rule rule, String path, String found, String must, String mend) {
        if (stack().isProduction()) {
            error(rule, path, found, must, mend);
        } else {
            warning(rule, path, found, must, mend);
        }
    }
}
