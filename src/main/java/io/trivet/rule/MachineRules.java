package io.trivet.rule;

import io.trivet.layout.Instance;
import io.trivet.stack.DataSize;
import io.trivet.stack.OnEc2;
import io.trivet.stack.OnEc2.VolumeType;
import io.trivet.stack.Throughput;
import java.util.Locale;
import java.util.Optional;

/**
 * Instances, heaps and volumes.
 *
 * <p>Source: https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html, read 2026-11.
 */
final class MachineRules {
    private static final long SMALL_HEAP_MIB = 256;
    private static final long LARGE_HEAP_GIB = 8;
    private static final long COMPRESSED_HEAP_GIB = 32;

    private MachineRules() {}

    static void check(Subject subject) {
        OnEc2 stack = subject.stack();
        if (stack.usesZooKeeper()) {
            stack.zookeeper()
                    .ifPresent(role -> machine(subject, "zookeeper", role.instance(), role.heap(), role.volume()));
        } else {
            stack.controllers()
                    .ifPresent(role -> machine(subject, "controllers", role.instance(), role.heap(), role.volume()));
        }
        OnEc2.BrokerNodes brokers = stack.brokers();
        machine(subject, "brokers", brokers.instance(), brokers.heap(), brokers.volume());
    }

    private static void machine(
            Subject subject, String role, String type, Optional<DataSize> heap, OnEc2.Volume volume) {
        Optional<Instance> instance = Instance.of(type);
        if (instance.isEmpty()) {
            subject.error(
                    Rule.INSTANCE_UNKNOWN,
                    role + ".instance",
                    NameRules.quoted(type),
                    "be an EC2 instance type of the families c, m, r, t, x, i or d, as m7g.xlarge",
                    "write m7g.large for ZooKeeper and controllers, m7g.xlarge or larger for brokers");
        }
        instance.filter(Instance::burstable)
                .filter(machine -> subject.description().isProduction())
                .ifPresent(machine -> subject.warning(
                        Rule.INSTANCE_BURSTABLE,
                        role + ".instance",
                        type,
                        "not be burstable in production: a Kafka node works all day, and its CPU credits run out",
                        "write m7g.large or larger"));
        heap.ifPresent(size -> heap(subject, role + ".heap", size, instance));
        volume(subject, role + ".volume", volume);
        instance.ifPresent(machine -> link(subject, role + ".volume.throughput", volume, machine));
    }

    private static void heap(Subject subject, String path, DataSize heap, Optional<Instance> instance) {
        if (heap.toMib() < SMALL_HEAP_MIB) {
            subject.error(
                    Rule.HEAP_SMALL,
                    path,
                    heap.toString(),
                    "be at least 256MiB to start at all",
                    "leave it out to get a size that fits the instance");
            return;
        }
        Optional<DataSize> memory = instance.map(Instance::memory);
        if (memory.filter(all -> heap.bytes() > all.bytes() / 2).isPresent()) {
            subject.error(
                    Rule.HEAP_OVER_HALF,
                    path,
                    heap.toString(),
                    "be " + new DataSize(memory.get().bytes() / 2) + " at most, half of the memory of "
                            + instance.get().type() + ": consumers are served from what the heap leaves",
                    "leave it out to get a size that fits, or take a larger instance");
        } else if (heap.toGib() >= COMPRESSED_HEAP_GIB) {
            subject.error(
                    Rule.HEAP_OVER_32,
                    path,
                    heap.toString(),
                    "be less than 32GiB: beyond, object references double in size and the heap holds less",
                    "write 6GiB, or 8GiB for very many partitions");
        } else if (heap.toGib() > LARGE_HEAP_GIB) {
            subject.warning(
                    Rule.HEAP_LARGE,
                    path,
                    heap.toString(),
                    "be 8GiB at most: Kafka keeps records in the page cache, and a larger heap only lengthens pauses",
                    "write 6GiB");
        }
    }

    private static void volume(Subject subject, String path, OnEc2.Volume volume) {
        VolumeType type = volume.type().orElse(VolumeType.GP3);
        long least = type == VolumeType.ST1 ? 125 : type == VolumeType.IO2 ? 4 : 1;
        long most = type == VolumeType.IO2 ? 64 : 16;
        String name = type.name().toLowerCase(Locale.ROOT);
        if (volume.size().toGib() < least || volume.size().toGib() > most * 1024) {
            subject.error(
                    Rule.VOLUME_SIZE,
                    path + ".size",
                    volume.size().toString(),
                    "be " + least + "GiB to " + most + "TiB, the bounds of " + name,
                    "write a size within them");
        } else if (volume.size().bytes() % DataSize.gib(1).bytes() != 0) {
            subject.error(
                    Rule.VOLUME_SIZE,
                    path + ".size",
                    volume.size().toString(),
                    "be whole GiB, in which EBS counts",
                    "write " + (volume.size().toGib() + 1) + "GiB");
        }
        boolean provisioned = type == VolumeType.GP3 || type == VolumeType.IO2;
        volume.iops().ifPresent(iops -> {
            long low = type == VolumeType.GP3 ? 3000 : 100;
            long high = Math.min(
                    type == VolumeType.GP3 ? 16_000 : 256_000,
                    Math.max(
                            low,
                            (type == VolumeType.GP3 ? 500 : 1000)
                                    * volume.size().toGib()));
            if (!provisioned) {
                subject.error(
                        Rule.VOLUME_IOPS,
                        path + ".iops",
                        "" + iops,
                        "not be given for " + name,
                        "remove it, or write type: gp3");
            } else if (iops < low || iops > high) {
                subject.error(
                        Rule.VOLUME_IOPS,
                        path + ".iops",
                        "" + iops,
                        "be " + low + " to " + high + " for " + volume.size() + " of " + name,
                        "write a number within them, or leave it out");
            }
        });
        volume.throughput()
                .ifPresent(throughput -> throughput(subject, path + ".throughput", volume, type, throughput));
    }

    private static void throughput(
            Subject subject, String path, OnEc2.Volume volume, VolumeType type, Throughput throughput) {
        if (type != VolumeType.GP3) {
            subject.error(
                    Rule.VOLUME_THROUGHPUT,
                    path,
                    throughput.toString(),
                    "be given for gp3 only",
                    "remove it, or write type: gp3");
            return;
        }
        long most = Math.min(1000, volume.iops().orElse(3000) / 4);
        long mib = throughput.perSecond().toMib();
        if (mib < 125 || mib > most) {
            subject.error(
                    Rule.VOLUME_THROUGHPUT,
                    path,
                    throughput.toString(),
                    "be 125MiB/s to " + most + "MiB/s: gp3 gives 0.25 MiB/s for each of "
                            + volume.iops().orElse(3000) + " operations per second, and 1000MiB/s in all",
                    mib > most && most < 1000
                            ? "describe iops: " + Math.min(16_000, mib * 4) + " with it, or less throughput"
                            : "write a rate within them, or leave it out");
        }
    }

    private static void link(Subject subject, String path, OnEc2.Volume volume, Instance instance) {
        volume.throughput()
                .ifPresent(throughput -> instance.ebsBaseline()
                        .filter(baseline -> throughput.compareTo(baseline) > 0)
                        .ifPresent(baseline -> subject.warning(
                                Rule.VOLUME_OVER_INSTANCE,
                                path,
                                throughput.toString(),
                                "be " + baseline.perSecond().toMib() + "MiB/s at most, what " + instance.type()
                                        + " carries to EBS for ever: more is paid for and never used",
                                "describe less throughput, or a larger instance")));
    }
}
