package io.trivet.platform;

import io.trivet.kafka.Catalogue;
import io.trivet.layout.Instance;
import io.trivet.problem.Finding;
import io.trivet.stack.DataSize;
import io.trivet.stack.Throughput;
import java.util.List;
import java.util.Optional;

/** What checks of topics, data and capacity ask of a cluster whose brokers are described. */
public interface Cluster extends Subject {
    /** Whether a ZooKeeper ensemble holds the metadata. */
    boolean usesZooKeeper();

    /** All settings of the version that runs, also those that the platform does not take; empty for an unknown one. */
    Optional<Catalogue> kafka();

    /** The settings of brokers, then those of single ones, then those of controllers of their own. */
    @Override
    List<Section> sections();

    /** What one volume of a broker can hold; empty where nothing fills up. */
    Optional<DataSize> volume();

    /** How many such volumes each broker has. */
    default int volumes() {
        return 1;
    }

    /** Where that size is described. */
    default String volumePath() {
        return "brokers.volume.size";
    }

    /** What the volumes of a broker take together; empty where nothing says so. */
    Optional<Throughput> throughput();

    /** How to describe a volume that takes more, as the end of "describe …". */
    default String moreThroughput() {
        return "more brokers.volume.throughput";
    }

    /** What carries a broker; empty where the platform speaks of brokers only. */
    Optional<Instance> instance();

    /**
     * What is wrong with so many replicas on each broker; empty when they are few enough.
     *
     * @param found the same in words
     */
    Optional<Finding> overload(long replicas, String found);
}
