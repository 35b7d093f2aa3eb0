package io.trivet.platform.ec2.rule;

import io.trivet.layout.Instance;
import io.trivet.layout.Role;
import io.trivet.layout.VolumeBounds;
import io.trivet.platform.PlatformRule;
import io.trivet.problem.Finding;
import io.trivet.stack.DataSize;
import io.trivet.stack.OnEc2;
import io.trivet.stack.OnEc2.VolumeType;
import io.trivet.stack.Throughput;
import java.util.Locale;
import java.util.Optional;

/** EBS volumes. */
final class VolumeRules {
    private static final int GP3_IOPS = 3000;
    private static final int MOST_GP3_MIB = 2000;
    private static final int GP3_IOPS_PER_MIB = 4;

    /**
     * From /dev/sdf to /dev/sdp; fewer than any instance takes beside its network and its system.
     *
     * <p>Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/device_naming.html and volume_limits.html (28
     * attachments of most types), read 2026-11.
     */
    private static final int MOST_VOLUMES = 11;

    private VolumeRules() {}

    static void check(Ec2Subject subject, String key, OnEc2.Nodes nodes, Optional<Instance> instance) {
        int count = nodes.volumeCount();
        if (count < 1 || count > MOST_VOLUMES) {
            subject.error(Ec2Rule.VOLUMES_COUNT, key + ".volumes", "" + count)
                    .must("be 1 to " + MOST_VOLUMES + ", which EBS has names for")
                    .mend("write " + Math.max(1, Math.min(MOST_VOLUMES, count))
                            + (count < 1 ? ", or leave it out" : ", and larger volumes or more brokers"));
        }
        OnEc2.Volume volume = nodes.volume();
        String path = key + ".volume";
        VolumeType type = volume.type().orElse(VolumeType.GP3);
        VolumeBounds bounds = VolumeBounds.of(type);
        String name = type.name().toLowerCase(Locale.ROOT);
        size(subject, path + ".size", volume.size(), bounds, name);
        if (bounds.seeks() > 0 && Role.holdsMetadata(key)) {
            subject.warning(Ec2Rule.VOLUME_SEEKS, path + ".type", name)
                    .must("be gp3: each change of metadata waits until it is flushed, and a hard disk makes "
                            + bounds.seeks() + " operations per second at most")
                    .mend("write type: gp3");
        }
        volume.iops().ifPresent(iops -> iops(subject, path + ".iops", iops, volume.size(), bounds, name));
        volume.throughput().ifPresent(throughput -> {
            throughput(
                    subject,
                    path + ".throughput",
                    throughput,
                    type,
                    volume.iops().orElse(GP3_IOPS));
            instance.ifPresent(machine -> link(subject, path + ".throughput", throughput, count, machine));
        });
    }

    /** What is wrong with so many replicas on the volumes of a broker; empty when there is not. */
    static Optional<Finding> seeks(OnEc2.BrokerNodes brokers, long replicas, String found) {
        OnEc2.Volume volume = brokers.volume();
        int volumes = Math.max(1, brokers.volumeCount());
        VolumeType type = volume.type().orElse(VolumeType.GP3);
        int seeks = VolumeBounds.of(type).seeks() * volumes;
        String name =
                (volumes > 1 ? volumes + " volumes of " : "") + type.name().toLowerCase(Locale.ROOT);
        return seeks == 0 || replicas <= seeks
                ? Optional.empty()
                : Optional.of(Finding.warning(Ec2Rule.VOLUME_SEEKS, found)
                        .must("be " + seeks + " at most on " + name + ", which " + (volumes > 1 ? "make" : "makes")
                                + " as many operations per second:"
                                + " each partition is a file of its own, and a hard disk jumps between them")
                        .mend("write type: gp3 under brokers.volume, or describe fewer partitions, or more brokers"));
    }

    private static void size(Ec2Subject subject, String path, DataSize size, VolumeBounds bounds, String name) {
        if (size.toGib() < bounds.least() || size.toGib() > bounds.most() * 1024) {
            subject.error(PlatformRule.VOLUME_SIZE, path, size.toString())
                    .must("be " + bounds.least() + "GiB to " + bounds.most() + "TiB, the bounds of " + name)
                    .mend("write a size within them");
        } else if (size.bytes() % DataSize.gib(1).bytes() != 0) {
            subject.error(PlatformRule.VOLUME_SIZE, path, size.toString())
                    .must("be whole GiB, in which EBS counts")
                    .mend("write " + (size.toGib() + 1) + "GiB");
        }
    }

    private static void iops(
            Ec2Subject subject, String path, int iops, DataSize size, VolumeBounds bounds, String name) {
        int most = bounds.mostIops(size.toGib());
        if (most == 0) {
            subject.error(Ec2Rule.VOLUME_IOPS, path, "" + iops)
                    .must("not be given for " + name)
                    .mend("remove it, or write type: gp3");
        } else if (iops < bounds.leastIops() || iops > most) {
            subject.error(Ec2Rule.VOLUME_IOPS, path, "" + iops)
                    .must("be " + bounds.leastIops() + " to " + most + " for " + size + " of " + name)
                    .mend("write a number within them, or leave it out");
        }
    }

    private static void throughput(Ec2Subject subject, String path, Throughput rate, VolumeType type, int iops) {
        long most = Math.min(MOST_GP3_MIB, iops / GP3_IOPS_PER_MIB);
        long mib = rate.perSecond().toMib();
        if (type != VolumeType.GP3) {
            subject.error(Ec2Rule.VOLUME_THROUGHPUT, path, rate.toString())
                    .must("be given for gp3 only")
                    .mend("remove it, or write type: gp3");
        } else if (mib < 125 || mib > most) {
            subject.error(Ec2Rule.VOLUME_THROUGHPUT, path, rate.toString())
                    .must("be 125MiB/s to " + most + "MiB/s: gp3 gives 0.25 MiB/s for each of " + iops
                            + " operations per second, and " + MOST_GP3_MIB + "MiB/s in all")
                    .mend(
                            mib > most && mib <= MOST_GP3_MIB
                                    ? "describe iops: " + mib * GP3_IOPS_PER_MIB + " with it, or less throughput"
                                    : "write a rate within them, or leave it out");
        }
    }

    private static void link(Ec2Subject subject, String path, Throughput rate, int volumes, Instance instance) {
        instance.ebsBaseline()
                .filter(baseline -> rate.perSecond().bytes() * volumes
                        > baseline.perSecond().bytes())
                .ifPresent(baseline -> subject.warning(
                                Ec2Rule.VOLUME_OVER_INSTANCE,
                                path,
                                rate + (volumes > 1 ? " on each of " + volumes + " volumes" : ""))
                        .must("be " + baseline.perSecond().toMib() + "MiB/s at most"
                                + (volumes > 1 ? " in all" : "") + ", what " + instance.type()
                                + " carries to EBS for ever: more is paid for and never used")
                        .mend("describe less throughput, or a larger instance"));
    }
}
