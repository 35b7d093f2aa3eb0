package io.trivet.platform.msk;

import io.trivet.layout.Instance;
import io.trivet.stack.MskType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A type of broker of Amazon MSK. Descriptions name it as EC2 does, {@code m7g.large}; MSK's own prefix follows from
 * the flavour.
 *
 * <p>Source: https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html and limits.html (partitions),
 * msk-broker-types-express.html (rates), msk-provision-throughput-management.html (volumes); read 2026-11.
 *
 * @param instance EC2's name, {@code m7g.large}
 * @param recommendedPartitions replicas of partitions, leaders and followers, that AWS recommends at most for a broker
 * @param maxPartitions replicas above which the cluster can no longer be changed
 * @param rates what an Express broker carries; empty for Standard, whose rate depends on its volume
 * @param provisionedMib the most that can be provisioned for a volume, in MiB/s; 0 where nothing can
 */
public record MskInstance(
        MskType type,
        String instance,
        int vcpus,
        int memoryGib,
        int recommendedPartitions,
        int maxPartitions,
        Optional<Rates> rates,
        int provisionedMib) {
    /**
     * What an Express broker carries, in MB/s.
     *
     * @param sustainedIn from producers, without loss of latency
     * @param sustainedOut to consumers, without loss of latency
     */
    public record Rates(double sustainedIn, double sustainedOut) {}

    private static final String SMALL = "t3.small";

    /** Every type, Standard first, the smaller before the larger. */
    public static final List<MskInstance> ALL = all();

    /** The broker type of this EC2 name; empty when the flavour has none. */
    public static Optional<MskInstance> of(MskType type, String instance) {
        return ALL.stream()
                .filter(one -> one.type == type && one.instance.equals(instance))
                .findFirst();
    }

    /** The EC2 names of a flavour's types. */
    public static List<String> names(MskType type) {
        return ALL.stream()
                .filter(one -> one.type == type)
                .map(MskInstance::instance)
                .toList();
    }

    /**
     * EC2's name of the smallest current type of a flavour that has as many virtual CPUs as a type of EC2; empty where
     * EC2 has no such type, or MSK none as large.
     */
    public static Optional<String> asLargeAs(MskType type, String instance) {
        return Instance.of(instance)
                .flatMap(wanted -> ALL.stream()
                        .filter(one ->
                                one.type == type && one.instance.startsWith("m7g.") && one.vcpus >= wanted.vcpus())
                        .min(Comparator.comparing(MskInstance::vcpus))
                        .map(MskInstance::instance));
    }

    /** As MSK spells it: {@code kafka.m7g.large} or {@code express.m7g.large}. */
    public String name() {
        return (type == MskType.EXPRESS ? "express." : "kafka.") + instance;
    }

    /**
     * Whether it may keep its metadata in KRaft, move segments to tiered storage, and be reached from other networks.
     */
    public boolean full() {
        return !instance.equals(SMALL);
    }

    private static List<MskInstance> all() {
        List<MskInstance> all = new ArrayList<>();
        all.add(new MskInstance(MskType.STANDARD, SMALL, 2, 2, 300, 300, Optional.empty(), 0));
        standard(all, "m5.large", 2, 1000, 0);
        standard(all, "m5.xlarge", 4, 1000, 0);
        standard(all, "m5.2xlarge", 8, 2000, 0);
        standard(all, "m5.4xlarge", 16, 4000, 593);
        standard(all, "m5.8xlarge", 32, 4000, 850);
        standard(all, "m5.12xlarge", 48, 4000, 1000);
        standard(all, "m5.16xlarge", 64, 4000, 1000);
        standard(all, "m5.24xlarge", 96, 4000, 1000);
        standard(all, "m7g.large", 2, 1000, 0);
        standard(all, "m7g.xlarge", 4, 1000, 0);
        standard(all, "m7g.2xlarge", 8, 2000, 312);
        standard(all, "m7g.4xlarge", 16, 4000, 625);
        standard(all, "m7g.8xlarge", 32, 4000, 1000);
        standard(all, "m7g.12xlarge", 48, 4000, 1000);
        standard(all, "m7g.16xlarge", 64, 4000, 1000);
        express(all, "m7g.large", 2, 1000, 1500, new Rates(15.6, 31.2));
        express(all, "m7g.xlarge", 4, 1000, 2000, new Rates(31.2, 62.5));
        express(all, "m7g.2xlarge", 8, 2500, 4000, new Rates(62.5, 125));
        express(all, "m7g.4xlarge", 16, 6000, 8000, new Rates(124.9, 249.8));
        express(all, "m7g.8xlarge", 32, 12_000, 16_000, new Rates(250, 500));
        express(all, "m7g.12xlarge", 48, 16_000, 24_000, new Rates(375, 750));
        express(all, "m7g.16xlarge", 64, 20_000, 32_000, new Rates(500, 1000));
        return Collections.unmodifiableList(all);
    }

    private static void standard(List<MskInstance> all, String instance, int vcpus, int partitions, int provisioned) {
        all.add(new MskInstance(
                MskType.STANDARD,
                instance,
                vcpus,
                4 * vcpus,
                partitions,
                partitions * 3 / 2,
                Optional.empty(),
                provisioned));
    }

    private static void express(
            List<MskInstance> all, String instance, int vcpus, int recommended, int max, Rates rates) {
        all.add(new MskInstance(MskType.EXPRESS, instance, vcpus, 4 * vcpus, recommended, max, Optional.of(rates), 0));
    }
}
