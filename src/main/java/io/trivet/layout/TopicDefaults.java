package io.trivet.layout;

import io.trivet.kafka.Replicas;
import io.trivet.stack.Brokers;
import io.trivet.stack.MskType;

/**
 * What a topic gets of which the description leaves it out.
 *
 * @param partitions by the guideline for the number of brokers; 0 where nothing says how many brokers there are
 */
public record TopicDefaults(int partitions, int replicas) {
    /** The defaults of topics on these brokers. */
    public static TopicDefaults of(Brokers brokers) {
        return brokers.on(
                ec2 -> on(ec2.brokers().nodes(), ec2.brokers().nodes()),
                // Where AWS keeps the copies of a topic, it keeps three, whatever it is asked for.
                msk -> on(
                        msk.brokerCount(),
                        msk.msk().type() == MskType.STANDARD ? msk.zones().size() : Replicas.ZONES),
                service -> new TopicDefaults(0, Replicas.COUNT));
    }

    private static TopicDefaults on(int brokers, int places) {
        return new TopicDefaults(PartitionGuideline.partitions(Math.max(1, brokers)), Replicas.over(places));
    }
}
