package io.trivet.rule;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.KafkaVersion;
import io.trivet.problem.Problem;
import io.trivet.process.KafkaSettings;
import io.trivet.stack.DataSize;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The description of a cluster on EC2 under examination, with what follows from it, and the problems found so far. */
final class Subject implements Cluster {
    private final Description<OnEc2> description;
    private final Optional<Catalogue> catalogue;
    private final SortedMap<String, String> brokerSettings;
    private final List<Problem> problems = new ArrayList<>();

    Subject(Description<OnEc2> description) {
        this.description = description;
        this.catalogue = version().map(Catalogue::of);
        this.brokerSettings = catalogue
                .map(known -> KafkaSettings.of(stack(), known).brokers())
                .orElse(stack().brokers().settings());
    }

    @Override
    public Description<OnEc2> description() {
        return description;
    }

    OnEc2 stack() {
        return description.on();
    }

    /** The Kafka version; empty when it is none that Trivet knows. */
    Optional<KafkaVersion> version() {
        return KafkaVersion.of(stack().kafka().version());
    }

    @Override
    public Optional<Catalogue> catalogue() {
        return catalogue;
    }

    @Override
    public SortedMap<String, String> brokerSettings() {
        return brokerSettings;
    }

    @Override
    public int nodes() {
        return stack().brokers().nodes();
    }

    @Override
    public SortedMap<String, String> described() {
        return stack().brokers().settings();
    }

    @Override
    public Optional<DataSize> volume() {
        return Optional.of(stack().brokers().volume().size());
    }

    @Override
    public boolean usesZooKeeper() {
        return stack().usesZooKeeper();
    }

    @Override
    public List<Problem> problems() {
        return problems;
    }
}
