package io.trivet.rule;

import io.trivet.component.KafkaSettings;
import io.trivet.problem.Problem;
import io.trivet.settings.Catalogue;
import io.trivet.settings.KafkaVersion;
import io.trivet.stack.Ec2Description;
import io.trivet.stack.Places;
import io.trivet.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The description of a cluster on EC2 under examination, with what follows from it, and the problems found so far. */
final class Subject implements Findings {
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

    @Override
    public Places places() {
        return description.places();
    }

    @Override
    public boolean isProduction() {
        return stack().isProduction();
    }

    @Override
    public List<Problem> problems() {
        return problems;
    }
}
